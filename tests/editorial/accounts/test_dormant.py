"""Accounts nobody uses: warned, closed, opened again by a board member at their owner's asking."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from editorial.accounts.dormant import WARNING
from editorial.clock import tick
from editorial.models import LogEntry, Notice, Office, User
from tests.factories import make_person
from tests.second_factor import LOGIN, give_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_person(Office.DEPUTY)


def days_later(days: int, *busy: User) -> None:
    """Let so many days pass, the clock running; those who are busy log in."""
    start = timezone.now()
    for day in range(days + 1):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            User.objects.filter(pk__in=[person.pk for person in busy]).update(last_login=timezone.now())
            tick()


def warnings_of(person) -> int:
    return Notice.objects.filter(recipient=person, sentence=WARNING).count()


def test_an_unused_account_is_warned_once_at_thirty_days_and_closed_at_forty_five(member, other):
    days_later(29, other)
    assert warnings_of(member) == 0
    days_later(44, other)
    member.refresh_from_db()
    assert (warnings_of(member), member.is_active) == (1, True)
    days_later(46, other)
    member.refresh_from_db()
    assert (warnings_of(member), member.is_active) == (1, False)
    assert LogEntry.objects.filter(action="close_dormant", subject=f"user:{member.pk}").count() == 1
    assert Notice.objects.filter(recipient=other, sentence__contains=member.username).exists()


def test_an_account_in_use_is_neither_warned_nor_closed(member):
    days_later(60, member)
    member.refresh_from_db()
    assert (warnings_of(member), member.is_active) == (0, True)


def test_nobody_is_closed_unwarned_by_a_clock_that_was_away(member):
    with time_machine.travel(timezone.now() + timedelta(days=200), tick=False):
        tick()
        tick()
    member.refresh_from_db()
    assert (warnings_of(member), member.is_active) == (1, True)


def close(person) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False, dormant_at=timezone.now())


def test_its_owner_asks_at_the_login_page_and_a_board_member_opens_it(member, other):
    close(member)
    page = give_password(Client(), member).content.decode()
    assert "đã tự đóng" in page
    assert not Notice.objects.filter(recipient=other).exists()
    give_password(Client(), member, reopen="on")
    assert Notice.objects.filter(recipient=other, sentence__contains="đề nghị mở lại").exists()
    client = Client()
    client.force_login(other)
    assert f"/tai-khoan/mo-lai/{member.pk}/" in client.get("/quan-tri/").content.decode()
    client.post(f"/tai-khoan/mo-lai/{member.pk}/")
    told = Notice.objects.filter(sentence__contains="mở lại tài khoản").exclude(sentence__contains="đề nghị")
    assert [notice.recipient for notice in told] == [member]  # not whoever opened it
    assert give_password(Client(), member).status_code == 302
    days_later(1, other)
    member.refresh_from_db()
    assert member.is_active


def test_a_wrong_password_tells_nothing_of_a_closed_account(member):
    close(member)
    page = Client().post(LOGIN, {"login": member.username, "password": "sai", "reopen": "on"}).content.decode()
    assert "tự đóng" not in page
    member.refresh_from_db()
    assert member.reopening_asked_at is None


@pytest.mark.parametrize("office", [Office.CONTRIBUTOR, Office.TECHNICAL])
def test_only_the_board_opens_it_again(member, office):
    close(member)
    give_password(Client(), member, reopen="on")
    client = Client()
    client.force_login(make_person(office))
    assert client.post(f"/tai-khoan/mo-lai/{member.pk}/").status_code == 403
    member.refresh_from_db()
    assert not member.is_active


def test_an_account_closed_by_the_administrator_is_not_opened_this_way(member, other):
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert "không đúng" in give_password(Client(), member, reopen="on").content.decode()
    client = Client()
    client.force_login(other)
    assert client.post(f"/tai-khoan/mo-lai/{member.pk}/").status_code == 409
