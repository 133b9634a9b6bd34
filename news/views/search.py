"""The search page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from editorial.text import whole_number
from news.search import SearchBusy, search, take_place

LONGEST_QUERY = 200
LAST_PAGE = 100
RETRY_AFTER = 3  # seconds


@require_safe
def search_page(request):
    """Show the hits of ?q=, page ?trang=; anything else in the query is not read."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()
    query = typed[:LONGEST_QUERY]
    context = {"query": query, "cut": len(typed) > LONGEST_QUERY, "longest": LONGEST_QUERY}
    if not query:
        return render(request, "news/search.html", context)
    try:
        with take_place():
            results = search(query, _page(request.GET.get("trang", "")))
            return render(request, "news/search.html", {**context, "results": results})
    except SearchBusy:
        return _busy(query)


def _busy(query: str) -> HttpResponse:
    """Say that it goes on in a moment; this page asks nothing of the database, so that thousands of it cost little."""
    response = HttpResponse(render_to_string("news/search_busy.html", {"query": query}), status=503)
    response["Retry-After"] = RETRY_AFTER
    response["Cache-Control"] = "no-store"
    # A flood writes no line of the log for each: Django looks at this mark before it does.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _page(text: str) -> int:
    """Give the page that was asked for; the first for what is no page of results."""
    return min(max(whole_number(text), 1), LAST_PAGE)
