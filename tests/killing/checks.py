"""What must hold after a kill: at once, and after operation went on."""

import gzip
import hashlib
from collections import Counter
from pathlib import Path

import brotli
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from editorial import grants, guards
from editorial.models import LogEntry, State
from editorial.verifying import first_broken_link
from news.models import Article, Picture, StoredFile
from news.press import tree
from news.press.addresses import file_of
from news.press.models import Change, Printed, Priority
from news.press.render import ENDS
from news.press.verify import verify
from tests.roles import as_owner

UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress}


def read_tree() -> dict[str, bytes]:
    """Give the bytes of every file of the tree, as they stand on the disk."""
    root = Path(settings.PUBLIC_DIR)
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def faults_at_once(before: dict[str, bytes], acknowledged: bool, scenario, world) -> list[str]:
    """Check the tree and the database as the kill left them."""
    if connection.vendor == "postgresql":
        _wait_for_dead_sessions()
    faults = [f"{name} is not whole" for name, data in read_tree().items() if not _is_whole(name, data, before)]
    urgent = Change.objects.filter(priority__lt=Priority.REST)
    if acknowledged and urgent.exists():
        faults.append("acknowledged, and rows wait")
    if acknowledged and scenario.word and _state(world, scenario.word) != scenario.target:
        faults.append("acknowledged, and not so in the database")
    if acknowledged or (scenario.noted and not Change.objects.exists()):
        faults += [f"though no row waits: {place}: {said}" for place, said in verify()]
    return faults


def faults_in_the_end(scenario, world) -> list[str]:
    """Check that after the recovery the site is what the database says, and that says nothing twice."""
    faults = [f"still waits: {change}" for change in Change.objects.all()]
    faults += [f"guard {name} is missing" for name in guards.missing(connection)]
    faults += grants.faults(connection)
    faults += _faults_of_marks() + _faults_of_pieces(world) + _faults_of_log(scenario, world) + _faults_of_library()
    return faults + [f"{place}: {said}" for place, said in verify()]


def faults_of_mixture(before: dict[str, bytes], killed: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Check that the kill left only files of before and files of after."""
    return [
        f"{name} was neither the old nor the new"
        for name, data in killed.items()
        if not name.endswith(tree.TEMPORARY) and data not in (before.get(name), after.get(name))
    ]


def _is_whole(name: str, data: bytes, before: dict[str, bytes]) -> bool:
    """Whether a file is as it was before the scenario, or decodes and ends as a page does."""
    path = Path(name)
    if data == before.get(name) or path.name == tree.TEMPORARY:
        return True
    if name.startswith(("anh/", "tep/")):
        return any(default_storage.open(one).read() == data for one in _private_paths())
    try:
        body = UNPACK.get(path.suffix, bytes)(data)
    except (OSError, EOFError, brotli.error):
        return False
    marks_nothing = path.name in (".404", ".410") and not data
    return marks_nothing or ".txt" in name or ".css" in name or body.rstrip().endswith(ENDS)


def _private_paths() -> list[str]:
    rows = [*Picture.objects.all(), *StoredFile.objects.all()]
    return [path for row in rows for path in row.paths() if default_storage.exists(path)]


def _faults_of_marks() -> list[str]:
    """An address that answers with a status has its mark and no page; one that is a page has no mark."""
    faults = []
    for address, status in Printed.objects.values_list("address", "status"):
        path = tree.path_of(address)
        marks = [mark for mark in tree.MARKS if path.with_name(f".{mark}").exists()]
        if path.name.startswith("index.") and (marks != [status] * (status != 200) or path.exists() != (status == 200)):
            faults.append(f"{address} should answer {status}, marks are {marks}")
    return faults


def _faults_of_pieces(world) -> list[str]:
    """What is live shows its word; of what is not, no byte of the tree has it."""
    texts = {name: UNPACK.get(Path(name).suffix, bytes)(data).lower() for name, data in read_tree().items()}
    faults = []
    for word, piece in world.pieces.items():
        found = [name for name, text in texts.items() if word.encode() in text]
        if _state(world, word) != State.PUBLISHED:
            faults += [f"{word} is not live and stands in {name}" for name in found]
        elif file_of(piece.get_absolute_url()) not in found:
            faults.append(f"{word} is live and not shown")
    live = Article.objects.live().values_list("document", flat=True)
    return faults + [f"document {number} is live {n} times" for number, n in Counter(live).items() if n > 1]


def _faults_of_log(scenario, world) -> list[str]:
    broken = first_broken_link()
    entries = LogEntry.objects.filter(refused=False).exclude(document=None)
    made = Counter(entries.values_list("action", "document", "edition_number"))
    faults = [f"the log is broken: {broken}"] if broken else []
    faults += [f"logged {n} times: {move}" for move, n in made.items() if n > 1]
    if scenario.word:
        piece = world.pieces[scenario.word]
        logged = made[(scenario.move, piece.document_id, piece.number)]
        state = scenario.target if logged else piece.state
        if _state(world, scenario.word) != state or (scenario.move == "go_live" and not logged):
            faults.append(f"{scenario.word} is {_state(world, scenario.word)}, {scenario.move} logged {logged} times")
    return faults


def _faults_of_library() -> list[str]:
    """Every picture and file that has a row has its bytes, whole."""
    faults = []
    for picture in Picture.objects.all():
        for path in picture.paths():
            try:
                with default_storage.open(path) as file:
                    Image.open(file).load()
            except OSError as error:
                faults.append(f"picture {picture.pk}: {path}: {error}")
    for file in StoredFile.objects.all():
        if hashlib.sha256(default_storage.open(file.path).read()).hexdigest() != file.sha256:
            faults.append(f"file {file.pk} is not what was sent")
    return faults


def _state(world, word: str) -> str:
    return Article.objects.values_list("state", flat=True).get(pk=world.pieces[word].pk)


def _wait_for_dead_sessions() -> None:
    """The server hears of a killed client a moment later; only then is its transaction rolled back."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
