"""Sitemaps: an index, one part for the places of the site, one for the articles of each month.

A part is bounded by what can be published in a month, and a publication touches one. Django's own sitemaps
cut the archive by counting from its end, and take the host from the request.
"""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_safe

from news.feeds import absolute
from news.models import Article, Category, Page, Topic
from news.months import Month, months_of

XML = "application/xml; charset=utf-8"
# The protocol's own bound for one part (sitemaps.org).
LARGEST = 50_000


@require_safe
def index(request):
    """Give the index of all parts."""
    parts = [absolute(reverse("sitemap-places"))]
    for month in months_of(Article.objects.live()):
        parts.append(absolute(reverse("sitemap-month", args=[month.year, month.number])))
    return render(request, "news/sitemap_index.xml", {"parts": parts}, content_type=XML)


@require_safe
def places(request):
    """Give home, categories, topics, pages and the pages about the site."""
    names = ("home", "site-map", "board", "imprint", "readers", "corrections")
    addresses = [reverse(name) for name in names]
    for rows in (Category.objects.all(), Topic.objects.shown(), Page.objects.live().only("document", "slug")):
        addresses += [row.get_absolute_url() for row in rows[:LARGEST]]
    return _part((absolute(address), None) for address in addresses[:LARGEST])


@require_safe
def month(request, year: int, number: int):
    """Give the articles first published in a month; 404 when there are none."""
    wanted = Month(year, number)
    live = Article.objects.live().first_published_between(wanted.start, wanted.end)
    rows = list(live.order_by("first_published_at", "pk").values_list("slug", "document", "published_at")[:LARGEST])
    if not rows:
        raise Http404
    # Asked for once, not for each of thousands of rows: it is half of what this page costs.
    before, after = absolute(reverse("article", args=["slug", 1])).split("slug-1")
    return _part((f"{before}{slug}-{document}{after}", changed) for slug, document, changed in rows)


def _part(entries: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    """Give a part from (full address, when it changed last); a template would take ten times as long for a month."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    zone = get_current_timezone()
    for address, changed in entries:
        moment = f"<lastmod>{changed.astimezone(zone).isoformat()}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(address)}</loc>{moment}</url>")
    return HttpResponse("\n".join([*lines, "</urlset>"]), content_type=XML)


@require_safe
def robots(request):
    """Say where the sitemap is, and which rooms are not for search engines."""
    rooms = ("/quan-tri/", "/cong-tac-vien/", "/gui-y-kien/", "/tim-kiem/?")
    lines = ["User-agent: *", *(f"Disallow: {room}" for room in rooms)]
    lines.append(f"Sitemap: {absolute(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
