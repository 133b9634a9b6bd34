"""The site beside a plain Wagtail news site: the same number of articles, PostgreSQL, gunicorn, machine.

The peer is not part of this project: --peer names its folder, --peer-text what its articles are filled with. It
gets a virtual environment of its own, for which pip needs its registry the first time.
"""

import json
import os
import sys
from contextlib import ExitStack

from tests.bench.databases import owner_of, postgres_for
from tests.bench.load import Target, middle, shoot_in_turn, show
from tests.bench.machine import NotMeasured, need, run
from tests.bench.report import heading, say, table
from tests.bench.site import being_made, gunicorn, make_filled

PACKAGES = ("wagtail==8.0.1", "psycopg2-binary", "gunicorn", "dj-database-url")
PEER = "Wagtail"
OURS, VIEWS, PEER_CACHED = "ours", "ours, without the press", "Wagtail, page cache"
WORD = "h%E1%BB%99i%20%C4%91%E1%BB%93ng"  # hội đồng: in nearly every article of both
SEARCH_SECONDS = 10  # of a round: the peer needs seconds for one answer


def measure(options) -> None:
    """Compare every kind of page, printed, rendered by its view, and the peer's with and without its cache."""
    need("wrk")
    if not (options.peer and options.peer_text):
        raise NotMeasured("name the peer by --peer and --peer-text")
    count = options.peer_articles
    newest = max(options.newest, 1)  # lists are compared too, so all are printed
    site = make_filled(options.folder / f"ours-{count}", count, newest, database=postgres_for(f"ours_{count}"))
    peer = _Peer(options, count)
    ours = json.loads(site.run("-m", "tests.bench.pieces", "addresses")) | {"search": f"/tim-kiem/?q={WORD}"}
    with ExitStack() as servers:
        systems = {
            OURS: (servers.enter_context(site.served()), ours),
            VIEWS: (servers.enter_context(site.served(PRESS="0")), ours),
            PEER: (servers.enter_context(peer.served()), peer.addresses),
            PEER_CACHED: (servers.enter_context(peer.served(PEER_PAGE_CACHE="1")), peer.addresses),
        }
        shots = {page: _measure_page(page, systems, options) for page in ours}
    _summarize(shots)


class _Peer:
    """The peer in its environment, loaded once for a folder and a database."""

    def __init__(self, options, articles: int):
        self.source = options.peer.resolve()
        self.folder = options.folder / f"peer-{articles}"
        self.python = self.folder / "venv/bin/python"
        self.database = owner_of(postgres_for(f"peer_{articles}"))
        self.text = options.peer_text.resolve()
        middle_page, recent = articles // 8 // 20 // 2, articles - articles % 8 - 8
        self.addresses = {
            "home": "/",
            "category": "/muc-0/",
            "article": f"/muc-0/bai-{recent}/",
            "archive page": f"/muc-0/?p={middle_page}",
            "search": f"/tim-kiem/?q={WORD}",
        }
        self._make(articles)

    def environment(self, **more: str) -> dict[str, str]:
        own = {"PEER_HOME": str(self.folder), "DATABASE_URL": self.database, "PEER_TEXT": str(self.text)}
        return {**os.environ, **own, **more}

    def served(self, **more: str):
        log = self.folder / "gunicorn.log"
        return gunicorn("site_.wsgi", log, self.environment(**more), python=self.python, folder=self.source)

    def _make(self, articles: int) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.python.exists():
            run([sys.executable, "-m", "venv", self.folder / "venv"])
            run([self.python, "-m", "pip", "install", "-q", *PACKAGES])
        with being_made(self.folder, self.database) as wanted:
            for command in (["migrate"], ["load", str(articles)], ["update_index"]) if wanted else ():
                run([self.python, "manage.py", *command], environment=self.environment(), folder=self.source)


def _measure_page(page: str, systems: dict, options) -> dict:
    heading(f"{page}")
    targets = {name: Target(server, addresses[page]) for name, (server, addresses) in systems.items()}
    slow = page == "search"
    shots = shoot_in_turn(
        targets,
        rounds=options.rounds,
        seconds=max(options.seconds, SEARCH_SECONDS) if slow else options.seconds,
        connections=2 if slow else 8,
        settled=True,
    )
    show(shots, PEER)
    return shots


def _summarize(shots: dict[str, dict]) -> None:
    say("\nMedian answer: how many times as long the peer needs as ours")
    rows = []
    for page, of_page in shots.items():
        ours, peer, cached = (middle(of_page[name]).p50 for name in (OURS, PEER, PEER_CACHED))
        rows.append([page, f"{peer / ours:.0f}", f"{cached / ours:.1f}"])
    table(["", PEER, PEER_CACHED], rows)
