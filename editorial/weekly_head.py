"""Each Monday the head of the log goes to chair and technical administrators, as a notice and by mail.

Whoever rewrites the whole chain later cannot rewrite the mails: `verify_log --head` compares one with the database.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from editorial import notices, rights
from editorial.models import LogEntry, LogHead, LogKeeping, Office

MORNING = timedelta(hours=7)


def tell_weekly(sender=None, **kwargs) -> None:
    """At a round of the clock: tell the head once a week, from Monday at seven on, or as soon as a clock runs again.

    The week is claimed in the transaction of the notices, so two clocks tell nobody twice. A new site begins with the
    next Monday.
    """
    morning = timezone.localtime() - MORNING
    week = str(morning.date() - timedelta(days=morning.weekday()))
    keeping = LogKeeping.objects.get_or_create(pk=1)[0]
    if keeping.head_week >= week:
        return
    with transaction.atomic():
        claimed = LogKeeping.objects.filter(pk=1, head_week=keeping.head_week).update(head_week=week)
        head = LogHead.objects.filter(pk=1).first()
        if claimed and keeping.head_week and head and head.number:
            notices.tell(_people(), _sentence(head), is_for_mail=True)


def _people() -> set[int]:
    chairs, technical = rights.people_holding(Office.CHAIR), rights.technical_people()
    return {pk for people in (chairs, technical) for pk in people.order_by().values_list("pk", flat=True)}


def _sentence(head: LogHead) -> str:
    at = LogEntry.objects.filter(number=head.number).values_list("at", flat=True).first()
    when = f", ghi lúc {date_format(timezone.localtime(at), 'H:i, d/m/Y')}" if at else ""
    said = f"Mã cuối của nhật ký quyết định đầu tuần này: {head.number}:{head.hash}{when}."
    return f"{said} Xin giữ lại để về sau đối chiếu."
