"""What a search gives: a page of hits, marked."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.safestring import SafeString

# The module, not its names: articles index themselves, so it may be half loaded here.
from news import models, richtext
from news.models.search import SearchEntry
from news.search.find import find_newest
from news.search.marks import Marker
from news.search.terms import PLAIN, Query, read_query

PAGE = 20
MOST_LISTED = 1000
LIFTED = 100
SHOWN = ("document", "headline", "slug", "standfirst", "first_published_at", "category__name", "category__slug")


@dataclass(frozen=True)
class Hit:
    """One article found; of its columns only SHOWN are there."""

    article: "models.Article"
    headline_html: SafeString
    excerpt_html: SafeString


@dataclass(frozen=True)
class SearchResults:
    """A page of hits. `total` is at most 1,000 and `more` says that there are others; `plain`, that nothing has
    the words with the accents typed, so that accents were left aside."""

    query: str
    hits: list[Hit]
    total: int
    more: bool
    page: int
    pages: int
    plain: bool


def search(query: str, page: int = 1) -> SearchResults:
    """Find live articles that have all words of the query: the newest first, nothing beyond 1,000.

    Among the newest 100, those whose headline has all the words come first. A word with accents is that word; when
    nothing has all of them, accents are left aside, as for a query typed without. Words between quotes are one
    phrase. No input is an error. A page beyond the last is the last.
    """
    asked = read_query(query)
    ids, plain = _find(asked)
    total = min(len(ids), MOST_LISTED)
    pages = -(-total // PAGE)
    page = min(max(page, 1), max(pages, 1))
    marker = Marker(asked, plain=plain or not asked.has_accents)
    first = (page - 1) * PAGE
    if first < LIFTED:
        ids = _lift_headlines(ids[:LIFTED], marker) + ids[LIFTED:]
    hits = _show(ids[first : min(first + PAGE, total)], marker)
    return SearchResults(asked.text, hits, total, len(ids) > MOST_LISTED, page, pages, plain)


def find_documents(query: str, most: int) -> list[int]:
    """Give the documents of the newest live articles that have all words of the query.

    Raises SearchBusy when that takes too long.
    """
    ids, _ = _find(read_query(query))
    return list(SearchEntry.objects.filter(pk__in=ids[:most]).values_list("document", flat=True))


def _find(asked: Query) -> tuple[list[int], bool]:
    """Give the ids of the hits, and whether accents had to be left aside."""
    if not asked.phrases:
        return [], False
    if asked.has_accents:
        exact = find_newest(asked.terms(), MOST_LISTED + 1)
        if exact:
            return exact, False
    found = find_newest(asked.without_accents().terms(PLAIN), MOST_LISTED + 1)
    return found, bool(found) and asked.has_accents


def _lift_headlines(ids: list[int], marker: Marker) -> list[int]:
    headlines = dict(_live(ids).values_list("entry_id", "headline"))
    return sorted(ids, key=lambda entry_id: not marker.shows_all(headlines.get(entry_id, "")))


def _show(ids: list[int], marker: Marker) -> list[Hit]:
    articles = {article.entry_id: article for article in _live(ids).select_related("category").only(*SHOWN)}
    ordered = [articles[entry_id] for entry_id in ids if entry_id in articles]
    bodies = _bodies([article for article in ordered if marker.first_hit(article.standfirst) is None])
    return [
        Hit(article, marker.mark(article.headline), _excerpt(article, bodies.get(article.pk, ""), marker))
        for article in ordered
    ]


def _excerpt(article, body: str, marker: Marker) -> SafeString:
    """Give an excerpt of the standfirst, unless only the body has the words."""
    place = marker.first_hit(body)
    if body and (place is not None or not article.standfirst):
        return marker.excerpt(body, place or 0)
    standfirst = " ".join(article.standfirst.split())
    return marker.excerpt(standfirst, marker.first_hit(standfirst) or 0)


def _bodies(articles: list) -> dict[int, str]:
    """Give the text of the articles' bodies, in one query."""
    found = models.Article.objects.filter(pk__in=[article.pk for article in articles]).values_list("pk", "body")
    return {pk: " ".join(richtext.text_of(body).split()) for pk, body in found}


def _live(ids: list[int]):
    """Give the live articles of these entries, each with the entry's id."""
    return (
        models.Article.objects.live()
        .filter(document__search_entry__in=ids)
        .annotate(entry_id=F("document__search_entry__pk"))
    )
