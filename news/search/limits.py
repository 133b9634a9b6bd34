"""What keeps searches from taking the site away from others: so many at once in a process, so long at most each."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from time import monotonic

from django.conf import settings
from django.db import OperationalError, connection, transaction

LONGEST = 1.0  # seconds that one question to the index may take; it takes hundredths
QUERY_CANCELED, INTERRUPTED = "57014", "SQLITE_INTERRUPT"
STEPS = 10_000  # of SQLite's machine, between two looks at the clock


class SearchBusy(Exception):
    """No answer now: too many searches at once, or one that took too long. Worth another try in a moment."""


places = BoundedSemaphore(settings.SEARCHES_AT_ONCE)


@contextmanager
def take_place() -> Iterator[None]:
    """Search in one of the few places for it.

    Raises SearchBusy at once when all are taken: whoever waited here would hold a thread that others need.
    """
    if not places.acquire(blocking=False):
        raise SearchBusy
    try:
        yield
    finally:
        places.release()


@contextmanager
def short_of_time() -> Iterator[None]:
    """Ask the index within the time there is; PostgreSQL is told how to go about it.

    Raises SearchBusy when the time is over, OperationalError when the database is away.
    """
    try:
        with _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql():
            yield
    except OperationalError as error:
        if not _is_interrupted(error):
            raise
        raise SearchBusy from error


def _is_interrupted(error: OperationalError) -> bool:
    cause = error.__cause__
    return getattr(cause, "pgcode", "") == QUERY_CANCELED or getattr(cause, "sqlite_errorname", "") == INTERRUPTED


@contextmanager
def _on_sqlite() -> Iterator[None]:
    connection.ensure_connection()
    end = monotonic() + LONGEST
    connection.connection.set_progress_handler(lambda: monotonic() > end, STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, STEPS)


@contextmanager
def _on_postgresql() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner does not know what it costs to unpack every text, nor that compiling takes longer.
        cursor.execute(
            f"SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL statement_timeout = {LONGEST * 1000:.0f}"
        )
        yield
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL statement_timeout TO DEFAULT")
