"""The index of search: a table of terms, and over it the index that each database has for words."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE_MAKE = (
    # Terms come ready from news/search/terms.py: no letter beyond ASCII separates, and neither do these signs.
    # Nothing but the id is ever asked for: no places of words, no lengths, no text of its own.
    """CREATE VIRTUAL TABLE news_searchindex USING fts5(
        terms, content='news_searchentry', content_rowid='id', detail=none, columnsize=0,
        tokenize="ascii tokenchars '~_#'")""",
    """CREATE TRIGGER news_searchentry_index_i AFTER INSERT ON news_searchentry BEGIN
        INSERT INTO news_searchindex (rowid, terms) VALUES (NEW.id, NEW.terms); END""",
    """CREATE TRIGGER news_searchentry_index_d AFTER DELETE ON news_searchentry BEGIN
        INSERT INTO news_searchindex (news_searchindex, rowid, terms) VALUES ('delete', OLD.id, OLD.terms); END""",
    """CREATE TRIGGER news_searchentry_index_u AFTER UPDATE ON news_searchentry BEGIN
        INSERT INTO news_searchindex (news_searchindex, rowid, terms) VALUES ('delete', OLD.id, OLD.terms);
        INSERT INTO news_searchindex (rowid, terms) VALUES (NEW.id, NEW.terms); END""",
)
SQLITE_DROP = (
    "DROP TRIGGER IF EXISTS news_searchentry_index_i",
    "DROP TRIGGER IF EXISTS news_searchentry_index_d",
    "DROP TRIGGER IF EXISTS news_searchentry_index_u",
    "DROP TABLE IF EXISTS news_searchindex",
)
POSTGRESQL_MAKE = (
    # Rows stay narrow, so that thousands of hits are read from few pages.
    "ALTER TABLE news_searchentry SET (toast_tuple_target = 128)",
    # Without fastupdate no search has to read a list of what is still to be sorted in.
    """CREATE INDEX news_searchentry_terms ON news_searchentry
        USING gin (array_to_tsvector(string_to_array(terms, ' '))) WITH (fastupdate = off)""",
    # Nobody plans by how often words occur (news/search/find.py), and counting them takes minutes.
    "ALTER INDEX news_searchentry_terms ALTER COLUMN 1 SET STATISTICS 0",
)
POSTGRESQL_DROP = ("DROP INDEX IF EXISTS news_searchentry_terms",)
STATEMENTS = {"sqlite": (SQLITE_MAKE, SQLITE_DROP), "postgresql": (POSTGRESQL_MAKE, POSTGRESQL_DROP)}


def make_index(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("news", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("terms", models.TextField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="editorial.document",
                    ),
                ),
            ],
            options={"verbose_name": "mục tìm kiếm", "verbose_name_plural": "mục tìm kiếm"},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
