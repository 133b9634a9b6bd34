"""Who may let a piece out: not its author alone, at an hour that was set, and by a right that was lent."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from editorial.clock import tick
from editorial.models import State
from tests.factories import make_article
from tests.journeys.steps import (
    add_to_body,
    expect_state,
    expect_text,
    make_move,
    open_from_queue,
    press,
    send,
)

pytestmark = pytest.mark.browser
SPEECH = "Phát biểu bế mạc của Chủ tịch Hội đồng nhân dân"
HEADLINE = "Ngày hội đọc sách pháp luật"
PAPER = "15/QĐ-BBT"


def test_the_chairs_own_speech_goes_out_only_after_a_member_approved_it(people, category, page_of):
    chair, member, citizen = page_of(people.chair), page_of(people.member), page_of()
    write_and_submit(chair, category)
    expect_state(chair, "Chờ tiếp nhận")
    for label in ("Tiếp nhận", "Duyệt và đăng"):
        expect(chair.get_by_role("button", name=label, exact=True)).to_have_count(0)
    open_from_queue(member, "Cần tiếp nhận", SPEECH)
    make_move(member, "Tiếp nhận", "Đang biên tập")
    make_move(member, "Trình duyệt đăng", "Chờ duyệt đăng")
    open_from_queue(chair, "Chờ duyệt đăng", SPEECH)
    make_move(chair, "Duyệt đăng", "Đã đăng")
    citizen.goto("/")
    citizen.get_by_role("link", name=SPEECH).first.click()
    expect(citizen.get_by_role("article")).to_contain_text("Kính thưa cử tri toàn tỉnh.")


def write_and_submit(page, category):
    page.goto("/quan-tri/news/article/add/")
    page.get_by_label("Tiêu đề").fill(SPEECH)
    page.get_by_label("Chuyên mục").select_option(label=category.name)
    add_to_body(page, "Kính thưa cử tri toàn tỉnh.")
    send(page, "Lưu")
    press(page, "Lưu và gửi bài…")
    press(page, "Gửi bài")
    expect_text(page, "Gửi bài: đã thực hiện.")


def test_a_scheduled_piece_goes_out_at_its_hour_and_not_before(people, category, page_of):
    article = approved_piece(people, category)
    chair, citizen = page_of(people.chair), page_of()
    due = timezone.localtime() + timedelta(days=1)
    open_from_queue(chair, "Chờ duyệt đăng", HEADLINE)
    chair.get_by_role("link", name="Hẹn giờ đăng…").click()
    chair.get_by_label("Ngày (ngày/tháng/năm)").fill(due.strftime("%d/%m/%Y"))
    chair.get_by_label("Giờ (ví dụ 07:30)").fill(due.strftime("%H:%M"))
    make_move(chair, "Hẹn giờ đăng", "Hẹn giờ đăng")
    expect_text(chair, due.strftime("%H:%M, %d/%m/%Y"))
    assert tick() == 0
    assert citizen.goto(article.get_absolute_url()).status == 404
    with patch("django.utils.timezone.now", return_value=due):
        assert tick() == 1
    assert citizen.goto(article.get_absolute_url()).status == 200
    expect(citizen.get_by_role("heading", level=1)).to_have_text(HEADLINE)


def test_the_deputy_publishes_once_the_right_was_lent_and_confirmed(people, category, page_of):
    approved_piece(people, category)
    chair, secretary, deputy = page_of(people.chair), page_of(people.secretary), page_of(people.deputy)
    lend(chair, people.deputy)
    expect_no_right(deputy)
    confirm(secretary)
    open_from_queue(deputy, "Chờ duyệt đăng", HEADLINE)
    make_move(deputy, "Duyệt đăng", "Đã đăng")


def approved_piece(people, category):
    return make_article(
        State.APPROVED,
        headline=HEADLINE,
        category=category,
        author=people.writer,
        editor=people.member,
        approver=people.member,
    )


def lend(page, person):
    page.goto("/quan-tri/editorial/delegation/add/")
    page.get_by_label("Người được giao").select_option(label=person.full_name)
    page.get_by_label("Số, ký hiệu văn bản giao quyền").fill(PAPER)
    press(page, "Lưu")
    expect(page.get_by_role("row").filter(has_text=person.full_name)).to_contain_text("chờ thành viên khác xác nhận")


def expect_no_right(page):
    page.goto("/quan-tri/")
    expect(page.get_by_role("region", name="Chờ duyệt đăng")).to_have_count(0)
    page.goto("/quan-tri/news/article/")
    page.get_by_role("link", name=HEADLINE).click()
    expect_state(page, "Chờ duyệt đăng")
    expect(page.get_by_role("button", name="Duyệt đăng", exact=True)).to_have_count(0)


def confirm(page):
    page.goto("/quan-tri/")
    expect(page.get_by_text("Chờ xác nhận: Lê Văn Phó duyệt đăng theo")).to_be_visible()
    page.get_by_role("region", name="Giao quyền chờ xác nhận").get_by_role("link", name="Lê Văn Phó").click()
    press(page, "Xác nhận việc giao quyền")
    expect_text(page, "Đã xác nhận: quyền duyệt đăng có hiệu lực.")
