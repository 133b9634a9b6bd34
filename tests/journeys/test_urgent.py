"""The urgent door: out at once, by whoever may publish, and in everybody's queue until another member has looked."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import (
    DESK,
    add_to_body,
    make_move,
    make_move_with_reason,
    open_from_queue,
    press,
    save,
)

pytestmark = pytest.mark.browser
HEADLINE = "Triều cường lên nhanh đêm nay, hoãn buổi tiếp xúc cử tri"


def test_an_urgent_piece_waits_in_everybodys_queue_until_another_member_confirms_it(people, category, page_of):
    chair, member, citizen = page_of(people.chair), page_of(people.member), page_of()
    write(chair, category)
    refuse_without_reason(chair)
    make_move_with_reason(chair, "Đăng khẩn", "Nước lên nhanh, phải báo ngay.", "Đã đăng")
    citizen.goto("/")
    expect(citizen.get_by_role("link", name=HEADLINE).first).to_be_visible()
    others = [page_of(person) for person in (people.deputy, people.secretary)]
    for page in (chair, *others):
        expect_awaiting(page, count=1)
    open_from_queue(chair, "Chờ hậu kiểm", HEADLINE)
    expect(chair.get_by_role("button", name="Hậu kiểm", exact=True)).to_have_count(0)
    open_from_queue(member, "Chờ hậu kiểm", HEADLINE)
    make_move(member, "Hậu kiểm", "Đã đăng")
    for page in (chair, member, *others):
        expect_awaiting(page, count=0)


def write(page, category):
    page.goto("/quan-tri/news/article/add/")
    page.get_by_label("Tiêu đề").fill(HEADLINE)
    page.get_by_label("Chuyên mục").select_option(label=category.name)
    add_to_body(page, "Buổi tiếp xúc cử tri chiều mai được hoãn.")
    save(page)


def refuse_without_reason(page):
    page.get_by_role("link", name="Đăng khẩn…").click()
    page.get_by_label("Lý do").fill("   ")
    press(page, "Đăng khẩn")
    expect(page.get_by_role("alert")).to_contain_text("Xin ghi lý do khi «Đăng khẩn».")
    page.get_by_role("link", name="Quay lại tin bài").click()


def expect_awaiting(page, *, count):
    page.goto(DESK)
    expect(page.get_by_role("region", name="Chờ hậu kiểm").get_by_role("link", name=HEADLINE)).to_have_count(count)
