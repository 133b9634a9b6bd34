"""Search over live articles: the newest first, the same results on SQLite and PostgreSQL.

What is public is written into an index in the move's own transaction (index), as terms made in Python (terms);
a query becomes terms too, finds the newest ids (find) and is shown with its hits marked (results, marks). How
many searches run at once, and how long one may take, is bounded (limits).
"""

from news.search.index import index_article, remove_document
from news.search.limits import SearchBusy, take_place
from news.search.results import Hit, SearchResults, find_documents, search

__all__ = [
    "Hit",
    "SearchBusy",
    "SearchResults",
    "find_documents",
    "index_article",
    "remove_document",
    "search",
    "take_place",
]
