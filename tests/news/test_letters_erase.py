"""Letters are erased by the clock: as late as was promised, and sooner when that is set."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from editorial.models import LogEntry, Office
from news.letters import desk, erase
from news.models import Letter
from tests.factories import make_letter, make_person
from tests.news.letters import FULL, look_up, receipt_of, send
from tests.news.public import text_of

pytestmark = pytest.mark.django_db
WRITTEN = {"text": "Chữ của công dân ở đây.", "name": "Người Gửi Mẫu", "contact": "0900 000 000", "place": "/thong-ke/"}


def run_clock(*, days: float) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        call_command("clock", "--once", verbosity=0)


def words_of(letter) -> list:
    row = Letter.objects.get(pk=letter.pk)
    return [value for value in (row.text, row.name, row.contact, row.place, row.answer, row.notes) if value]


def test_what_was_written_goes_after_the_days_that_were_set_and_number_kind_and_dates_stay(settings, member):
    settings.LETTER_DAYS = 60
    letter = make_letter("wrong", **WRITTEN)
    desk.add_note(letter, "Đã gọi số 0900.", actor=member)
    desk.answer(letter, "Đã sửa.", actor=member)
    before = Letter.objects.get(pk=letter.pk)
    run_clock(days=59)
    assert len(words_of(letter)) == 6
    run_clock(days=61)
    after = Letter.objects.get(pk=letter.pk)
    assert words_of(letter) == []
    kept = ("number", "kind", "state", "received_at", "due_at", "closed_at", "consent_id")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    entry = LogEntry.objects.get(action="letter_erased")
    assert (entry.subject, json.loads(entry.text)["data"], entry.actor) == (f"letter:{letter.pk}", {}, None)


def test_no_column_of_an_erased_letter_holds_a_word_of_it(member):
    letter = make_letter("wrong", **WRITTEN)
    desk.mark_invalid(letter, actor=member)
    run_clock(days=31)
    row = json.dumps(list(Letter.objects.values().filter(pk=letter.pk)), default=str, ensure_ascii=False)
    assert [word for word in WRITTEN.values() if word in row] == []


def test_the_citizen_is_told_that_it_was_erased(member):
    number, code = receipt_of(send("request"))
    desk.answer(Letter.objects.get(), "Có ở mục Nghị quyết.", actor=member)
    run_clock(days=366)
    page = look_up(number, code)
    assert page.status_code == 200
    assert "đã được xóa theo thời hạn lưu" in text_of(page)
    assert "Có ở mục Nghị quyết." not in text_of(page)
    assert FULL["text"] not in text_of(page)


def test_what_is_none_is_erased_after_thirty_days(member):
    letter = make_letter(**WRITTEN)
    desk.mark_invalid(letter, actor=member)
    run_clock(days=29)
    assert words_of(letter) != []
    run_clock(days=31)
    assert words_of(letter) == []


@pytest.mark.parametrize(("promised", "now", "gone_after"), [(365, 30, 30), (30, 365, 30)])
def test_the_shorter_of_what_was_promised_and_what_is_set_now_holds(settings, member, promised, now, gone_after):
    settings.LETTER_DAYS = promised
    letter = make_letter(**WRITTEN)
    desk.answer(letter, "Đã sửa.", actor=member)
    settings.LETTER_DAYS = now
    run_clock(days=gone_after - 1)
    assert words_of(letter) != []
    run_clock(days=gone_after + 1)
    assert words_of(letter) == []


def test_what_waits_or_was_taken_up_again_stays(member):
    waits, again = make_letter(**WRITTEN), make_letter(**WRITTEN)
    desk.answer(again, "Đã sửa.", actor=member)
    desk.reopen(again, actor=member)
    run_clock(days=1000)
    assert [len(words_of(letter)) for letter in (waits, again)] == [4, 5]


def test_an_erased_letter_is_acted_on_no_more(client, member):
    letter = make_letter(**WRITTEN)
    desk.mark_invalid(letter, actor=member)
    run_clock(days=31)
    client.force_login(member)
    for act in ("mo-lai", "ghi-chu", "nhan"):
        assert client.post(f"/ban-lam-viec/y-kien/{letter.pk}/{act}/", {"text": "Thử"}).status_code == 409
    assert "Nội dung đã được xóa" in text_of(client.get(f"/quan-tri/news/letter/{letter.pk}/change/"))


def test_a_citizen_who_asks_for_it_is_erased_at_once_by_who_leads(client, member):
    letter = make_letter(**WRITTEN)
    desk.add_note(letter, "Đã gọi số 0900.", actor=member)
    address, asked = f"/ban-lam-viec/y-kien/{letter.pk}/xoa/", {"da-yeu-cau": "on"}
    client.force_login(member)
    assert client.post(address, asked).status_code == 403
    client.force_login(make_person(Office.CHAIR))
    assert client.post(address).status_code == 422
    assert len(words_of(letter)) == 5
    assert client.post(address, asked).status_code == 302
    assert words_of(letter) == []
    assert Letter.objects.get().state == "invalid"
    assert LogEntry.objects.get(action="letter_erased_on_request").subject == f"letter:{letter.pk}"
    assert client.post(address, asked).status_code == 409


def test_more_than_one_round_holds_are_all_erased(monkeypatch, member):
    monkeypatch.setattr(erase, "IN_ROUND", 2)
    letters = [make_letter(**WRITTEN) for _ in range(5)]
    for letter in letters:
        desk.mark_invalid(letter, actor=member)
    for _ in range(4):
        run_clock(days=31)
    assert [words for letter in letters for words in words_of(letter)] == []
    assert LogEntry.objects.filter(action="letter_erased").count() == 5


def test_the_mark_of_an_address_is_forgotten_within_two_days():
    letter = make_letter()
    assert Letter.objects.get().sender_mark
    run_clock(days=2)
    assert Letter.objects.get().sender_mark == ""
    assert Letter.objects.get().text == letter.text
