"""What time does: each due thing is found by a query and done by a move, so nothing is kept in memory."""

import logging
from datetime import date, timedelta

from django.utils import timezone

from editorial import notices, rights
from editorial.models import Appointment, Delegation, Edition, Notice, Office, State
from editorial.models.edition import kinds
from editorial.refusals import Conflict, Refusal
from editorial.signals import ticked
from editorial.workflow import perform

logger = logging.getLogger(__name__)

LAPSE_TOLD = (30, 7, 1)  # days before the end


def tick() -> int:
    """Make every move that is due and give how many were made. Two clocks at once do no harm."""
    now = timezone.now()
    made = 0
    _announce_lapses(timezone.localdate())
    for model in kinds():
        for edition in model._default_manager.filter(state=State.SCHEDULED, scheduled_for__lte=now):
            made += _go_live(edition)
        if hasattr(model, "ends_at"):
            for edition in model._default_manager.live().filter(ends_at__lte=now):
                made += _try("expire", edition)
    ticked.send(None)
    return made


def _announce_lapses(day: date) -> None:
    """Tell holder and chair of an office or a right to publish that ends in 30, 7 or 1 days; once each."""
    for days in LAPSE_TOLD:
        last = day + timedelta(days=days)
        ending = [(row.person_id, row) for row in Appointment.objects.filter(ends_on=last)]
        ending += [(row.holder_id, row) for row in Delegation.objects.filter(ends_on=last, revoked_at=None)]
        chairs = set(rights.people_holding(Office.CHAIR).values_list("pk", flat=True)) if ending else set()
        for holder, row in ending:
            sentence = f"Còn {days} ngày hết hạn ({last:%d/%m/%Y}): {row}"[:500]
            told = Notice.objects.filter(sentence=sentence).values_list("recipient_id", flat=True)
            notices.tell({holder, *chairs} - set(told), sentence)


def _go_live(edition: Edition) -> int:
    """Publish at the due time; when the right or the content no longer holds, give it back and say so."""
    try:
        perform("go_live", edition=edition, actor=None, version=edition.version)
    except Conflict:
        return 0  # somebody, or another clock, was faster
    except Refusal as refusal:
        if _try("lapse", edition):
            sentence = f"Không đăng được theo giờ hẹn «{edition.title_text()}»: {refusal.sentence}"
            told = {edition.scheduled_by_id, *rights.people_holding("chair").values_list("pk", flat=True)}
            notices.tell(told, sentence[:500], document=edition.document, edition_number=edition.number)
        return 0
    return 1


def _try(name: str, edition: Edition) -> int:
    try:
        perform(name, edition=edition, actor=None, version=edition.version)
    except Refusal as refusal:
        logger.warning("%s %s.%s: %s", name, edition.document_id, edition.number, refusal.sentence)
        return 0
    return 1
