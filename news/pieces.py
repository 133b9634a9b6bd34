"""What contributors read about their pieces: who holds them, since when, why they came back, what was changed."""

import json

from editorial.changes import changes_since
from editorial.models import LogEntry, Note, Snapshot, State
from editorial.models.state import LIVE_SLOT, OPEN
from editorial.reading import read_entries
from news.models import Article

REASONED = ("return", "reject", "hide", "withdraw", "close")
STATES_WITH_REASON = (State.RETURNED, State.REJECTED, State.HIDDEN, State.WITHDRAWN)
FILTERS = {
    "": ("Tất cả", None),
    "dang-xu-ly": ("Đang xử lý", OPEN),
    "da-dang": ("Đã đăng", LIVE_SLOT),
}
HISTORY_LENGTH = 50
MOST_LISTED = 1000


def pieces_of(person, chosen: str = "") -> list[int]:
    """Give the ids of a person's pieces, what moved last first, each document in its newest guise; at most 1,000.

    Each way of being an author has an index of its own that is read from the newest; a condition with OR is not.
    """
    states = FILTERS[chosen][1]
    if states == OPEN:
        own_work = Article.objects.filter(pk__in=Article.objects.open_work_of(person))
        return list(own_work.order_by("-state_since", "-pk").values_list("pk", flat=True)[:MOST_LISTED])
    pieces = Article.objects.filter(state__in=states) if states else Article.objects.exclude(state=State.SUPERSEDED)
    found: set[tuple] = set()
    for author in ("author", "opened_by", "submitted_by"):
        own = pieces.filter(**{author: person}).order_by("-state_since", "-pk")
        found |= set(own.values_list("state_since", "pk")[:MOST_LISTED])
    return [pk for _, pk in sorted(found, reverse=True)[:MOST_LISTED]]


def shown(ids: list[int]) -> list[Article]:
    """Give the pieces of these ids, in this order, as the list shows them."""
    pieces = Article.objects.without_body().select_related("editor", "author").in_bulk(ids)
    return [pieces[pk] for pk in ids if pk in pieces]


def add_reasons(pieces) -> None:
    """Put on each piece that came back or was taken down the note that says why; one query for all."""
    wanted = [piece for piece in pieces if piece.state in STATES_WITH_REASON]
    notes = Note.objects.filter(document__in=[piece.document_id for piece in wanted], move__in=REASONED)
    last = {(note.document_id, note.edition_number): note for note in notes.select_related("author")}
    for piece in pieces:
        piece.reason = last.get((piece.document_id, piece.number)) if piece in wanted else None


def history_of(piece: Article) -> list[dict]:
    """Give what was done with this edition, the newest first, in plain words (editorial.reading)."""
    entries = LogEntry.objects.filter(document=piece.document_id, edition_number=piece.number, refused=False)
    return read_entries(entries.select_related("actor")[:HISTORY_LENGTH])


def changes_since_submitted(piece: Article) -> list[dict] | None:
    """Give how the piece differs from what its author handed in last; None when it is the same, or never was."""
    sent = LogEntry.objects.filter(
        document=piece.document_id, edition_number=piece.number, action="submit", refused=False
    ).first()
    if sent is None:
        return None
    fingerprint = json.loads(sent.text)["data"].get("fingerprint", "")
    if fingerprint == piece.fingerprint():
        return None
    snapshot = Snapshot.objects.filter(
        document=piece.document_id, edition_number=piece.number, fingerprint=fingerprint
    ).first()
    if snapshot is None:
        return None
    return changes_since(piece, snapshot.text)
