"""The database goes away under load and comes back: no page fails, a form is not lost, nobody restarts anything."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.servers.test_outage import wait_until

pytestmark = [pytest.mark.servers, pytest.mark.postgresql]
AWAY_SECONDS = int(os.environ.get("AWAY_SECONDS", "10"))  # .ci/nightly lets it be away for minutes


class Road:
    """The way to the database, over TCP, which can be closed and opened."""

    def __init__(self, database: str):
        said = urlsplit(database)
        place = parse_qs(said.query).get("host") or [unquote(said.hostname or "")]
        self.target = (place[0], said.port or 5432)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.is_open, self.ends = True, []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self.is_open = False
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def open(self) -> None:
        self.is_open = True

    def _accept(self) -> None:
        while True:
            near, _ = self.listener.accept()
            if not self.is_open:
                near.close()
                continue
            far = self._reach()
            self.ends += [near, far]
            if not self.is_open:  # closed meanwhile
                self.close()
                continue
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()

    def _reach(self) -> socket.socket:
        host, port = self.target
        if not host.startswith("/"):
            return socket.create_connection(self.target)
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{host}/.s.PGSQL.{port}")
        return far


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_RDWR)


@contextmanager
def readers(ask, url: str, pages: list[str]) -> Iterator[list]:
    """Read all pages again and again, by two at once, until the block ends; gives what was not answered by 200."""
    failed, count, done = [], [], threading.Event()

    def read() -> None:
        while not done.is_set():
            for page in pages:
                status = ask(url, page)[0]
                count.append(page)
                if status != 200:
                    failed.append((page, status))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield failed
        wait_until(lambda: len(count) > 2 * len(pages) or not all(thread.is_alive() for thread in threads))
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert len(count) > 2 * len(pages)


def test_a_database_that_goes_away_under_load_costs_no_page_and_loses_no_form(site, printed, ask):
    road = Road(site.database)
    over_tcp = f"postgres://hdnd@127.0.0.1:{road.port}/{urlsplit(site.database).path.lstrip('/')}"
    form = "login=khong-co&password=x&csrfmiddlewaretoken=" + "a" * 32
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "__Host-csrftoken=" + "a" * 32}
    with site.served(DATABASE_URL=over_tcp) as server, readers(ask, server.url, printed) as failed:

        def send():
            return ask(server.url, "/dang-nhap/", "POST", form, **headers)

        assert send()[0] == 200
        # It serves as the site's role.
        assert "vai trò cơ sở dữ liệu: đúng như khai báo" in ask(server.url, "/khoe/")[2]
        road.close()
        end = time.monotonic() + AWAY_SECONDS
        while time.monotonic() < end:
            status, _, body = send()
            assert (status, "Thử lại" in body, "khong-co" in body) == (503, True, True)
            assert ask(server.url, "/khong-co/")[0] == 404
        road.open()
        wait_until(lambda: send()[0] == 200)
    assert failed == []
