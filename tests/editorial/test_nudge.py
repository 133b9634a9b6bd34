"""The sentence for Zalo: a number, a time, an address; never a word of the piece, and only where somebody waits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.models import Office, State
from editorial.nudge import sentence_of, waits_for_another
from tests.desk import form_address
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db

HEADLINE = "Tít chưa ai được biết"


@pytest.fixture
def writer():
    return make_person(Office.CONTRIBUTOR)


def waiting(writer, state=State.SUBMITTED):
    return make_article(
        state, author=writer, headline=HEADLINE, standfirst=HEADLINE, state_since=timezone.now() - timedelta(hours=5)
    )


def test_the_sentence_says_number_time_and_link_and_no_word_of_the_piece(writer, settings):
    settings.DESK_ORIGIN = "https://vi-du.vn"
    piece = waiting(writer)
    sentence = sentence_of(piece)
    link = reverse("edition", args=["article", piece.document_id, piece.number])
    assert f"số {piece.document_id} " in sentence
    assert "đã chờ 5 giờ" in sentence
    assert sentence.endswith(f"https://vi-du.vn{link}")
    assert HEADLINE not in sentence
    assert "tit-chua" not in sentence


def test_what_came_this_minute_is_said_so(writer):
    assert "vừa đến lượt xử lý" in sentence_of(make_article(State.SUBMITTED, author=writer))


@pytest.mark.parametrize("state", State.values)
def test_who_waits_may_remind_and_who_is_waited_for_may_not(writer, member, state):
    piece = waiting(writer, state)
    at_board = state in (State.SUBMITTED, State.IN_REVIEW, State.APPROVED)
    assert waits_for_another(piece, writer) == at_board
    assert waits_for_another(piece, member) == (at_board or state == State.RETURNED)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.APPROVED])
def test_whoever_edits_a_piece_reminds_others_only_once_it_is_approved(writer, member, state):
    piece = make_article(state, author=writer, editor=member)
    assert waits_for_another(piece, member) == (state == State.APPROVED)


@pytest.mark.parametrize(("state", "offered"), [(State.SUBMITTED, True), (State.DRAFT, False)])
def test_the_button_stands_on_both_pages_hidden_until_the_script_shows_it(client, writer, member, state, offered):
    piece = waiting(writer, state)
    client.force_login(writer)
    own = client.get(reverse("contributor_piece", args=[piece.pk])).content.decode()
    client.force_login(member)
    desk = client.get(form_address(piece)).content.decode()
    assert [page.count("Nhắc qua Zalo") for page in (own, desk)] == ([1, 1] if offered else [0, 0])
    for page in (own, desk) if offered else ():
        opening = page[page.index("data-nudge") : page.index("Nhắc qua Zalo")]
        assert "hidden" in opening
        assert HEADLINE not in opening
