"""Every public address: what is rubbish, what never sets a cookie, what is asked of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.models import Office
from news.models import FrontPageItem, MenuItem, SisterLink, Topic
from tests.factories import make_article, make_category, make_page, make_person
from tests.news.public import add_picture, publish

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
    """A small whole site; gives the address of each kind of public page."""
    section = make_category("Hoạt động HĐND", on_home=True)
    category = make_category("Kỳ họp", parent=section)
    author = make_person(Office.MEMBER)
    topic = Topic.objects.create(name="Nước sạch")
    page = make_page("published", author=author)
    MenuItem.objects.create(label="Giới thiệu", document=page.document)
    MenuItem.objects.create(label="Kỳ họp", category=category)
    SisterLink.objects.create(name="Quốc hội", address="https://quochoi.vn/")

    def fill(number: int):
        for turn in range(number):
            article = make_article(
                headline=f"Chất vấn về nước sạch {turn}",
                author=author,
                category=category,
                topic=topic,
            )
            add_picture(article, stored_picture)
            publish(article)
        FrontPageItem.objects.create(document=article.document)
        month = article.first_published_at.astimezone().strftime("%Y/%m")
        return {
            "home": "/",
            "section": section.get_absolute_url(),
            "category": category.get_absolute_url(),
            "month": f"/luu-tru/{month}/",
            "category month": f"/chuyen-muc/{category.slug}/{month}/",
            "topic": topic.get_absolute_url(),
            "article": article.get_absolute_url(),
            "page": page.get_absolute_url(),
            "search": "/tim-kiem/?q=nước",
            "site map": "/so-do-trang/",
            "board": "/ban-bien-tap/",
            "imprint": "/thong-tin-trang/",
            "feed": "/rss/",
            "category feed": f"/rss/{category.slug}/",
            "sitemap": "/sitemap.xml",
            "sitemap of places": "/sitemap-trang.xml",
            "sitemap of a month": f"/sitemap-{month.replace('/', '-')}.xml",
            "not found": "/khong-co/",
        }

    return fill


def test_public_pages_set_no_cookie_and_do_not_depend_on_one(client, site):
    client.force_login(make_person(Office.CHAIR))
    for name, address in site(3).items():
        response = client.get(address)
        assert response.status_code == (404 if name == "not found" else 200), name
        assert not response.cookies, name
        assert "Cookie" not in response.get("Vary", ""), name


def test_public_pages_are_only_read(client, site):
    for name, address in site(3).items():
        if name not in ("not found", "feed", "category feed"):
            assert client.post(address).status_code == 405, name


# Four of each page are its frame: imprint, menu, pages in the menu, sister sites.
QUERIES = {
    "home": 13,
    "section": 11,
    "category": 11,
    "month": 8,
    "category month": 9,
    "topic": 7,
    "article": 12,
    "page": 6,
    "search": 9,
    "site map": 10,
    "board": 5,
    "imprint": 4,
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
