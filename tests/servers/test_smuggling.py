"""Requests that two servers might read differently, slow ones and huge ones: gunicorn, and nginx in front of it.

What the application saw is counted in gunicorn's own log: of each request sent exactly one, or none, and never the one
that is hidden in its body.
"""

import select
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from tests.bench.nginx import DESK_HOST, PUBLIC_HOST
from tests.nights import BY_NIGHT
from tests.servers.attacking import Browser, Front, add_people, attacked, connect
from tests.servers.test_outage import wait_until

pytestmark = pytest.mark.servers
ROUNDS = 20 if BY_NIGHT else 1
HELD = 600 if BY_NIGHT else 150  # slow lines of each kind
KINDS = ("headers", "body", "reading", "silence")
ATTACKER = "127.0.0.2"  # another address than those of the readers and the desk


@pytest.fixture(scope="module")
def front(site, tmp_path_factory):
    add_people(site, *((f"cham-{kind}", "member", True, True) for kind in KINDS))
    with attacked(site, tmp_path_factory.mktemp("front")) as servers:
        yield servers


# Whole, so that it is answered if it is read; or open at its end, so that the next request on the line becomes a part.
ENDS = {"whole": "\r\n", "open": "X: "}
HIDDEN = "GET /lau-vao/{mark} HTTP/1.1\r\nHost: localhost\r\n{end}"
SHORT = "0\r\n\r\n"


def chunked(text: str) -> str:
    return f"{len(text):x}\r\n{text}\r\n0\r\n\r\n"


def sent(headers: str, body: str) -> str:
    """Give a request whose address has a mark, and whose body hides another request."""
    return "POST /ban-lam-viec/thu/{mark} HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body


TRICKS = {
    "CL.TE": sent("Content-Length: 60\r\nTransfer-Encoding: chunked\r\n", SHORT + HIDDEN),
    "TE.CL": sent("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", chunked(HIDDEN)),
    "TE with a control": sent("Content-Length: 5\r\nTransfer-Encoding: \x0bchunked\r\n", SHORT + HIDDEN),
    "TE with a blank before the colon": sent("Content-Length: 5\r\nTransfer-Encoding : chunked\r\n", SHORT + HIDDEN),
    "TE of two words": sent("Content-Length: 5\r\nTransfer-Encoding: chunked, identity\r\n", SHORT + HIDDEN),
    "TE twice": sent("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\nContent-Length: 5\r\n", SHORT + HIDDEN),
    "TE unknown": sent("Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n", SHORT + HIDDEN),
    "TE with an underscore": sent("Content-Length: 5\r\nTransfer_Encoding: chunked\r\n", SHORT + HIDDEN),
    "TE on a folded line": sent("Content-Length: 5\r\nTransfer-Encoding:\r\n chunked\r\n", SHORT + HIDDEN),
    "CL twice": sent("Content-Length: 5\r\nContent-Length: 60\r\n", SHORT + HIDDEN),
    "CL twice in one": sent("Content-Length: 5, 60\r\n", SHORT + HIDDEN),
    "CL with a sign": sent("Content-Length: +5\r\n", SHORT + HIDDEN),
    "CL with an underscore": sent("Content_Length: 60\r\nContent-Length: 5\r\n", SHORT + HIDDEN),
    "CL in letters": sent("Content-Length: 0x5\r\n", SHORT + HIDDEN),
    "folded": sent("X-A: b\r\n Content-Length: 60\r\nContent-Length: 5\r\n", SHORT + HIDDEN),
    "NUL in a header": sent("X-A: b\0Content-Length: 60\r\nContent-Length: 5\r\n", SHORT + HIDDEN),
    "LF alone": sent("X-A: b\nContent-Length: 60\r\nContent-Length: 5\r\n", SHORT + HIDDEN),
    "CR alone": sent("X-A: b\rContent-Length: 60\r\nContent-Length: 5\r\n", SHORT + HIDDEN),
    "a chunk with a long end": sent("Transfer-Encoding: chunked\r\n", "5;a\nx\r\nabcde\r\n0\r\n\r\n" + HIDDEN),
    "a chunk that lies": sent("Transfer-Encoding: chunked\r\n", "3\r\nabcdef\r\n0\r\n\r\n" + HIDDEN),
    "a chunk of a negative size": sent("Transfer-Encoding: chunked\r\n", "-1\r\nabc\r\n0\r\n\r\n" + HIDDEN),
    "HTTP/1.0 in chunks": sent("Transfer-Encoding: chunked\r\n", SHORT + HIDDEN).replace("HTTP/1.1", "HTTP/1.0", 1),
    "an address with a second request": sent("", "").replace("{mark}", "{mark}%0d%0aGET%20/lau-vao/{mark}", 1),
    "an address with blanks": sent("", "").replace("{mark}", "{mark} /lau-vao/{mark}", 1),
}
# What all readers read alike as two requests, one after the other: a header of such a name is none, and the first one's
# length is said once.
TWO = {"TE with an underscore", "CL with an underscore"}


@pytest.mark.parametrize("door", ["gunicorn", "nginx"])
@pytest.mark.parametrize("trick", TRICKS)
def test_the_application_sees_one_request_for_one_or_none(front, door, trick):
    url = getattr(front, door).url
    for turn in range(ROUNDS):
        for end, text in ENDS.items():
            mark = f"{door}-{list(TRICKS).index(trick)}-{turn}-{end}"
            said = speak(url, TRICKS[trick].replace("{mark}", mark).replace("{end}", text))
            victims = [Browser(url, host=PUBLIC_HOST).get(f"/nan-nhan/{mark}/{number}/") for number in range(4)]
            assert [victim.status for victim in victims] == [404] * 4
            wait_until(lambda mark=mark: len(front.seen(f"/nan-nhan/{mark}/")) >= 4)
            wanted = [f"GET /nan-nhan/{mark}/{number}/ HTTP/1.1" for number in range(4)]
            assert sorted(front.seen(f"/nan-nhan/{mark}/")) == wanted
            assert len(front.seen(f"POST /ban-lam-viec/thu/{mark}")) <= 1
            hidden = front.seen(f"GET /lau-vao/{mark}")
            assert len(hidden) <= (trick in TWO and end == "whole"), said


def speak(url: str, text: str) -> bytes:
    """Send this; give all that is answered until the other end hangs up."""
    with connect(url) as line:
        with suppress(ConnectionError):  # it need not listen to the end
            line.sendall(text.encode("latin-1"))
        select.select([line], [], [], 2)  # who waits for the rest of a body hears now that there is none
        with suppress(OSError):
            line.shutdown(socket.SHUT_WR)
        said = b""
        with suppress(ConnectionError):
            while block := line.recv(65536):
                said += block
    return said


def test_what_is_too_long_is_refused_by_both(front):
    long = "a" * 64 * 1024
    sizes = {
        "a header": f"GET /dang-nhap/ HTTP/1.1\r\nHost: localhost\r\nX-A: {long}\r\n\r\n",
        "a cookie": f"GET /dang-nhap/ HTTP/1.1\r\nHost: localhost\r\nCookie: a={long}\r\n\r\n",
        "an address": f"GET /dang-nhap/?{long} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "many headers": "GET /dang-nhap/ HTTP/1.1\r\nHost: localhost\r\n" + "X-A: b\r\n" * 5000 + "\r\n",
    }
    for url in (front.gunicorn.url, front.nginx.url):
        for name, text in sizes.items():
            assert speak(url, text)[9:12] in (b"400", b"414", b"431", b""), (url, name)
        form = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20000006\r\n"
        said = speak(url, f"POST /dang-nhap/ HTTP/1.1\r\n{form}\r\nlogin=" + "a" * 20_000_000)
        assert said[9:12] in (b"400", b"403", b"413", b""), said[:100]
        assert Browser(url).get("/dang-nhap/").status == 200
    assert (
        Browser(front.nginx.url, host=PUBLIC_HOST).post("/gui-y-kien/gop-y/", {"text": "a" * 20_000_000}).status == 413
    )


class Slow:
    """One who holds a line: begins a request and goes on byte by byte, or asks for much and does not read it."""

    def __init__(self, url: str, text: str, drip: str, room: int = 0):
        self.url, self.text, self.drip, self.room = url, text.encode(), drip.encode(), room
        self.begun = 0
        self.begin()

    def begin(self) -> None:
        self.line = connect(self.url, ATTACKER)
        if self.room:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.room)
        self.line.setblocking(False)
        self.line.sendall(self.text)
        self.begun += 1

    def go_on(self) -> None:
        try:
            if self.drip:
                self.line.send(self.drip)
        except BlockingIOError:
            return
        except OSError:
            self.end()
            with suppress(OSError):
                self.begin()

    def end(self) -> None:
        self.line.close()


@contextmanager
def slow(front: Front, kind: str) -> Iterator[list[Slow]]:
    big = max((front.site.folder / "static").rglob("*.js"), key=lambda path: path.stat().st_size)
    much = f"GET /{big.relative_to(front.site.folder)} HTTP/1.1\r\nHost: {PUBLIC_HOST}\r\n\r\n" * 20
    beginnings = {
        "headers": ("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", "a", 0),
        "body": ("POST /ban-lam-viec/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\na", "a", 0),
        "reading": (much, "", 2048),
        "silence": ("", "", 0),
    }
    held = [Slow(front.nginx.url, *beginnings[kind]) for _ in range(HELD)]
    done = threading.Event()

    def go_on() -> None:
        while not done.wait(0.5):
            for one in held:
                one.go_on()

    dripping = threading.Thread(target=go_on)
    dripping.start()
    try:
        yield held
    finally:
        done.set()
        dripping.join()
        for one in held:
            one.end()


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_slow_keeps_nobody_else_waiting(front, kind):
    pages = [path.relative_to(front.site.public) for path in front.site.public.rglob("index.html")]
    pages = [f"/{page}".removesuffix("index.html") for page in pages if ".trang" not in page.parts][:30]
    with slow(front, kind) as held, ThreadPoolExecutor(4) as readers:
        reader = Browser(front.nginx.url, host=PUBLIC_HOST)
        assert {answer.status for answer in readers.map(reader.get, pages * 4)} == {200}
        desk = Browser(front.nginx.url, host=DESK_HOST).log_in(f"cham-{kind}")
        assert {desk.get("/tai-khoan/phien/").status for _ in range(5)} == {200}
        assert reader.get("/tim-kiem/?q=hop").status == 200
        alive = [one for one in held if one.line.fileno() >= 0]
        assert len(alive) > HELD / 2  # the attack went on meanwhile
    assert front.seen("POST /ban-lam-viec/ HTTP") == []  # no half of a body ever reached the application
