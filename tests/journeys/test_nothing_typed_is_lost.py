"""What is typed survives a lost network, a closed tab and the back button; found again, both versions side by side."""

import pytest
from playwright.sync_api import expect

from editorial import autosaving
from editorial.models import State
from news.models import Article
from tests.factories import make_article
from tests.journeys.steps import WRITE, add_to_body, press
from tests.news.contributors import piece_url

pytestmark = pytest.mark.browser
OWN_COPIES = "() => Object.keys(localStorage).length"
NOTHING_WAITS = "() => Object.keys(localStorage).length === 0"
NOT_A_WORD_MORE = "() => { window.fetch = () => Promise.reject(new TypeError('cut')) }"


def close_without_network(page):
    """The browser ends its own cut of the network with the tab; what this page sends last must not slip out by that."""
    page.evaluate(NOT_A_WORD_MORE)
    page.close()
    page.context.set_offline(False)


def test_on_a_phone_whose_network_is_cut_and_whose_tab_is_closed(people, page_of):
    phone = page_of(people.writer, width=360, height=740)
    phone.goto(WRITE)
    phone.get_by_label("Tiêu đề").fill("Gõ khi có mạng")
    expect(phone.get_by_text("Đã tự lưu lúc")).to_be_visible()
    assert phone.evaluate(OWN_COPIES) == 0
    phone.context.set_offline(True)
    phone.get_by_label("Tiêu đề").fill("Gõ tiếp trong hầm xe")
    expect(phone.get_by_text("Mất mạng: bài đang được giữ trên máy này.")).to_be_visible()
    phone.wait_for_function("() => Object.keys(localStorage).length === 1")
    tab = phone.context.new_page()
    close_without_network(phone)
    tab.goto(WRITE)
    tab.get_by_role("link", name="Mở lại").click()
    expect(tab.locator("ins").first).to_have_text("Gõ tiếp trong hầm xe")
    press(tab, "Dùng bản tự lưu")
    expect(tab.get_by_label("Tiêu đề")).to_have_value("Gõ tiếp trong hầm xe")
    press(tab, "Lưu")
    expect(tab.get_by_text("Đã lưu.")).to_be_visible()
    tab.wait_for_function(NOTHING_WAITS)  # the saved page asks the server first
    assert Article.objects.get().headline == "Gõ tiếp trong hầm xe"
    assert not autosaving.open_of(people.writer).exists()


def test_what_the_page_that_was_closed_sent_last_is_told_of_by_the_next(people, page_of):
    phone = page_of(people.writer, width=360, height=740)
    phone.goto(WRITE)
    phone.get_by_label("Tiêu đề").fill("Gõ khi có mạng")
    expect(phone.get_by_text("Đã tự lưu lúc")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_label("Tiêu đề").fill("Gõ ngay trước khi đóng")
    phone.wait_for_function("() => Object.keys(localStorage).length === 1")
    tab = phone.context.new_page()
    close_without_network(phone)
    tab.route("**/tu-luu/", lambda route: (route.fetch(), route.continue_()))  # it was there a moment before
    tab.goto(WRITE)
    tab.get_by_role("link", name="Mở lại").click()
    expect(tab.locator("ins").first).to_have_text("Gõ ngay trước khi đóng")


def test_at_the_board_s_desk_whoever_leaves_and_goes_back_finds_both_versions(people, category, page_of):
    article = make_article(
        State.IN_REVIEW, headline="Khảo sát bến phà", category=category, author=people.writer, editor=people.member
    )
    page = page_of(people.member)
    page.on("dialog", lambda dialog: dialog.accept())  # the browser asks whether to leave
    page.goto(article.desk_url(people.member))
    add_to_body(page, " Câu chưa lưu.")
    page.goto("/quan-tri/")
    page.wait_for_function(NOTHING_WAITS)  # the server has it
    page.go_back()
    offer = page.get_by_role("region", name="Có bản tự lưu lúc")
    expect(offer.locator("ins")).to_contain_text("Câu chưa lưu")
    offer.get_by_role("button", name="Dùng bản tự lưu").click()
    expect(page.locator(".cke_editable")).to_contain_text("Câu chưa lưu.")
    assert "Câu chưa lưu" not in Article.objects.get().body
    press(page, "Lưu")
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    assert "Câu chưa lưu" in Article.objects.get().body


def test_two_tabs_each_keep_their_text_and_show_the_other_s(people, page_of):
    article = make_article(author=people.writer, headline="Bản đã lưu")
    first = page_of(people.writer)
    first.goto(piece_url(article))
    first.get_by_label("Tiêu đề").fill("Gõ ở cửa sổ thứ nhất")
    expect(first.get_by_text("Đã tự lưu lúc")).to_be_visible()
    second = first.context.new_page()
    second.goto(piece_url(article))
    expect(second.get_by_role("region", name="Có bản tự lưu lúc").locator("ins")).to_contain_text("Gõ ở cửa sổ")
    second.get_by_label("Tiêu đề").fill("Gõ ở cửa sổ thứ hai")
    press(second, "Lưu")
    expect(second.get_by_role("region", name="Có bản tự lưu lúc").locator("ins")).to_have_text("nhất")
    press(first, "Lưu")
    expect(first.get_by_role("heading", name="Chưa lưu: nội dung đã thay đổi")).to_be_visible()
    expect(first.get_by_label("Tiêu đề")).to_have_value("Gõ ở cửa sổ thứ nhất")
    assert Article.objects.get().headline == "Gõ ở cửa sổ thứ hai"
