"""Rows of the queue are written here, and a request learns which of them are its own."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import transaction

from news.press.models import Change, Priority

_own: ContextVar[list[Change] | None] = ContextVar("own_changes", default=None)


def note(kind: str, subject="", *, priority: int = Priority.LIST) -> None:
    """Write down what changed; part of the transaction that changes it. Never merged with a waiting row."""
    if not settings.PRESS:
        return
    change = Change.objects.create(kind=kind, subject=str(subject), priority=priority)
    own = _own.get()
    if own is not None:
        transaction.on_commit(lambda: own.append(change))


def note_document(number: int, *, removal: bool = False) -> None:
    """Write down that a document went live, or that what was live of it no longer is."""
    note(Change.Kind.DOCUMENT, number, priority=Priority.REMOVAL if removal else Priority.PIECE)


@contextmanager
def collecting():
    """Give a list that fills with the rows committed within, by this thread."""
    own: list[Change] = []
    token = _own.set(own)
    try:
        yield own
    finally:
        _own.reset(token)
