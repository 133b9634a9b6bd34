"""Two hosts by nginx: the public one is read, the desk's one works, no other is answered; all say the same headers."""

import http.client
import shutil
from urllib.parse import urlsplit

import pytest

from editorial.middleware import EVERYWHERE, STRICT_TRANSPORT
from hdnd_site.outage import DESK_ROOMS
from tests.bench.nginx import DESK_HOST, ONE_HOST, PUBLIC_HOST, nginx
from tests.bench.site import ROOT
from tests.servers.test_outage import AS_FORM, echo

pytestmark = pytest.mark.servers
COOKIE = {"Cookie": "__Host-sessionid=abc"}
WHOLE = {**EVERYWHERE, "Strict-Transport-Security": STRICT_TRANSPORT}


@pytest.fixture
def front(site, tmp_path):
    """nginx, and behind it what says what it was sent."""
    with echo() as application, nginx(site, tmp_path, application=application) as (server, _):
        yield server.url


def test_the_public_host_says_of_the_desks_rooms_that_nothing_is_there(front, ask):
    for room in DESK_ROOMS:
        for address in (f"/{room}/", f"/%{ord(room[0]):x}{room[1:]}/", f"//{room}/", f"/./{room}/"):
            for method in ("GET", "POST"):
                status, headers, body = ask(front, address, method, **COOKIE)
                assert (status, "Không tìm thấy" in body) == (404, True), (method, address)
                assert headers.items() >= WHOLE.items(), address


def test_the_public_host_is_only_read_but_for_the_forms_of_citizens(front, ask, printed):
    asked = (*printed[:3], "/anh/tai-len/", "/khong-co/", "/tim-kiem/", "/tim-kiem/?q=a", "/robots.txt")
    for address in asked:
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "LA"):
            status, headers, body = ask(front, address, method, "a=b")
            assert status in (400, 405) if method == "LA" else status == 405, (method, address)
            assert headers.items() >= WHOLE.items(), (method, address)
            assert "a=b" not in body
    assert ask(front, "/gui-y-kien/gop-y/", "POST", "a=b", **AS_FORM)[2].startswith("POST /gui-y-kien/gop-y/ a=b")
    assert ask(front, "/gui-y-kien/gop-y/", "PUT", "a=b")[0] == 405


def test_no_cookie_goes_in_or_out_of_the_public_host(site, tmp_path, ask):
    with echo() as application, nginx(site, tmp_path, application=application) as (server, _):
        for address in ("/khong-in-san/", "/gui-y-kien/", "/tim-kiem/?q=a", "/khoe/"):
            for host, holds in ((PUBLIC_HOST, False), (DESK_HOST, True)):
                _, headers, body = ask(server.url, address, Host=host, **COOKIE)
                assert ("abc" in body, "Set-Cookie" in headers) == (holds, holds), (host, address)


def test_the_desks_host_takes_forms_and_large_files_and_only_its_door_is_bounded(front, ask):
    for address in ("/ban-lam-viec/", "/anh/tai-len/", "/quan-tri/"):
        assert ask(front, address, "POST", "a=b", Host=DESK_HOST)[2].startswith(f"POST {address} a=b")
    assert ask(front, "/anh/tai-len/", "POST", "a" * 2_000_000, Host=DESK_HOST)[0] == 200
    tries = [ask(front, "/dang-nhap/", "POST", "a=b", Host=DESK_HOST)[0] for _ in range(40)]
    assert set(tries) == {200, 429}
    assert ask(front, "/ban-lam-viec/", Host=DESK_HOST)[0] == 200


@pytest.mark.parametrize(
    "host", ["la.example", "hdnd.example.gov.vn.la.example", "127.0.0.1.la.example", "", "a b", "["]
)
def test_an_unknown_host_is_not_answered(front, host, printed):
    for address in (printed[0], "/quan-tri/", "/static/", "/gui-y-kien/"):
        assert spoken_to(front, f"GET {address} HTTP/1.1\r\nHost: {host}\r\n\r\n") in (b"", b"HTTP/1.1 400 ")
    assert spoken_to(front, "GET / HTTP/1.0\r\n\r\n") == b""
    # The address itself may name a host; it is that one that counts.
    assert spoken_to(front, f"GET http://la.example/ HTTP/1.1\r\nHost: {PUBLIC_HOST}\r\n\r\n") == b""


def spoken_to(url: str, sent: str) -> bytes:
    """Send this; give the beginning of what is answered, nothing if the line is cut."""
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    line.connect()
    line.sock.sendall(sent.encode("latin-1"))
    said = line.sock.recv(13)
    line.close()
    return said


def test_every_kind_of_answer_has_every_header(site, tmp_path, ask, printed):
    picture = next(site.public.glob("anh/**/*.jpg"), None) or site.public / "anh/thu.jpg"
    file = site.public / "tep/thu/thu.pdf"
    gone = site.public / "tin/da-di-410"
    for path in (picture.parent, file.parent, gone):
        path.mkdir(parents=True, exist_ok=True)
    if not picture.exists():
        picture.write_bytes(b"anh")
    file.write_bytes(b"%PDF")
    (gone / ".410").touch()
    styles = next(path.relative_to(site.folder) for path in (site.folder / "static/css").glob("*.css"))
    with site.served(DESK_ORIGIN=f"http://{DESK_HOST}", ALLOWED_HOSTS=f"{PUBLIC_HOST},{DESK_HOST}") as application:
        with nginx(site, tmp_path / "nginx", application=application.url) as (server, _):
            fields = {f"X-Thu-{turn}": "a" for turn in range(120)}  # more than gunicorn reads
            kinds = {
                "a page": (200, printed[0], "GET", None, {}),
                "a feed": (200, "/rss/", "GET", None, {}),
                "the sitemap": (200, "/sitemap.xml", "GET", None, {}),
                "a picture": (200, f"/{picture.relative_to(site.public)}", "GET", None, {}),
                "a file": (200, "/tep/thu/thu.pdf", "GET", None, {}),
                "a style sheet": (200, f"/{styles}", "GET", None, {}),
                "an icon": (200, "/favicon.ico", "GET", None, {}),
                "a search": (200, "/tim-kiem/?q=a", "GET", None, {}),
                "a letter's form": (200, "/gui-y-kien/gop-y/", "GET", None, {}),
                "a redirect": (301, printed[1][:-1], "GET", None, {}),
                "unchanged": (304, printed[0], "GET", None, {"If-None-Match": ask(server.url, printed[0])[1]["ETag"]}),
                "nothing there": (404, "/khong-co/", "GET", None, {}),
                "no such file": (404, "/tep/la/la.pdf", "GET", None, {}),
                "gone": (410, "/tin/da-di-410/", "GET", None, {}),
                "another method": (405, "/", "DELETE", None, {}),
                "no such range": (416, printed[0], "GET", None, {"Range": "bytes=99999999-"}),
                "too large a letter": (413, "/gui-y-kien/gop-y/", "POST", "a" * 70_000, AS_FORM),
                "too large a header": (400, "/", "GET", None, {"X-Thu": "a" * 64_000}),
                "gunicorn's refusal": (431, "/gui-y-kien/", "GET", None, fields),
                "the door": (200, "/dang-nhap/", "GET", None, {"Host": DESK_HOST}),
                "no login": (302, "/quan-tri/", "GET", None, {"Host": DESK_HOST}),
                "no token": (403, "/dang-nhap/", "POST", "a=b", {"Host": DESK_HOST, **AS_FORM}),
                "the desk's own way": (302, "/", "GET", None, {"Host": DESK_HOST}),
                "too large a file": (413, "/anh/tai-len/", "POST", "a" * 27_000_000, {"Host": DESK_HOST}),
            }
            answers = {name: ask(server.url, *asked, **headers) for name, (_, *asked, headers) in kinds.items()}
            often = [ask(server.url, "/dang-nhap/", "HEAD", Host=DESK_HOST) for _ in range(30)]
            answers["too often"] = next(answer for answer in often if answer[0] == 429)
        with nginx(site, tmp_path / "alone") as (server, _):
            answers["away"] = ask(server.url, "/quan-tri/", Host=DESK_HOST)
    shutil.rmtree(gone)
    assert {name: answers[name][0] for name in kinds} == {name: kind[0] for name, kind in kinds.items()}
    assert answers["away"][0] == 503
    for name, (_, headers, _) in answers.items():
        want = WHOLE if name != "a file" else {**WHOLE, "Content-Security-Policy": "sandbox; default-src 'none'"}
        if name != "an icon":
            assert {key: headers.get(key) for key in want} == want, name
        assert headers["Server"] == "nginx", name


def test_a_header_stands_once_in_an_answer(site, tmp_path, printed):
    with site.served() as application, nginx(site, tmp_path, application=application.url) as (server, _):
        for address in (printed[0], "/gui-y-kien/", "/khong-co/", "/anh/la.jpg", "/static/x"):
            line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
            line.request("GET", address)
            names = [name for name, _ in line.getresponse().getheaders()]
            line.close()
            assert [name for name in WHOLE if names.count(name) != 1] == [], address


def test_one_host_is_still_a_site(site, tmp_path, ask, printed):
    with echo() as application, nginx(site, tmp_path, application=application, one_host=True) as (server, _):
        assert ask(server.url, printed[0])[0] == 200
        for address in ("/quan-tri/", "/dang-nhap/", "/tai-khoan/phieu/", "/anh/tai-len/", printed[0]):
            _, headers, body = ask(server.url, address, "POST", "a=b", **COOKIE)
            assert body.startswith(f"POST {address} a=b")
            assert ("abc" in body, "Set-Cookie" in headers) == (True, True)


def test_the_way_to_one_host_is_written_down():
    assert f"sed '{ONE_HOST}'" in (ROOT / "docs/operations.md").read_text()
