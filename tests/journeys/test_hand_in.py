"""From a contributor's draft to a citizen's page, by way of a return."""

import pytest
from playwright.sync_api import expect

from tests.browsing import PASSWORD
from tests.journeys.steps import (
    PIECES,
    WRITE,
    add_to_body,
    expect_text,
    give_code,
    make_move,
    make_move_with_reason,
    open_from_queue,
    press,
    save,
)
from tests.second_factor import add_application

pytestmark = pytest.mark.browser
HEADLINE = "Giám sát cấp nước sạch ở ba xã cù lao"
REASON = "Xin bổ sung số hộ đã có nước sạch."


def test_a_piece_is_handed_in_returned_handed_in_again_and_read(people, category, page_of):
    writer, member, chair = page_of(), page_of(people.member), page_of(people.chair)
    log_in(writer, people.writer)
    write_piece(writer, category)
    return_piece(member)
    mend_piece(writer)
    edit_and_approve(member)
    publish(chair)
    read_as_citizen(page_of(), category)
    writer.goto(PIECES)
    expect(writer.locator(".piece").filter(has_text=HEADLINE)).to_contain_text("Đã đăng")


def log_in(page, person):
    add_application(person)
    page.goto(PIECES)
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill("sai-mat-khau")
    press(page, "Đăng nhập")
    expect_text(page, "Tên đăng nhập hoặc mật khẩu không đúng.")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Đăng nhập")
    give_code(page)
    expect(page.get_by_role("heading", name="Tin bài của tôi")).to_be_visible()


def write_piece(page, category):
    page.goto(WRITE)
    page.get_by_label("Tiêu đề").fill(HEADLINE)
    page.get_by_label("Tóm tắt (sapo)").fill("Đoàn giám sát làm việc với ba xã.")
    page.get_by_label("Nội dung", exact=True).fill(
        "Sáng nay, đoàn giám sát đến trạm cấp nước.\n\nNgười dân nêu bốn kiến nghị."
    )
    press(page, "Lưu và gửi")
    expect_text(page, "Cần chọn chuyên mục.")
    page.get_by_label("Chuyên mục").select_option(label=category.name)
    press(page, "Lưu và gửi")
    expect_text(page, "Đã gửi bài cho Ban biên tập.")


def return_piece(page):
    open_from_queue(page, "Cần tiếp nhận", HEADLINE)
    make_move(page, "Tiếp nhận", "Đang biên tập")
    make_move_with_reason(page, "Đề nghị chỉnh sửa", REASON, "Đề nghị chỉnh sửa")


def mend_piece(page):
    page.goto(PIECES)
    expect_text(page, REASON)
    page.get_by_role("link", name=HEADLINE, exact=True).click()
    expect_text(page, REASON)
    add_to_body(page, " Đã có 2.140 hộ dùng nước sạch.")
    press(page, "Lưu và gửi")
    expect_text(page, "Đã gửi bài cho Ban biên tập.")


def edit_and_approve(page):
    open_from_queue(page, "Cần tiếp nhận", HEADLINE)
    make_move(page, "Tiếp nhận", "Đang biên tập")
    add_to_body(page, " Kết quả được báo cáo tại kỳ họp.")
    save(page)
    make_move(page, "Trình duyệt đăng", "Chờ duyệt đăng")


def publish(page):
    open_from_queue(page, "Chờ duyệt đăng", HEADLINE)
    make_move(page, "Duyệt đăng", "Đã đăng")


def read_as_citizen(page, category):
    page.goto("/")
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(page.get_by_role("heading", level=1, name=HEADLINE)).to_be_visible()
    article = page.get_by_role("article")
    expect(article).to_contain_text("Đã có 2.140 hộ dùng nước sạch.")
    expect(article).to_contain_text("Kết quả được báo cáo tại kỳ họp.")
    expect(article).to_contain_text("Phạm Thị Viết")
    address = page.url
    page.goto(category.get_absolute_url())
    expect(page.get_by_role("link", name=HEADLINE)).to_be_visible()
    page.get_by_role("searchbox").first.fill("cap nuoc sach")
    page.get_by_role("searchbox").first.press("Enter")
    page.get_by_role("link", name=HEADLINE).click()
    expect(page).to_have_url(address)
    assert HEADLINE in page.request.get("/rss/").text()
    assert HEADLINE in page.request.get(f"/rss/{category.slug}/").text()
