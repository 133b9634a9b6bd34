"""Floods and machines: forms that were never opened, sent twice, sent too fast, sent too often; and tampered tokens."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editorial.models import LogEntry, Notice, Office
from news.letters import bounds, token
from news.letters.form import TRAP
from news.letters.receive import NUMBER, TOLD_EACH
from news.models import Letter
from tests.factories import make_letter, make_person
from tests.news.letters import ALERT, FULL, PLACES, WORDS, open_form, receipt_of, send, token_on
from tests.news.public import at, text_of

pytestmark = pytest.mark.django_db


def test_the_same_form_sent_twice_is_one_letter_with_one_receipt():
    form = open_form()
    first, second = send(token=form), send(token=form, after=60)
    assert receipt_of(first) == receipt_of(second)
    assert Letter.objects.count() == 1


def test_a_used_form_with_other_words_is_no_second_letter_until_it_is_sent_knowingly():
    form = open_form()
    send(token=form)
    page = send(token=form, text="Một ý kiến khác hẳn.")
    assert (page.status_code, Letter.objects.count()) == (409, 1)
    assert "khác lần trước và chưa được gửi" in text_of(page)
    assert "Một ý kiến khác hẳn." in text_of(page)
    send(token=token_on(page), text="Một ý kiến khác hẳn.", after=60)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    ("after", "taken"),
    [(0, False), (token.YOUNGEST - 1, False), (token.YOUNGEST, True), (43_199, True), (43_201, False)],
)
def test_a_form_is_sent_neither_faster_than_a_person_can_nor_after_half_a_day(after, taken):
    with time_machine.travel(at("2026-11-27 09:00"), tick=False):
        page = send(after=after)
        assert (page.status_code, Letter.objects.count()) == ((200, 1) if taken else (422, 0))
        if not taken:
            assert ALERT in text_of(page)
            assert WORDS["text"] in text_of(page)
            assert "checked" in text_of(page)
            assert send(token=token_on(page), after=after + 10).status_code == 200


def test_a_form_of_one_kind_is_no_form_of_another():
    page = send("request", token=open_form("feedback"))
    assert (page.status_code, Letter.objects.count()) == (422, 0)
    assert send("request", token=token_on(page), after=60).status_code == 200


@pytest.mark.parametrize("sent", ["", "x", "a:b:c", "x" * 5000, "\x00", "đ:đ:đ"])
def test_without_a_token_of_ours_nothing_is_stored_and_nothing_is_lost(sent):
    page = Client().post(PLACES["feedback"], {**WORDS, "phieu": sent})
    assert (page.status_code, Letter.objects.count()) == (422, 0)
    assert WORDS["text"] in text_of(page)


@given(place=st.integers(0, 400), letter=st.characters(codec="utf-8"), cut=st.booleans())
def test_no_tampered_token_is_ever_read(place, letter, cut):
    good = token.issue("feedback", 1)
    place %= len(good)
    bad = good[:place] + ("" if cut else letter) + good[place + 1 :]
    with time_machine.travel(timezone.now() + timedelta(seconds=60), tick=False):
        assert token.read(good, "feedback").consent_id == 1
        if bad != good:
            with pytest.raises(token.TokenRefused):
                token.read(bad, "feedback")


@given(st.text(max_size=600))
def test_no_text_is_read_as_a_token(text):
    with pytest.raises(token.TokenRefused):
        token.read(text, "feedback")


@given(st.integers(1900, 9999), st.integers(1, 999_999), st.sampled_from(["-", " ", "", " - ", "–"]))
def test_every_number_is_read_back_however_it_is_spaced(year, count, gap):
    found = NUMBER.fullmatch(f"yk{gap}{year}{gap or '-'}{count:06}")
    assert (int(found[1]), int(found[2])) == (year, count)


@given(st.integers(1, 10_000))
def test_codes_are_of_symbols_that_nobody_misreads_and_differ(turn):
    codes = [token.Ticket(f"{turn}.{other}", 1).code for other in range(3)]
    assert len(set(codes)) == 3
    for code in codes:
        assert len(code) == token.CODE_LENGTH
        assert set(code) <= set(token.PLAIN_SYMBOLS)
        assert token.plain_code(token.spaced_code(code).lower()) == code


def test_a_machine_that_fills_in_what_no_person_sees_is_refused_and_a_person_goes_on():
    page = send(**{TRAP: "https://mua-ban.example"})
    assert (page.status_code, Letter.objects.count()) == (422, 0)
    assert "mua-ban.example" not in text_of(page)
    assert WORDS["text"] in text_of(page)
    assert send(token=token_on(page), after=60).status_code == 200
    assert 'aria-hidden="true"' in text_of(page)
    assert f'name="{TRAP}" tabindex="-1"' in text_of(page)


def test_one_address_sends_so_many_an_hour_and_another_still_can():
    pages = [send() for _ in range(bounds.FROM_ONE + 1)]
    assert [page.status_code for page in pages] == [200] * bounds.FROM_ONE + [429]
    assert int(pages[-1]["Retry-After"]) > 0
    assert "Nội dung vừa gõ còn nguyên" in text_of(pages[-1])
    assert WORDS["text"] in text_of(pages[-1])
    assert send(address="198.51.100.8").status_code == 200
    assert send(token=token_on(pages[-1]), after=3700).status_code == 200


def test_one_subscriber_with_many_addresses_is_one():
    addresses = [f"2001:db8:1:2::{turn}" for turn in range(bounds.FROM_ONE + 1)]
    assert [send(address=one).status_code for one in addresses][-1] == 429
    assert send(address="2001:db8:1:3::1").status_code == 200


def test_behind_a_server_of_ours_it_is_the_address_that_this_server_reports():
    def send_through(told: str, peer: str):
        form = open_form()
        client = Client(REMOTE_ADDR=peer, headers={"X-Forwarded-For": told})
        with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
            return client.post(PLACES["feedback"], {**WORDS, "phieu": form}).status_code

    assert [send_through(f"198.51.100.{turn}", "127.0.0.1") for turn in range(7)] == [200] * 7
    # From outside nobody can choose the address that is counted.
    assert [send_through(f"203.0.113.{turn}", "8.8.8.8") for turn in range(6)] == [200] * 5 + [429]


def test_midnight_gives_an_address_no_second_hour():
    with time_machine.travel(at("2026-11-27 23:50"), tick=False):
        assert [send().status_code for _ in range(bounds.FROM_ONE)] == [200] * bounds.FROM_ONE
    with time_machine.travel(at("2026-11-28 00:05"), tick=False):
        assert send().status_code == 429


def test_all_together_send_so_many_an_hour():
    for _ in range(bounds.FROM_ALL):
        make_letter()
    page = send()
    assert (page.status_code, Letter.objects.count()) == (429, bounds.FROM_ALL)
    assert "quá nhiều ý kiến" in text_of(page)
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        assert send().status_code == 200


def test_a_flood_is_no_flood_of_notices():
    make_person(Office.MEMBER)
    for _ in range(3 * TOLD_EACH):
        make_letter()
    assert Notice.objects.count() == TOLD_EACH


def test_no_line_of_the_log_and_no_entry_holds_a_word_or_an_address(caplog):
    make_person(Office.MEMBER)
    with caplog.at_level(logging.DEBUG):
        pages = [send("request"), send("request", text=""), send(token="x")]
        pages += [send("request") for _ in range(bounds.FROM_ONE)]
    assert {page.status_code for page in pages} == {200, 422, 429}
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    said += [entry.text for entry in LogEntry.objects.all()]
    private = (FULL["name"], FULL["contact"], FULL["text"], "198.51.100.7")
    assert [(word, line) for word in private for line in said if word in line] == []
    assert "198.51.100.7" not in "".join(Letter.objects.values_list("sender_mark", flat=True))
