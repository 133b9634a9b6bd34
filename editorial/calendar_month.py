"""A month as a page shows it, named in an address by ?thang=2026-11."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone


@dataclass(frozen=True)
class CalendarMonth:
    first: date

    @classmethod
    def read(cls, text: str | None) -> "CalendarMonth":
        """Give the month that an address names; this month when it names none."""
        found = re.fullmatch(r"(20\d\d)-(\d\d)", text or "")
        if found and 1 <= int(found[2]) <= 12:
            return cls(date(int(found[1]), int(found[2]), 1))
        return cls(timezone.localdate().replace(day=1))

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def next(self) -> "CalendarMonth":
        return CalendarMonth(date(self.first.year + self.first.month // 12, self.first.month % 12 + 1, 1))

    @property
    def previous(self) -> "CalendarMonth":
        return CalendarMonth(date(self.first.year - (self.first.month == 1), (self.first.month - 2) % 12 + 1, 1))

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def label(self) -> str:
        return f"Tháng {self.first:%m/%Y}"

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment of the month and the first that no longer belongs to it."""
        return midnight(self.first), midnight(self.next.first)


def midnight(day: date) -> datetime:
    """Give the first moment of a day here."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))
