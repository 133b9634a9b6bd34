"""The desk tells a person something: in the product always, by mail as the person has chosen (pace.py).

Who hears of a move stands in the table of moves; nobody is told of a piece that they may not see.
"""

from django.utils import timezone

from editorial import pace, rights
from editorial.models import Notice, User
from editorial.models.edition import kind_named

MOST_COUNTED = 99


def tell_of_move(move, edition, request) -> None:
    """Make the notices of a move, in its transaction; whoever made it is not told."""
    actor = request.actor
    title = edition.title_text() or f"số {edition.document_id}"
    who = actor.full_name if actor and not move.by_clock else "Bộ hẹn giờ"
    ids = {pk for audience in move.tells for pk in audience(edition)}
    if request.held_by and request.held_by != edition.editor_id:
        ids.add(request.held_by)
    ids.discard(actor.pk if actor and not move.by_clock else None)
    sentence = f"{who}: {move.label} – {title}"[:500]
    tell(ids, sentence, document=edition.document, edition_number=edition.number, is_urgent=move.is_urgent)


def tell(
    person_ids,
    sentence: str,
    *,
    document=None,
    edition_number: int | None = None,
    is_urgent=False,
    is_for_mail=False,
) -> None:
    """Make one notice for each active person; of a piece only for who may see it.

    Mail tells of an urgent one at once. One that is for mail is sent word for word, whatever pace a person has chosen.
    """
    now, days = timezone.now(), pace.WorkingDays()
    active = User.objects.filter(pk__in=person_ids, is_active=True).order_by()
    if document and edition_number:
        active = active.filter(pk__in=_who_may_see(document, edition_number).values("pk"))
    Notice.objects.bulk_create(
        Notice(
            recipient=person,
            sentence=sentence,
            document=document,
            edition_number=edition_number,
            mail_after=now
            if is_for_mail and person.email
            else pace.mail_after(person, is_urgent=is_urgent, now=now, days=days),
            is_for_mail=is_for_mail,
        )
        for person in active
    )


def unread_of(person):
    """Give the notices that this person has not read, the newest first."""
    return Notice.objects.filter(recipient=person, read_at=None)


def mark_read(unread) -> None:
    """Note that the recipient has read these notices now; those read before keep their time."""
    unread.filter(read_at=None).update(read_at=timezone.now())


def count_words(person) -> str:
    """Give how many notices this person has not read, "" for none; no more rows are counted than are told."""
    count = unread_of(person)[: MOST_COUNTED + 1].count()
    return f"hơn {MOST_COUNTED}" if count > MOST_COUNTED else str(count or "")


def _who_may_see(document, number: int):
    edition = kind_named(document.kind)._default_manager.filter(document=document, number=number).first()
    return rights.people_who_may_see(edition) if edition else User.objects.none()
