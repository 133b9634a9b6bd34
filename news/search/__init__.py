"""Search over live articles: the newest first, the same results on SQLite and PostgreSQL.

What is public is written into an index in the move's own transaction (index), as terms made in Python (terms);
a query becomes terms too, finds the newest ids (find) and is shown with its hits marked (results, marks).
"""

from news.search.index import index_article, remove_document
from news.search.results import Hit, SearchResults, search

__all__ = ["Hit", "SearchResults", "index_article", "remove_document", "search"]
