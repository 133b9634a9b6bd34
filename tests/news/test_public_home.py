"""The home page."""

import pytest

from editorial.models import State
from news.models import Banner, FrontPageItem
from tests.factories import insert_edition, make_article, make_banner, make_category, make_person
from tests.news.public import add_picture, at, make_live, publish, text_of

pytestmark = pytest.mark.django_db


def test_the_site_without_any_content_has_a_home_page(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Chưa có tin, bài được đăng." in text_of(response)


def test_the_board_chooses_what_stands_first_and_the_newest_follow(client):
    author, category = make_person(), make_category()
    pieces = [
        make_live(f"Bài {day}", published=f"2026-11-{day:02} 08:00", author=author, category=category)
        for day in range(1, 9)
    ]
    FrontPageItem.objects.create(document=pieces[0].document, order=2)
    FrontPageItem.objects.create(document=pieces[1].document, order=1)
    context = client.get("/").context
    assert context["lead"] == pieces[1]
    assert context["front"] == [pieces[0], pieces[7], pieces[6]]
    assert context["newest"] == [pieces[5], pieces[4], pieces[3], pieces[2]]


def test_a_piece_that_is_hidden_no_longer_leads(client):
    hidden = make_article(State.HIDDEN, headline="Đang tạm gỡ", first_published_at=at("2026-11-22 08:00"))
    FrontPageItem.objects.create(document=hidden.document, order=1)
    live = make_live()
    response = client.get("/")
    assert response.context["lead"] == live
    assert "Đang tạm gỡ" not in text_of(response)


def test_a_chosen_category_has_a_block_with_the_pieces_of_its_children(client):
    section = make_category("Hoạt động HĐND", on_home=True)
    child = make_category("Kỳ họp", parent=section)
    make_category("Chưa có bài", on_home=True)
    make_category("Không có khối")
    older = make_live(published="2026-11-01 08:00", category=section)
    newer = make_live(published="2026-11-02 08:00", category=child)
    blocks = client.get("/").context["blocks"]
    assert blocks == [{"category": section, "articles": [newer, older]}]


def test_banners_stand_in_their_position_while_they_are_live(client, stored_picture):
    make_banner(State.PUBLISHED, title="Triều cường lên cao", link="/tin/bao-1/")
    make_banner(State.SCHEDULED, title="Chưa đến ngày")
    make_banner(State.SUPERSEDED, title="Đã hết ngày")
    author = make_person()
    banner = Banner(author=author, title="Chào mừng", position="home", picture=stored_picture, alt="Hoa sen")
    insert_edition(banner, State.PUBLISHED)
    page = text_of(client.get("/"))
    assert '<a href="/tin/bao-1/">Triều cường lên cao</a>' in page
    assert 'alt="Hoa sen"' in page
    assert "Chưa đến ngày" not in page
    assert "Đã hết ngày" not in page


def test_the_picture_of_a_teaser_is_silent_for_those_who_hear_the_page(client, stored_picture):
    article = make_article()
    add_picture(article, stored_picture, alt="Hội trường nhìn từ phía sau")
    publish(article)
    page = text_of(client.get("/"))
    assert f"/anh/{stored_picture.key}-400.jpg" in page
    assert "Hội trường nhìn từ phía sau" not in page
