"""Which pages of months a piece concerns: its own month's, and those at the ends of the archive when these move."""

import re
from datetime import datetime

from news.models import Article, Category
from news.months import Month, months_of
from news.press.models import Printed
from news.views.lists import IN_MONTH_PAGE

WHOLE_SITE = "/luu-tru/"
CATEGORY = re.compile("/chuyen-muc/([a-z0-9-]+)/")
MONTH_PAGE = re.compile("(/luu-tru/|/chuyen-muc/[a-z0-9-]+/)([0-9]{4})/([0-9]{2})/(?:[0-9]+/)?")


def place_of(address: str) -> tuple[str, int | None]:
    """Give the list and the month (202611) of a page of a month; ("", None) for any other address."""
    found = MONTH_PAGE.fullmatch(address)
    return (found[1], int(found[2] + found[3])) if found else ("", None)


def pages_of_piece(category: Category | None, published: datetime) -> list[str]:
    """Give the pages of months that a piece first published then changes by coming, going or changing.

    Parts are counted from the start of the month, so those before its own stay; all change when one is added.
    """
    live = _pieces(category)
    month = Month.of(published)
    in_month = live.first_published_between(month.start, month.end)
    place = in_month.filter(first_published_at__lt=published).count()
    return _parts(category, month, in_month.count(), place // IN_MONTH_PAGE + 1) + _ends(category, live)


def lists() -> list[str]:
    """Give the address of every list that has months: the whole site's, the categories', those once printed."""
    found = [_address(category) for category in (None, *Category.objects.all())]
    known = Printed.objects.exclude(archive="").order_by("archive").values_list("archive", flat=True).distinct()
    return list(dict.fromkeys([*found, *known]))


def pages_of_list(address: str) -> list[str]:
    """Give every page of every month that a list has, and those printed of it whatever it has now."""
    found = CATEGORY.fullmatch(address)
    category = Category.objects.filter(slug=found[1]).first() if found else None
    pages = []
    if category or not found:
        live = _pieces(category)
        for month in months_of(live):
            count = live.first_published_between(month.start, month.end).count()
            pages += [month.address(category, part) for part in range(1, _parts_of(count) + 1)]
    return pages + list(Printed.objects.filter(archive=address).order_by("pk").values_list("address", flat=True))


def _pieces(category: Category | None):
    live = Article.objects.live()
    return live.within(category) if category else live


def _parts(category, month: Month, count: int, first: int) -> list[str]:
    parts = _parts_of(count)
    known = _printed(category).filter(month=_number(month)).count()
    if known != parts:
        first = 1
    return [month.address(category, part) for part in range(first, max(parts, known) + 1)]


def _parts_of(count: int) -> int:
    return max(-(-count // IN_MONTH_PAGE), 1)


def _ends(category, live) -> list[str]:
    """Give the pages of months that enter or leave the archive, and of those that were or are at its ends.

    Nothing when no month is printed yet: that is the rebuild's work.
    """
    months = _printed(category).order_by("month").values_list("month", flat=True)
    oldest, newest = months.first(), months.last()
    if oldest is None or newest is None:
        return []
    before, now = _between(_month(oldest), _month(newest)), months_of(live)[::-1]
    if before[:1] + before[-1:] == now[:1] + now[-1:]:
        return []
    changed = set(before).symmetric_difference(now) | {*before[:1], *before[-1:], *now[:1], *now[-1:]}
    pages = []
    for month in sorted(changed):
        count = live.first_published_between(month.start, month.end).count()
        pages += _parts(category, month, count, 1)
    return pages


def _printed(category):
    return Printed.objects.filter(archive=_address(category), status=200, month__gt=0)


def _address(category: Category | None) -> str:
    return category.get_absolute_url() if category else WHOLE_SITE


def _number(month: Month) -> int:
    return month.year * 100 + month.number


def _month(number: int) -> Month:
    return Month(number // 100, number % 100)


def _between(first: Month, last: Month) -> list[Month]:
    months = [first]
    while months[-1] < last:
        months.append(months[-1].next)
    return months
