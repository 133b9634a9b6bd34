"""The figures as pages show them: from committed rows that change only when these pages are printed anew."""

from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from news.models import Article
from news.readers.models import DayReads, Figures

SHOWN = 5
MONTHS = 12


def figures() -> dict | None:
    """Give day, today, month, total and the most read pieces that are live; None before anything was counted.

    Two queries.
    """
    row = Figures.objects.filter(pk=1).values("day", "today", "month", "total", "most_read").first()
    if row is None:
        return None
    numbers = [number for number, _ in row["most_read"]]
    live = Article.objects.live().filter(document__in=numbers).without_body()
    pieces = {piece.document_id: piece for piece in live}
    read = [{"article": pieces[number], "reads": reads} for number, reads in row["most_read"] if number in pieces]
    return {**row, "most_read": read[:SHOWN]}


def months(day: date) -> list:
    """Give {"month", "reads"} of the twelve months that end with this day's, the newest first; no month without."""
    year, month = divmod(day.year * 12 + day.month - MONTHS, 12)
    days = DayReads.objects.filter(day__range=(date(year, month + 1, 1), day))
    by_month = days.annotate(month=TruncMonth("day")).values("month").annotate(reads=Sum("reads"))
    return list(by_month.order_by("-month"))
