"""Every public page in a browser: for all readers, on narrow and wide screens, with and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.news.public import make_site

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def pages(live_server, stored_picture):
    """The addresses of the pages of a small site that are HTML."""
    site = make_site(stored_picture, 6)
    return {name: address for name, address in site.items() if "feed" not in name and "sitemap" not in name}


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.by_night)])
def test_no_page_has_a_barrier_that_axe_knows(page_of, pages, width):
    page = page_of(width=width)
    found = {}
    for name, address in pages.items():
        page.goto(address)
        found[name] = [barrier["id"] for barrier in Axe().run(page).response["violations"]]
    assert found == {name: [] for name in pages}


def test_no_page_scrolls_sideways_on_the_narrowest_screen(page_of, pages):
    page = page_of(width=320)
    beyond = {}
    for name, address in pages.items():
        page.goto(address)
        beyond[name] = page.evaluate(OVERFLOW)
    assert beyond == dict.fromkeys(pages, 0)


def test_the_menu_of_a_phone_opens_and_closes_without_scripts(browser, live_server, pages):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, base_url=live_server.url, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/")
    menu = page.get_by_role("navigation", name="Danh mục chính")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Danh mục", exact=True).click()
    expect(menu.get_by_role("link", name="Chức năng")).to_be_visible()
    page.get_by_role("link", name="Đóng danh mục").click()
    expect(menu).to_be_hidden()
    context.close()


def test_with_scripts_the_menu_of_a_phone_folds_its_second_level(page_of, pages):
    page = page_of(width=360)
    page.goto("/")
    opener = page.get_by_role("button", name="Danh mục", exact=True)
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    child = page.get_by_role("link", name="Chức năng")
    expect(child).to_be_hidden()
    page.get_by_role("button", name="Mục con của Giới thiệu").click()
    expect(child).to_be_visible()
    page.keyboard.press("Escape")
    expect(child).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_second_level_opens_on_focus_and_closes_on_escape(page_of, pages):
    page = page_of()
    page.goto("/")
    parent = page.get_by_role("link", name="Giới thiệu")
    parent.focus()
    page.keyboard.press("Tab")
    child = page.get_by_role("link", name="Chức năng")
    expect(child).to_be_focused()
    page.keyboard.press("Escape")
    expect(child).to_be_hidden()
    expect(parent).to_be_focused()


def test_the_first_tab_leads_to_the_content(page_of, pages):
    page = page_of()
    page.goto(pages["article"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#noi-dung")).to_be_focused()
