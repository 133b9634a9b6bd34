"""By when a piece must be dealt with: working time added to the moment from which it waits.

The rules are rows (models/due.py); what is counted here is pure. A due time stands on the edition (`due_at`), written
by each move and again by the clock, so that lists sort by it and a changed rule reaches what waits already.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from editorial.models import DueTime, Holiday, Stage, State, WorkingHours

FARTHEST = 400  # days: farther off no working hour is looked for
REMEMBERED = timedelta(days=FARTHEST)  # holidays before are of no use to what waits now
SATURDAY = 5
ON_THE_WAY = (State.SUBMITTED, State.IN_REVIEW, State.APPROVED)


@dataclass(frozen=True)
class WorkingCalendar:
    """When people work: stretches of a weekday with the days on which they hold, days off, days worked instead."""

    stretches: tuple[tuple[int, time, time, date, date | None], ...] = ()
    off: tuple[tuple[date, date], ...] = ()
    worked: tuple[tuple[date, date], ...] = ()

    @classmethod
    def read(cls) -> "WorkingCalendar":
        """Read working hours and holidays; two queries, tens of rows."""
        hours = WorkingHours.objects.values_list("weekday", "opens", "closes", "starts_on", "ends_on")
        late = Holiday.objects.filter(ends_on__gte=timezone.localdate() - REMEMBERED)
        days = list(late.values_list("is_worked", "starts_on", "ends_on"))
        return cls(
            stretches=tuple(hours.order_by()),
            off=tuple((first, last) for is_worked, first, last in days if not is_worked),
            worked=tuple((first, last) for is_worked, first, last in days if is_worked),
        )

    def has(self, day: date) -> bool:
        """Whether anybody works on a day; where no hours are recorded, from Monday to Friday."""
        if self.stretches:
            return bool(self.of_day(day))
        return _within(self.worked, day) or (day.weekday() < SATURDAY and not _within(self.off, day))

    def of_day(self, day: date) -> list[tuple[datetime, datetime]]:
        """Give the working stretches of a day, in order."""
        weekday = 0 if _within(self.worked, day) else day.weekday()
        if _within(self.off, day):
            return []
        held = sorted(
            (opens, closes)
            for on, opens, closes, first, last in self.stretches
            if on == weekday and first <= day and (last is None or day <= last)
        )
        return [(_at(day, opens), _at(day, closes)) for opens, closes in held]

    def from_moment(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Give the working stretches that have not ended at this moment, for FARTHEST days."""
        first = timezone.localdate(start)
        for days in range(FARTHEST):
            for opens, closes in self.of_day(first + timedelta(days=days)):
                if closes > start:
                    yield max(opens, start), closes


def add_working_time(start: datetime, length: timedelta, calendar: WorkingCalendar) -> datetime | None:
    """Give the moment at which so much working time has passed since the start; always within working hours.

    None when the calendar has not so much working time in the days that are looked at.
    """
    left = length
    for opens, closes in calendar.from_moment(start):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    return None


@dataclass(frozen=True)
class Due:
    """By when, and when to remind whoever holds the piece."""

    at: datetime
    remind_at: datetime


@dataclass
class Rules:
    """What the board has recorded, read once for many pieces."""

    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    times: list[DueTime] = field(default_factory=list)

    @classmethod
    def read(cls) -> "Rules":
        """Read working hours, holidays and due times; three queries, tens of rows."""
        return cls(WorkingCalendar.read(), list(DueTime.objects.order_by()))

    def time_for(self, stage: str, key: str, *, urgent: bool, on: date) -> DueTime | None:
        """Give the rule for a stage on a day: of the urgent lane before the ordinary, of the sort before of all."""
        held = [
            rule
            for rule in self.times
            if rule.stage == stage
            and rule.part in ("", key)
            and rule.is_urgent <= urgent
            and rule.starts_on <= on
            and (rule.ends_on is None or on <= rule.ends_on)
        ]
        return max(held, key=lambda rule: (rule.is_urgent, rule.part != "", rule.starts_on), default=None)

    def due_of(self, edition) -> Due | None:
        """Give by when an edition, as it stands, must be dealt with: the earliest that holds, or None."""
        if edition.state == State.SCHEDULED:
            return Due(edition.scheduled_for, edition.scheduled_for)
        starts = [(stage_of(edition), edition.state_since)]
        if edition.state in ON_THE_WAY and edition.submitted_at:
            starts.append((Stage.WHOLE, edition.submitted_at))
        found = [self._count(stage, edition, start) for stage, start in starts if stage]
        return min((due for due in found if due), key=lambda due: due.at, default=None)

    def _count(self, stage: str, edition, start: datetime) -> Due | None:
        urgent = edition.urgent_since is not None
        rule = self.time_for(stage, edition.due_key(), urgent=urgent, on=timezone.localdate(start))
        if rule is None:
            return None
        before = rule.length - timedelta(minutes=rule.remind_minutes)
        if rule.round_the_clock:
            return Due(start + rule.length, start + before)
        at, remind_at = (add_working_time(start, length, self.calendar) for length in (rule.length, before))
        return Due(at, remind_at) if at and remind_at else None


def stage_of(edition) -> str:
    """Give the stage in which an edition waits for somebody; "" when it waits for nobody."""
    if edition.state == State.PUBLISHED and edition.awaits_confirmation:
        return Stage.TO_CONFIRM
    return edition.state if edition.state in Stage.values else ""


def set_due(edition) -> None:
    """Write on an edition by when it must be dealt with as it stands now, and that nobody was reminded yet."""
    waits = stage_of(edition) or edition.state == State.SCHEDULED
    due = Rules.read().due_of(edition) if waits else None
    edition.due_at = due.at if due else None
    edition.reminded_at = edition.overdue_told_at = None


def _within(periods, day: date) -> bool:
    return any(first <= day <= last for first, last in periods)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
