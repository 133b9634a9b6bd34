"""The search page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.search import search

LONGEST_QUERY = 200
LAST_PAGE = 100


@require_safe
def search_page(request):
    """Show the hits of ?q=, page ?trang=; anything else in the query is not read."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()
    query = typed[:LONGEST_QUERY]
    results = search(query, _page(request.GET.get("trang", ""))) if query else None
    return render(
        request,
        "news/search.html",
        {"query": query, "results": results, "cut": len(typed) > LONGEST_QUERY, "longest": LONGEST_QUERY},
    )


def _page(text: str) -> int:
    """Give the page that was asked for; the first for what is no page of results."""
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(wanted, 1), LAST_PAGE)
