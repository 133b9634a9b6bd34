"""Uploads are read by a child process: at once what may be kept, soon after it what stands in the files.

The gates ask what was found (StoredFile.passages, Article.unread_files). A file is read right after its upload when
that takes no longer than a person waits, else by the clock, which also reads what open work had before there were
readers and what readers and checks of an earlier make have read.
"""

import base64
import logging
import time
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction

from editorial import checks, child, legacy_fonts, text
from editorial.checks.passages import find_leaks
from news import extraction, headings, ooxml, pictures
from news.files import MAX_BYTES, TOO_HEAVY, CleanFile

logger = logging.getLogger(__name__)

AT_ONCE = 2  # seconds that a person waits for
OF_CLOCK = 20  # seconds of a round, after which the next round goes on
LOST = "Tệp không còn trên máy chủ nên không đọc được."


def _make_of(*rooms) -> str:
    """Give a name for readers and checks as they are now, which changes with the code of these modules and packages."""
    files = [Path(room.__file__) for room in rooms]
    packages = [file.parent for file in files if file.name == "__init__.py"]
    sources = sorted({*files, *(path for package in packages for path in package.glob("*.py"))})
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]


MAKE = _make_of(checks, extraction, headings, legacy_fonts, ooxml, text)


def check_upload(data: bytes, name: str) -> CleanFile:
    """Give an uploaded file for keeping (news.files.read_attachment), looked at in a child process.

    Raises ValidationError with a sentence for whoever uploaded it.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    try:
        found = child.run("news.extraction.job.check", data, name=name)
    except child.ChildFailed as failed:
        raise ValidationError(failed.sentence) from failed
    if "refused" in found:
        raise ValidationError(found["refused"])
    return CleanFile(sha256=sha256(data).hexdigest(), data=data, size=len(data), **found)


@dataclass(frozen=True)
class Developed:
    """A picture as it is kept, with its renditions by (width, extension)."""

    clean: pictures.CleanPicture
    renditions: dict[tuple[int, str], bytes]
    marks: list[dict]  # of secrecy, in what the file carried beside its pixels, of which none is published


def check_picture(data: bytes, *, scaled: bool = True) -> Developed:
    """Give an uploaded picture for keeping (news.pictures.read_picture), decoded and encoded in a child process.

    A picture of forty million points takes up to 450 MB and five seconds there, of which the worker feels nothing.
    Raises ValidationError with a sentence for whoever uploaded it.
    """
    if len(data) > pictures.MAX_BYTES:
        raise ValidationError(pictures.TOO_HEAVY)
    try:
        made = child.run("news.picture_job.develop", data, scaled=scaled)
    except child.ChildFailed as failed:
        raise ValidationError(_sentence_of_picture(failed)) from failed
    if "refused" in made:
        raise ValidationError(made["refused"])
    master = base64.b64decode(made["master"])
    clean = pictures.CleanPicture(sha256(master).hexdigest(), master, made["format"], made["width"], made["height"])
    renditions = {_rendition_key(name): base64.b64decode(text) for name, text in made["renditions"].items()}
    marks = [asdict(mark) for mark in find_leaks(made["words"]) if mark.key.startswith("secrecy")]
    return Developed(clean, renditions, marks)


def _sentence_of_picture(failed: child.ChildFailed) -> str:
    sentences = {"time": pictures.TOO_MUCH, "memory": pictures.TOO_MUCH, "broken": pictures.BROKEN}
    return sentences.get(failed.kind, failed.sentence)


def _rendition_key(name: str) -> tuple[int, str]:
    width, _, extension = name.partition(".")
    return int(width), extension


def read_soon(file) -> None:
    """Read a file just taken in, after the transaction it came in (at once when there is none)."""
    transaction.on_commit(partial(read_file, file, seconds=AT_ONCE), robust=True)


def read_file(file, *, seconds: float | None = None) -> bool:
    """Read a file and keep what was found; give False when it is left to the clock, which gives it all its time."""
    if file.read_as == MAKE:
        return True
    found = _known(file) or _inspect(file, seconds or child.SECONDS)
    if found is None:
        return False
    file.read_as, file.marks, file.unread = MAKE, found["marks"], found["unread"]
    file.save(update_fields=["read_as", "marks", "unread"])
    return True


def read_waiting(sender=None, **kwargs) -> int:
    """At a round of the clock: read files of open work that have not been read as they are read now; give how many."""
    from news.models import StoredFile

    started, done = time.monotonic(), 0
    for file in StoredFile.objects.of_open_work().exclude(read_as=MAKE):
        if time.monotonic() - started > OF_CLOCK:
            break
        done += read_file(file)
    return done


def _known(file) -> dict | None:
    """Give what was found in the same bytes under another row."""
    rows = type(file).objects.filter(sha256=file.sha256, read_as=MAKE)
    return rows.values("marks", "unread").first()


def _inspect(file, seconds: float) -> dict | None:
    """Give what the child found; what it cannot read is unread, unless there may be time for it later."""
    try:
        with default_storage.open(file.path) as stored:
            data = stored.read()
    except FileNotFoundError:
        return {"marks": [], "unread": [LOST]}
    try:
        return child.run("news.extraction.job.inspect", data, seconds=seconds, kind=file.kind)
    except child.ChildFailed as failed:
        logger.info("file %s: %s", file.key, failed.kind)
        if failed.kind == "busy" or (failed.kind == "time" and seconds < child.SECONDS):
            return None
        return {"marks": [], "unread": [failed.sentence]}
