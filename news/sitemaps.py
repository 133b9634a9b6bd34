"""Sitemaps: an index, one part for the places of the site, one for the articles of each month.

A part is bounded by what can be published in a month, and a publication touches one. Django's own sitemaps
cut the archive by counting from its end, and take the host from the request.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
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
    names = ("home", "site-map", "board", "imprint")
    addresses = [reverse(name) for name in names]
    for rows in (Category.objects.all(), Topic.objects.shown(), Page.objects.live().only("document", "slug")):
        addresses += [row.get_absolute_url() for row in rows[:LARGEST]]
    entries = [{"address": absolute(address)} for address in addresses[:LARGEST]]
    return render(request, "news/sitemap.xml", {"entries": entries}, content_type=XML)


@require_safe
def month(request, year: int, number: int):
    """Give the articles first published in a month; 404 when there are none."""
    wanted = Month(year, number)
    live = Article.objects.live().first_published_between(wanted.start, wanted.end)
    rows = live.order_by("first_published_at", "pk").only("document", "slug", "published_at")[:LARGEST]
    entries = [{"address": absolute(row.get_absolute_url()), "changed": row.published_at} for row in rows]
    if not entries:
        raise Http404
    return render(request, "news/sitemap.xml", {"entries": entries}, content_type=XML)


@require_safe
def robots(request):
    """Say where the sitemap is, and which rooms are not for search engines."""
    lines = ["User-agent: *", "Disallow: /quan-tri/", "Disallow: /cong-tac-vien/", "Disallow: /tim-kiem/"]
    lines.append(f"Sitemap: {absolute(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
