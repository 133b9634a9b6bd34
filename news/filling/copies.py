"""Multiplies filled pieces inside the database: a million take minutes, made one by one they take an hour.

A copy is its original under a number of its own, published somewhat earlier, with that number at the end of its
headline: so each has a word and a phrase that no other has. Approvals keep the fingerprints of the originals. With
each copy comes a row of the library that no piece uses and that has no file.
"""

from collections.abc import Callable, Mapping, Sequence

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max

from editorial.models import Document
from news.filling.pieces import Piece
from news.models import Article, ArticlePicture, Picture, SearchEntry
from news.search.find import DAY, PERIODS, period_terms
from news.search.terms import PLAIN, fold_word, line_words

BATCH = 10_000
# A moment, given in microseconds since 1970, as the database keeps it.
MOMENT = {
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%S', ({0}) / 1000000, 'unixepoch') || printf('.%%06d', ({0}) %% 1000000)",
    "postgresql": "timestamptz 'epoch' + ({0}) * interval '1 microsecond'",
}
HEXADECIMAL = {"sqlite": "printf('%%016x', {0})", "postgresql": "lpad(to_hex({0}), 16, '0')"}
TABLES = (
    "DROP TABLE IF EXISTS fill_original",
    "DROP TABLE IF EXISTS fill_copy",
    "CREATE TEMPORARY TABLE fill_original (place integer PRIMARY KEY, article bigint, document bigint,"
    " entry bigint, terms_start integer, last_word text, last_plain text)",
    "CREATE TEMPORARY TABLE fill_copy (number bigint PRIMARY KEY, moment bigint, article bigint, document bigint,"
    " entry bigint, terms_start integer, last_word text, last_plain text)",
)
INSERT_COPIES = """
    INSERT INTO fill_copy
    WITH RECURSIVE turns (turn) AS (SELECT 1 UNION ALL SELECT turn + 1 FROM turns WHERE turn < %s)
    SELECT %s + place * %s - turn, entry - CAST(turn AS bigint) * %s,
        article, document, entry, terms_start, last_word, last_plain
    FROM fill_original CROSS JOIN turns WHERE place > %s AND place <= %s
"""


class Copier:
    """Remembers the originals, then makes the same number of copies of each of them, at the end of a filling."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            for statement in TABLES:
                cursor.execute(statement)
        self.count = 0

    def remember(self, pieces: Sequence[Piece], entries: Sequence[SearchEntry]) -> None:
        """Take pieces that were inserted, with their entries of search, as originals."""
        rows = [
            _original(place, piece.article, entry)
            for place, (piece, entry) in enumerate(zip(pieces, entries, strict=True), start=self.count + 1)
        ]
        self.count += len(rows)
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO fill_original VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)

    def copy(self, turns: int, step: int, tell: Callable[[int], None]) -> None:
        """Make `turns` copies of each original, `step` microseconds apart; `tell` hears how many there are so far."""
        start = max(Document.objects.aggregate(Max("pk"))["pk__max"], Article.objects.aggregate(Max("pk"))["pk__max"])
        at_once = max(BATCH // turns, 1)
        for first in range(0, self.count, at_once):
            last = min(first + at_once, self.count)
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("DELETE FROM fill_copy")
                cursor.execute(INSERT_COPIES, [turns, start + 1, turns, step, first, last])
                for statement in statements():
                    cursor.execute(statement, [])
            tell(last * turns)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Document, Article]):
                cursor.execute(statement)


def _original(place: int, article: Article, entry: SearchEntry) -> tuple:
    last = list(line_words(article.headline))[-1]
    periods = " ".join(period_terms(entry.pk))
    return place, article.pk, article.document_id, entry.pk, len(periods) + 1, last, fold_word(last)


def statements() -> list[str]:
    """Give what copies the rows of the batch. Pictures and tags come before the article that they belong to:
    none may be added to one that is published (guards.py)."""
    moment, day_before = _moment("c.moment"), _moment(f"c.moment - {DAY}")
    times = dict.fromkeys(("state_since", "first_published_at", "published_at"), moment)
    earlier = dict.fromkeys(("created_at", "changed_at", "submitted_at"), day_before)
    named = {"headline": "o.headline || ' ' || c.number", "slug": "substr(o.slug, 1, 88) || '-' || c.number"}
    document = {"number": "c.number", "first_published_at": moment, "created_at": day_before}
    article = {"id": "c.number", "document_id": "c.number", **times, **earlier, **named}
    of_article = {"id": None, "article_id": "c.number"}
    return [
        _copy(Document, "o.number = c.document", document),
        _copy(ArticlePicture, "o.article_id = c.article", of_article),
        _copy(Article.tags.through, "o.article_id = c.article", of_article),
        _copy(Article, "o.id = c.article", article),
        _copy(SearchEntry, "o.id = c.entry", {"id": "c.moment", "document_id": "c.number", "terms": _terms()}),
        _copy(Picture, "o.id = (SELECT min(id) FROM news_picture)", _picture(moment)),
    ]


def _copy(model, join: str, other: Mapping[str, str | None]) -> str:
    """Give the statement that copies rows of a model, but with other values in some columns; None leaves one out."""
    columns = {**{field.column: f'o."{field.column}"' for field in model._meta.concrete_fields}, **other}
    kept = {column: value for column, value in columns.items() if value}
    names = ", ".join(f'"{column}"' for column in kept)
    # In the order of publication, in which SQLite's index of search takes entries without being written each time.
    return (
        f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(kept.values())} '  # noqa: S608
        f'FROM fill_copy c JOIN "{model._meta.db_table}" o ON {join} ORDER BY c.moment'
    )


def _moment(microseconds: str) -> str:
    return MOMENT[connection.vendor].format(microseconds)


def _terms() -> str:
    """Give the terms of a copy: periods of its own, those of the original, and those of the number in the headline."""
    periods = [f"'{name}' || (c.moment / {length})" for name, length in sorted(PERIODS.items())]
    number = [f"'{word}' || c.number" for word in ("", PLAIN)]
    pairs = ["c.last_word || '_' || c.number", f"'{PLAIN}' || c.last_plain || '_' || c.number"]
    return " || ' ' || ".join([*periods, "substr(o.terms, c.terms_start + 1)", *number, *pairs])


def _picture(moment: str) -> dict[str, str | None]:
    key = HEXADECIMAL[connection.vendor].format("c.number")
    sha256 = f"{key} || '{48 * '0'}'"
    return {"id": None, "sha256": sha256, "key": key, "uploaded_at": moment, "caption": "o.caption || ' ' || c.number"}
