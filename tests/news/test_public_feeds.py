"""RSS, sitemaps, robots.txt."""

from xml.etree import ElementTree

import feedparser
import pytest

from editorial.models import State
from news.models import Topic
from tests.factories import make_article, make_category, make_page, make_person
from tests.news.public import at, make_live, text_of

pytestmark = pytest.mark.django_db

ORIGIN = "https://hdnd.example"


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.SITE_ORIGIN = ORIGIN


@pytest.fixture
def writer():
    return {"author": make_person()}


def addresses(response) -> list[str]:
    tree = ElementTree.fromstring(response.content)
    return [node.text.removeprefix(ORIGIN) for node in tree.iter() if node.tag.endswith("}loc")]


def test_the_feed_is_valid_and_holds_the_newest_live_pieces(client, writer):
    category = make_category("Kỳ họp")
    how = {"category": category, **writer}
    make_article(State.DRAFT, headline="Bản thảo", **how)
    older = make_live("Cũ & <b>hơn</b>", published="2026-11-01 08:00", **how)
    newer = make_live("Mới", published="2026-11-02 08:00", published_at=at("2026-11-05 08:00"), byline="Mẫu", **how)
    response = client.get("/rss/", headers={"Host": "127.0.0.1"})
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert response["Content-Type"].startswith("application/rss+xml")
    assert [entry.title for entry in feed.entries] == ["Mới", "Cũ & <b>hơn</b>"]
    assert [entry.link for entry in feed.entries] == [ORIGIN + p.get_absolute_url() for p in (newer, older)]
    assert feed.entries[0].published == "Mon, 02 Nov 2026 01:00:00 +0000"
    assert feed.entries[0].tags[0].term == category.name
    assert "127.0.0.1" not in text_of(response)


def test_a_correction_of_the_headline_is_not_news_to_a_feed_reader(client, writer):
    article = make_live("Tiêu đề sia", **writer)
    before = feedparser.parse(client.get("/rss/").content).entries[0].id
    article.state = State.SUPERSEDED
    article.save_desk()
    make_live("Tiêu đề sai", document=article.document, **writer)
    after = feedparser.parse(client.get("/rss/").content).entries
    assert [(entry.id, entry.title) for entry in after] == [(before, "Tiêu đề sai")]


def test_a_category_has_a_feed_of_its_own(client, writer):
    section = make_category("Hoạt động HĐND")
    make_live("Của mục con", category=make_category("Kỳ họp", parent=section), **writer)
    make_live("Của mục khác", category=make_category("Cử tri"), **writer)
    feed = feedparser.parse(client.get(f"/rss/{section.slug}/").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Của mục con"]
    assert feed.feed.title.startswith(section.name)
    assert client.get("/rss/khong-co/").status_code == 404


def test_the_sitemap_leads_to_every_live_piece_and_place(client, writer):
    section = make_category("Hoạt động HĐND")
    topic = Topic.objects.create(name="Nước sạch")
    Topic.objects.create(name="Chưa có bài")
    october = make_live(published="2026-10-31 23:59", category=section, **writer)
    november = make_live(published="2026-11-01 00:00", category=section, topic=topic, **writer)
    make_article(State.HIDDEN, first_published_at=at("2026-11-02 08:00"), category=section, **writer)
    page = make_page(State.PUBLISHED)
    make_page(State.DRAFT)

    parts = addresses(client.get("/sitemap.xml"))

    assert parts == ["/sitemap-trang.xml", "/sitemap-2026-11.xml", "/sitemap-2026-10.xml"]
    assert [addresses(client.get(part)) for part in parts] == [
        [
            "/",
            "/so-do-trang/",
            "/ban-bien-tap/",
            "/thong-tin-trang/",
            "/thong-ke/",
            "/dinh-chinh/",
            section.get_absolute_url(),
            topic.get_absolute_url(),
            page.get_absolute_url(),
        ],
        [november.get_absolute_url()],
        [october.get_absolute_url()],
    ]
    assert client.get("/sitemap-2026-12.xml").status_code == 404


def test_robots_are_told_of_the_sitemap(client):
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in text_of(client.get("/robots.txt"))
