"""Every public address: what is rubbish, what never sets a cookie, what is asked of the database."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.models import Office
from tests.factories import make_person
from tests.news.public import make_site

pytestmark = pytest.mark.django_db

RUBBISH = [
    "/khong-co/",
    "/tin/",
    "/tin/abc/",
    "/tin/-1/",
    "/tin/abc-0/",
    "/tin/abc-01/",
    "/tin/abc-99999999999999999999999/",
    "/tin/abc-999999999999999/",
    "/tin/hội-đồng-1/",
    "/tin/%00-1/",
    "/tin/..%2f..%2fetc-1/",
    "/tin/abc-1/extra/",
    "/trang/abc-7/",
    "/chuyen-muc/khong-co/",
    "/chuyen-muc/%C3%28/",
    "/chuyen-muc/khong-co/2026/11/",
    "/dong-su-kien/khong-co/",
    "/luu-tru/2026/13/",
    "/luu-tru/2026/00/",
    "/luu-tru/2026/1/",
    "/luu-tru/0000/01/",
    "/luu-tru/99999/01/",
    "/luu-tru/2026/11/0/",
    "/luu-tru/2026/11/1/",
    "/luu-tru/2026/11/9999/",
    "/rss/khong-co/",
    "/dinh-chinh/2026/11/",
    "/dinh-chinh/2026/13/",
    "/sitemap-2026-13.xml",
    "/anh/xyz-400.jpg",
    "/anh/0123456789abcdef-400.jpg",
    "/tep/0123456789abcdef/a.pdf",
    "/tep/0123456789abcdef/",
    "/tep/0123456789abcdef/" + "a" * 3000,
    "/" + "a" * 5000 + "/",
]


@pytest.mark.parametrize("address", RUBBISH)
def test_rubbish_in_an_address_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.fixture
def site(stored_picture):
    """Fill a small whole site with a number of articles; gives the address of each kind of public page."""
    return partial(make_site, stored_picture)


def test_public_pages_set_no_cookie_and_do_not_depend_on_one(client, site):
    client.force_login(make_person(Office.CHAIR))
    for name, address in site(3).items():
        response = client.get(address)
        assert response.status_code == (404 if name == "not found" else 200), name
        assert not response.cookies, name
        assert "Cookie" not in response.get("Vary", ""), name


def test_public_pages_are_only_read(client, site):
    for name, address in site(3).items():
        if name not in ("not found", "feed", "category feed", "corrections feed"):
            assert client.post(address).status_code == 405, name


# Four of each page are its frame: imprint, menu, pages in the menu, sister sites.
QUERIES = {
    "home": 15,
    "section": 11,
    "category": 11,
    "month": 8,
    "category month": 9,
    "topic": 7,
    "article": 12,
    "page": 6,
    "search": {"sqlite": 8, "postgresql": 16}[connection.vendor],  # there its index is asked in more steps
    "site map": 10,
    "board": 5,
    "imprint": 4,
    "readers": 7,
    "corrections": 5,
    "corrections feed": 2,
    "feed": 2,
    "category feed": 3,
    "sitemap": 2,
    "sitemap of places": 3,
    "sitemap of a month": 1,
    "not found": 4,
}


@pytest.mark.parametrize("number", [3, 300])
def test_the_number_of_queries_does_not_grow_with_the_archive(client, site, number):
    asked = {}
    for name, address in site(number).items():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked[name] = len(queries)
    assert asked == QUERIES
