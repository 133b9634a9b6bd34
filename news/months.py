"""Months of the archive, in the site's time zone: where each begins and ends, and its addresses."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> "Month":
        """Give the month in which a moment falls here."""
        day = timezone.localdate(moment)
        return cls(day.year, day.month)

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime(self.year, self.number, 1))

    @property
    def end(self) -> datetime:
        """The first moment that no longer belongs to the month."""
        return self.next.start

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def label(self) -> str:
        return f"Tháng {self.number:02}/{self.year}"

    def address(self, category=None, page: int = 1) -> str:
        """Give the address of this month's list, of one category or of the whole site."""
        args = [self.year, self.number] + ([page] if page > 1 else [])
        if category:
            return reverse("category-month", args=[category.slug, *args])
        return reverse("month", args=args)


def months_before(moment: datetime, count: int) -> datetime:
    """Give the moment some months before, at the month's last day where it has not that many."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - count, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def months_of(articles) -> list[Month]:
    """Give the months from the last to the first article of a queryset, the newest first; one query.

    A month between in which nothing appeared is given too: finding those would read the whole archive.
    """
    first, last = articles.first_and_last()
    if first is None:
        return []
    month, oldest = Month.of(last), Month.of(first)
    months = []
    while month >= oldest:
        months.append(month)
        month = month.previous
    return months


def archive_of(articles, category=None) -> list[dict]:
    """Give the years of an archive for the menu of months: {"label", "months": [{"label", "address"}]}."""
    years: dict[int, list] = {}
    for month in months_of(articles):
        entry = {"label": f"Tháng {month.number}", "address": month.address(category)}
        years.setdefault(month.year, []).append(entry)
    return [{"label": str(year), "months": months} for year, months in years.items()]
