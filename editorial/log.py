"""The log is written here and nowhere else: each entry's text holds the hash of the one before."""

import hashlib
import json
import secrets
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from editorial import lines
from editorial.models.log import LogEntry, LogHead, LogOrigin
from editorial.origins import Origin as Origin
from editorial.origins import origin_of as origin_of
from editorial.signals import recorded


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
            "origin": origin_hash(origin, salt),
        }
        entry = entry_of(content)
        entry.save(force_insert=True)
        if origin:
            LogOrigin.objects.create(entry=entry, address=origin.address, port=origin.port, salt=salt)
        LogHead.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
        recorded.send(LogEntry, entry=entry, data=content["data"])
        transaction.on_commit(partial(lines.tell_entry, entry, actor, origin, salt), robust=True)
        return entry


def hash_of(text: str) -> str:
    """Give the SHA-256 of an entry's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def entry_of(content: dict) -> LogEntry:
    """Give the entry of a content, not saved yet: its text, the hash of that, and the columns that repeat it."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return LogEntry(
        number=content["number"],
        at=datetime.fromisoformat(content["at"]),
        actor_id=content["actor"],
        action=content["action"],
        subject=content["subject"],
        document_id=content["document"],
        edition_number=content["edition"],
        refused=content["refused"],
        text=text,
        hash=hash_of(text),
    )


def origin_hash(origin: Origin | None, salt: str) -> str:
    """Give what the chain holds of an origin: nothing that names it once the salt is gone."""
    return hash_of(f"{salt} {origin.address} {origin.port}") if origin else ""
