"""A double tap on PostgreSQL, with real threads: one piece, one save, and the same answer twice."""

import threading

import pytest
from django.db import connections

from news.models import Article
from tests.factories import make_article, make_person
from tests.news.contributors import NEW, browser_of, open_form, piece_url

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def tap_twice(browser, url: str, fields: dict) -> list:
    """Send the same form from two threads at once; give both answers."""
    barrier, answers = threading.Barrier(2), []

    def tap():
        own = type(browser)()
        own.cookies = browser.cookies.copy()
        barrier.wait()
        try:
            answers.append(own.post(url, fields))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tap) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_taps_at_once_make_one_piece():
    browser = browser_of(make_person())
    for number in range(5):
        fields = {**open_form(browser, NEW), "headline": f"Bài {number}", "body": "Nội dung."}
        answers = tap_twice(browser, NEW, fields)
        article = Article.objects.get(headline=f"Bài {number}")
        assert [answer["Location"] for answer in answers] == [piece_url(article)] * 2


def test_two_taps_at_once_save_once_and_nobody_is_told_of_a_conflict():
    me = make_person()
    browser = browser_of(me)
    article = make_article(author=me)
    fields = {**open_form(browser, piece_url(article)), "headline": "Hai lần bấm"}
    answers = tap_twice(browser, piece_url(article), fields)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Article.objects.get().version == article.version + 1
