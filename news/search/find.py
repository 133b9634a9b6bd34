"""Finds the newest entries that have all terms of a query, at a cost that does not grow with their number.

SQLite walks its index from the newest entry and stops. PostgreSQL's gives every hit or none, in no order: so
each entry also has terms for the periods of its publication, and the newest are asked for first.
"""

from django.db import connection

from news.search.limits import short_of_time

DAY = 24 * 60 * 60 * 1_000_000  # in the microseconds that ids count
PERIODS = {"#m": 30 * DAY, "#y": 240 * DAY, "#d": 1920 * DAY}
# Of what has no hit in so long, the next period would find few or about all: then all are asked for at once.
LONG_AGO = "#y"

SQLITE = "SELECT rowid FROM news_searchindex WHERE news_searchindex MATCH %s ORDER BY rowid DESC LIMIT %s"
# OFFSET 0 keeps the planner from walking the primary key instead of the index, which takes seconds for a rare word.
POSTGRESQL = """
    SELECT id FROM (
        SELECT id FROM news_searchentry
        WHERE array_to_tsvector(string_to_array(terms, ' ')) @@ %s::tsquery
        OFFSET 0
    ) hit ORDER BY id DESC LIMIT %s
"""


def period_terms(entry_id: int) -> list[str]:
    """Give the terms that say when an entry was first published: month, some months, some years."""
    return [f"{name}{entry_id // length}" for name, length in PERIODS.items()]


def find_newest(terms: list[str], limit: int) -> list[int]:
    """Give the ids of the newest entries that have all terms, the newest first.

    Raises SearchBusy when that takes too long.
    """
    with short_of_time():
        if connection.vendor == "sqlite":
            return _ids(SQLITE, " AND ".join(f'"{term}"' for term in terms), limit)
        return _find_in_periods(" & ".join(f"'{term}'" for term in terms), limit)


def _find_in_periods(condition: str, limit: int) -> list[int]:
    newest = _ids("SELECT id FROM news_searchentry ORDER BY id DESC LIMIT 1")
    for name, length in PERIODS.items() if newest else ():
        last = newest[0] // length
        found = _ids(POSTGRESQL, f"{condition} & ('{name}{last}' | '{name}{last - 1}')", limit)
        if len(found) == limit:
            return found
        if not found and name == LONG_AGO:
            break
    return _ids(POSTGRESQL, condition, limit)


def _ids(sql: str, *values) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
