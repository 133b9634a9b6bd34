"""Measured timeliness: from midnight of the event's day to the first publication, the middle piece and nine in ten.

The clock counts the last twelve months into a small table once an hour; pages read that table only. What was announced
before the event (a calendar, an invitation) is no report of it and is not counted, nor is a piece without a date.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format

from editorial.calendar_month import CalendarMonth, midnight
from news.models import Article, Category, Genre, Group, Timeliness
from news.models.timeliness import LAST_YEAR

MONTHS = 12
EVERY = timedelta(hours=1)
OWN = 1000  # a person's newest pieces
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Measure:
    """One line of a chart: how many pieces, the middle one and nine in ten, in hours."""

    label: str
    pieces: int
    median: int
    nine_in_ten: int


def count_when_due(sender=None, **kwargs) -> None:
    """At a round of the clock, once an hour: count anew. Two clocks write the same."""
    last = Timeliness.objects.order_by("-counted_at").values_list("counted_at", flat=True).first()
    if last is None or last < timezone.now() - EVERY:
        count()


def count() -> None:
    """Count the last twelve months into the table; reads each piece of these months once, without its text."""
    now = timezone.now()
    hours: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    pieces = Article.objects.live().filter(first_published_at__gte=_months()[-1].moments[0], event_date__isnull=False)
    rows = pieces.order_by().values_list("event_date", "first_published_at", "section", "genre")
    for day, published, section, genre in rows.iterator():
        taken = hours_between(day, published)
        if taken is None:
            continue
        for period in (LAST_YEAR, f"{timezone.localtime(published):%Y-%m}"):
            for group, key in ((Group.ALL, ""), (Group.CATEGORY, str(section or "")), (Group.GENRE, genre)):
                hours[period, group, key].append(taken)
    made = [
        Timeliness(period=period, group=group, key=key, counted_at=now, **_measure(taken))
        for (period, group, key), taken in hours.items()
    ]
    with transaction.atomic():
        Timeliness.objects.bulk_create(
            made,
            update_conflicts=True,
            unique_fields=["period", "group", "key"],
            update_fields=["pieces", "median_hours", "nine_in_ten_hours", "counted_at"],
        )
        Timeliness.objects.filter(counted_at__lt=now).delete()


def hours_between(day: date, published: datetime) -> int | None:
    """Give the whole hours from midnight of the event's day to the publication; None for what came before it."""
    start = midnight(day)
    return (published - start) // HOUR if published >= start else None


def percentile(values: Iterable[int], share: int) -> int:
    """Give the value that so many in a hundred do not exceed; of the values themselves, the nearest rank."""
    ordered = sorted(values)
    return ordered[max(-(-len(ordered) * share // 100) - 1, 0)]


def of_year() -> dict[str, list[Measure]]:
    """Give the measures of the last twelve months: all together, by month, by category, by genre. Two queries."""
    months = _months()
    wanted = Timeliness.objects.filter(period__in=[LAST_YEAR, *(month.key for month in months)])
    rows = [row for row in wanted if row.period == LAST_YEAR or row.group == Group.ALL]
    names = dict(Category.objects.top().values_list("pk", "name"))
    labels = {str(pk): name for pk, name in names.items()} | dict(Genre.choices) | {"": "Chưa xếp chuyên mục"}
    found: dict[str, list[Measure]] = {"all": [], "month": [], "category": [], "genre": []}
    for row in rows:
        if row.period == LAST_YEAR:
            label = "12 tháng qua" if row.group == Group.ALL else labels.get(row.key, row.key)
            found[row.group].append(_line(label, row))
    by_month = {row.period: row for row in rows if row.period != LAST_YEAR}
    found["month"] = [_line(month.label, by_month[month.key]) for month in reversed(months) if month.key in by_month]
    for group in ("category", "genre"):
        found[group].sort(key=lambda measure: -measure.median)
    return found


def of_person(person) -> Measure | None:
    """Give the measure of a person's own pieces of the last twelve months; None where there are none."""
    since = _months()[-1].moments[0]
    newest = Article.objects.filter(author=person).order_by("-state_since", "-pk")
    rows = newest.values_list("event_date", "first_published_at", "document")[:OWN]
    of_piece: dict[int, int | None] = {}
    for day, published, document in rows:
        if day and published and published >= since:
            of_piece[document] = hours_between(day, published)
    taken = [hours for hours in of_piece.values() if hours is not None]
    if not taken:
        return None
    return Measure(person.full_name, len(taken), percentile(taken, 50), percentile(taken, 90))


def words(hours: int) -> str:
    """Give hours in words: "5 giờ", "2,5 ngày", "1.102 ngày"."""
    if hours < 48:
        return f"{hours} giờ"
    decimals = 0 if hours >= 2400 or hours % 24 == 0 else 1
    return f"{number_format(round(hours / 24, decimals), decimal_pos=decimals, force_grouping=True)} ngày"


def _months() -> list[CalendarMonth]:
    """Give the last twelve months, this one first."""
    months = [CalendarMonth.read(None)]
    while len(months) < MONTHS:
        months.append(months[-1].previous)
    return months


def _measure(taken: list[int]) -> dict[str, int]:
    return {
        "pieces": len(taken),
        "median_hours": percentile(taken, 50),
        "nine_in_ten_hours": percentile(taken, 90),
    }


def _line(label: str, row: Timeliness) -> Measure:
    return Measure(label, row.pieces, row.median_hours, row.nine_in_ten_hours)
