"""The page of the search; what is found is tested with the search itself."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event, Semaphore
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection

from editorial.models import Office
from news.search import SearchBusy, take_place
from tests.factories import make_category, make_person
from tests.news.public import make_live, text_of
from tests.second_factor import AGENT, cookie_for

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]


def test_the_page_without_a_query_explains_how_to_search(client):
    response = client.get("/tim-kiem/")
    assert response.status_code == 200
    assert "hoi dong nhan dan" in text_of(response)


def test_hits_are_marked_and_lead_to_their_pieces(client):
    article = make_live("Chất vấn về nước sạch nông thôn")
    page = text_of(client.get("/tim-kiem/", {"q": "nuoc sach"}))
    assert f'href="{article.get_absolute_url()}"' in page
    assert "<mark>" in page
    assert 'value="nuoc sach"' in page


def test_no_hit_says_so_and_keeps_what_was_typed(client):
    page = text_of(client.get("/tim-kiem/", {"q": "khong-co-tu-nay"}))
    assert "Không tìm thấy tin, bài nào" in page
    assert 'value="khong-co-tu-nay"' in page


def test_a_query_of_ten_thousand_letters_is_cut_and_says_so(client):
    response = client.get("/tim-kiem/", {"q": "chất vấn " * 1200})
    assert response.status_code == 200
    assert "Từ khóa quá dài: chỉ tìm theo 200 ký tự đầu." in text_of(response)


@pytest.mark.parametrize("query", ['"', "'; DROP TABLE", "<script>alert(1)</script>", "*", "\x00", "NEAR(", "  ", "%"])
def test_a_strange_query_is_only_text(client, query):
    response = client.get("/tim-kiem/", {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)


@pytest.mark.parametrize("page", ["0", "-1", "999999", "hai", "²", "1 OR 1"])
def test_a_strange_page_number_is_the_nearest_page(client, page):
    make_live("Chất vấn về nước sạch")
    response = client.get("/tim-kiem/", {"q": "nước sạch", "trang": page})
    assert response.status_code == 200
    assert response.context["results"].page == 1


def test_more_than_a_page_of_hits_is_walked_by_pages(client):
    how = {"author": make_person(), "category": make_category()}
    for day in range(1, 26):
        make_live("Chất vấn về nước sạch", published=f"2026-11-{day:02} 08:00", **how)
    first = text_of(client.get("/tim-kiem/", {"q": "nước sạch"}))
    assert "25 tin, bài có" in first
    assert 'href="?q=n%C6%B0%E1%BB%9Bc%20s%E1%BA%A1ch&amp;trang=2"' in first
    second = client.get("/tim-kiem/", {"q": "nước sạch", "trang": "2"})
    assert len(second.context["results"].hits) == 5
    assert 'rel="prev"' in text_of(second)


# -- a flood --------------------------------------------------------------------------------------------


@pytest.fixture
def all_places_taken():
    """As many searches going on as there may be."""
    with ExitStack() as stack:
        for _ in range(settings.SEARCHES_AT_ONCE):
            stack.enter_context(take_place())
        yield


def test_one_search_too_many_is_told_so_and_keeps_what_was_typed(client, all_places_taken):
    response = client.get("/tim-kiem/", {"q": 'nước "sạch"'})
    assert response.status_code == 503
    assert response["Retry-After"] == "3"
    assert response["Cache-Control"] == "no-store"
    page = text_of(response)
    assert "Nhiều người đang tìm cùng lúc" in page
    assert 'value="nước &quot;sạch&quot;"' in page


def test_one_search_too_many_asks_nothing_of_the_database(client, all_places_taken, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/tim-kiem/", {"q": "nước"}).status_code == 503


def test_the_page_without_a_query_and_the_login_are_there_while_all_places_are_taken(client, all_places_taken):
    assert client.get("/tim-kiem/").status_code == 200
    assert client.get("/dang-nhap/").status_code == 200


def test_a_place_is_free_again_after_a_search_that_failed(client, monkeypatch):
    def fail(*args):
        raise LookupError

    monkeypatch.setattr("news.views.search.search", fail)
    for _ in range(settings.SEARCHES_AT_ONCE + 1):
        with pytest.raises(LookupError):
            client.get("/tim-kiem/", {"q": "nước"})


def test_half_of_the_threads_stay_for_others():
    assert settings.SEARCHES_AT_ONCE == 2


def test_a_search_that_takes_too_long_is_told_as_busy(client, monkeypatch):
    make_live("Chất vấn về nước sạch")
    with monkeypatch.context() as slow:
        slow.setattr("news.search.find._ids", endless)
        slow.setattr("news.search.limits.LONGEST", 0.05)
        assert client.get("/tim-kiem/", {"q": "nước"}).status_code == 503
    assert client.get("/tim-kiem/", {"q": "nước"}).status_code == 200


ENDLESS = {
    "sqlite": "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT max(n) FROM n",
    "postgresql": "SELECT pg_sleep(3600)",
}


def endless(*args) -> list[int]:
    """Ask the database for what takes it years."""
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])
        return cursor.fetchall()


def test_the_desk_answers_while_searches_hold_all_places(live_server, monkeypatch, transactional_db):
    """Real threads: the searches wait for each other, as many again are refused, the desk and the login answer."""
    chair = make_person(Office.CHAIR)
    cookie = cookie_for(chair)
    held, goes_on = Semaphore(0), Event()

    def search_until_told(*args):
        held.release()
        assert goes_on.wait(600)
        raise SearchBusy

    monkeypatch.setattr("news.views.search.search", search_until_told)
    with ThreadPoolExecutor(settings.SEARCHES_AT_ONCE) as people:
        query = live_server.url + "/tim-kiem/?q=a"
        searching = [people.submit(status_of, query) for _ in range(settings.SEARCHES_AT_ONCE)]
        try:
            assert all(held.acquire(timeout=600) for _ in searching)
            refused = [status_of(query) for _ in range(20)]
            answered = [status_of(live_server.url + path, cookie) for path in ("/quan-tri/", "/dang-nhap/", "/")]
            still_searching = [not search.done() for search in searching]
        finally:
            goes_on.set()
    assert refused == [503] * 20
    assert answered == [200, 200, 200]
    assert still_searching == [True] * settings.SEARCHES_AT_ONCE


def status_of(address: str, session: str = "") -> int:
    """Ask for an address, as whoever has this session, and give the status of the answer."""
    try:
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}", "User-Agent": AGENT}
        return urlopen(Request(address, headers=headers), timeout=600).status
    except HTTPError as error:
        return error.code
