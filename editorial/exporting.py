"""The log leaves this machine: new entries are appended, as JSON lines, to a file of the day in LOG_EXPORT_DIR.

What ships the files off the host (docs/operations.md) reads whole lines only. An entry is written once and none is
left out: numbers have no gap, so what comes next is the number after the last one written. That is what `LogKeeping`
says, or the end of the newest file when a process was killed between the two. The file and the database must agree on
that entry; if they do not, somebody rewrote the log or brought back an older database, and nothing more is written
until a person has said which (`export_log --after-restore`).
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from editorial import lines, notices, rights
from editorial.models import LogEntry, LogHead, LogKeeping

logger = logging.getLogger(__name__)

BATCH = 1000
IN_ROUND = 20 * BATCH  # entries that one round of the clock writes
LATE = timedelta(minutes=10)
TOLD_AGAIN = timedelta(days=1)
FILES = "nhat-ky-*.jsonl"
BLOCK = 65536


class Disagreement(Exception):
    """The exported files, or what was noted of them, hold another log than the database."""


def export_due(sender=None, **kwargs) -> None:
    """At a round of the clock: write what is new; tell the technical administrators, once a day, when that fails."""
    if not settings.LOG_EXPORT_DIR:
        return
    try:
        export(Path(settings.LOG_EXPORT_DIR), most=IN_ROUND)
    except BlockingIOError:
        return  # another process is at it
    except (OSError, Disagreement) as error:
        logger.error("export of the log: %s: %s", type(error).__name__, error)
        _note_failure()
    else:
        LogKeeping.objects.exclude(failed_since=None).update(failed_since=None)


def export(folder: Path, *, most: int | None = None, wait: bool = False, after_restore: bool = False) -> int:
    """Append what is new and give how many entries that were; at most so many when told.

    Raises Disagreement, OSError for the folder, BlockingIOError when another process exports and `wait` is off.
    """
    with _lock(folder, wait):
        keeping = LogKeeping.objects.get_or_create(pk=1)[0]
        _require_entry(keeping.exported, keeping.exported_hash)
        newest = max((path.name for path in folder.glob(FILES)), default="")
        if newest and not after_restore:
            _take_up(folder / newest, keeping)
        return _append(folder / _name(newest, after_restore), keeping, most)


def standing() -> tuple[bool, int]:
    """Give whether the export is well, and how many entries are not exported yet."""
    keeping = LogKeeping.objects.filter(pk=1).first() or LogKeeping()
    head = LogHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    late = LogEntry.objects.filter(number=keeping.exported + 1, at__lt=timezone.now() - LATE).exists()
    return keeping.failed_since is None and not late, max(head - keeping.exported, 0)


def _append(path: Path, keeping: LogKeeping, most: int | None) -> int:
    written = 0
    while rows := lines.read_entries(keeping.exported, min(BATCH, (most or BATCH + written) - written)):
        is_new = not path.exists()
        with open(path, "ab", opener=_private) as file:
            file.write("".join(f"{lines.line_of(row)}\n" for row in rows).encode())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _sync_folder(path.parent)
        _note(keeping, rows[-1]["number"], rows[-1]["hash"])
        written += len(rows)
        if most and written >= most:
            break
    return written


def _take_up(path: Path, keeping: LogKeeping) -> None:
    """Cut off a line that was torn by a crash, and go on after the last entry that the newest file holds."""
    with path.open("r+b") as file:
        end, line = _last_line(file)
        file.truncate(end)
        os.fsync(file.fileno())
    if not line:
        return
    try:
        last = json.loads(line)
        number, code = last["number"], last["hash"]
    except (ValueError, KeyError, TypeError) as error:
        raise Disagreement(f"dòng cuối của tệp {path.name} không phải một mục nhật ký") from error
    _require_entry(number, code)
    if number > keeping.exported:
        _note(keeping, number, code)


def _last_line(file) -> tuple[int, bytes]:
    """Give where the last whole line of a file ends, and the line."""
    size = file.seek(0, os.SEEK_END)
    length = BLOCK
    while True:
        start = max(size - length, 0)
        file.seek(start)
        data = file.read(size - start)
        end = data.rfind(b"\n")
        begin = data.rfind(b"\n", 0, max(end, 0))
        if start == 0 or begin >= 0:
            return start + end + 1, data[begin + 1 : max(end, 0)]
        length *= 4


def _require_entry(number: int, code: str) -> None:
    if number and not LogEntry.objects.filter(number=number, hash=code).exists():
        raise Disagreement(f"mục số {number} trong cơ sở dữ liệu không phải mục đã chuyển ra ngoài")


def _name(newest: str, after_restore: bool) -> str:
    """Give the file to write to: the day's, or a later one if there is; after a restore a new one, the last by name."""
    now = timezone.localtime()
    if after_restore:
        return f"nhat-ky-{now:%Y-%m-%d}.khoi-phuc-{now:%H%M%S}.jsonl"
    return max(f"nhat-ky-{now:%Y-%m-%d}.jsonl", newest)


def _note(keeping: LogKeeping, number: int, code: str) -> None:
    keeping.exported, keeping.exported_hash = number, code
    keeping.save(update_fields=["exported", "exported_hash"])


def _note_failure() -> None:
    now = timezone.now()
    LogKeeping.objects.get_or_create(pk=1)
    LogKeeping.objects.filter(failed_since=None).update(failed_since=now)
    untold = LogKeeping.objects.filter(Q(failure_told_at=None) | Q(failure_told_at__lt=now - TOLD_AGAIN))
    if untold.update(failure_told_at=now):
        people = set(rights.technical_people().order_by().values_list("pk", flat=True))
        notices.tell(people, "Nhật ký quyết định không chuyển ra ngoài được. Lý do ở nhật ký của bộ hẹn giờ.")


@contextmanager
def _lock(folder: Path, wait: bool) -> Iterator[None]:
    """Keep other processes from exporting; the lock ends with the process, its file stays."""
    with open(folder / ".khoa", "a", opener=_private) as file:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o640)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
