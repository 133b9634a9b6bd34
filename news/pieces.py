"""What contributors read about their pieces: who holds them, since when, why they came back, what was changed."""

import json

from django.utils.formats import date_format
from django.utils.timezone import localtime

from editorial.admin import panel
from editorial.models import LogEntry, Note, Snapshot, State
from editorial.reading import read_entries
from news.models import Article

REASONED = ("return", "reject", "hide", "withdraw")
STATES_WITH_REASON = (State.RETURNED, State.REJECTED, State.HIDDEN, State.WITHDRAWN)
FILTERS = {
    "": ("Tất cả", None),
    "dang-xu-ly": (
        "Đang xử lý",
        (State.DRAFT, State.RETURNED, State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.SCHEDULED),
    ),
    "da-dang": ("Đã đăng", (State.PUBLISHED, State.HIDDEN)),
}
HISTORY_LENGTH = 50


def pieces_of(person, chosen: str = ""):
    """Give a person's pieces, what moved last first, each document in its newest guise."""
    states = FILTERS[chosen][1]
    pieces = Article.objects.written_by(person).without_body().select_related("editor", "author")
    pieces = pieces.filter(state__in=states) if states else pieces.exclude(state=State.SUPERSEDED)
    return pieces.order_by("-state_since", "-pk")


def add_reasons(pieces) -> None:
    """Put on each piece that came back or was taken down the note that says why; one query for all."""
    wanted = [piece for piece in pieces if piece.state in STATES_WITH_REASON]
    notes = Note.objects.filter(document__in=[piece.document_id for piece in wanted], move__in=REASONED)
    last = {(note.document_id, note.edition_number): note for note in notes.select_related("author")}
    for piece in pieces:
        piece.reason = last.get((piece.document_id, piece.number)) if piece in wanted else None


def holder_of(piece: Article, reader) -> str:
    """Give who holds a piece now, in words; "" when nobody has to do anything."""
    if piece.state in (State.DRAFT, State.RETURNED):
        return "tôi" if reader.pk in piece.author_ids else piece.author.full_name
    if piece.state == State.SUBMITTED:
        return piece.editor.full_name if piece.editor else "Ban biên tập, chưa có người nhận"
    if piece.state == State.IN_REVIEW:
        return piece.editor.full_name if piece.editor else "Ban biên tập"
    if piece.state == State.APPROVED:
        return "người duyệt đăng"
    if piece.state == State.SCHEDULED and piece.scheduled_for:
        return f"bộ hẹn giờ, đăng lúc {date_format(localtime(piece.scheduled_for), 'H:i, d/m/Y')}"
    return ""


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
    labels = panel.labels_of(Article)
    order = {labels[name]: place for place, name in enumerate(Article.canonical_fields)}
    changes = panel.changes_of(piece, snapshot.text)
    return sorted(changes, key=lambda change: order.get(change["label"], len(order)))
