"""What can be shown of a document afterwards: which text stood at which addresses, from when to when, by whose act."""

import json
from collections.abc import Iterable

from editorial.changes import Reader, in_form_order, labels_of
from editorial.compare import readable, shown_value
from editorial.models import Document, LogEntry, Snapshot, State, Withdrawal
from editorial.models.edition import Edition, kind_named
from editorial.reading import read_entries, who

MOST = 500  # editions, snapshots, entries: a document has some dozens


def gather(document: Document) -> dict:
    """Give what the page of evidence shows of a document, each list bounded by MOST."""
    model = kind_named(document.kind)
    editions = list(model._default_manager.filter(document=document).select_related("published_by").order_by("number"))
    entries = list(document.log.select_related("actor").order_by("number")[:MOST])
    snapshots = list(document.snapshots.select_related("saved_by").order_by("pk")[:MOST])
    return {
        "document": document,
        "editions": editions[:MOST],
        "addresses": list(dict.fromkeys(address for edition in editions for address in edition.addresses())),
        "periods": periods_of(entries),
        "snapshots": [{"kept": kept, "parts": parts_of(model, kept)} for kept in snapshots],
        "requests": document.takedowns.select_related("basis", "entered_by", "decided_by").order_by("pk"),
        "expunctions": document.expunctions.select_related("asked_by", "confirmed_by").order_by("pk"),
        "log": read_entries(entries),
        "is_cut": max(len(entries), len(snapshots)) >= MOST,
    }


def periods_of(entries: Iterable[LogEntry]) -> list[dict]:
    """Give from when to when each edition could be read, as the log tells it, the oldest first.

    Each is {"number", "begin", "begin_by", "end", "end_by", "as_kept"}; an open period has no end.
    """
    periods: list[dict] = []
    for entry in entries:
        data = json.loads(entry.text)["data"]
        if entry.refused or not data.keys() >= {"from", "to"} or data["from"] == data["to"] == State.PUBLISHED:
            continue
        if data["to"] == State.PUBLISHED:
            _end(periods, data.get("superseded"), entry)
            periods.append(_begin(entry))
        elif data["from"] == State.PUBLISHED or data.get("before") == Withdrawal.KEPT:
            _end(periods, entry.edition_number, entry)
        if data.get("withdrawal") == Withdrawal.KEPT:
            periods.append(_begin(entry, as_kept=True))
    return periods


def parts_of(model: type[Edition], kept: Snapshot) -> list[dict]:
    """Give the parts of a kept text in words: {"label", "text"}; empty ones are left out."""
    labels, read = labels_of(model), Reader(model).read
    content = json.loads(kept.text)
    said = {name: shown_value(content[name], name, read) for name in in_form_order(model, content) if name != "form"}
    texts = {name: "".join(piece for _, piece in readable([("equal", text)])) for name, text in said.items()}
    return [{"label": labels.get(name, name), "text": text} for name, text in texts.items() if text.strip()]


def _begin(entry: LogEntry, *, as_kept: bool = False) -> dict:
    return {"number": entry.edition_number, "begin": entry.at, "begin_by": who(entry), "end": None, "as_kept": as_kept}


def _end(periods: list[dict], number: int | None, entry: LogEntry) -> None:
    for period in periods:
        if period["number"] == number and period["end"] is None:
            period |= {"end": entry.at, "end_by": who(entry)}
