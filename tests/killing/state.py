"""The state of a site in a scratch folder, which can be kept and put back: files and database as one."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.db import connections

from tests.bench.databases import owner_of

SITE, KEPT = "killing", "killing_kept"


class State:
    """`folder` holds everything that is on the disk, an SQLite database too; PostgreSQL's stand beside its server's.

    They belong to the owner; `run` of tests.killing becomes the site (tests/roles.py).
    """

    def __init__(self, scratch: Path):
        self.folder, self.kept = scratch / "site", scratch / "kept"
        server = os.environ.get("DATABASE_URL", "")
        self.server = owner_of(server) if server.startswith("postgres") else ""

    def use(self) -> None:
        """Point the settings, which must not be loaded yet, at this site; its database is empty."""
        os.environ.update(VAR_DIR=str(self.folder), PRESS="1", DEBUG="1", LOG_LEVEL="ERROR", ACCESS_LOG="")
        os.environ["DJANGO_SETTINGS_MODULE"] = "hdnd_site.settings"
        for name in ("PRESS_DIR", "SECRET_KEY", "DATABASE_URL"):
            os.environ.pop(name, None)
        if self.server:
            self._tell_server(f"DROP DATABASE IF EXISTS {SITE} WITH (FORCE)", f"CREATE DATABASE {SITE}")
            os.environ["DATABASE_URL"] = urlsplit(self.server)._replace(path=f"/{SITE}").geturl()

    def keep(self) -> None:
        """Keep the state as it is now, instead of what was kept before."""
        connections.close_all()
        shutil.rmtree(self.kept, ignore_errors=True)
        shutil.copytree(self.folder, self.kept)
        self._copy_database(SITE, KEPT)

    def put_back(self) -> None:
        """Make the state what was kept."""
        connections.close_all()
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)
        self._copy_database(KEPT, SITE)

    def drop(self) -> None:
        """Drop what was made on the server."""
        connections.close_all()
        if self.server:
            self._tell_server(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in (SITE, KEPT)))

    def _copy_database(self, source: str, copy: str) -> None:
        if self.server:
            drop = f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)"
            make = f"CREATE DATABASE {copy} TEMPLATE {source} STRATEGY FILE_COPY"
            # A copy has the rights on the tables, and not those on the database itself (editorial/grants.py).
            self._tell_server(drop, make, f"REVOKE TEMPORARY ON DATABASE {copy} FROM PUBLIC")

    def _tell_server(self, *statements: str) -> None:
        server = psycopg2.connect(self.server)
        server.autocommit = True  # no database is made inside a transaction
        with server.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        server.close()
