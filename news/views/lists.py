"""Lists: categories and topics show their newest pieces; older ones stand on the pages of their month."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from news.models import Article, Category, Topic
from news.months import Month, archive_of, months_of
from news.views.banners import live_banners

NEWEST = 30
IN_TOPIC = 100
IN_MONTH_PAGE = 100


@require_safe
def category(request, slug: str):
    """Show a category: its children, its newest pieces, its months."""
    wanted = _find_category(slug)
    pieces = Article.objects.live().within(wanted)
    return render(
        request,
        "news/category.html",
        {
            "category": wanted,
            "children": wanted.children.all(),
            "articles": pieces.newest().for_lists()[:NEWEST],
            "years": archive_of(pieces, wanted),
            "banners": live_banners(),
        },
    )


@require_safe
def topic(request, slug: str):
    """Show a topic: its description and its newest pieces; 404 until one of its pieces is live."""
    wanted = get_object_or_404(Topic, slug=slug)
    pieces = list(wanted.articles.live().newest().for_lists()[: IN_TOPIC + 1])
    if not pieces:
        raise Http404
    return render(
        request,
        "news/topic.html",
        {"topic": wanted, "articles": pieces[:IN_TOPIC], "has_older": len(pieces) > IN_TOPIC},
    )


@require_safe
def month(request, year: int, number: int, part: int = 1):
    """Show what the whole site first published in a month."""
    return _month_page(request, Month(year, number), part, category=None)


@require_safe
def category_month(request, slug: str, year: int, number: int, part: int = 1):
    """Show what a category first published in a month."""
    return _month_page(request, Month(year, number), part, category=_find_category(slug))


def _month_page(request, month: Month, part: int, category: Category | None):
    """Show one part of a month, its newest piece first.

    Parts are counted from the start of the month: a publication changes the last part only.
    """
    archive = Article.objects.live()
    if category:
        archive = archive.within(category)
    pieces = archive.first_published_between(month.start, month.end)
    parts = Paginator(pieces.order_by("first_published_at", "pk").without_body(), IN_MONTH_PAGE)
    months = months_of(archive)
    if part > parts.num_pages or month not in months:
        raise Http404
    return render(
        request,
        "news/month.html",
        {
            "month": month,
            "category": category,
            "articles": list(parts.page(part))[::-1],
            "part": part,
            "parts": [(n, month.address(category, n)) for n in parts.page_range],
            "address": month.address(category, part),
            "earlier": month.previous.address(category) if month.previous in months else None,
            "later": month.next.address(category) if month.next in months else None,
        },
    )


def _find_category(slug: str) -> Category:
    return get_object_or_404(Category.objects.select_related("parent"), slug=slug)
