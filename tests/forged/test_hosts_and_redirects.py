"""Where a request says it wants to be, or to go next, is believed only of this site; and nothing here calls outside."""

import re
import socket
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from editorial.models import Office
from tests.factories import make_article, make_person
from tests.nights import BY_NIGHT
from tests.second_factor import add_application, code, give_password, grow_old, log_in
from tests.test_audience import client_of
from tests.visiting import addresses, routes

pytestmark = pytest.mark.django_db

SECOND, AGAIN, DESK = "/dang-nhap/ma/", "/tai-khoan/xac-nhan/", "/ban-lam-viec/"
BAD_HOSTS = [
    "ke.xau", "ke.xau:80", "testserver.ke.xau", "testserver@ke.xau", "ke.xau#testserver", "testserver,ke.xau",
    "testserver ke.xau", "[::ffff:203.0.113.7]", "203.0.113.7", "localhost:80:80", "testserver\t", "%74estserver",
    "testserver/ke.xau", "ke.xau\\testserver", "-", "*", "a" * 300, "tèstserver",
]  # fmt: skip
# Of our own writing: each way of saying another place that some reader of addresses takes for one of this site.
ELSEWHERE = [
    "https://ke.xau", "http://ke.xau/", "//ke.xau", "///ke.xau", "////ke.xau", "/\\ke.xau", "\\/ke.xau", "\\\\ke.xau",
    "/\\/ke.xau", "/\t/ke.xau", "/\n/ke.xau", "/\r/ke.xau", "\t//ke.xau", "\n//ke.xau", " //ke.xau", "\x00//ke.xau",
    "\x01//ke.xau", "\x1f//ke.xau", "\u3000//ke.xau",
    "\u00a0//ke.xau", "https:ke.xau", "https:/ke.xau", "https:///ke.xau",
    "https:\\\\ke.xau", "https:/\\ke.xau",
    "hTTps://ke.xau", "https://testserver@ke.xau/", "https://testserver:x@ke.xau/",
    "https://ke.xau#testserver", "https://ke.xau?testserver",
    "https://ke.xau\\@testserver/", "https://ke.xau\\testserver",
    "https://testserver.ke.xau/", "https://testserver:80@ke.xau/",
    "//testserver@ke.xau/", "//ke.xau/%2f..", "//ke.xau:80/",
    "http:ke.xau", "ftp://ke.xau/", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
    "javascript://testserver/%0aalert(1)", " javascript:alert(1)",
    "\x01javascript:alert(1)", "data:text/html,<script>x",
    "vbscript:x", "blob:https://ke.xau/x", "file:///etc/passwd",
    "about:blank", "mailto:ai@ke.xau", "http://[::ffff:ke.xau]",
    "http://3405803783/", "https://xn--k-xau.xau", "https://ke。xau", "//ke。xau", "https://ke.xau%00.testserver",
    "https://ke.xau%2ftestserver", "http://testserver%40ke.xau/", "http://a" * 700, "//%6b%65.xau", "/%09/ke.xau",
    "//ke.xau/ban-lam-viec/", "https://ke.xau/ban-lam-viec/", "?next=//ke.xau", "//[::1]/", "/%5cke.xau",
]  # fmt: skip
TRIED = ELSEWHERE if BY_NIGHT else [*Random(11).sample(ELSEWHERE, 12), "http://[::ffff:ke.xau]"]
OWN = re.compile(r"(?:http://testserver)?(?:/(?![/\\])[\x20-\x7e]*|\?[\x20-\x7e]*)?")


def is_own(place: str) -> bool:
    """Whether every reader of addresses takes this for a place of this site: a path, and nothing that could be more."""
    return bool(OWN.fullmatch(place))


@pytest.fixture
def chair():
    person = make_person(Office.CHAIR)
    add_application(person)
    return person


def test_the_list_of_other_places_is_long_and_the_judge_knows_them():
    assert len(set(ELSEWHERE)) >= 60
    # A question, and escapes that browsers leave as they are, stay on this site wherever they stand.
    harmless = {"?next=//ke.xau", "/%09/ke.xau", "/%5cke.xau"}
    assert {place for place in ELSEWHERE if is_own(place)} == harmless
    assert all(map(is_own, ("/", "/ban-lam-viec/", "/quan-tri/?q=//x", "http://testserver/quan-tri/")))


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_a_host_that_is_not_ours_is_answered_by_400_and_named_nowhere(client, host, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    for address in ("/", "/dang-nhap/", "/rss/", "/sitemap.xml", "/quan-tri/", "/khong-co"):
        answer = client.get(address, HTTP_HOST=host)
        assert answer.status_code == 400, address
        assert "ke.xau" not in answer.content.decode()


@pytest.mark.parametrize("header", ["X_FORWARDED_HOST", "X_HOST", "X_FORWARDED_SERVER", "FORWARDED", "X_ORIGINAL_URL"])
def test_no_other_header_says_which_host_this_is(client, header):
    make_article("published")
    value = "for=1;host=ke.xau" if header == "FORWARDED" else "ke.xau"
    for address in ("/", "/rss/", "/sitemap.xml", "/quan-tri/", "/dang-nhap/", "/khong-co"):
        plain, forged = client.get(address), client.get(address, **{f"HTTP_{header}": value})
        assert (forged.status_code, forged.get("Location")) == (plain.status_code, plain.get("Location"))
        assert "ke.xau" not in forged.content.decode()


def test_the_site_believes_no_proxy_about_its_host():
    assert not django_settings.USE_X_FORWARDED_HOST
    assert not django_settings.USE_X_FORWARDED_PORT


def test_after_the_login_nobody_is_led_elsewhere(chair):
    """The code is of one use: where the second step leads is read from where the first one put it."""
    form, led = {"login": chair.username, "password": "mat-khau-thu"}, {}
    for place in ("/quan-tri/", *TRIED):
        for where in ({"data": {**form, "next": place}}, {"data": form, "QUERY_STRING": _query(place)}):
            client = Client()
            client.post("/dang-nhap/", **where)
            led[place, len(where)] = _next_in(client.session["account_login"])
    assert {led.pop(("/quan-tri/", ways)) for ways in (1, 2)} == {"/quan-tri/"}
    assert {key: place for key, place in led.items() if not is_own(place)} == {}


@pytest.mark.by_night
@pytest.mark.parametrize("place", ELSEWHERE)
def test_after_both_steps_of_a_login_nobody_is_led_elsewhere(chair, place):
    client = Client()
    give_password(client, chair, next=place)
    assert is_own(client.post(SECOND, {"code": code(), "next": place})["Location"])


def test_the_pages_of_login_and_confirmation_name_no_other_place(chair):
    signed_in = log_in(chair)
    grow_old(signed_in, 6 * 60)
    half = Client()
    give_password(half, chair)
    doors = [(Client(), "/dang-nhap/"), (Client(), "/dang-nhap/khoa/"), (half, SECOND), (signed_in, AGAIN)]
    doors += [(signed_in, "/tai-khoan/xac-nhan/khoa/"), (Client(), "/quan-tri/login/"), (signed_in, "/quan-tri/login/")]
    named = {}
    for place in TRIED:
        for client, door in doors:
            answer = client.get(door, {"next": place})
            if answer.status_code == 302 and not is_own(answer["Location"]):
                named[door, place] = answer["Location"]
            links = re.findall(r'(?:href|action|formaction)="([^"]*)"', answer.content.decode())
            if bad := [link for link in links if not is_own(link) and not link.startswith(("#", "data:"))]:
                named[door, place] = bad
    assert named == {}


def test_after_a_confirmation_nobody_is_led_elsewhere(chair):
    led = {}
    client = log_in(chair)
    for place in TRIED:
        grow_old(client, 6 * 60)
        for where in (
            {"data": {"code": "000000", "next": place}},
            {"data": {"code": "000000"}, "QUERY_STRING": _query(place)},
        ):
            answer = client.post(AGAIN, **where)
            led[place] = answer.get("Location", "")
    assert {place: where for place, where in led.items() if not is_own(where)} == {}


@pytest.mark.parametrize("act", ["move", "add_note", "open_edition", "urgent"])
def test_after_an_act_nobody_is_led_elsewhere(chair, act):
    client, led = Client(), {}
    client.force_login(chair)
    for place in TRIED:
        state = {"move": "submitted", "open_edition": "published"}.get(act, "in_review")
        piece = make_article(state, editor=chair, category=None)
        named = ["article", piece.pk, *(["take"] if act == "move" else [])]
        fields = {"version": piece.version, "text": "Thử", "reason": "Thử", "next": place}
        answer = client.post(reverse(act, args=named), fields)
        led[place] = answer.get("Location", "").partition("#")[0]
    assert {place: where for place, where in led.items() if not is_own(where)} == {}
    assert any(led.values())


def test_leaving_and_changing_the_language_of_an_address_lead_nowhere_else(chair):
    for place in TRIED:
        client = Client()
        client.force_login(chair)
        assert is_own(client.post("/dang-xuat/", {"next": place})["Location"]), place
    for doubled in ("//ke.xau", "//ke.xau/..", "///ke.xau", "/\\ke.xau", "//ke.xau/%2e%2e", "//ke.xau//tim-kiem"):
        answer = Client().get(doubled)
        assert is_own(answer.get("Location", "")), doubled


def _query(place: str) -> str:
    return urlencode({"next": place})


def _next_in(pending) -> str:
    """Find the place that a login in progress goes to, wherever the session keeps it."""
    if isinstance(pending, dict):
        found = [_next_in(value) for key, value in pending.items() if isinstance(value, dict) or "redirect" in key]
        return next((one for one in found if one), "")
    return pending if isinstance(pending, str) else ""


# The desk's mail; links, when LINK_CHECK says so; the scanner that the operator names.
CALLS_OUTSIDE = {"editorial/mail.py", "news/links/ask.py", "news/scanning.py"}
CALLING = re.compile(r"^\s*(?:import|from)\s+(socket|ssl|smtplib|http\.client|urllib\.request|requests|httpx)\b", re.M)


def test_no_module_but_three_could_call_outside():
    root = Path(django_settings.BASE_DIR)
    found = {
        str(path.relative_to(root))
        for room in ("editorial", "news", "hdnd_site")
        for path in (root / room).rglob("*.py")
        if CALLING.search(path.read_text())
    }
    assert found - CALLS_OUTSIDE == set()


@pytest.mark.crawl
def test_no_page_calls_outside(full_world, monkeypatch):
    """Every route, as the chair and as a citizen, with every address outside unreachable and each attempt noted."""
    called, connect = [], socket.socket.connect

    def note(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
            called.append(address)
            raise OSError("not here")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", note)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *asked, **more: called.append(host) or [])
    for role in ("chair", "anonymous"):
        client = client_of(full_world, role)
        for name in routes():
            if "logout" not in name:
                for address in addresses(name)[:2]:
                    client.get(address)
    assert called == []
    with socket.socket() as line, pytest.raises(OSError, match="not here"):
        line.connect(("203.0.113.7", 80))
    assert called
