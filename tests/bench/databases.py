"""Databases of a measurement: SQLite files, or databases of their own beside the one that DATABASE_URL names.

With DATABASE_OWNER_URL (.ci/postgres) they belong to the role it names, and DATABASE_URL's only serves the site.
"""

import os
from urllib.parse import urlsplit

import psycopg2

from tests.bench.machine import NotMeasured


def database_for(name: str) -> str:
    """Give the address of a database for a site, made when it is missing; "" for a file in the site's folder."""
    return postgres_for(name) if os.environ.get("DATABASE_URL") else ""


def postgres_for(name: str) -> str:
    """Give the address of a PostgreSQL database, made when it is missing. Raises NotMeasured without a server."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        raise NotMeasured("DATABASE_URL names no PostgreSQL (run it through .ci/postgres)")
    own = f"bench_{name.replace('-', '_')}"
    connection = psycopg2.connect(owner_of(server))
    connection.autocommit = True  # no database is made inside a transaction
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [own])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {own}")
    connection.close()
    return urlsplit(server)._replace(path=f"/{own}").geturl()


def owner_of(database: str) -> str:
    """Give the address of the same database for its owner, who makes its tables."""
    owner = os.environ.get("DATABASE_OWNER_URL", "")
    if not (owner and database.startswith("postgres")):
        return database
    return urlsplit(owner)._replace(path=urlsplit(database).path).geturl()
