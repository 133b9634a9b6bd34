"""Who is told of what. Each recipient may see the piece: its authors, its editor, or board members."""

from editorial import rights
from editorial.models import BOARD_OFFICES, Notice, User

AUTHORS_HEAR = {"take", "assign", "return", "reject", "publish", "publish_small", "publish_urgent", "go_live",
                "hide", "restore", "withdraw"}  # fmt: skip
CHAIR_HEARS = {"approve", "hide", "publish_urgent"}
BOARD_HEARS = {"publish_urgent", "withdraw"}
EDITOR_HEARS = {"submit", "assign", "recall", "return", "reopen"}


def tell_of_move(move, edition, request) -> None:
    """Make the notices of a move, in its transaction."""
    actor = request.actor
    title = edition.title_text() or f"số {edition.document_id}"
    who = actor.full_name if actor and not move.by_clock else "Bộ hẹn giờ"
    sentence = f"{who}: {move.label} – {title}"[:500]
    ids = _recipients(move.name, edition)
    if request.held_by and request.held_by != edition.editor_id:
        ids.add(request.held_by)
    ids.discard(actor.pk if actor and not move.by_clock else None)
    tell(ids, sentence, document=edition.document, edition_number=edition.number)


def tell(person_ids, sentence: str, *, document=None, edition_number: int | None = None) -> None:
    """Make one notice for each active person."""
    active = User.objects.filter(pk__in=person_ids, is_active=True).order_by().values_list("pk", flat=True)
    Notice.objects.bulk_create(
        Notice(recipient_id=pk, sentence=sentence, document=document, edition_number=edition_number) for pk in active
    )


def _recipients(name: str, edition) -> set[int]:
    ids: set[int] = set()
    if name in AUTHORS_HEAR:
        ids |= edition.author_ids
    if name in EDITOR_HEARS and edition.editor_id:
        ids.add(edition.editor_id)
    if name == "submit" and not edition.editor_id:
        ids |= _ids(rights.people_holding("member", secretary=True))
    if name in CHAIR_HEARS:
        ids |= _ids(rights.people_holding("chair"))
    if name in BOARD_HEARS:
        ids |= _ids(rights.people_holding(*BOARD_OFFICES))
    return ids


def _ids(people) -> set[int]:
    return set(people.order_by().values_list("pk", flat=True))
