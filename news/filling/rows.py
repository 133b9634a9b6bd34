"""Inserts filled pieces in batches: documents, editions, pictures, tags and entries of search; no log."""

from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from editorial.models import Document, State
from editorial.models.state import OPEN
from news.filling.pieces import Piece, PieceMaker
from news.models import Article, ArticlePicture, SearchEntry
from news.search.index import first_id, make_entry

LATER_YEARS = 0.7  # below 1: the archive grew faster from year to year
OFFICE_HOURS = range(7, 18)


def choose_times(chance, count: int, since: datetime, until: datetime) -> list[datetime]:
    """Give times of publication, the oldest first: in office hours, and more of them in later years."""
    times = (since + (until - since) * chance.random() ** LATER_YEARS for _ in range(count))
    local = (timezone.localtime(time).replace(hour=chance.choice(OFFICE_HOURS)) for time in times)
    return sorted(min(time, until) for time in local)


def insert_published(maker: PieceMaker, times: list[datetime]) -> tuple[list[Piece], list[SearchEntry]]:
    """Insert an article for each time of publication; give the pieces with their entries of search."""
    documents = [Document(kind=Article.kind, first_published_at=time) for time in times]
    with transaction.atomic():
        documents = Document.objects.bulk_create(documents)
        pieces = [maker.published(document, time) for document, time in zip(documents, times, strict=True)]
        _insert(pieces)
        # No picture may be added to a published edition (guards.py): so they come before the state does.
        Article.objects.filter(pk__in=[piece.article.pk for piece in pieces]).update(state=State.PUBLISHED)
        entries = SearchEntry.objects.bulk_create(_entries(pieces))
    return pieces, entries


def insert_open(maker: PieceMaker, count: int, time: datetime) -> None:
    """Insert articles that have been waiting since a time, in every open state by turns."""
    documents = [Document(kind=Article.kind) for _ in range(count)]
    with transaction.atomic():
        documents = Document.objects.bulk_create(documents)
        _insert([maker.open(document, OPEN[turn % len(OPEN)], time) for turn, document in enumerate(documents)])


@contextmanager
def index_built_after():
    """Leave PostgreSQL's index of search out while rows come in, and build it at once, in a fifth of the time."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('news_searchentry_terms'::regclass)")
        definition = cursor.fetchone()[0]
        cursor.execute("DROP INDEX news_searchentry_terms")
        try:
            yield
        finally:
            cursor.execute(definition)
            cursor.execute("ALTER INDEX news_searchentry_terms ALTER COLUMN 1 SET STATISTICS 0")


def _insert(pieces: list[Piece]) -> None:
    Article.objects.bulk_create([piece.article for piece in pieces])
    for piece in pieces:
        for use in piece.uses:
            use.article = piece.article
    ArticlePicture.objects.bulk_create([use for piece in pieces for use in piece.uses])
    tagged = Article.tags.through
    tagged.objects.bulk_create(
        [tagged(article_id=piece.article.pk, tag_id=tag.pk) for piece in pieces for tag in piece.tags]
    )


def _entries(pieces: list[Piece]) -> list[SearchEntry]:
    """Give the entries of search; an id that is taken moves on, as in index_article."""
    wanted = [first_id(piece.article) for piece in pieces]
    taken = set(
        SearchEntry.objects.filter(pk__range=(min(wanted), max(wanted) + len(wanted))).values_list("pk", flat=True)
    )
    entries = []
    for piece, entry_id in zip(pieces, wanted, strict=True):
        while entry_id in taken:
            entry_id += 1
        taken.add(entry_id)
        entries.append(make_entry(piece.article, entry_id, piece.captions))
    return entries
