"""A citizen with a phone writes to the board without a script, and reads the answer with the receipt."""

import pytest
from playwright.sync_api import expect

from editorial.models import State
from tests.factories import make_article, make_consent

pytestmark = pytest.mark.browser
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WRONG = "Bài ghi 2.140 hộ; đúng ra là 2.410 hộ."
ANSWER = "Đã kiểm tra và sửa thành 2.410 hộ. Xin cảm ơn."


@pytest.fixture
def phone(live_server, visits, monkeypatch):
    """A small phone on which no script runs, held by somebody who types fast."""
    monkeypatch.setattr("news.letters.token.YOUNGEST", 0)
    make_consent()
    context = visits.chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="vi-VN", base_url=visits.origin, java_script_enabled=False
    )
    visits.contexts.append(context)
    return visits.watch(context.new_page())


def fill_look_up(page, number: str, code: str) -> None:
    page.get_by_label("Số biên nhận").fill(number)
    page.get_by_label("Mã tra cứu").fill(code)
    page.get_by_role("button", name="Tra cứu", exact=True).click()


def test_a_citizen_reports_what_is_wrong_the_board_answers_and_the_citizen_reads_it(phone, page_of, people):
    article = make_article(State.PUBLISHED, author=people.writer)
    phone.goto(article.get_absolute_url())
    phone.get_by_role("link", name="Báo nội dung chưa đúng").click()
    expect(phone.get_by_label("Trang hoặc tin, bài")).to_have_value(
        f"http://127.0.0.1:8000{article.get_absolute_url()}"
    )

    phone.get_by_label("Chỗ nào chưa đúng").fill(WRONG)
    phone.get_by_role("button", name="Gửi", exact=True).click()
    problem = phone.get_by_role("alert")
    expect(problem).to_contain_text("Cần đồng ý")
    expect(problem).to_be_focused()
    expect(phone.get_by_label("Chỗ nào chưa đúng")).to_have_value(WRONG)
    tick = phone.get_by_role("checkbox", name="Tôi đồng ý")
    expect(tick).to_have_accessible_description(
        "Cần đồng ý thì Ban biên tập mới được giữ nội dung này: xin đánh dấu vào ô."
    )
    tick.check()
    phone.get_by_role("button", name="Gửi", exact=True).click()
    expect(phone.get_by_role("heading", name="Đã nhận ý kiến")).to_be_visible()
    number, code = phone.locator(".letter-code").all_inner_texts()
    assert phone.context.cookies() == []

    member = page_of(people.member, width=360)
    member.goto("/quan-tri/")
    member.get_by_role("link", name="1 đang chờ").click()
    member.get_by_role("link", name=number).click()
    expect(member.get_by_text(WRONG)).to_be_visible()
    member.get_by_role("button", name="Nhận xử lý").click()
    member.get_by_label("Nội dung trả lời").fill(ANSWER)
    member.get_by_role("button", name="Trả lời", exact=True).click()
    expect(member.get_by_text("Đã trả lời: người gửi đọc được")).to_be_visible()

    phone.get_by_role("link", name="Tra cứu ý kiến").click()
    fill_look_up(phone, number, "AAAAA-AAAAA")
    expect(phone.get_by_role("alert")).to_contain_text("Không có ý kiến nào")
    fill_look_up(phone, number, code)
    expect(phone.get_by_text(ANSWER)).to_be_visible()
    expect(phone.get_by_text(WRONG)).to_have_count(0)


def test_no_page_of_letters_scrolls_sideways_on_the_narrowest_phone(visits):
    make_consent()
    page = visits.page_of(width=320)
    widths = {}
    for place in ("", "gop-y/", "thong-tin-sai/", "yeu-cau-thong-tin/", "tra-cuu/"):
        page.goto(f"/gui-y-kien/{place}")
        widths[place] = page.evaluate(OVERFLOW)
    assert {place: width for place, width in widths.items() if width > 0} == {}
