"""Hidden, put back, withdrawn: what citizens find at the address each time."""

import pytest
from playwright.sync_api import expect

from editorial.models import State
from tests.factories import make_article
from tests.journeys.steps import make_move, make_move_with_reason, open_piece

pytestmark = pytest.mark.browser
HEADLINE = "Danh sách hộ được hỗ trợ sửa nhà"


def test_a_piece_is_hidden_restored_and_withdrawn(people, category, page_of):
    article = make_article(State.PUBLISHED, headline=HEADLINE, category=category, author=people.writer)
    member, chair, citizen = page_of(people.member), page_of(people.chair), page_of()
    open_piece(member, HEADLINE, "Đã đăng")
    make_move_with_reason(member, "Tạm gỡ", "Có thông tin cá nhân.", "Tạm gỡ")
    expect(member.get_by_role("button", name="Đăng lại", exact=True)).to_have_count(0)
    expect_gone(citizen, article, status=404, sentence="hoặc nội dung hiện không được đăng")
    open_piece(chair, HEADLINE, "Tạm gỡ")
    make_move(chair, "Đăng lại", "Đã đăng")
    assert citizen.goto(article.get_absolute_url()).status == 200
    expect(citizen.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    make_move_with_reason(chair, "Gỡ", "Phòng chuyên môn đề nghị gỡ.", "Đã gỡ")
    expect_gone(citizen, article, status=410, sentence="Cần thông tin, xin liên hệ Ban biên tập")
    expect(chair.get_by_role("button", name="Soạn bản mới")).to_have_count(0)


def expect_gone(page, article, *, status, sentence):
    """At its address a sentence that tells nothing of the piece, and no link to it in any list."""
    assert page.goto(article.get_absolute_url()).status == status
    expect(page.get_by_role("main")).to_contain_text(sentence)
    expect(page.get_by_text(HEADLINE)).to_have_count(0)
    for address in ("/", article.category.get_absolute_url(), "/tim-kiem/?q=danh sách hộ"):
        page.goto(address)
        expect(page.get_by_role("link", name=HEADLINE)).to_have_count(0)
    assert HEADLINE not in page.request.get("/rss/").text()
