"""Dead links are asked for by the clock alone, on the open internet alone; what was learnt is told at the gates."""

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from editorial import gates
from editorial.models import State
from editorial.signals import ticked
from news.links import ask
from news.links import round as links
from news.links.models import LinkAnswer, key_of
from tests.factories import make_article

PUBLIC = "203.0.114.7"
BODY = '<p>Xem <a href="https://mau.gov.vn/cu">bài cũ</a> và <a href="/tin/x-1/">bài này</a>.</p>'


@pytest.fixture
def web(monkeypatch, settings):
    """A web of one's own: names with their addresses, addresses of pages with their answers; what was asked."""
    settings.LINK_CHECK = True
    names: dict[str, list[str]] = {"mau.gov.vn": [PUBLIC]}
    pages: dict[tuple[str, str], tuple[int, str]] = {}
    asked: list[tuple[str, str]] = []

    def resolve(host, port, **kwargs):
        if host not in names:
            raise socket.gaierror(socket.EAI_NONAME, "không có")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names[host]]

    def head(host, address, port, path):
        asked.append((address, path))
        return pages.get((host, path), (404, ""))

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(ask, "_head", head)
    return names, pages, asked


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "2001:0:7f00:1::"],
)  # fmt: skip
def test_no_address_inside_the_house_is_public(address):
    assert not ask.is_public(address)


@pytest.mark.parametrize(
    "target",
    [
        "https://noi-bo.vn/",
        "https://hai-noi.vn/",
        "https://mau.gov.vn:8443/",
        "http://mau.gov.vn:22/",
        "https://ai@mau.gov.vn/",
        "ftp://mau.gov.vn/",
        "https://",
        "https://mau.gov.vn:x/",
    ],
)
def test_what_may_not_be_asked_is_not(web, target):
    names, _, asked = web
    names |= {"noi-bo.vn": ["10.0.0.1"], "hai-noi.vn": [PUBLIC, "127.0.0.1"]}
    with pytest.raises(ask.NotAsked):
        ask.is_dead(target)
    assert asked == []


def test_no_redirect_leads_inside(web):
    names, pages, asked = web
    names["noi-bo.vn"] = ["169.254.169.254"]
    pages["mau.gov.vn", "/cu"] = (302, "http://noi-bo.vn/meta-data")
    with pytest.raises(ask.NotAsked):
        ask.is_dead("https://mau.gov.vn/cu")
    assert asked == [(PUBLIC, "/cu")]


def test_a_ring_of_redirects_ends(web):
    _, pages, asked = web
    pages["mau.gov.vn", "/cu"] = (301, "/cu")
    with pytest.raises(ask.NotAsked):
        ask.is_dead("https://mau.gov.vn/cu")
    assert len(asked) == ask.MOST_HOPS


@pytest.mark.parametrize(("status", "dead"), [(200, False), (204, False), (404, True), (410, True)])
def test_only_what_says_it_is_gone_is_dead(web, status, dead):
    _, pages, _ = web
    pages["mau.gov.vn", "/cu"] = (status, "")
    assert ask.is_dead("https://mau.gov.vn/cu") is dead


def test_a_host_without_a_name_is_dead(web):
    assert ask.is_dead("https://da-bo.vn/")


@pytest.mark.django_db
def test_the_clock_asks_once_and_the_gates_tell_what_was_learnt(web):
    piece = make_article(State.DRAFT, body=BODY)
    assert "link.dead" not in {found.key for found in gates.while_writing(piece)}
    for _ in range(3):
        links.ask_one()
    _, _, asked = web
    assert asked == [(PUBLIC, "/cu")]
    (dead,) = [found for found in gates.while_writing(piece) if found.key == "link.dead"]
    assert not dead.blocks
    assert "mau.gov.vn" in dead.excerpt


@pytest.mark.django_db
@pytest.mark.parametrize(("is_dead", "days", "again"), [(False, 6, False), (False, 8, True), (True, 2, True)])
def test_a_link_is_asked_again_after_a_while(web, is_dead, days, again):
    make_article(State.DRAFT, body=BODY)
    then = timezone.now() - timedelta(days=days)
    LinkAnswer.objects.create(key=key_of("https://mau.gov.vn/cu"), is_dead=is_dead, asked_at=then)
    assert bool(links.next_due()) is again


@pytest.mark.django_db
def test_nothing_is_asked_unless_it_is_wished_and_nothing_of_what_is_closed(web, settings):
    make_article(State.PUBLISHED, body=BODY)
    links.ask_one()
    settings.LINK_CHECK = False
    make_article(State.DRAFT, body=BODY)
    links.ask_one()
    _, _, asked = web
    assert asked == []
    assert links.ask_one in [receiver() for _, receiver, *_ in ticked.receivers]


@pytest.mark.django_db
def test_old_answers_are_forgotten():
    for days in (1, 90):
        asked_at = timezone.now() - timedelta(days=days)
        LinkAnswer.objects.create(key=str(days), is_dead=False, asked_at=asked_at)
    assert links.forget() == 1
