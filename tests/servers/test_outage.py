"""Citizens read on while the application, or its database, is away; who writes is told plainly."""

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from tests.bench.nginx import DESK_HOST, PUBLIC_HOST, nginx
from tests.bench.site import Site

pytestmark = pytest.mark.servers

AWAY = "postgres://nobody@127.0.0.1:1/nothing"
DESK = ("/quan-tri/", "/cong-tac-vien/", "/dang-nhap/", "/ban-lam-viec/article/1/xem-truoc/")
LETTERS = ("/gui-y-kien/", "/gui-y-kien/thong-tin-sai/?tin=1", "/gui-y-kien/tra-cuu/")
QUESTION = "/tim-kiem/?q=chat"


@pytest.fixture
def front(site, tmp_path):
    """nginx, and nobody behind it."""
    with nginx(site, tmp_path) as (server, _):
        yield server.url


@pytest.fixture
def without_database(site):
    with site.served(DATABASE_URL=AWAY) as server:
        yield server.url


@pytest.mark.parametrize("server", ["front", "without_database"])
def test_every_printed_page_is_answered(server, request, ask, printed):
    url = request.getfixturevalue(server)
    assert len(printed) > 40
    answers = {address: ask(url, address) for address in printed}
    assert {address: status for address, (status, _, _) in answers.items() if status != 200} == {}
    assert all(body.rstrip().endswith(("</html>", "</rss>")) for _, _, body in answers.values())
    assert {headers["Vary"] for _, headers, _ in answers.values()} == {"Accept-Encoding"}
    for address in ("/robots.txt", "/sitemap.xml", "/giao-dien.css"):
        assert ask(url, address)[0] == 200


@pytest.mark.parametrize("server", ["front", "without_database"])
def test_what_is_not_printed_is_answered_by_the_printed_404(server, request, ask):
    url = request.getfixturevalue(server)
    for address in ("/tin/khong-co-999999999/", "/khong-co/", "/chuyen-muc/khong-co/2020/01/"):
        status, headers, body = ask(url, address)
        assert (status, "Không tìm thấy" in body) == (404, True), address
        assert headers["Content-Type"].startswith("text/html")


def test_the_rooms_that_are_never_printed_say_that_they_are_away(front, ask):
    asked = [(address, DESK_HOST) for address in DESK] + [(address, PUBLIC_HOST) for address in (*LETTERS, QUESTION)]
    for address, host in asked:
        status, _, body = ask(front, address, Host=host)
        assert (status, "gián đoạn" in body) == (503, True), (address, body[:200])


def test_what_is_not_exactly_the_address_of_a_page_reaches_the_application_as_sent(site, tmp_path, ask, printed):
    page = next(address for address in printed if address.startswith("/tin/"))
    spelt = [page.replace("/tin/", "/tin%2f"), page.replace("/tin/", "/%74in/"), page[:-1], "/khong-co/?q=a%20b"]
    with echo() as application, nginx(site, tmp_path, application=application) as (server, _):
        assert "</html>" in ask(server.url, page + "?utm_source=a")[2]
        for address in spelt:
            assert ask(server.url, address)[2] == f"GET {address} "


@pytest.mark.parametrize(("host", "address"), [(DESK_HOST, "/quan-tri/"), (PUBLIC_HOST, "/khong-in-san/")])
def test_one_address_holds_so_many_connections_to_the_application(site, tmp_path, ask, printed, host, address):
    """At most 200 (limit_conn): the others are told so at once, while an application that hangs holds those.

    And reads on meanwhile.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=300) as hanging:
        application = f"http://127.0.0.1:{hanging.getsockname()[1]}"
        with nginx(site, tmp_path, application=application) as (server, _), ExitStack() as held:
            place = (urlsplit(server.url).hostname, urlsplit(server.url).port)
            waiting = [held.enter_context(socket.create_connection(place)) for _ in range(210)]
            for line in waiting:
                line.sendall(f"GET {address} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            answered: set[socket.socket] = set()
            while len(answered) < 10:
                ready, _, _ = select.select(set(waiting) - answered, [], [], 60)
                assert ready, f"only {len(answered)} of ten were refused"
                answered |= set(ready)
            assert {line.recv(12) for line in answered} == {b"HTTP/1.1 429"}
            assert ask(server.url, printed[0])[0] == 200


@contextmanager
def echo() -> Iterator[str]:
    """An application that says what it was sent; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class Echo(BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        said = f"{self.command} {self.path} {body}{self.headers.get('Cookie', '')}".encode()
        self.send_response(200)
        self.send_header("Set-Cookie", "cua-ban=1")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *args):
        """Say nothing on the console."""


def test_a_question_is_told_that_the_database_is_away(without_database, ask):
    status, headers, body = ask(without_database, QUESTION)
    assert (status, "gián đoạn" in body) == (503, True)
    assert int(headers["Retry-After"]) > 0


def test_marks_of_removed_and_moved_pages_are_answered(site, front, ask):
    for name, status, said in ((".410", 410, "gỡ"), (".404", 404, "Không tìm thấy"), (".301", 404, "chuyển")):
        folder = site.public / f"tin/da-di-{name[1:]}"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text("<!doctype html><a href='/'>Trang này đã chuyển</a>" if name == ".301" else "")
        answer = ask(front, f"/tin/da-di-{name[1:]}/")
        assert (answer[0], said in answer[2]) == (status, True), name


def test_a_form_sent_while_the_database_is_away_says_that_nothing_was_written(without_database, ask):
    form = "login=truong-ban&password=x&csrfmiddlewaretoken=" + "a" * 32
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "__Host-csrftoken=" + "a" * 32}
    status, answered, body = ask(without_database, "/dang-nhap/", "POST", form, **headers)
    assert (status, "chưa được ghi" in body, "Thử lại" in body) == (503, True, True), body[:300]
    assert int(answered["Retry-After"]) > 0
    assert 'name="login" hidden>\ntruong-ban<' in body
    assert 'name="csrfmiddlewaretoken" hidden>\n' + "a" * 32 in body
    assert "password" not in body


def test_of_names_that_begin_with_a_dot_nginx_gives_away_only_where_to_tell_of_holes(site, tmp_path, ask):
    with site.served() as application, nginx(site, tmp_path / "nginx", application=application.url) as (front, _):
        status, headers, body = ask(front.url, "/.well-known/security.txt")
        assert (status, headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
        assert body.startswith("Contact: ")
        for hidden in ("/.trang/404/index.html", "/.git/config", "/.env", "/.well-known/", "/tin/.410"):
            assert ask(front.url, hidden)[0] == 404, hidden


def test_every_answer_behind_nginx_keeps_to_its_frame_and_cookies_to_their_host(site, tmp_path, ask):
    with (
        site.served() as application,
        nginx(site, tmp_path / "nginx", application=application.url, one_host=True) as (front, _),
    ):
        for address in ("/", "/favicon.ico", "/static/css/tokens.css", "/khong-co/", "/tim-kiem/?q=a", "/dang-nhap/"):
            headers = ask(front.url, address)[1]
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], address
            assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Set-Cookie"].startswith("__Host-csrftoken=")
        assert {"Secure", "Path=/", "SameSite=Lax"} <= set(headers["Set-Cookie"].split("; "))


def test_the_embedded_server_runs_the_clock_and_prints_by_itself(tmp_path, ask):
    new = Site(tmp_path / "new")
    new.manage("migrate", "-v", "0")
    new.manage("collectstatic", "--noinput", "-v", "0")
    with new.served(CLOCK_INSIDE="1") as server:
        wait_until(lambda: ask(server.url, "/khoe/")[0] == 200 and (new.public / "index.html.br").exists())
        status, headers, body = ask(server.url, "/")
        assert (status, "ETag" in headers) == (200, True)
        assert body.rstrip().endswith("</html>")


def wait_until(done, seconds: float = 120) -> None:
    """Ask again and again, not longer than this."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.2)


LETTER = "text=Trang+doc+tren+dien+thoai+con+kho&consent=on&phieu=a"
AS_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_a_letter_sent_while_the_database_is_away_is_kept_on_the_page(without_database, ask):
    status, headers, body = ask(without_database, "/gui-y-kien/gop-y/", "POST", LETTER, **AS_FORM)
    assert (status, "chưa được ghi" in body, "Thử lại" in body) == (503, True, True), body[:300]
    assert "Trang doc tren dien thoai con kho" in body
    assert headers["Cache-Control"] == "no-store"


def test_so_many_letters_of_one_address_reach_the_application_and_none_that_is_too_large(site, tmp_path, ask):
    with echo() as application, nginx(site, tmp_path, application=application) as (server, _):
        status, _, body = ask(server.url, "/gui-y-kien/gop-y/", "POST", "text=" + "a" * 70_000, **AS_FORM)
        assert (status, "quá dài" in body) == (413, True)
        answers = [ask(server.url, "/gui-y-kien/gop-y/", "POST", LETTER, **AS_FORM) for _ in range(20)]
        assert answers[0][2].startswith("POST /gui-y-kien/gop-y/ text=")
        assert {status for status, _, _ in answers} == {200, 429}
        assert "quá nhiều" in answers[-1][2]
        assert ask(server.url, "/gui-y-kien/gop-y/")[0] == 200  # who only reads is not counted with them
