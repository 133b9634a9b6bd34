"""Who enters the desk, and what each finds there."""

import pytest
from django.urls import NoReverseMatch, reverse

from editorial.models import Office, State
from tests.desk import desk_client, form_address, list_address, make_superuser
from tests.factories import make_article, make_banner, make_page, make_person, make_user

pytestmark = pytest.mark.django_db

BOARD = (Office.CHAIR, Office.DEPUTY, Office.MEMBER)


@pytest.mark.parametrize("office", BOARD)
def test_the_board_enters(client, office):
    desk_client(client, make_person(office))

    assert client.get(reverse("admin:index")).status_code == 200


def test_a_stranger_is_sent_to_the_one_login_page(client):
    answer = client.get(reverse("admin:index"), follow=True)

    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "person",
    [
        lambda: make_person(Office.CONTRIBUTOR),
        lambda: make_person(Office.CHAIR, ended=True),
        make_user,
    ],
    ids=["contributor", "former chair", "no office"],
)
def test_a_person_without_an_office_here_does_not_enter(client, person):
    desk_client(client, person())
    article = make_article(State.DRAFT)

    for address in (reverse("admin:index"), list_address(type(article)), form_address(article)):
        assert client.get(address, follow=True).status_code == 403


@pytest.mark.parametrize("person", [lambda: make_person(Office.TECHNICAL), make_superuser], ids=["office", "superuser"])
def test_a_technical_administrator_sees_accounts_and_no_content(client, person):
    desk_client(client, person())
    pieces = [make_article(State.PUBLISHED), make_page(State.DRAFT), make_banner(State.DRAFT)]

    assert client.get(reverse("admin:editorial_user_changelist")).status_code == 200
    for piece in pieces:
        assert client.get(list_address(type(piece))).status_code == 403
        assert client.get(form_address(piece)).status_code == 403
        assert client.get(form_address(piece).replace("change", "history")).status_code == 404
        assert client.get(reverse("preview", args=[piece.kind, piece.pk])).status_code == 404
        assert piece.title_text() not in client.get(reverse("admin:index")).content.decode()


def test_the_board_does_not_see_accounts(client):
    desk_client(client, make_person(Office.CHAIR))

    assert client.get(reverse("admin:editorial_user_changelist")).status_code == 403


def test_there_is_no_door_that_tells_the_address_of_any_row():
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])


def test_the_menu_stands_by_work(client):
    desk_client(client, make_person(Office.MEMBER))

    groups = client.get(reverse("admin:index")).context["available_apps"]

    assert [group["name"] for group in groups] == [
        "Tin bài", "Trang", "Băng rôn", "Lịch", "Sau khi đăng", "Chuyên mục", "Trang chủ", "Thư viện",
        "Thời hạn", "Ban biên tập", "Nhật ký",
    ]  # fmt: skip


def test_nothing_of_an_edition_is_deleted_or_done_in_bulk(client):
    desk_client(client, make_person(Office.CHAIR))
    for piece in (make_article(State.DRAFT), make_page(State.DRAFT), make_banner(State.DRAFT)):
        address = form_address(piece).replace("change", "delete")
        bulk = {"action": "delete_selected", "_selected_action": [piece.pk], "post": "yes"}

        assert client.post(address, {"post": "yes"}).status_code == 403
        client.post(list_address(type(piece)), bulk)

        assert type(piece).objects.filter(pk=piece.pk).exists()


def test_pages_of_the_desk_are_not_kept_and_run_no_inline_script(client):
    desk_client(client, make_person(Office.CHAIR))

    for address in (reverse("admin:index"), list_address(type(make_article())), form_address(make_article())):
        answer = client.get(address)
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
