"""What time does: each due thing is found by a query and done by a move, so nothing is kept in memory."""

import logging
import time
from datetime import date, timedelta
from typing import Any

from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from editorial import notices, rights
from editorial.calendar_month import midnight
from editorial.models import Appointment, Delegation, Edition, Notice, Office, State
from editorial.models.edition import kinds
from editorial.refusals import Conflict, Refusal
from editorial.signals import ticked
from editorial.workflow import perform

logger = logging.getLogger(__name__)

ROUND = 20  # seconds
LAPSE_TOLD = (30, 7, 1)  # days before the end


def run(every: int = ROUND) -> None:
    """Make the rounds of the clock, this many seconds apart, for as long as the process lives."""
    while True:
        close_old_connections()
        try:
            tick()
        except Exception:
            # A database that is away for a minute must not end the clock.
            logger.exception("clock")
        time.sleep(every)


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
    ticked.send_robust(None)  # one work that fails keeps no other from being done; Django logs it
    return made


def _announce_lapses(day: date) -> None:
    """Tell holder and chair of an office or a right to publish that ends in 30, 7 or 1 days; once each.

    What a clock that was away did not tell on its day is told afterwards, with the days that are left.
    """
    soon = Q(ends_on__range=(day, day + timedelta(days=max(LAPSE_TOLD))))
    ending: list[tuple[int, Any]] = [(row.person_id, row) for row in Appointment.objects.filter(soon)]
    ending += [(row.holder_id, row) for row in Delegation.objects.filter(soon, revoked_at=None)]
    chairs = set(rights.people_holding(Office.CHAIR).values_list("pk", flat=True)) if ending else set()
    for holder, row in ending:
        left = (row.ends_on - day).days
        due = row.ends_on - timedelta(days=min(days for days in LAPSE_TOLD if days >= left))
        if due >= row.starts_on:
            _tell_of_lapse({holder, *chairs}, row, left, due)


def _tell_of_lapse(people: set[int], row, left: int, due: date) -> None:
    """Tell those who were not told since the day on which it was due."""
    what = f"hết hạn ({row.ends_on:%d/%m/%Y}): {row}"[:450]
    told = Notice.objects.filter(recipient__in=people, made_at__gte=midnight(due), sentence__endswith=what)
    sentence = f"Còn {left} ngày {what}" if left else f"Hôm nay {what}"
    notices.tell(people - set(told.values_list("recipient", flat=True)), sentence)


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
