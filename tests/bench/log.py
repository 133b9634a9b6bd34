"""The log at its full size: a chain of a million decisions is exported, verified and compared.

`python -m tests.bench.log NUMBER` makes the chain in the database of the environment; the measurement calls it.
"""

import os
import subprocess
import sys
import time

from tests.bench.databases import database_for
from tests.bench.machine import Failed
from tests.bench.report import say, table
from tests.bench.site import ROOT, Site

MOST_SECONDS = 300
BATCH = 5000
ACTIONS = ("create", "submit", "take", "approve", "publish")


def measure(options) -> None:
    """Say how long each work on a chain of `--entries` takes, and how much memory."""
    site = Site(options.folder / "log", database=database_for("log"))
    site.manage("migrate", "-v", "0")
    files = site.folder / "exported"
    files.mkdir(exist_ok=True)
    environment = site.environment(LOG_EXPORT_DIR=str(files), SECURITY_STREAM="0")
    _timed(environment, "-m", "tests.bench.log", str(options.entries))
    rows = {name: _timed(environment, "manage.py", name) for name in ("export_log", "verify_log")}
    paths = sorted(map(str, files.glob("*.jsonl")))
    rows["verify_log --export"] = _timed(environment, "manage.py", "verify_log", "--export", *paths)
    table(["", "seconds", "peak MB"], [[name, f"{took:.1f}", f"{peak:.0f}"] for name, (took, peak) in rows.items()])
    say(f"{options.entries} entries, {sum(map(os.path.getsize, paths)) / 2**20:.0f} MB exported")
    word = "reached" if rows["verify_log"][0] <= MOST_SECONDS else "MISSED"
    say(f"verify_log in at most {MOST_SECONDS} s: {word}")


def _timed(environment: dict, *arguments: str) -> tuple[float, float]:
    """Give the seconds that a program takes and the memory it takes at most, in MB."""
    started = time.perf_counter()
    program = subprocess.Popen([sys.executable, *arguments], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise Failed(f"{' '.join(arguments)}: exit {program.returncode}")
    return time.perf_counter() - started, used.ru_maxrss / 1024


def make_chain(length: int) -> None:
    """Lengthen the chain to so many entries, with origins, as editorial.log would have written them."""
    from django.utils import timezone

    from editorial.models import Document, LogHead, User

    people = [_person(User, turn) for turn in range(30)]
    documents = Document.objects.bulk_create(Document(kind="article") for _ in range(100))
    head = LogHead.objects.get_or_create(pk=1)[0]
    now = timezone.now().isoformat()
    while head.number < length:
        _lengthen(head, min(BATCH, length - head.number), people, documents, now)


def _person(model, turn: int):
    name = f"do-dac-nhat-ky-{turn}"
    return model.objects.filter(username=name).first() or model.objects.create_user(name, full_name=f"Người số {turn}")


def _lengthen(head, count: int, people: list, documents: list, now: str) -> None:
    from django.db import transaction

    from editorial import log
    from editorial.models import LogEntry, LogOrigin
    from editorial.origins import Origin

    entries, origins = [], []
    for number in range(head.number + 1, head.number + count + 1):
        origin, salt = Origin(f"203.0.113.{number % 250}", 1024 + number % 60000), f"{number:032x}"
        content = {
            "number": number,
            "previous": head.hash,
            "at": now,
            "actor": people[number % len(people)].pk,
            "action": ACTIONS[number % len(ACTIONS)],
            "subject": "",
            "document": documents[number % len(documents)].pk,
            "edition": 1,
            "refused": False,
            "data": {"kind": "article", "from": "draft", "to": "submitted", "fingerprint": f"{number:064x}"},
            "origin": log.origin_hash(origin, salt),
        }
        entries.append(log.entry_of(content))
        origins.append(LogOrigin(entry_id=number, address=origin.address, port=origin.port, salt=salt))
        head.number, head.hash = number, entries[-1].hash
    with transaction.atomic():
        LogEntry.objects.bulk_create(entries)
        LogOrigin.objects.bulk_create(origins)
        head.save()


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdnd_site.settings")
    django.setup()
    make_chain(int(sys.argv[1]))
