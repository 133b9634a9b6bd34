"""Corrections: dated in their place, gathered on a page, by month, and in a feed; and gone with their piece."""

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.models import Office, State
from news.models import Article
from tests.factories import make_article, make_category, make_person
from tests.news.public import at, make_live, text_of

pytestmark = pytest.mark.django_db


def make_corrected(note: str, *, when: str, headline: str = "Bài đã sửa", **fields) -> Article:
    return make_live(headline, published="2026-01-05 08:00", published_at=at(when), correction_note=note, **fields)


def test_a_correction_says_in_its_place_since_when_it_stands(client):
    article = make_corrected("Số đúng là 24.", when="2026-11-06 09:30")
    page = text_of(client.get(article.get_absolute_url()))
    assert "Đính chính lúc" in page
    assert "09:30, 06/11/2026" in page
    assert "Số đúng là 24." in page


def test_a_later_edition_that_keeps_the_note_keeps_its_time_and_another_note_has_its_own():
    first = make_corrected("Số đúng là 24.", when="2026-11-06 09:30")
    over = {"document": first.document, "published": "2026-01-05 08:00"}
    times = []
    for note, when in (("Số đúng là 24.", "2026-11-07 08:00"), ("Số đúng là 25.", "2026-11-08 08:00")):
        Article.objects.filter(document=first.document, state=State.PUBLISHED).update(state=State.SUPERSEDED)
        edition = make_live(published_at=at(when), correction_note=note, **over)
        times.append(Article.objects.get(pk=edition.pk).corrected_at)
    assert times == [at("2026-11-06 09:30"), at("2026-11-08 08:00")]


def test_the_page_and_the_feed_show_the_newest_correction_first_and_no_other_piece(client):
    make_corrected("Sửa trước.", when="2026-10-01 08:00", headline="Bài một")
    make_corrected("Sửa sau.", when="2026-11-01 08:00", headline="Bài hai")
    make_live("Không sửa gì")
    make_article(State.HIDDEN, headline="Đã tạm gỡ", correction_note="Sửa.")
    page = text_of(client.get("/dinh-chinh/"))
    assert page.index("Sửa sau.") < page.index("Sửa trước.")
    assert "Không sửa gì" not in page
    assert "Đã tạm gỡ" not in page
    feed = feedparser.parse(client.get("/rss/dinh-chinh/").content)
    assert not feed.bozo
    assert [(entry.title, entry.summary) for entry in feed.entries] == [
        ("Bài hai", "Sửa sau."),
        ("Bài một", "Sửa trước."),
    ]


def test_older_corrections_stand_on_the_pages_of_their_months_each_leading_to_the_next(client, monkeypatch):
    monkeypatch.setattr("news.corrections.NEWEST", 1)
    for month in ("2026-03", "2026-07", "2026-11"):
        make_corrected(f"Sửa {month}.", when=f"{month}-15 08:00")
    page = text_of(client.get("/dinh-chinh/"))
    assert "Sửa 2026-11." in page
    assert 'href="/dinh-chinh/2026/07/"' in page
    assert "Sửa 2026-07." not in page
    middle = text_of(client.get("/dinh-chinh/2026/07/"))
    assert 'rel="prev" href="/dinh-chinh/2026/03/"' in middle
    assert 'rel="next" href="/dinh-chinh/2026/11/"' in middle
    assert client.get("/dinh-chinh/2026/05/").status_code == 404


def test_the_pages_of_corrections_cost_the_same_for_few_and_for_many(client):
    author, category, costs = make_person(Office.MEMBER), make_category(), []
    for count in (2, 40):
        for turn in range(count):
            make_corrected(f"Sửa {turn}.", when=f"2026-11-{turn % 28 + 1:02} 08:00", author=author, category=category)
        for address in ("/dinh-chinh/", "/dinh-chinh/2026/11/", "/rss/dinh-chinh/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            costs.append(len(queries))
    assert costs[:3] == costs[3:]
    assert max(costs) <= 9
