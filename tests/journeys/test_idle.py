"""A page whose session has ended by idleness leaves the screen; what was typed in it is found again after the login."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from editorial import autosaving
from editorial.models import State
from tests.browsing import session_of
from tests.factories import make_article
from tests.journeys.steps import press
from tests.news.contributors import piece_url

pytestmark = pytest.mark.browser
QUARTER = 15 * 60 * 1000  # milliseconds
COVER = "Phiên làm việc đã hết"
LISTEN = """() => { window.heard = new Promise((done) => {
    new BroadcastChannel("ban-lam-viec").onmessage = () => done(true); }); }"""


def pass_idly(page, milliseconds=QUARTER + 10_000):
    """Let time pass in the browser, and the session end at the server."""
    Session.objects.all().delete()
    page.clock.fast_forward(milliseconds)


@pytest.fixture
def opened(page_of):
    """Open an address as a person, with a clock that the test moves."""

    def open_page(person, address, **size):
        page = page_of(person, **size)
        page.clock.install()
        page.goto(address)
        return page

    return open_page


def test_a_page_of_the_desk_gives_way_to_the_login_and_is_found_again(people, category, opened, visits):
    article = make_article(State.SUBMITTED, headline="Tin chưa đăng", category=category, author=people.writer)
    page = opened(people.member, "/quan-tri/news/article/?state=submitted")
    expect(page.get_by_text(article.headline)).to_be_visible()
    page.clock.fast_forward(QUARTER - 60_000)
    expect(page.get_by_text(article.headline)).to_be_visible()
    pass_idly(page)
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert article.headline not in page.content()
    page.context.add_cookies([{**session_of(people.member), "url": visits.origin}])
    page.goto(page.locator("[name=next]").first.input_value())
    expect(page.get_by_text(article.headline)).to_be_visible()
    assert page.url.endswith("/quan-tri/news/article/?state=submitted")


def test_words_that_were_typed_are_kept_before_the_page_goes(people, opened):
    article = make_article(author=people.writer, headline="Bản đã lưu")
    phone = opened(people.writer, piece_url(article), width=360, height=740)
    phone.context.set_offline(True)
    phone.get_by_label("Tiêu đề").fill("Gõ rồi đi họp")
    pass_idly(phone)
    expect(phone.get_by_role("alertdialog", name=COVER)).to_be_visible()
    expect(phone.get_by_label("Tiêu đề")).to_have_value("Gõ rồi đi họp")  # nothing can be kept: nothing goes
    phone.context.set_offline(False)
    phone.clock.fast_forward(20_000)
    expect(phone.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert autosaving.open_of(people.writer).get().fields["headline"] == ["Gõ rồi đi họp"]


def test_a_form_that_nothing_keeps_is_covered_until_the_same_person_is_back(people, category, opened, visits):
    article = make_article(State.IN_REVIEW, category=category, author=people.writer, editor=people.member)
    page = opened(people.member, f"/ban-lam-viec/article/{article.pk}/buoc/return/")
    page.get_by_role("textbox").first.fill("Thiếu số liệu của năm trước")
    pass_idly(page)
    expect(page.get_by_role("alertdialog", name=COVER)).to_be_visible()
    expect(page.get_by_role("link", name="Đăng nhập lại ở thẻ mới")).to_be_focused()
    tab = page.context.new_page()
    for person in (people.writer, people.member):
        page.context.add_cookies([{**session_of(person), "url": visits.origin}])
        tab.goto("/tai-khoan/")
        expect(tab.get_by_text(person.full_name)).to_be_visible()
        expect(page.get_by_role("alertdialog")).to_have_count(1 if person == people.writer else 0)
    expect(page.get_by_role("textbox").first).to_have_value("Thiếu số liệu của năm trước")
    expect(page.get_by_role("textbox").first).to_be_focused()
    page.context.add_cookies([{"name": settings.CSRF_COOKIE_NAME, "value": "b" * 32, "url": visits.origin}])
    press(page, "Đề nghị chỉnh sửa")  # the login has changed the token
    page.wait_for_url("**/quan-tri/**")
    article.refresh_from_db()
    assert article.state == State.RETURNED


def test_on_an_old_phone_whose_tabs_hear_of_no_login_no_word_is_covered(people, category, page_of):
    article = make_article(State.IN_REVIEW, category=category, author=people.writer, editor=people.member)
    page = page_of(people.member, width=360, height=740)
    page.add_init_script("delete window.BroadcastChannel")
    page.clock.install()
    page.goto(f"/ban-lam-viec/article/{article.pk}/buoc/return/")
    page.get_by_role("textbox").first.fill("Thiếu số liệu")
    pass_idly(page)
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Lý do")).to_have_value("Thiếu số liệu")


def test_work_in_one_tab_keeps_the_others(people, opened):
    page = opened(people.member, "/quan-tri/")
    page.clock.fast_forward(QUARTER - 30_000)
    page.evaluate(LISTEN)
    tab = page.context.new_page()
    tab.goto("/quan-tri/")
    assert page.evaluate("window.heard")
    page.clock.fast_forward(QUARTER - 30_000)
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert page.url.endswith("/quan-tri/")


def test_whoever_types_for_longer_than_that_is_not_idle(people, category, opened):
    article = make_article(State.IN_REVIEW, category=category, author=people.writer, editor=people.member)
    page = opened(people.member, f"/ban-lam-viec/article/{article.pk}/buoc/return/")
    for _ in range(3):
        page.clock.fast_forward(QUARTER // 2)
        with page.expect_response("**/con-lam-viec/") as told:
            page.get_by_role("textbox").first.press_sequentially("Thiếu ")
        assert told.value.status == 204
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    expect(page.get_by_role("textbox").first).to_have_value("Thiếu Thiếu Thiếu ")
