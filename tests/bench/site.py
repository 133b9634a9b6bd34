"""The project's own site, made and served as in operation in a folder of its own; plain HTTP, this machine only."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.databases import owner_of
from tests.bench.machine import Server, free_port, run, serving

ROOT = Path(__file__).resolve().parents[2]
OWNERS = ("migrate", "demo", "fill")  # commands that make tables, or drop an index for a while
READY = "ready"  # the file that says in which database a kept site was made to its end
# Workers are replaced after some thousand answers, which a load generator asks for in a second: their start would
# be measured, not the site.
GUNICORN = ("-m", "gunicorn", "-c", str(ROOT / "deploy/gunicorn.conf.py"), "--max-requests", "0")


class Site:
    """A database, a public tree and private files; `origin` is what its pages call themselves by."""

    def __init__(self, folder: Path, *, database: str = "", origin: str = "http://127.0.0.1"):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.public = folder / "public"
        self.origin = origin
        self.database = database or f"sqlite:///{folder / 'hdnd.sqlite3'}"

    def environment(self, **more: str) -> dict[str, str]:
        own = {
            "SECRET_KEY": "of-a-measurement-" + "x" * 50,
            "DEBUG": "0",
            "SECURE_SSL_REDIRECT": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_ORIGIN": self.origin,
            "VAR_DIR": str(self.folder),
            "PRESS_DIR": str(self.folder),
            "DATABASE_URL": self.database,
            "PRESS": "1",
            "TOTP_TOLERANCE": "1",  # a code taken at the end of its half minute is as good
            # A round of the clock would fall into one measurement and not into the next, and print the whole of a
            # tree that holds the newest pieces on purpose.
            "CLOCK_INSIDE": "0",
        }
        return {**os.environ, **own, **more}

    def run(self, *arguments: str, **more: str) -> str:
        """Give what a Python program of the project prints in the environment of this site."""
        return run([sys.executable, *arguments], environment=self.environment(**more), folder=ROOT)

    def manage(self, *arguments: str, **more: str) -> str:
        """Give what a command prints; it runs as the owner of the database where it must, else as the site."""
        own = {"DATABASE_URL": owner_of(self.database)} if arguments[0] in OWNERS else {}
        return self.run("manage.py", *arguments, **own, **more)

    @contextmanager
    def served(self, *, socket: Path | None = None, **more: str) -> Iterator[Server]:
        """Serve it by gunicorn, with the settings of operation; also at a unix socket."""
        log = self.folder / "gunicorn.log"
        with gunicorn("hdnd_site.wsgi", log, self.environment(**more), socket=socket) as server:
            yield server

    def address_of_newest(self) -> str:
        """Give the address of the newest article."""
        return self.run("-m", "tests.bench.pieces", "newest").strip()

    def bring_up_to_date(self) -> None:
        """Give it the tables and static files of the code as it is now; it may have been kept from before."""
        self.manage("migrate", "-v", "0")
        self.manage("collectstatic", "--noinput", "-v", "0")


@contextmanager
def being_made(folder: Path, database: str) -> Iterator[bool]:
    """Give whether a site must be made; when the block ended well, it need not be another time.

    A kept folder alone is not enough: its database may have been one of .ci/postgres, which is gone.
    """
    mark = folder / READY
    yield not mark.exists() or mark.read_text() != database
    mark.write_text(database)


@contextmanager
def gunicorn(
    application: str, log: Path, environment: dict[str, str], *, python=sys.executable, folder=ROOT, socket=None
):
    """Serve any WSGI application that stands in a folder, with the site's settings of gunicorn."""
    address = f"127.0.0.1:{free_port()}"
    binds = ["--bind", address, *(["--bind", f"unix:{socket}"] if socket else [])]
    command = [python, *GUNICORN, *binds, "--chdir", str(folder), application]
    with serving(command, f"http://{address}", environment=environment, log=log) as server:
        yield server


def make_demonstration(folder: Path, **how: str) -> Site:
    """Give a printed site with the content that a newcomer gets."""
    site = Site(folder, **how)
    site.bring_up_to_date()
    with being_made(folder, site.database) as wanted:
        if wanted:
            site.manage("demo", "--load-only", DEBUG="1", PRESS="0")
            site.manage("press", "--rebuild")
    return site


def make_filled(folder: Path, articles: int, newest: int, **how: str) -> Site:
    """Give a site with that many invented articles, its lists and the newest of them printed.

    For 0 newest, only what a move of the newest piece needs: its own lists.
    """
    site = Site(folder, **how)
    site.bring_up_to_date()
    with being_made(folder, site.database) as wanted:
        if wanted:
            site.manage("fill", "--articles", str(articles), PRESS="0")
            site.run("-m", "tests.bench.pieces", *(["print", str(newest)] if newest else ["print-one"]))
    return site
