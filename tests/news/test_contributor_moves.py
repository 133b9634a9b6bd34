"""From the contributor's pages: handing in, taking back, notes, what the editor changed, a new edition."""

import re
from html import unescape

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from editorial import workflow
from editorial.editing import begin_edit
from editorial.models import LogEntry, Note, Office, State
from news.models import Article
from tests.factories import make_article, make_person
from tests.news.contributors import browser_of, open_form, piece_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return make_person(full_name="Phạm Thị Viết")


@pytest.fixture
def browser(me):
    return browser_of(me)


def hand_in(browser, article, **typed):
    return browser.post(
        piece_url(article), {**open_form(browser, piece_url(article)), "act": "gui", **typed}, follow=True
    )


def test_save_and_submit_saves_and_hands_in(browser, me):
    article = make_article(author=me)
    response = hand_in(browser, article, headline="Bản gửi")
    article = Article.objects.get()
    assert (article.state, article.headline) == (State.SUBMITTED, "Bản gửi")
    assert "Đã gửi bài cho Ban biên tập." in response.content.decode()


def test_save_and_submit_that_is_blocked_keeps_the_save_and_names_each_place(browser, me):
    article = make_article(author=me)
    response = hand_in(browser, article, headline="Bản thiếu", category="")
    page = response.content.decode()
    article = Article.objects.get()
    assert (article.state, article.headline) == (State.DRAFT, "Bản thiếu")
    assert '<a href="#id_category">Chuyên mục: Cần chọn chuyên mục.</a>' in page
    assert 'id="id_category_error"' in page


def test_save_and_submit_sent_twice_hands_in_once_and_says_so(browser, me):
    article = make_article(author=me)
    fields = {**open_form(browser, piece_url(article)), "act": "gui"}
    browser.post(piece_url(article), fields)
    response = browser.post(piece_url(article), fields, follow=True)
    assert "Đã gửi bài cho Ban biên tập." in response.content.decode()
    assert LogEntry.objects.filter(action="submit", refused=False).count() == 1


def test_a_handed_in_piece_can_be_taken_back_and_changed_again(browser, me):
    article = make_article(State.SUBMITTED, author=me)
    page = browser.get(piece_url(article)).content.decode()
    assert "Rút bài để sửa" in page
    browser.post(
        f"/ban-lam-viec/article/{article.pk}/buoc/recall/", {"version": article.version, "next": piece_url(article)}
    )
    assert open_form(browser, piece_url(article))["headline"] == article.headline


def test_taking_back_from_an_old_page_changes_nothing_and_says_what_happened(browser, me):
    article = make_article(State.SUBMITTED, author=me)
    editor = make_person(Office.MEMBER, "Lê Thị Biên Tập")
    workflow.perform("take", edition=article, actor=editor, version=article.version)
    response = browser.post(f"/ban-lam-viec/article/{article.pk}/buoc/recall/", {"version": article.version})
    assert response.status_code == 409
    assert "Lê Thị Biên Tập" in response.content.decode()
    assert Article.objects.get().state == State.IN_REVIEW


def test_a_move_on_another_persons_piece_is_not_found_and_logged(browser):
    article = make_article(State.SUBMITTED, author=make_person())
    response = browser.post(f"/ban-lam-viec/article/{article.pk}/buoc/recall/", {"version": article.version})
    assert response.status_code == 404
    assert Article.objects.get().state == State.SUBMITTED
    assert LogEntry.objects.filter(action="recall", refused=True).exists()


def test_the_author_sees_what_the_editor_changed(browser, me):
    article = make_article(author=me, headline="Kỳ họp thứ Mười khai mạc")
    hand_in(browser, article)
    editor = make_person(Office.MEMBER, "Lê Thị Biên Tập")
    article = workflow.perform("take", edition=article, actor=editor, version=Article.objects.get().version)
    with transaction.atomic():
        edit = begin_edit(article, actor=editor, version=article.version)
        article.headline = "Kỳ họp thứ Mười hai khai mạc"
        article.save()
        edit.finish()
    page = browser.get(piece_url(article)).content.decode()
    assert "Ban biên tập đã sửa gì" in page
    assert "<ins>hai </ins>" in page


def test_nothing_is_said_of_changes_when_there_are_none(browser, me):
    article = make_article(author=me)
    hand_in(browser, article)
    assert "Ban biên tập đã sửa gì" not in browser.get(piece_url(article)).content.decode()


def test_the_reason_for_a_return_stands_on_the_piece(browser, me):
    editor = make_person(Office.MEMBER)
    article = make_article(State.IN_REVIEW, author=me, editor=editor)
    workflow.perform("return", edition=article, actor=editor, version=article.version, reason="Thiếu số liệu.")
    page = browser.get(piece_url(article)).content.decode()
    assert page.count("Thiếu số liệu.") == 2  # at the head, and among the notes


def test_a_note_is_added_and_shown(browser, me):
    article = make_article(State.SUBMITTED, author=me)
    url = f"/ban-lam-viec/article/{article.pk}/y-kien/"
    response = browser.post(url, {"text": "Ảnh <b>gửi</b> sau.", "next": piece_url(article)}, follow=True)
    assert Note.objects.get().text == "Ảnh <b>gửi</b> sau."
    assert "Ảnh &lt;b&gt;gửi&lt;/b&gt; sau." in response.content.decode()


def test_a_piece_is_saved_and_shown_as_a_citizen_will_read_it(browser, me):
    article = make_article(author=me)
    fields = open_form(browser, piece_url(article))
    response = browser.post(piece_url(article), {**fields, "headline": "Xem thử", "act": "xem-thu"}, follow=True)
    assert response.redirect_chain[-1][0] == f"/ban-lam-viec/article/{article.pk}/xem-truoc/"
    frames = set(re.findall(r'<iframe[^>]* src="([^"]+)"', response.content.decode()))
    assert frames
    for frame in frames:
        assert "<h1>Xem thử</h1>" in browser.get(unescape(frame)).content.decode()


def test_the_history_is_told_in_words(browser, me):
    article = make_article(author=me)
    hand_in(browser, article)
    assert "Phạm Thị Viết: Gửi bài" in browser.get(piece_url(article)).content.decode()


def test_a_new_edition_over_a_live_piece_opens_as_a_draft(browser, me):
    live = make_article(State.PUBLISHED, author=me)
    assert "Soạn bản mới" in browser.get(piece_url(live)).content.decode()
    response = browser.post(f"/ban-lam-viec/article/{live.pk}/soan-ban-moi/", {"next": piece_url(live)}, follow=True)
    draft = Article.objects.get(state=State.DRAFT)
    assert response.redirect_chain[-1][0] == piece_url(draft)
    assert "bản đang đăng giữ nguyên" in response.content.decode()
    page = browser.get(piece_url(live)).content.decode()
    assert "Mở bản đang xử lý" in page


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.PUBLISHED])
def test_a_piece_asks_the_same_number_of_queries_however_long_its_story(state, browser, me):
    counts = []
    for length in (1, 30):
        article = make_article(state, author=me)
        for number in range(length):
            Note.objects.create(document=article.document, edition_number=1, author=me, text=f"Ý kiến {number}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(piece_url(article))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 32
