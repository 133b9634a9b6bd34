"""Guessing is bounded, and no bound lets one person shut another out."""

import json

import pytest
from django.test import Client

from editorial import lines
from editorial.accounts import throttle
from editorial.models import Attempt, Office
from tests.factories import make_person
from tests.second_factor import LOGIN, SECOND, add_application, code, give_password, log_in

pytestmark = pytest.mark.django_db
TOO_OFTEN = "Đã thử sai quá nhiều lần từ nơi này."
HOME, ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}, {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def chair():
    person = make_person(Office.CHAIR)
    add_application(person)
    return person


def guess(name: str, turns: int, **where):
    for turn in range(turns):
        answer = Client(**where).post(LOGIN, {"login": name, "password": f"sai-{turn}"})
    return answer


def test_after_five_wrong_passwords_the_right_one_is_refused_from_that_place(chair):
    guess(chair.username, throttle.PER_NAME_AND_PLACE, **ELSEWHERE)
    answer = give_password(Client(**ELSEWHERE), chair)
    assert (answer.status_code, TOO_OFTEN in answer.content.decode()) == (200, True)


def test_the_chair_is_not_shut_out_at_home_by_a_thousand_guesses_elsewhere(chair):
    guess(chair.username, 30, **ELSEWHERE)
    client = Client(**HOME)
    give_password(client, chair)
    assert client.post(SECOND, {"code": code()})["Location"] == "/ban-lam-viec/"


def test_a_device_that_has_logged_in_before_gets_in_while_the_name_is_attacked_from_everywhere(chair):
    known = log_in(chair, Client(**HOME))
    known.post("/dang-xuat/")
    for _turn in range(throttle.PER_NAME):
        Attempt.objects.create(kind=throttle.LOGIN, key=throttle._key(chair.username))
    assert TOO_OFTEN in give_password(Client(**HOME), chair).content.decode()
    assert give_password(known, chair)["Location"] == SECOND


def test_the_mark_of_a_known_device_is_of_one_person_and_of_the_password_that_holds(chair):
    other = make_person()
    known = log_in(chair, Client(**HOME))
    request = known.get("/dang-nhap/").wsgi_request
    assert throttle.knows_device(request, chair.username)
    assert not throttle.knows_device(request, other.username)
    chair.set_password("một câu khác hẳn")
    chair.save()
    assert not throttle.knows_device(request, chair.username)
    request.COOKIES[throttle.DEVICE_COOKIE] += "x"
    assert not throttle.knows_device(request, chair.username)


def test_a_name_that_does_not_exist_is_bounded_alike(chair):
    pages = []
    for name in (chair.username, "khong-co-nguoi-nay"):
        guess(name, throttle.PER_NAME_AND_PLACE, **ELSEWHERE)
        pages.append(guess(name, 1, **ELSEWHERE).content.decode())
    assert all(TOO_OFTEN in page for page in pages)


def test_one_place_tries_a_bounded_number_of_names(chair):
    for turn in range(throttle.PER_PLACE):
        guess(f"ten-{turn}", 1, **ELSEWHERE)
    assert TOO_OFTEN in give_password(Client(**ELSEWHERE), chair).content.decode()
    assert give_password(Client(**HOME), chair)["Location"] == SECOND


def test_codes_are_guessed_five_times_and_then_no_more(chair):
    client = Client(**ELSEWHERE)
    give_password(client, chair)
    for turn in range(throttle.PER_CODE):
        client.post(SECOND, {"code": f"{turn:06}"})
    assert TOO_OFTEN in client.post(SECOND, {"code": code()}).content.decode()
    home = Client(**HOME)
    give_password(home, chair)
    assert home.post(SECOND, {"code": code()}).status_code == 302


def test_nothing_of_a_person_stands_in_what_is_counted(chair):
    guess(chair.username, 2, **ELSEWHERE)
    kept = " ".join(f"{row.kind} {row.key}" for row in Attempt.objects.all())
    assert chair.username not in kept
    assert ELSEWHERE["REMOTE_ADDR"] not in kept


def test_forms_that_were_not_filled_in_count_as_no_guess(chair):
    for _ in range(20):
        Client(**HOME).post(LOGIN, {"login": chair.username, "password": ""})
    assert give_password(Client(**HOME), chair)["Location"] == SECOND


def test_what_was_tried_in_vain_is_in_the_stream_with_the_account_and_without_what_was_typed(chair, monkeypatch):
    heard = []
    monkeypatch.setattr(lines.security, "isEnabledFor", lambda level: True)
    monkeypatch.setattr(lines.security, "info", heard.append)
    guess(chair.username, throttle.PER_NAME_AND_PLACE + 1, **ELSEWHERE)
    guess("mật khẩu gõ nhầm ô", 1, **HOME)
    told = [json.loads(line) for line in heard]
    assert [(one["event"], one["username"], one["address"]) for one in told] == [
        *[("login_failed", chair.username, "203.0.113.9")] * throttle.PER_NAME_AND_PLACE,
        ("login_refused", chair.username, "203.0.113.9"),
        ("login_failed", None, "198.51.100.7"),
    ]
    assert "gõ nhầm" not in "".join(heard)
    assert "sai-" not in "".join(heard)
