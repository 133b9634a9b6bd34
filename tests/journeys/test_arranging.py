"""What the board arranges without an edition: citizens see it at once, and the log says who did it."""

import pytest
from playwright.sync_api import expect

from editorial.models import State
from tests.factories import make_article
from tests.journeys.steps import press, send

pytestmark = pytest.mark.browser
LEAD = "Chất vấn về cung cấp nước sạch nông thôn"
NEWEST = "Lịch tiếp công dân quý IV"


def test_the_board_arranges_the_home_page_the_menu_and_the_imprint(people, category, page_of):
    make_article(State.PUBLISHED, headline=LEAD, category=category, author=people.writer)
    make_article(State.PUBLISHED, headline=NEWEST, category=category, author=people.writer)
    secretary, citizen = page_of(people.secretary), page_of()
    citizen.goto("/")
    expect(lead_story(citizen)).to_have_text(NEWEST)
    choose_lead(secretary)
    add_menu_entry(secretary, category)
    fill_imprint(secretary)
    citizen.goto("/")
    expect(lead_story(citizen)).to_have_text(LEAD)
    expect(citizen.get_by_role("contentinfo")).to_contain_text("0277 3999 888")
    citizen.get_by_role("navigation", name="Danh mục chính").get_by_role("link", name="Việc giám sát").click()
    expect(citizen.get_by_role("heading", level=1, name=category.name)).to_be_visible()
    citizen.goto("/thong-tin-trang/")
    expect(citizen.get_by_role("main")).to_contain_text("Bà Trần Thị Chủ")
    expect_in_log(secretary)


def lead_story(page):
    return page.get_by_role("region", name="Tin nổi bật").get_by_role("heading", level=3).first


def choose_lead(page):
    page.goto("/quan-tri/news/frontpageitem/add/")
    page.locator("#id_document").select_option(label=LEAD)
    press(page, "Lưu")
    expect(page.get_by_role("row").filter(has_text=LEAD)).to_be_visible()


def add_menu_entry(page, category):
    page.goto("/quan-tri/news/menuitem/add/")
    page.get_by_label("Tên mục").fill("Việc giám sát")
    page.locator("#id_category").select_option(label=category.name)
    press(page, "Lưu")
    expect(page.get_by_role("row").filter(has_text="Việc giám sát")).to_be_visible()


def fill_imprint(page):
    page.goto("/quan-tri/news/imprint/")
    page.get_by_label("Điện thoại").fill("0277 3999 888")
    page.get_by_label("Người chịu trách nhiệm nội dung").fill("Bà Trần Thị Chủ")
    send(page, "Lưu")
    page.goto("/quan-tri/news/imprint/")
    expect(page.get_by_label("Điện thoại")).to_have_value("0277 3999 888")


def expect_in_log(page):
    page.goto("/quan-tri/editorial/logentry/")
    rows = page.get_by_role("row").filter(has_text="Đỗ Thị Thư")
    for action, subject in (
        ("Thêm", "tin nổi bật trang chủ"),
        ("Thêm", "mục của thanh điều hướng"),
        ("Sửa", "thông tin trang"),
    ):
        expect(rows.filter(has_text=action).filter(has_text=subject)).to_have_count(1)
    expect(rows.filter(has_text="thông tin trang")).to_contain_text("người chịu trách nhiệm nội dung, điện thoại")
