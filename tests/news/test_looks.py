"""The look of holidays and days of mourning: set by the board, put on and taken off by the clock, one address."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from editorial.clock import tick
from editorial.models import LogEntry, Office
from news import looks
from news.models import Change, Look
from tests.desk import add_address, desk_client, form_address, sent_by
from tests.factories import make_person
from tests.news.public import at, text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/giao-dien.css"
BEGINS, ENDS = at("2026-11-26 00:00"), at("2026-11-28 00:00")
SECOND = timedelta(seconds=1)


def make_look(occasion="mourning", starts_at=BEGINS, ends_at=ENDS, **fields) -> Look:
    return Look.objects.create(occasion=occasion, starts_at=starts_at, ends_at=ends_at, **fields)


def stylesheet(client) -> str:
    return text_of(client.get(ADDRESS))


def rules(css: str) -> bool:
    return "{" in css


@pytest.fixture
def desk(client):
    return desk_client(client, make_person(Office.MEMBER))


def test_a_look_is_in_force_from_its_beginning_up_to_its_end():
    look = make_look()
    moments = (BEGINS - SECOND, BEGINS, ENDS - SECOND, ENDS)
    assert [looks.in_force(moment) for moment in moments] == [None, look, look, None]


def test_mourning_goes_before_a_holiday_and_the_later_before_the_earlier():
    mourning = make_look(starts_at=BEGINS + timedelta(days=1))
    make_look("holiday", starts_at=BEGINS)
    second = make_look("holiday", starts_at=BEGINS + timedelta(hours=1))
    assert looks.in_force(BEGINS + timedelta(hours=2)) == second
    assert looks.in_force(ENDS - SECOND) == mourning


def test_every_public_page_asks_for_the_one_stylesheet(client):
    for address in ("/", "/tim-kiem/", "/khong-co/"):
        assert f'<link rel="stylesheet" href="{ADDRESS}" media="screen">' in text_of(client.get(address))


def test_the_clock_puts_a_look_on_and_takes_it_off_and_no_page_changes(client):
    make_look()
    home = client.get("/").content
    seen = []
    for moment in (BEGINS - SECOND, BEGINS, ENDS - SECOND, ENDS):
        with time_machine.travel(moment, tick=False):
            tick()
            seen.append(rules(stylesheet(client)))
            assert client.get("/").content == home
    assert seen == [False, True, True, False]


def test_what_citizens_see_does_not_change_before_the_clock_has_made_its_round(client):
    make_look()
    with time_machine.travel(BEGINS, tick=False):
        assert not rules(stylesheet(client))


def test_the_press_is_told_once_each_time(settings):
    settings.PRESS = True
    make_look()
    for moment in (BEGINS - SECOND, BEGINS, BEGINS + SECOND, ENDS, ENDS + SECOND):
        looks.swap(moment)
    assert [(change.kind, change.subject) for change in Change.objects.all()] == [("address", ADDRESS)] * 2


def test_the_stylesheet_is_asked_for_each_time_and_answered_by_304_while_it_is_the_same(client):
    look = make_look()
    ordinary = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": ordinary["ETag"]})
    Look.objects.filter(pk=look.pk).update(is_shown=True)
    changed = client.get(ADDRESS, headers={"if-none-match": ordinary["ETag"]})
    assert (ordinary.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert ordinary["Content-Type"] == "text/css; charset=utf-8"
    assert ordinary["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in ordinary.headers


@pytest.mark.parametrize("occasion", ["mourning", "holiday"])
def test_each_look_is_a_stylesheet_that_needs_nothing_from_elsewhere(client, occasion):
    make_look(occasion, is_shown=True)
    css = stylesheet(client)
    assert css.count("{") == css.count("}") > 0
    assert "http:" not in css.replace("http://www.w3.org/2000/svg", "")
    assert "https:" not in css
    assert "@import" not in css


# -- at the desk -----------------------------------------------------------------------------------------------


def test_the_board_sets_a_look_that_is_shown_at_once_and_takes_it_away_again(desk):
    now = timezone.localtime()
    days = {
        "starts_at": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}",
    }
    desk.post(add_address(Look), {"occasion": "mourning", "note": "Thông báo số 12", **days})
    look = Look.objects.get()
    put_on = rules(stylesheet(desk))
    desk.post(form_address(look).replace("change", "delete"), {"post": "yes"})
    assert (put_on, rules(stylesheet(desk))) == (True, False)
    assert list(LogEntry.objects.order_by("number").values_list("action", "subject")) == [
        ("add", f"look:{look.pk}"),
        ("remove", f"look:{look.pk}"),
    ]


def test_a_look_that_is_shortened_is_taken_off_at_once(desk):
    now = timezone.localtime()
    look = make_look(starts_at=now - timedelta(days=2), ends_at=now + timedelta(days=2))
    looks.swap(now)
    sent = sent_by(desk.get(form_address(look)))
    desk.post(form_address(look), {**sent, "ends_at": f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}"})
    assert not rules(stylesheet(desk))


def test_a_look_that_ends_before_it_begins_is_refused(desk):
    page = desk.post(
        add_address(Look), {"occasion": "holiday", "starts_at": "2026-12-05T07:00", "ends_at": "2026-12-01T17:00"}
    )
    assert page.status_code == 200
    assert "Thời điểm kết thúc phải sau thời điểm bắt đầu." in text_of(page)
    assert not Look.objects.exists()


def test_the_database_shows_one_look_at_most():
    make_look(is_shown=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_look("holiday", is_shown=True)


@pytest.mark.parametrize("office", [Office.CONTRIBUTOR, Office.TECHNICAL])
def test_only_the_board_sets_looks(client, office):
    desk_client(client, make_person(office))
    assert client.post(add_address(Look), {"occasion": "holiday"}, follow=True).status_code == 403
