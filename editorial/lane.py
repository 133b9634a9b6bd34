"""The urgent lane: a mark on an open edition that gives it due times of its own, and no right to anybody."""

from django.db import transaction
from django.utils import timezone

from editorial import effects, log, notices, rights
from editorial.due import set_due
from editorial.holding import holders_of
from editorial.models import Edition, Note, User
from editorial.refusals import Blocked, Conflict, NotAllowed
from editorial.workflow import lock

LONGEST_REASON = 500


def mark_urgent(edition: Edition, *, actor: User, reason: str, origin=None) -> Edition:
    """Put an open edition in the urgent lane, tell whoever holds it, and give it as it then stands.

    The reason becomes a note. The version stays: no text has changed, and whoever types goes on. Raises Conflict when
    the piece is not open or urgent already, NotAllowed, and Blocked without a reason.
    """
    with transaction.atomic():
        current = _lock_open(edition, actor)
        if current.urgent_since:
            raise Conflict("Tin bài này đã được đánh dấu cần gấp.")
        if not reason.strip():
            raise Blocked("Xin ghi lý do cần gấp.")
        current.urgent_since = timezone.now()
        _keep(current, "mark_urgent", actor, origin)
        text = reason.strip()[:LONGEST_REASON]
        Note.objects.create(document=current.document, edition_number=current.number, author=actor, text=text)
        sentence = f"{actor}: cần gấp – {current.title_text() or current.document_id}"[:500]
        told = holders_of(current) - {actor.pk}
        notices.tell(told, sentence, document=current.document, edition_number=current.number)
    return current


def unmark_urgent(edition: Edition, *, actor: User, origin=None) -> Edition:
    """Take an edition out of the urgent lane. Raises Conflict and NotAllowed."""
    with transaction.atomic():
        current = _lock_open(edition, actor)
        current.urgent_since = None
        _keep(current, "unmark_urgent", actor, origin)
    return current


def _lock_open(edition: Edition, actor: User) -> Edition:
    current = lock(edition)
    if not current.is_open:
        raise Conflict(effects.what_happened(current, "chưa đánh dấu được"))
    if not rights.may_mark_urgent(current, rights.standing_of(actor)):
        raise NotAllowed("Chỉ người gửi và Ban biên tập đánh dấu cần gấp.")
    return current


def _keep(edition: Edition, action: str, actor: User, origin) -> None:
    set_due(edition)
    edition.save_desk()
    log.record(
        action,
        actor=actor,
        document=edition.document,
        edition_number=edition.number,
        data={"kind": edition.kind},
        origin=origin,
    )
