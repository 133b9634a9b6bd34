"""Categories, topics and months."""

import pytest

from editorial.models import State
from news.models import Topic
from news.months import Month
from news.views import lists
from tests.factories import make_article, make_category, make_person
from tests.news.public import at, make_live, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return {"author": make_person()}


def headlines(response):
    return [article.headline for article in response.context["articles"]]


def test_a_section_shows_its_own_pieces_and_those_of_its_children(client, writer):
    section = make_category("Hoạt động HĐND", description="Việc của HĐND.")
    child = make_category("Kỳ họp", parent=section)
    make_live("Của mục cha", published="2026-11-01 08:00", category=section, **writer)
    make_live("Của mục con", published="2026-11-02 08:00", category=child, **writer)
    make_live("Của mục khác", category=make_category("Cử tri"), **writer)
    response = client.get(section.get_absolute_url())
    assert headlines(response) == ["Của mục con", "Của mục cha"]
    assert f'href="{child.get_absolute_url()}"' in text_of(response)
    assert "Việc của HĐND." in text_of(response)
    assert headlines(client.get(child.get_absolute_url())) == ["Của mục con"]


def test_a_category_shows_only_live_pieces(client, writer):
    category = make_category()
    for state in State:
        make_article(state, headline=f"Bản {state}", category=category, **writer)
    assert headlines(client.get(category.get_absolute_url())) == ["Bản published"]


def test_a_category_without_pieces_says_so(client):
    page = text_of(client.get(make_category().get_absolute_url()))
    assert "Chuyên mục chưa có tin, bài được đăng." in page


def test_a_category_leads_to_every_month_between_its_first_and_last_piece(client, writer):
    category = make_category()
    make_live(published="2025-12-31 23:59", category=category, **writer)
    make_live(published="2026-02-01 00:00", category=category, **writer)
    response = client.get(category.get_absolute_url())
    assert response.context["years"] == [
        {
            "label": "2026",
            "months": [
                {"label": "Tháng 2", "address": f"/chuyen-muc/{category.slug}/2026/02/"},
                {"label": "Tháng 1", "address": f"/chuyen-muc/{category.slug}/2026/01/"},
            ],
        },
        {"label": "2025", "months": [{"label": "Tháng 12", "address": f"/chuyen-muc/{category.slug}/2025/12/"}]},
    ]


def test_a_month_holds_what_was_first_published_in_it_in_vietnam(client, writer):
    category = make_category()
    how = {"category": category, **writer}
    make_live("Cuối tháng Mười", published="2026-10-31 23:59", **how)
    make_live("Đầu tháng", published="2026-11-01 00:00", **how)
    make_live("Cuối tháng", published="2026-11-30 23:59", published_at=at("2026-12-05 08:00"), **how)
    make_live("Mục khác", published="2026-11-10 08:00", category=make_category("Cử tri"), **writer)
    assert headlines(client.get("/luu-tru/2026/11/")) == ["Cuối tháng", "Mục khác", "Đầu tháng"]
    assert headlines(client.get(f"/chuyen-muc/{category.slug}/2026/11/")) == ["Cuối tháng", "Đầu tháng"]


def test_a_month_without_pieces_inside_the_archive_says_so(client, writer):
    make_live(published="2026-09-10 08:00", **writer)
    make_live(published="2026-11-10 08:00", **writer)
    response = client.get("/luu-tru/2026/10/")
    assert response.status_code == 200
    assert "Không có tin, bài đăng trong tháng này." in text_of(response)


@pytest.mark.parametrize("month", ["2026/10", "2026/12", "1999/01"])
def test_a_month_outside_the_archive_is_not_there(client, writer, month):
    make_live(published="2026-11-10 08:00", **writer)
    assert client.get(f"/luu-tru/{month}/").status_code == 404


def test_a_full_month_is_split_from_its_start(client, writer, monkeypatch):
    monkeypatch.setattr(lists, "IN_MONTH_PAGE", 2)
    how = {"category": make_category(), **writer}
    for day in range(1, 6):
        make_live(f"Bài {day}", published=f"2026-11-{day:02} 08:00", **how)
    pages = [headlines(client.get(f"/luu-tru/2026/11/{part}")) for part in ("", "2/", "3/")]
    assert pages == [["Bài 2", "Bài 1"], ["Bài 4", "Bài 3"], ["Bài 5"]]
    assert client.get("/luu-tru/2026/11/4/").status_code == 404
    assert client.get("/luu-tru/2026/11/1/").status_code == 404


def test_months_follow_each_other_over_the_turn_of_the_year():
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2027, 1).previous == Month(2026, 12)
    assert Month(2026, 6).next.previous == Month(2026, 6)


def test_a_topic_shows_its_live_pieces_and_is_unknown_before_the_first(client, writer):
    topic = Topic.objects.create(name="Nước sạch nông thôn", description="Từ kiến nghị đến lời hứa.")
    make_article(headline="Bản thảo", topic=topic, **writer)
    assert client.get(topic.get_absolute_url()).status_code == 404
    assert topic.name not in text_of(client.get("/so-do-trang/"))
    make_live("Chất vấn về nước sạch", topic=topic, **writer)
    response = client.get(topic.get_absolute_url())
    assert headlines(response) == ["Chất vấn về nước sạch"]
    assert "Từ kiến nghị đến lời hứa." in text_of(response)
    assert topic.name in text_of(client.get("/so-do-trang/"))
