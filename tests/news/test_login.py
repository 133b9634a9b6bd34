"""Coming in, going out, a new password. The second step: tests/editorial/accounts/."""

import pytest
from django.test import Client

from editorial.models import LogEntry, Office
from tests.factories import make_person, make_user
from tests.news.contributors import PIECES, browser_of
from tests.second_factor import add_application, code, give_password, log_in

pytestmark = pytest.mark.django_db
LOGIN = "/dang-nhap/"


def test_a_contributor_comes_to_the_own_pieces():
    person = make_person()
    add_application(person)
    client = Client()
    give_password(client, person)
    response = client.post("/dang-nhap/ma/", {"code": code()}, follow=True)
    assert response.redirect_chain[-1][0] == PIECES


def test_the_name_may_be_typed_with_capitals():
    person = make_person()
    response = Client().post(LOGIN, {"login": person.username.upper(), "password": "mat-khau-thu"})
    assert response.status_code == 302


def test_unknown_name_wrong_password_and_closed_account_get_the_same_page():
    person = make_person()
    closed = make_user(is_active=False)
    pages = []
    for username, password in [("khong-co", "x"), (person.username, "sai"), (closed.username, "mat-khau-thu")]:
        page = Client().post(LOGIN, {"login": username, "password": password}).content.decode()
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
    assert LogEntry.objects.filter(action="password", subject=f"user:{person.pk}").exists()


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one():
    person = make_person()
    add_application(person)
    other = log_in(person)
    this = browser_of(person)
    new = {"new_password1": "cánh đồng sen 2026", "new_password2": "cánh đồng sen 2026"}
    this.post("/doi-mat-khau/", {"old_password": "mat-khau-thu", **new})
    assert this.get(PIECES).status_code == 200
    assert other.get(PIECES).status_code == 302


@pytest.mark.parametrize("office", [Office.TECHNICAL, Office.MEMBER, Office.CONTRIBUTOR])
def test_everybody_with_an_account_can_change_the_password(office):
    page = browser_of(make_person(office)).get("/doi-mat-khau/")
    assert page.status_code == 200
    assert ("Viết bài mới" in page.content.decode()) == (office != Office.TECHNICAL)
