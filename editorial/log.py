"""The log is written here and nowhere else: each entry's text holds the hash of the one before."""

import hashlib
import json
import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from editorial.models.log import LogEntry, LogHead, LogOrigin
from editorial.origins import Origin as Origin
from editorial.origins import origin_of as origin_of
from editorial.signals import recorded

COLUMNS = ("number", "at", "actor_id", "action", "subject", "document_id", "edition_number", "refused")


def record(
    action: str,
    *,
    actor,
    document=None,
    edition_number: int | None = None,
    subject: str = "",
    refused: bool = False,
    data: dict | None = None,
    origin: Origin | None = None,
) -> LogEntry:
    """Add an entry to the chain and give it back.

    `data` holds what the decision was (states, fingerprint, names of changed fields); never content of pieces,
    which may have to be expunged, and never addresses of people. Must be the last thing in a transaction: the
    head of the chain stays locked until it ends.
    """
    with transaction.atomic():
        head = LogHead.objects.select_for_update().get_or_create(pk=1)[0]
        salt = secrets.token_hex(16)
        content = {
            "number": head.number + 1,
            "previous": head.hash,
            "at": timezone.now().isoformat(),
            "actor": getattr(actor, "pk", None),
            "action": action,
            "subject": subject,
            "document": getattr(document, "pk", None),
            "edition": edition_number,
            "refused": refused,
            "data": data or {},
            "origin": _origin_hash(origin, salt),
        }
        entry = LogEntry(text=json.dumps(content, ensure_ascii=False, sort_keys=True))
        entry.hash = hash_of(entry.text)
        _copy_columns(entry, content)
        entry.save(force_insert=True)
        if origin:
            LogOrigin.objects.create(entry=entry, address=origin.address, port=origin.port, salt=salt)
        LogHead.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
        recorded.send(LogEntry, entry=entry, data=content["data"])
        return entry


def hash_of(text: str) -> str:
    """Give the SHA-256 of an entry's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken_link() -> tuple[int, str] | None:
    """Walk the chain and give the number of the first entry that does not hold, with a sentence; None if all do."""
    number, previous = 0, ""
    for entry in LogEntry.objects.order_by("number").iterator(chunk_size=2000):
        fault = _fault(entry, number + 1, previous)
        if fault:
            return number + 1, fault
        number, previous = entry.number, entry.hash
    head = LogHead.objects.filter(pk=1).first() or LogHead()
    if (head.number, head.hash) != (number, previous):
        return number + 1, f"đầu chuỗi ghi số {head.number}, mục sau cùng là số {number}"
    return None


def _fault(entry: LogEntry, number: int, previous: str) -> str:
    if entry.number != number:
        return f"thiếu mục số {number}"
    if hash_of(entry.text) != entry.hash:
        return "nội dung không khớp mã"
    content = json.loads(entry.text)
    if content["previous"] != previous:
        return "không nối với mục trước"
    copy = LogEntry()
    _copy_columns(copy, content)
    if any(getattr(copy, name) != getattr(entry, name) for name in COLUMNS):
        return "các cột không khớp nội dung"
    return ""


def _copy_columns(entry: LogEntry, content: dict) -> None:
    entry.number = content["number"]
    entry.at = datetime.fromisoformat(content["at"])
    entry.actor_id = content["actor"]
    entry.action = content["action"]
    entry.subject = content["subject"]
    entry.document_id = content["document"]
    entry.edition_number = content["edition"]
    entry.refused = content["refused"]


def _origin_hash(origin: Origin | None, salt: str) -> str:
    if origin is None:
        return ""
    return hash_of(f"{salt} {origin.address} {origin.port}")
