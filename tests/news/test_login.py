"""Coming in, going out, a new password."""

import pytest
from django.test import Client

from editorial.models import Office
from tests.factories import make_person, make_user
from tests.news.contributors import PIECES, browser_of

pytestmark = pytest.mark.django_db
LOGIN = "/dang-nhap/"


def log_in(person, password="mat-khau-thu", **more):
    return Client().post(LOGIN, {"username": person.username, "password": password, **more})


def test_a_contributor_comes_to_the_own_pieces():
    response = Client().post(LOGIN, {"username": make_person().username, "password": "mat-khau-thu"}, follow=True)
    assert response.redirect_chain[-1][0] == PIECES


def test_login_leads_back_to_the_page_that_was_asked_for():
    assert log_in(make_person(), next="/cong-tac-vien/viet/")["Location"] == "/cong-tac-vien/viet/"


@pytest.mark.parametrize("place", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"])
def test_login_never_leads_to_another_site(place):
    assert log_in(make_person(), next=place)["Location"] == "/ban-lam-viec/"


def test_the_name_may_be_typed_with_capitals():
    person = make_person()
    response = Client().post(LOGIN, {"username": person.username.upper(), "password": "mat-khau-thu"})
    assert response.status_code == 302


def test_unknown_name_wrong_password_and_closed_account_get_the_same_page():
    person = make_person()
    closed = make_user(is_active=False)
    pages = []
    for username, password in [("khong-co", "x"), (person.username, "sai"), (closed.username, "mat-khau-thu")]:
        page = Client().post(LOGIN, {"username": username, "password": password}).content.decode()
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
        pages.append(page.replace(f'value="{username}"', ""))
    assert len({page.partition("<h1>")[2].replace(_token(page), "") for page in pages}) == 1


def _token(page: str) -> str:
    return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def test_logout_is_a_post_and_ends_the_session():
    browser = browser_of(make_person())
    assert browser.get("/dang-xuat/").status_code == 405
    assert "Đã đăng xuất." in browser.post("/dang-xuat/", follow=True).content.decode()
    assert browser.get(PIECES).status_code == 302


def test_the_password_is_changed_by_its_owner_only_with_the_old_one():
    person = make_person()
    browser = browser_of(person)
    new = {"new_password1": "cánh đồng sen 2026", "new_password2": "cánh đồng sen 2026"}
    assert browser.post("/doi-mat-khau/", {"old_password": "sai", **new}).status_code == 200
    assert browser.post("/doi-mat-khau/", {"old_password": "mat-khau-thu", **new}).status_code == 302
    person.refresh_from_db()
    assert person.check_password("cánh đồng sen 2026")


@pytest.mark.parametrize("office", [Office.TECHNICAL, Office.MEMBER, Office.CONTRIBUTOR])
def test_everybody_with_an_account_can_change_the_password(office):
    page = browser_of(make_person(office)).get("/doi-mat-khau/")
    assert page.status_code == 200
    assert ("Viết bài mới" in page.content.decode()) == (office != Office.TECHNICAL)
