"""Which piece reports which event: said by the board, offered by the day."""

from datetime import timedelta

from django.db import transaction

from editorial import log, rights
from editorial.calendar_month import midnight
from editorial.models import Document, State, User
from editorial.refusals import NotAllowed
from editorial.text import fold
from news.models import Article, Event, EventPiece

LOOKED_AT = timedelta(days=60)  # after the event
OFFERED = 10
COMPARED = 200  # pieces of these days
SHORTEST_WORD = 4


def link_piece(event: Event, document: Document, *, actor: User, origin=None) -> None:
    """Say that a piece reports an event; twice changes nothing. Raises NotAllowed for who is not of the board."""
    _require_board(actor)
    with transaction.atomic():
        _, made = EventPiece.objects.get_or_create(event=event, document=document, defaults={"linked_by": actor})
        if made:
            _record("link_piece", event, document, actor, origin)


def unlink_piece(event: Event, document: Document, *, actor: User, origin=None) -> None:
    """Take that back. Raises NotAllowed for who is not of the board."""
    _require_board(actor)
    with transaction.atomic():
        if EventPiece.objects.filter(event=event, document=document).delete()[0]:
            _record("unlink_piece", event, document, actor, origin)


def offered_pieces(event: Event) -> list[Article]:
    """Give pieces that may report the event: of its days, those with the most words in common first."""
    known = event.links.values("document")
    pieces = Article.objects.filter(event_date__range=(event.starts_on, event.last_day)).exclude(document__in=known)
    live = pieces.live().filter(
        first_published_at__gte=midnight(event.starts_on), first_published_at__lt=midnight(event.last_day) + LOOKED_AT
    )
    found = [
        *pieces.open().without_texts()[:COMPARED],
        *live.without_texts().order_by("-first_published_at")[:COMPARED],
    ]
    wanted = _words(f"{event.title} {event.place}")
    found.sort(key=lambda piece: -len(wanted & _words(piece.headline)))
    return found[:OFFERED]


def pieces_of(events: list[Event]) -> dict[int, list[Article]]:
    """Give for each event its pieces as they stand: what is live, else what is open; one query."""
    links = list(EventPiece.objects.filter(event__in=events).values_list("event", "document"))
    shown = Article.objects.filter(document__in={document for _, document in links}).without_texts()
    newest: dict[int, Article] = {}
    for article in shown.order_by("number"):
        before = newest.get(article.document_id)
        if before is None or article.state == State.PUBLISHED or before.state != State.PUBLISHED:
            newest[article.document_id] = article
    found: dict[int, list[Article]] = {event.pk: [] for event in events}
    for event, document in links:
        if document in newest:
            found[event].append(newest[document])
    return found


def _words(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) >= SHORTEST_WORD}


def _require_board(actor: User) -> None:
    if not rights.standing_of(actor).is_board:
        raise NotAllowed("Chỉ Ban biên tập gắn tin bài với sự kiện.")


def _record(action: str, event: Event, document: Document, actor: User, origin) -> None:
    log.record(action, actor=actor, document=document, subject=f"event:{event.pk}", origin=origin)
