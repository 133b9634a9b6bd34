"""By when a letter must be answered: the board's dated rule for its kind, in days."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from editorial.due import FARTHEST, Rules, WorkingCalendar
from news.models import LetterTime


def due_of(kind: str, received_at: datetime) -> datetime | None:
    """Give the moment by which a letter of this kind must be answered; None when the board has recorded no rule.

    The day of receipt is not counted (Bộ luật Dân sự 2015, Điều 147). Days are those of the calendar, to the end of the
    last one; or working days, to the end of the last one's working hours. A last calendar day that is a day off is not
    moved to the next working day: the citizen is answered rather before than after.
    """
    today = timezone.localdate(received_at)
    rule = LetterTime.objects.on(today).filter(kind=kind).order_by("-starts_on").first()
    if rule is None:
        return None
    if not rule.is_working:
        return end_of(today + timedelta(days=rule.days))
    return _after_working_days(today, rule.days, Rules.read().calendar)


def end_of(day) -> datetime:
    """Give the last second of a day here."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _after_working_days(first, days: int, calendar: WorkingCalendar) -> datetime:
    """Give the end of work on so many working days later; of the calendar's days when it knows no working hour."""
    left = days
    for ahead in range(1, FARTHEST):
        stretches = calendar.of_day(first + timedelta(days=ahead))
        left -= bool(stretches)
        if stretches and not left:
            return stretches[-1][1]
    return end_of(first + timedelta(days=days))
