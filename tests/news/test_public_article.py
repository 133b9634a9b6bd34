"""One article, as a citizen reads it."""

from datetime import date

import pytest

from editorial.models import State
from news.models import Attachment, Imprint, Tag, Topic
from tests.factories import make_article, make_category, make_document, make_person
from tests.news.public import add_file, add_picture, at, make_live, publish, text_of

pytestmark = pytest.mark.django_db


def test_a_live_article_shows_everything_that_belongs_to_it(client, stored_picture):
    category = make_category("Kỳ họp HĐND", parent=make_category("Hoạt động HĐND"))
    article = make_article(
        headline="Khai mạc Kỳ họp thứ Mười hai",
        category=category,
        byline="Mẫu Đơn",
        event_date=date(2026, 11, 19),
        origin="quoted",
        source_name="Báo Mẫu",
        source_url="https://bao.example/tin",
        topic=Topic.objects.create(name="Kỳ họp cuối năm"),
        correction_note="Bản tin ngày 05 tháng 11 ghi nhầm 42 ý kiến; số đúng là 24.",
        video_url="https://video.example/90",
        video_length=90,
        video_summary="Toàn cảnh phiên khai mạc.",
        video_poster=stored_picture,
        first_published_at=at("2026-11-20 08:00"),
        published_at=at("2026-11-21 09:30"),
    )
    add_picture(article, stored_picture, photographer="Văn Ảnh")
    add_picture(article, stored_picture, role="photo", caption="Cử tri theo dõi", order=1)
    add_file(article)
    article.tags.add(Tag.objects.create(name="dự toán ngân sách"))
    publish(article)

    page = text_of(client.get(article.get_absolute_url()))

    shown = (
        "<h1>Khai mạc Kỳ họp thứ Mười hai</h1>",
        "Kỳ họp diễn ra ba ngày.",
        "cho ý kiến sáu tờ trình.</p>",
        "Mẫu Đơn",
        "08:00, 20/11/2026",
        "09:30, 21/11/2026",
        "19/11/2026",
        'href="https://bao.example/tin"',
        "Báo Mẫu",
        "Kỳ họp cuối năm",
        "số đúng là 24.",
        "Xem video (1 phút 30 giây)",
        "Toàn cảnh phiên khai mạc.",
        "Ảnh: Văn Ảnh",
        "Cử tri theo dõi",
        'alt="Hội trường nhìn từ phía sau"',
        "PDF, 12\xa0byte",
        f'href="{Attachment.objects.get().get_absolute_url()}"',
        'href="/tim-kiem/?q=d%E1%BB%B1%20to%C3%A1n%20ng%C3%A2n%20s%C3%A1ch"',
        f'href="{category.get_absolute_url()}"',
        f'href="{category.parent.get_absolute_url()}"',
        f'<link rel="canonical" href="http://127.0.0.1:8000{article.get_absolute_url()}">',
    )
    assert [part for part in shown if part not in page] == []


def test_an_article_that_was_not_updated_has_one_time(client):
    page = text_of(client.get(make_live().get_absolute_url()))
    assert "Cập nhật" not in page


def test_text_typed_by_people_is_shown_as_text(client):
    article = make_live("<script>alert(1)</script> & kỳ họp", byline="<b>Mẫu</b>", source_name="<i>Báo</i>")
    page = text_of(client.get(article.get_absolute_url()))
    assert "<script>alert" not in page
    assert "<b>Mẫu</b>" not in page
    assert "<i>Báo</i>" not in page


def test_another_slug_is_sent_to_the_right_one_for_good(client):
    article = make_live()
    response = client.get(f"/tin/ten-cu-{article.document_id}/")
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


@pytest.mark.parametrize("state", [state for state in State if state not in (State.PUBLISHED, State.WITHDRAWN)])
def test_an_article_that_is_not_live_is_not_there(client, state):
    article = make_article(state, headline="Chuyện chưa ai biết")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 404
    assert "Chuyện chưa ai biết" not in text_of(response)
    assert "Không tìm thấy trang" in text_of(response)


def test_a_withdrawn_article_says_so_and_whom_to_ask(client):
    Imprint(telephone="(0277) 3900 900", email="banbientap@hdnd.example").save()
    article = make_article(State.WITHDRAWN, headline="Chuyện đã gỡ")
    response = client.get(article.get_absolute_url())
    page = text_of(response)
    assert response.status_code == 410
    assert "<h1>Nội dung này đã được gỡ</h1>" in page
    assert "Cần thông tin, xin liên hệ Ban biên tập:" in page
    assert "(0277) 3900 900" in page
    assert "banbientap@hdnd.example" in page
    assert "Chuyện đã gỡ" not in page


def test_citizens_read_the_live_edition_while_the_next_is_written(client):
    document = make_document()
    live = make_article(State.PUBLISHED, document=document, headline="Bản đang đăng")
    make_article(State.DRAFT, document=document, headline="Bản đang viết")
    page = text_of(client.get(live.get_absolute_url()))
    assert "Bản đang đăng" in page
    assert "Bản đang viết" not in page


def test_related_pieces_are_older_live_ones_of_the_topic_first(client):
    topic, category = Topic.objects.create(name="Nước sạch"), make_category()
    how = {"category": category, "author": make_person()}
    make_live("Cùng chuyên mục, mới hơn về trước", published="2026-11-09 08:00", **how)
    make_live("Cùng dòng sự kiện", published="2026-11-01 08:00", topic=topic, author=how["author"])
    make_live("Đăng sau", published="2026-11-22 08:00", topic=topic, **how)
    make_article(State.HIDDEN, headline="Đang tạm gỡ", first_published_at=at("2026-11-02 08:00"), topic=topic, **how)
    article = make_live(published="2026-11-20 08:00", topic=topic, **how)
    response = client.get(article.get_absolute_url())
    related = [piece.headline for piece in response.context["related"]]
    assert related == ["Cùng dòng sự kiện", "Cùng chuyên mục, mới hơn về trước"]


def test_the_body_is_shown_with_its_tables_scrollable(client):
    article = make_live(body="<table><tbody><tr><td>52 kiến nghị</td></tr></tbody></table>")
    page = text_of(client.get(article.get_absolute_url()))
    assert 'class="table-scroll"' in page
    assert "<td>52 kiến nghị</td>" in page
