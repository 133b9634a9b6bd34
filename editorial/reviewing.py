"""Accounts and rights are looked through once a year (TCVN 14423:2026 in domain.md §2), and the log says by whom."""

from datetime import timedelta

from django.utils import timezone

from editorial import log, notices, rights
from editorial.models import BOARD_OFFICES, LogEntry, Notice, Office, User
from editorial.refusals import NotAllowed

ACTION = "accounts_reviewed"
EVERY = timedelta(days=365)
REMINDED_EVERY = timedelta(days=30)
SENTENCE = "Đã một năm chưa rà soát tài khoản và quyền: xin xem «Sổ quyền», rồi bấm «Đã rà soát»."


def last_review() -> LogEntry | None:
    """Give the entry of the last review; None when there was none."""
    return LogEntry.objects.filter(action=ACTION, refused=False).select_related("actor").order_by("-number").first()


def record_review(*, actor: User, origin=None) -> LogEntry:
    """Put a review on record and tell the board. Raises NotAllowed for anybody but the chair."""
    if not rights.standing_of(actor).is_chair:
        raise NotAllowed("Chỉ Trưởng Ban biên tập ghi đã rà soát.")
    board = set(rights.people_holding(*BOARD_OFFICES).order_by().values_list("pk", flat=True))
    notices.tell(board - {actor.pk}, f"{actor}: đã rà soát tài khoản và quyền")
    return log.record(ACTION, actor=actor, origin=origin)


def remind(sender=None, **kwargs) -> None:
    """Remind the chair, once a month, while the last review is more than a year ago; a round of the clock."""
    now = timezone.now()
    last = last_review()
    since = last.at if last else getattr(LogEntry.objects.order_by("number").first(), "at", now)
    if now - since < EVERY:
        return
    told = Notice.objects.filter(sentence=SENTENCE, made_at__gt=now - REMINDED_EVERY).values("recipient")
    chairs = rights.people_holding(Office.CHAIR).exclude(pk__in=told)
    notices.tell(set(chairs.order_by().values_list("pk", flat=True)), SENTENCE)
