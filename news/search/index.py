"""The index is written here: one entry for each live article, in the transaction that makes it live."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from editorial.models import Document

# The module, not its names: articles index themselves, so it may be half loaded here.
from news import models, richtext
from news.models.search import SearchEntry
from news.search.find import period_terms
from news.search.terms import terms_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Some forty pages. A publication must stay quick, and longer texts come as attachments.
MOST_LETTERS = 200_000


def index_article(article) -> None:
    """Make a live article findable, instead of the document's edition before; part of the move's transaction."""
    captions = [use.caption for use in article.picture_uses()]
    titles = article.attachments.values_list("title", flat=True)
    known = SearchEntry.objects.filter(document_id=article.document_id).first()
    entry = make_entry(article, known.pk if known else _free_id(article), [*captions, *titles])
    if known is None or known.terms != entry.terms:
        entry.save()


def remove_document(document_id: int) -> None:
    """Make a document unfindable; part of the move's transaction."""
    SearchEntry.objects.filter(document_id=document_id).delete()


def refresh_entries(article_ids: list[int]) -> None:
    """Write the entries of these editions anew, of those that are live; no move of theirs runs meanwhile."""
    with transaction.atomic():
        list(Document.objects.select_for_update(of=("self",)).filter(articles__in=article_ids).order_by("pk"))
        for article in models.Article.objects.live().filter(pk__in=article_ids):
            index_article(article)


def sweep_index() -> None:
    """Remove the entries of what is not live, and on SQLite make the index from the entries that are left."""
    live = models.Article.objects.live().values("document")
    with transaction.atomic():
        SearchEntry.objects.exclude(document__in=live).delete()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO news_searchindex (news_searchindex) VALUES ('rebuild')")


def first_id(article) -> int:
    """Give the id of an article's entry: the microsecond of its first publication; if taken, the next is used."""
    return (article.first_published_at - EPOCH) // timedelta(microseconds=1)


def _free_id(article) -> int:
    entry_id = first_id(article)
    while SearchEntry.objects.filter(pk=entry_id).exists():
        entry_id += 1
    return entry_id


def make_entry(article, entry_id: int, captions: Iterable[str] = ()) -> SearchEntry:
    """Give the entry of an article, not saved; `captions` are the texts of its pictures and attachments."""
    body = richtext.text_of(article.body)[:MOST_LETTERS].splitlines()
    lines = [article.headline, article.standfirst, *body, article.video_summary, *captions]
    # In order, because PostgreSQL sorts them three times as fast then.
    terms = sorted(period_terms(entry_id) + terms_of(lines))
    return SearchEntry(id=entry_id, document_id=article.document_id, terms=" ".join(terms))
