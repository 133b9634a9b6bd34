"""A contributor reminds the board of a piece that waits, through the phone's own sharing or a copied sentence."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from editorial.models import State
from editorial.nudge import sentence_of
from tests.factories import make_article

pytestmark = pytest.mark.browser


def test_the_sentence_is_shared_and_where_the_phone_has_no_sheet_copied(people, page_of):
    piece = make_article(State.SUBMITTED, author=people.writer, headline="Tít chưa ai được biết")
    page = page_of(people.writer)
    page.goto(reverse("contributor_piece", args=[piece.pk]))
    page.evaluate("navigator.share = undefined")
    page.evaluate("""Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (text) => { window.given = text; } } })""")
    page.get_by_role("button", name="Nhắc qua Zalo").click()
    expect(page.get_by_text("Đã sao chép câu nhắc.")).to_be_visible()
    assert page.evaluate("window.given") == sentence_of(piece)
