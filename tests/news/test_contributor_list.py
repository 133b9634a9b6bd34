"""Tin bài của tôi: whose pieces, what is said of each, who may come in."""

import pytest
from django.test import Client

from editorial import workflow
from editorial.models import Notice, Office, State
from tests.factories import make_article, make_person, make_user
from tests.news.contributors import NEW, PIECES, browser_of, piece_url

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_the_login_and_back():
    response = Client().get(PIECES)
    assert response.status_code == 302
    assert response["Location"] == f"/dang-nhap/?next={PIECES}"


@pytest.mark.parametrize("url", [PIECES, NEW])
def test_a_technical_administrator_is_refused(url):
    assert browser_of(make_person(Office.TECHNICAL)).get(url).status_code == 403


@pytest.mark.parametrize("url", [PIECES, NEW])
def test_a_person_whose_office_has_ended_is_refused(url):
    assert browser_of(make_person(ended=True)).get(url).status_code == 403


def test_a_person_without_an_office_is_refused():
    assert browser_of(make_user()).get(PIECES).status_code == 403


def test_a_board_member_may_write_too():
    assert browser_of(make_person(Office.MEMBER)).get(PIECES).status_code == 200


def test_the_list_shows_my_pieces_and_nobody_elses():
    me = make_person()
    make_article(author=me, headline="Bài của tôi")
    make_article(author=make_person(), headline="Bài của người khác")
    page = browser_of(me).get(PIECES).content.decode()
    assert "Bài của tôi" in page
    assert "Bài của người khác" not in page


def test_the_list_says_who_holds_a_piece():
    me, editor = make_person(), make_person(Office.MEMBER, "Lê Thị Biên Tập")
    make_article(State.IN_REVIEW, author=me, editor=editor)
    page = browser_of(me).get(PIECES).content.decode()
    assert "Đang ở: Lê Thị Biên Tập" in page


def test_the_list_gives_the_reason_for_a_return():
    me, editor = make_person(), make_person(Office.MEMBER, "Lê Thị Biên Tập")
    article = make_article(State.IN_REVIEW, author=me, editor=editor)
    workflow.perform(
        "return", edition=article, actor=editor, version=article.version, reason="Thiếu tên người phát biểu."
    )
    page = browser_of(me).get(PIECES).content.decode()
    assert "Lý do (Lê Thị Biên Tập):" in page
    assert "Thiếu tên người phát biểu." in page


def test_the_list_tells_what_happened_until_the_piece_was_opened_there():
    me, editor = make_person(), make_person(Office.MEMBER, "Lê Thị Biên Tập")
    article = make_article(State.SUBMITTED, author=me)
    workflow.perform("take", edition=article, actor=editor, version=article.version)
    browser = browser_of(me)
    page = browser.get(PIECES).content.decode()
    assert "Lê Thị Biên Tập: Tiếp nhận" in page
    link = f"/ban-lam-viec/thong-bao/{Notice.objects.get().pk}/"
    assert f'href="{link}"' in page
    assert browser.get(link, follow=True).redirect_chain[-1][0] == piece_url(article)
    assert "Thông báo mới" not in browser.get(PIECES).content.decode()


def test_the_newest_stands_first_and_pages_are_bounded():
    me = make_person()
    for number in range(25):
        make_article(author=me, headline=f"Bài số {number:02}")
    browser = browser_of(me)
    first, second = browser.get(PIECES), browser.get(f"{PIECES}?trang=2")
    assert [row.headline for row in first.context["rows"]] == [f"Bài số {n:02}" for n in range(24, 4, -1)]
    assert [row.headline for row in second.context["rows"]] == [f"Bài số {n:02}" for n in range(4, -1, -1)]


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "9" * 400])
def test_rubbish_for_a_page_number_shows_a_page(page):
    assert browser_of(make_person()).get(PIECES, {"trang": page, "loc": "khong-co"}).status_code == 200


def test_the_filter_shows_only_what_was_published():
    me = make_person()
    make_article(State.PUBLISHED, author=me, headline="Bài đã lên trang")
    make_article(author=me, headline="Bài còn viết")
    rows = browser_of(me).get(f"{PIECES}?loc=da-dang").context["rows"]
    assert [row.headline for row in rows] == ["Bài đã lên trang"]


@pytest.mark.parametrize("count", [3, 300])
def test_the_list_asks_the_same_number_of_queries_for_few_and_many(count, django_assert_num_queries):
    me, editor = make_person(), make_person(Office.MEMBER)
    for number in range(count):
        make_article([State.DRAFT, State.RETURNED, State.IN_REVIEW][number % 3], author=me, editor=editor)
    browser = browser_of(me)
    # session, person, offices; whose they are in three ways, the pieces, the reasons, the notices, how many
    with django_assert_num_queries(11):
        browser.get(PIECES)


def test_no_more_than_the_newest_are_listed_and_the_last_page_says_so(monkeypatch):
    monkeypatch.setattr("news.pieces.MOST_LISTED", 21)
    me = make_person()
    for number in range(23):
        make_article(author=me, headline=f"Bài số {number:02}")
    browser = browser_of(me)
    first, last = browser.get(PIECES), browser.get(f"{PIECES}?trang=9")
    assert [row.headline for row in last.context["rows"]] == ["Bài số 02"]
    assert "Danh sách này nêu 21 tin bài gần đây nhất" in last.content.decode()
    assert "Danh sách này nêu" not in first.content.decode()


def test_a_piece_of_which_i_am_the_author_in_several_ways_stands_once():
    me, other = make_person(), make_person()
    typed = make_article(author=me, headline="Nhập thay")
    type(typed).objects.filter(pk=typed.pk).update(opened_by=other, submitted_by=me)
    assert [len(browser_of(person).get(PIECES).context["rows"]) for person in (me, other)] == [1, 1]


@pytest.mark.parametrize("state", State.values)
def test_each_state_of_my_piece_can_be_opened(state):
    me = make_person()
    article = make_article(state, author=me)
    response = browser_of(me).get(piece_url(article))
    assert response.status_code == 200
    assert str(State(state).label) in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_persons_piece_does_not_exist_for_me(method):
    article = make_article(author=make_person(), headline="Bài kín")
    response = getattr(browser_of(make_person()), method)(piece_url(article))
    assert response.status_code == 404
    assert "Bài kín" not in response.content.decode()


def test_an_unknown_piece_is_not_found():
    assert browser_of(make_person()).get("/cong-tac-vien/bai/999999999999/").status_code == 404
