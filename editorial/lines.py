"""What an outside reader of the log gets: one JSON object a line, the same in the stream and in the exported files."""

import json
import logging

from django.utils import timezone

from editorial.models.log import LogEntry
from editorial.origins import Origin

# Its lines go to standard error at once, where journald or syslog takes them off this machine (settings.LOGGING).
security = logging.getLogger("hdnd.security")

STEP = 500
EXPORTED = (
    *("number", "at", "action", "refused", "text", "hash"),
    *("actor__username", "actor__full_name", "origin__address", "origin__port", "origin__salt"),
)


def tell(event: str, *, person=None, origin: Origin | None = None, **facts) -> None:
    """Put an event that is no decision into the stream: a login, one that failed, a lockout.

    `facts` are plain values; never content of pieces, never a password or a code.
    """
    if security.isEnabledFor(logging.INFO):
        line = {"event": event, "at": timezone.now().isoformat(), **_account(person), **_origin(origin), **facts}
        security.info(_dump(line))


def tell_entry(entry: LogEntry, person, origin: Origin | None, salt: str) -> None:
    """Put an entry of the log into the stream."""
    if security.isEnabledFor(logging.INFO):
        row = {name: getattr(entry, name) for name in ("number", "at", "action", "refused", "text", "hash")}
        account, place = _account(person), _origin(origin)
        security.info(line_of(row | account | place | {"salt": salt if origin else None}))


def read_entries(after: int, most: int) -> list[dict]:
    """Give the entries that follow a number, in order, with account and origin; at most so many."""
    return _rows(LogEntry.objects.filter(number__gt=after).order_by("number")[:most])


def read_numbers(numbers: list[int]) -> list[dict]:
    """Give these entries in the same form; at most STEP are asked for at once."""
    return _rows(LogEntry.objects.filter(number__in=numbers).order_by("number"))


def _rows(entries) -> list[dict]:
    return [{name.rpartition("__")[2]: value for name, value in row.items()} for row in entries.values(*EXPORTED)]


def line_of(row: dict) -> str:
    """Give an entry as a line. `text` is exactly what was hashed; address, port and salt prove its `origin`."""
    return _dump({"event": "decision", **row, "at": row["at"].isoformat()})


def _account(person) -> dict:
    return {"username": getattr(person, "username", None) or None, "full_name": getattr(person, "full_name", None)}


def _origin(origin: Origin | None) -> dict:
    return {"address": origin.address if origin else None, "port": origin.port if origin else None}


def _dump(line: dict) -> str:
    return json.dumps(line, ensure_ascii=False)
