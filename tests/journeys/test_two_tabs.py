"""Two people, or two tabs, at one piece: the later save loses nothing that was typed, and hears who was first."""

import pytest
from playwright.sync_api import expect

from editorial.models import State
from news.models import Article
from tests.factories import make_article
from tests.journeys.steps import add_to_body, make_move, open_from_queue, open_piece, press, save

pytestmark = pytest.mark.browser
HEADLINE = "Khảo sát bến phà trước mùa lũ"


@pytest.fixture
def article(people, category):
    return make_article(
        State.IN_REVIEW, headline=HEADLINE, category=category, author=people.writer, editor=people.member
    )


def test_a_stale_save_keeps_what_was_typed_and_says_who_changed_what(people, article, page_of):
    first, second = page_of(people.member), page_of(people.member)
    for page in (first, second):
        open_from_queue(page, "Chờ tôi", HEADLINE)
    first.get_by_label("Tóm tắt (sapo)").fill("Tóm tắt của cửa sổ thứ nhất.")
    save(first)
    second.get_by_label("Tóm tắt (sapo)").fill("Tóm tắt của cửa sổ thứ hai.")
    add_to_body(second, " Câu mới gõ.")
    press(second, "Lưu")
    clash = second.get_by_role("region", name="Bản đang lưu và phần vừa gõ khác nhau")
    expect(clash.locator("del")).to_have_text("nhất")
    expect(second.get_by_text("Hồ Văn Biên đã cập nhật lúc").first).to_be_visible()
    expect(second.get_by_label("Tóm tắt (sapo)")).to_have_value("Tóm tắt của cửa sổ thứ hai.")
    expect(second.locator(".cke_editable")).to_contain_text("Câu mới gõ.")
    assert Article.objects.get().standfirst == "Tóm tắt của cửa sổ thứ nhất."
    expect(second.get_by_text("Đã tự lưu lúc")).to_be_visible()
    save(second)
    assert Article.objects.get().standfirst == "Tóm tắt của cửa sổ thứ hai."


def test_whoever_presses_again_while_the_save_is_on_its_way_saves_once(people, article, page_of):
    page = page_of(people.member)
    open_from_queue(page, "Chờ tôi", HEADLINE)
    page.get_by_label("Tóm tắt (sapo)").fill("Bấm hai lần.")
    on_the_way = []
    page.route(page.url, lambda route: on_the_way.append(route))
    button = page.get_by_role("button", name="Lưu", exact=True)
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    with page.expect_request(page.url):
        page.mouse.click(place["x"] + 10, place["y"] + 10)
    page.mouse.click(place["x"] + 10, place["y"] + 10)
    while not on_the_way:  # the browser tells of a request a moment before it lets us hold it
        page.wait_for_timeout(20)
    for route in on_the_way:
        route.continue_()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    assert len(on_the_way) == 1
    assert Article.objects.get().version == article.version + 1


def test_who_lost_the_piece_while_typing_gets_the_text_back(people, article, page_of):
    member, chair = page_of(people.member), page_of(people.chair)
    open_from_queue(member, "Chờ tôi", HEADLINE)
    member.get_by_label("Tóm tắt (sapo)").fill("Đoàn khảo sát đi ba bến phà.")
    open_piece(chair, HEADLINE, "Đang biên tập")
    make_move(chair, "Tiếp nhận", "Đang biên tập")
    press(member, "Lưu")
    expect(member.get_by_role("alert")).to_contain_text("Trần Thị Chủ đã cập nhật lúc")
    expect(member.get_by_label("Tóm tắt (sapo)")).to_have_value("Đoàn khảo sát đi ba bến phà.")
    assert Article.objects.get().standfirst == article.standfirst
