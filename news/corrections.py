"""Corrections that stand on live pieces, and the months that have any.

A month without a correction has no page. What leads from one page to the next is read by one row of the index, so a
correction that comes or goes changes its own month's page, its neighbours', and the page of the newest.
"""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from news.models import Article
from news.months import Month

NEWEST = 30
MOST_IN_MONTH = 300  # far more than a board can make; the page says so if it ever is reached


def newest() -> tuple[list[Article], Month | None]:
    """Give the newest corrected pieces and the month of the next older one, None when these are all."""
    found = list(Article.objects.corrected().for_corrections()[: NEWEST + 1])
    older = Month.of(found[NEWEST].corrected_at) if len(found) > NEWEST else None
    return found[:NEWEST], older


def of_month(month: Month) -> list[Article]:
    """Give the pieces corrected in a month, the newest correction first; at most MOST_IN_MONTH."""
    corrected = Article.objects.corrected().filter(corrected_at__gte=month.start, corrected_at__lt=month.end)
    return list(corrected.for_corrections()[:MOST_IN_MONTH])


def month_before(month: Month) -> Month | None:
    """Give the nearest earlier month that has a correction."""
    earlier = Article.objects.corrected().filter(corrected_at__lt=month.start)
    return _month_of(earlier.values_list("corrected_at", flat=True).first())


def month_after(month: Month) -> Month | None:
    """Give the nearest later month that has a correction."""
    later = Article.objects.corrected().filter(corrected_at__gte=month.end).order_by("corrected_at", "pk")
    return _month_of(later.values_list("corrected_at", flat=True).first())


def months() -> Iterator[Month]:
    """Give every month that has a correction, the newest first; one row of the index each."""
    month = _month_of(Article.objects.corrected().values_list("corrected_at", flat=True).first())
    while month:
        yield month
        month = month_before(month)


def address_of(month: Month) -> str:
    """Give the address of a month's corrections."""
    return reverse("corrections-month", args=[month.year, month.number])


def pages_of(corrected_at: datetime) -> list[str]:
    """Give the pages that a correction of this time changes by coming, going or changing."""
    month = Month.of(corrected_at)
    around = [near for near in (month, month_before(month), month_after(month)) if near]
    return [reverse("corrections"), reverse("corrections-feed"), *map(address_of, around)]


def _month_of(moment: datetime | None) -> Month | None:
    return Month.of(moment) if moment else None
