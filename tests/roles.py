"""On PostgreSQL the tests run as the site does: as a role that owns nothing. Set-up and tear-down are the owner's.

The connection logs in as the owner and becomes the site (SET ROLE), so that both can see what is not committed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

LOGIN = ("USER", "PASSWORD", "HOST", "PORT")


def log_in_as_owner() -> None:
    """Let every connection that is made from now on log in as the owner, where there are two roles."""
    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner:
        said = dj_database_url.parse(owner)
        connections.settings["default"].update({name: said[name] for name in LOGIN})


def become_site() -> None:
    """Let this connection, and every one that is made from now on, be the site."""
    if settings.DATABASE_SITE_ROLE:
        connections.settings["default"]["OPTIONS"]["assume_role"] = settings.DATABASE_SITE_ROLE
        connection.close()


def become_owner() -> None:
    """Let every connection that is made from now on be the owner."""
    connections.settings["default"].get("OPTIONS", {}).pop("assume_role", None)
    connection.close()


@contextmanager
def as_owner() -> Iterator[None]:
    """Be the owner for as long as the block takes, on this thread's connection."""
    if not settings.DATABASE_SITE_ROLE:
        yield
        return
    _become(connections.settings["default"]["USER"])
    try:
        yield
    finally:
        with suppress(DatabaseError):  # in a transaction that failed: its end makes it the site again
            _become(settings.DATABASE_SITE_ROLE)


def call_as_owner(command: str, *arguments, **options) -> None:
    """Run a command that is the owner's."""
    with as_owner():
        call_command(command, *arguments, **options)


def _become(role: str) -> None:
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:  # not counted as the site's query
        cursor.execute(f'SET ROLE "{role}"')
