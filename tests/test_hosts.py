"""Two hosts: the public one knows nothing of the desk, the desk's one leads readers to the public one."""

import pytest
from django.test import Client

from editorial.middleware import EVERYWHERE, STRICT_TRANSPORT
from editorial.models import Office
from hdnd_site.outage import DESK_ROOMS
from news.press.serve import PublicTree
from tests.factories import make_article, make_person
from tests.test_audience import EVERYBODY, audience_of
from tests.visiting import addresses, routes
from tests.world import make_world

pytestmark = pytest.mark.django_db
PUBLIC, DESK = {"HTTP_HOST": "hdnd.example"}, {"HTTP_HOST": "ban.hdnd.example"}


@pytest.fixture(autouse=True)
def two_hosts(settings):
    settings.SITE_ORIGIN, settings.DESK_ORIGIN = "http://hdnd.example", "http://ban.hdnd.example"
    settings.ALLOWED_HOSTS = ["hdnd.example", "ban.hdnd.example"]


def test_the_public_host_answers_no_address_of_the_desk_whoever_asks():
    client = Client(**PUBLIC)
    client.force_login(make_world().people.chair)
    asked = [address for name in routes() for address in addresses(name)[:1] if address.split("/")[1] in DESK_ROOMS]
    assert len(asked) > 30
    assert {client.get(address).status_code for address in asked} == {404}


def test_the_public_host_takes_no_form_and_sets_no_cookie():
    article = make_article("published")
    client = Client(**PUBLIC)
    client.force_login(make_person(Office.CHAIR))
    pages = [
        name for name in routes() if audience_of(name) == EVERYBODY and not name.startswith(("account", "mfa", "admin"))
    ]
    for name in pages:
        for address in addresses(name)[:2]:
            answer = client.get(address)
            assert not answer.cookies, address
            assert client.post(address, {"x": "1"}).status_code in (403, 404, 405) or address.startswith("/gui-y-kien")
    assert client.get(article.get_absolute_url()).status_code == 200


def test_the_desk_host_leads_readers_to_the_public_one_and_its_door_to_the_desk():
    article = make_article("published")
    client = Client(**DESK)
    assert client.get(article.get_absolute_url())["Location"] == "http://hdnd.example" + article.get_absolute_url()
    assert client.get("/")["Location"] == "/ban-lam-viec/"
    assert client.get("/dang-nhap/").status_code == 200


def test_an_unknown_host_is_answered_by_nobody():
    assert Client(HTTP_HOST="la.example").get("/").status_code == 400


def test_every_answer_has_every_header(settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31_536_000, True
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    public, desk = Client(**PUBLIC), Client(**DESK)
    answers = {
        "a page": public.get("/gui-y-kien/", secure=True),
        "nothing there": public.get("/khong-co/", secure=True),
        "a room of the other host": public.get("/quan-tri/", secure=True),
        "a method that is not taken": public.post("/", secure=True),
        "a static file": public.get("/static/css/base.css", secure=True),
        "an unknown host": Client(HTTP_HOST="la.example").get("/", secure=True),
        "no login": desk.get("/quan-tri/", secure=True),
        "the door": desk.get("/dang-nhap/", secure=True),
        "no token": Client(enforce_csrf_checks=True, **DESK).post("/dang-nhap/", secure=True),
    }
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "a page": 200,
        "nothing there": 404,
        "a room of the other host": 404,
        "a method that is not taken": 405,
        "a static file": 200,
        "an unknown host": 400,
        "no login": 302,
        "the door": 200,
        "no token": 403,
    }
    for name, answer in answers.items():
        assert answer.headers.items() >= EVERYWHERE.items(), name
        assert answer.headers["Strict-Transport-Security"] == STRICT_TRANSPORT, name
    over_http = public.get("/", secure=False)
    assert over_http["Location"].startswith("https://hdnd.example/")
    assert over_http.headers.items() >= EVERYWHERE.items()


def test_the_public_tree_answers_nobody_at_the_desk_host(tmp_path):
    (tmp_path / "index.html").write_text("trang công khai")
    tree = PublicTree(str(tmp_path), lambda environ, start: [b"django"], desk="ban.hdnd.example")
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    answers = {
        host: tree({**asked, "HTTP_HOST": host}, lambda *args: None) for host in ("hdnd.example", "BAN.hdnd.example")
    }
    assert answers == {"hdnd.example": ["trang công khai".encode()], "BAN.hdnd.example": [b"django"]}
