"""When mail may tell a person of a notice: one digest for each person, at the pace that this person has chosen."""

from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from editorial.due import FARTHEST, WorkingCalendar
from editorial.models import MailPace, Notice, User

GATHER = timedelta(minutes=15)  # at once, but never two mails within so long


class WorkingDays:
    """The days on which a digest is sent: the board's calendar, read when it is first asked and for many people."""

    @cached_property
    def _calendar(self) -> WorkingCalendar:
        return WorkingCalendar.read()

    def __contains__(self, day: date) -> bool:
        return self._calendar.has(day)


def mail_after(person: User, *, is_urgent: bool, now: datetime, days: WorkingDays | None = None) -> datetime | None:
    """Give from when on mail may tell this person of a notice made now; None when it never shall.

    Urgent ones are told at once, but not to who has switched mail off or has no address. A digest waits for a day on
    which people work.
    """
    if not settings.EMAIL_HOST or not person.email or person.mail_pace == MailPace.OFF:
        return None
    if is_urgent:
        return now
    if person.mail_pace == MailPace.AT_ONCE:
        return max(now, person.mailed_at + GATHER) if person.mailed_at else now
    hours = sorted(map(time.fromisoformat, settings.DIGEST_HOURS))
    return _next_of(hours if person.mail_pace == MailPace.TWICE_DAILY else hours[:1], now, days or WorkingDays())


def choose_pace(person: User, mail_pace: str, *, now: datetime | None = None) -> None:
    """Set how a person is told by mail, also of what waits to be sent already."""
    now = now or timezone.now()
    person.mail_pace = mail_pace
    person.save(update_fields=["mail_pace"])
    waiting = Notice.objects.filter(recipient=person, mail_after__gt=now)
    if mail_pace == MailPace.OFF:
        waiting = Notice.objects.filter(recipient=person).exclude(mail_after=None)
    waiting.update(mail_after=mail_after(person, is_urgent=False, now=now))


def _next_of(hours: list[time], now: datetime, days: WorkingDays) -> datetime:
    """Give the first moment after now at which a clock on the wall shows one of these hours on a working day.

    A calendar without any such day holds back no mail.
    """
    today = timezone.localdate(now)
    coming = (today + timedelta(days=number) for number in range(FARTHEST))
    moments = (timezone.make_aware(datetime.combine(day, hour)) for day in coming if day in days for hour in hours)
    return next((moment for moment in moments if moment > now), now)
