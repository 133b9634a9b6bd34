"""The page of the search; what is found is tested with the search itself."""

import pytest

from tests.factories import make_category, make_person
from tests.news.public import make_live, text_of

pytestmark = pytest.mark.django_db


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
