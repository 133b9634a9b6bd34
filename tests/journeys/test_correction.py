"""Correcting what citizens already read: by a new edition, and in one tap for a few words."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from editorial.models import State
from tests.factories import make_article
from tests.journeys.steps import (
    add_to_body,
    expect_state,
    expect_text,
    make_move,
    open_from_queue,
    open_piece,
    press,
    save,
)

pytestmark = pytest.mark.browser
HEADLINE = "Ba xã cù lao có nước sạch"
MENDED = "Bốn xã cù lao có nước sạch"
CORRECTION = "Bản đăng trước ghi ba xã; số đúng là bốn xã."


@pytest.fixture
def article(people, category):
    return make_article(State.PUBLISHED, headline=HEADLINE, category=category, author=people.writer)


def test_a_live_article_is_corrected_while_citizens_go_on_reading_it(people, article, page_of):
    member, secretary = page_of(people.member), page_of(people.secretary)
    chair, citizen = page_of(people.chair), page_of()
    old_address = article.get_absolute_url()
    open_new_edition(member)
    mend(member)
    citizen.goto(old_address)
    expect(citizen.get_by_role("heading", level=1, name=HEADLINE)).to_be_visible()
    expect(citizen.get_by_text(CORRECTION)).to_have_count(0)
    expect(member.get_by_role("button", name="Trình duyệt đăng")).to_have_count(0)  # who opened it is its author
    open_piece(secretary, MENDED, "Đang biên tập")
    make_move(secretary, "Trình duyệt đăng", "Chờ duyệt đăng")
    open_from_queue(chair, "Chờ duyệt đăng", MENDED)
    make_move(chair, "Duyệt đăng", "Đã đăng")
    citizen.goto(old_address)
    assert urlsplit(citizen.url).path == f"/tin/bon-xa-cu-lao-co-nuoc-sach-{article.document_id}/"
    expect(citizen.get_by_role("heading", level=1, name=MENDED)).to_be_visible()
    expect(citizen.get_by_role("complementary", name="Đính chính")).to_contain_text(CORRECTION)
    expect(citizen.get_by_text("Cập nhật", exact=True)).to_be_visible()
    citizen.goto("/tim-kiem/?q=cù lao")
    expect(citizen.get_by_role("link", name=MENDED)).to_have_count(1)
    expect(citizen.get_by_role("link", name=HEADLINE)).to_have_count(0)


def open_new_edition(page):
    open_piece(page, HEADLINE, "Đã đăng")
    press(page, "Soạn bản mới")
    expect_text(page, "Đã mở một bản mới; bản đang đăng vẫn giữ nguyên")
    expect_state(page, "Đang biên tập")


def mend(page):
    page.get_by_label("Tiêu đề").fill(MENDED)
    page.get_by_text("Đính chính", exact=True).click()
    page.get_by_label("Đính chính (hiện công khai)").fill(CORRECTION)
    add_to_body(page, " Xã thứ tư là xã Tân Hòa.")
    save(page)
    compared = page.get_by_role("region", name="So với bản đang đăng")
    expect(compared).to_contain_text("Xã thứ tư là xã Tân Hòa.")


def test_the_chair_puts_out_a_small_correction_in_one_tap(people, article, page_of):
    member, chair, citizen = page_of(people.member), page_of(people.chair), page_of()
    open_new_edition(member)
    member.get_by_label("Tiêu đề").fill("Ba xã cù lao đã có nước sạch")
    save(member)
    open_piece(chair, HEADLINE, "Đã đăng")
    chair.get_by_role("link", name="Bản đang xử lý").click()
    expect(chair.get_by_role("region", name="So với bản đang đăng").locator("ins")).to_have_text("đã")
    make_move(chair, "Sửa lỗi nhỏ", "Đã đăng")
    citizen.goto(article.get_absolute_url())
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Ba xã cù lao đã có nước sạch")


def test_a_number_is_no_small_correction(people, article, page_of):
    member, chair, citizen = page_of(people.member), page_of(people.chair), page_of()
    open_new_edition(member)
    member.get_by_label("Tiêu đề").fill("3 xã cù lao có nước sạch")
    save(member)
    open_piece(chair, "3 xã cù lao có nước sạch", "Đang biên tập")
    press(chair, "Sửa lỗi nhỏ")
    expect(chair.get_by_role("alert")).to_contain_text("Thay đổi chạm vào con số hoặc cách trình bày")
    citizen.goto(article.get_absolute_url())
    expect(citizen.get_by_role("heading", level=1)).to_have_text(HEADLINE)
