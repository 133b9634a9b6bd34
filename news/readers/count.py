"""A round of counting, at most every ten minutes: what was appended to the log becomes the figures of two pages."""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from news.models import Article
from news.press.models import Change, Priority
from news.press.queue import note
from news.readers.lines import NO_PIECE, read_of
from news.readers.log import NewLines
from news.readers.models import DayReads, Figures, LogPlace, PieceReads

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
RECENT = timedelta(days=7)
KEPT = timedelta(days=30)  # of what was counted for each article
MOST_READ = 20  # more than pages show: some may be withdrawn
BATCH = 500

Reads = Counter[tuple[date, int]]


def count_when_due(sender, **kwargs) -> None:
    """At a round of the clock: count what the log says since the last time, if that was ten minutes ago."""
    if not settings.ACCESS_LOG:
        return
    place, _ = LogPlace.objects.get_or_create(pk=1)
    if place.read_at and timezone.now() - place.read_at < EVERY:
        return
    lines = NewLines(Path(settings.ACCESS_LOG), place.offset, place.tail)
    try:
        reads = tally(lines)
    except OSError as error:
        logger.warning("readers: %s: %s", settings.ACCESS_LOG, error.strerror)
        LogPlace.objects.update(read_at=timezone.now())
        return
    keep(place, lines, reads)


def tally(lines: Iterable[bytes]) -> Reads:
    """Give how often each article was read on each day, and under NO_PIECE how often any other page was."""
    today = timezone.localdate()
    found = Counter(read_of(line) for line in lines)
    return Counter({read: times for read, times in found.items() if read and read[0] <= today})


def keep(place: LogPlace, lines: NewLines, reads: Reads) -> None:
    """Add the reads to what is kept and move the place, in one transaction; nothing if another clock was faster."""
    here = LogPlace.objects.filter(pk=place.pk, offset=place.offset, tail=place.tail)
    with transaction.atomic():
        # The row's lock is held from here on.
        if not here.update(offset=lines.offset, tail=lines.tail, read_at=timezone.now()):
            return
        _add_days(reads)
        _add_pieces(reads)
        _renew_figures(timezone.localdate())


def _add_days(reads: Reads) -> None:
    days: Counter[date] = Counter()
    for (day, _), times in reads.items():
        days[day] += times
    known = dict(DayReads.objects.filter(day__in=days).values_list("day", "reads"))
    _write(DayReads, [DayReads(day=day, reads=times + known.get(day, 0)) for day, times in days.items()], ["day"])


def _add_pieces(reads: Reads) -> None:
    """Of live articles only: an address in the log may be forged, or its piece withdrawn meanwhile."""
    oldest = timezone.localdate() - KEPT
    PieceReads.objects.filter(day__lt=oldest).delete()
    numbers = sorted({number for day, number in reads if number != NO_PIECE and day >= oldest})
    for first in range(0, len(numbers), BATCH):
        part = numbers[first : first + BATCH]
        live = set(Article.objects.live().filter(document__in=part).values_list("document", flat=True))
        known = {
            (row.day, row.number): row.reads for row in PieceReads.objects.filter(number__in=part, day__gte=oldest)
        }
        rows = [
            PieceReads(day=day, number=number, reads=times + known.get((day, number), 0))
            for (day, number), times in reads.items()
            if number in live and day >= oldest
        ]
        _write(PieceReads, rows, ["day", "number"])


def _write(model, rows: list, unique: list[str]) -> None:
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=["reads"], batch_size=BATCH
    )


def _renew_figures(today: date) -> None:
    """Write down what the pages show, and ask for them to be printed, if it is not what they show already."""
    counted = DayReads.objects.aggregate(total=Sum("reads"))["total"] or 0
    if not counted:
        return
    month = dict(DayReads.objects.filter(day__range=(today.replace(day=1), today)).values_list("day", "reads"))
    recent = PieceReads.objects.filter(day__gt=today - RECENT).values("number").annotate(times=Sum("reads"))
    most_read = [[row["number"], row["times"]] for row in recent.order_by("-times", "-number")[:MOST_READ]]
    figures = {
        "day": today,
        "today": month.get(today, 0),
        "month": sum(month.values()),
        "total": counted,
        "most_read": most_read,
    }
    if Figures.objects.filter(pk=1).values(*figures).first() == figures:
        return
    Figures.objects.update_or_create(pk=1, defaults=figures)
    for page in ("home", "readers"):
        note(Change.Kind.ADDRESS, reverse(page), priority=Priority.REST)
