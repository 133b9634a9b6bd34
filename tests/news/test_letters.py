"""A citizen writes to the board: the form, what it refuses, the receipt, the look-up. Nothing is set in the browser."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.models import Holiday, Notice, Office, State
from news.letters import bounds
from news.models import ConsentText, Letter, LetterTime
from tests.factories import make_article, make_letter, make_person
from tests.news.letters import ALERT, LOOK, PLACES, WORDS, look_up, open_form, receipt_of, send, token_on
from tests.news.public import at, text_of
from tests.test_pages_speak_vietnamese import faults_on

pytestmark = pytest.mark.django_db
PRIVATE = ("Người Gửi Mẫu", "0900 000 000")


@pytest.mark.parametrize("kind", PLACES)
def test_a_letter_is_given_a_number_a_code_and_a_date_and_can_be_looked_up(kind):
    page = send(kind)
    number, code = receipt_of(page)
    letter = Letter.objects.get()
    assert page.status_code == 200
    assert (letter.number, letter.kind, letter.state) == (number, kind, "received")
    assert number == f"YK-{timezone.localdate().year}-000001"
    assert timezone.localtime(letter.due_at).strftime("%d/%m/%Y") in text_of(page)
    found = text_of(look_up(number, code))
    assert "Đã nhận" in found
    assert number in found


def test_numbers_go_up_one_by_one_and_begin_anew_with_the_year():
    with time_machine.travel(at("2026-12-31 23:00"), tick=False):
        first, second = (receipt_of(send())[0] for _ in range(2))
    with time_machine.travel(at("2027-01-01 01:00"), tick=False):
        third = receipt_of(send())[0]
    assert [first, second, third] == ["YK-2026-000001", "YK-2026-000002", "YK-2027-000001"]


def test_no_answer_of_these_pages_sets_a_cookie_or_is_kept_by_a_browser(client):
    member = make_person(Office.MEMBER)
    client.force_login(member)
    pages = [client.get(address) for address in ("/gui-y-kien/", LOOK, *PLACES.values())]
    pages += [send(kind) for kind in PLACES] + [send(text=""), send(token="x"), look_up("YK-2026-000001", "x")]
    assert {page.status_code for page in pages} == {200, 404, 422}
    assert [page.cookies.output() for page in pages if page.cookies] == []
    assert {page["Cache-Control"] for page in pages} == {"no-store"}
    assert [page["Vary"] for page in pages if "Cookie" in page.get("Vary", "")] == []


def test_the_form_works_where_csrf_is_enforced_and_asks_nothing_of_another_host():
    client = Client(enforce_csrf_checks=True)
    page = client.get(PLACES["feedback"])
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        answer = client.post(PLACES["feedback"], {**WORDS, "phieu": token_on(page)})
    assert Letter.objects.count() == 1
    assert receipt_of(answer)
    assert "csrf" not in text_of(page)
    assert 'src="http' not in text_of(page)


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("feedback", {"text": ""}, "Xin ghi nội dung."),
        ("feedback", {"text": "  \u200b \n "}, "Xin ghi nội dung."),
        ("feedback", {"text": "Sai."}, "Quá ngắn để hiểu"),
        ("feedback", {"text": "a" * 4001}, "Dài 4001 ký tự; nhiều nhất 4000. Xin rút gọn."),
        ("feedback", {"text": "Xem http://a.vn http://b.vn www.c.vn https://d.vn"}, "Có 4 liên kết; nhiều nhất 3."),
        ("feedback", {"name": "a" * 121}, "Dài 121 ký tự; nhiều nhất 120."),
        ("feedback", {"contact": "a" * 201}, "Dài 201 ký tự; nhiều nhất 200."),
        ("feedback", {"consent": None}, "Cần đồng ý"),
        ("wrong", {"place": ""}, "Xin ghi trang hoặc tin, bài nào."),
        ("request", {"name": ""}, "Xin ghi họ và tên."),
        ("request", {"contact": ""}, "Xin ghi một cách liên hệ."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_in_a_summary_and_what_was_typed_stays(kind, fields, sentence):
    page = send(kind, **{"text": "Nội dung đã gõ dở dang.", **fields})
    text = text_of(page)
    (name, typed) = next(iter(fields.items()))
    assert page.status_code == 422
    assert Letter.objects.count() == 0
    assert text.count(sentence) == 2
    assert f'id="id_{name}_error"' in text
    assert f'href="#id_{name}"' in text
    assert "aria-invalid" in text
    assert ALERT in text
    if name != "text":
        assert "Nội dung đã gõ dở dang." in text
    assert (typed or "").strip("\u200b \n") in text
    assert send(kind, token=token_on(page), after=60).status_code == 200  # the same form goes on


def test_the_consent_is_never_ticked_beforehand_and_the_text_that_was_agreed_to_is_kept():
    page = Client().get(PLACES["feedback"])
    assert "checked" not in text_of(page)
    assert ConsentText.objects.get().text.splitlines()[0] in text_of(page)
    assert f"{settings.LETTER_DAYS} ngày" in text_of(page)
    token = token_on(page)
    newer = ConsentText.objects.create(text="Lời mới: giữ ít hơn.", starts_on=timezone.localdate())
    page = send(token=token)
    assert (page.status_code, Letter.objects.count()) == (422, 0)
    assert "vừa thay đổi" in text_of(page)
    assert "Lời mới: giữ ít hơn." in text_of(page)
    assert "checked" not in text_of(page)
    assert WORDS["text"] in text_of(page)
    send(token=token_on(page), after=60)
    assert Letter.objects.get().consent == newer


def test_without_a_consent_text_nothing_is_taken_in():
    ConsentText.objects.all().delete()
    page = Client().get(PLACES["request"])
    assert (page.status_code, "Hiện chưa nhận ý kiến" in text_of(page)) == (503, True)


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        ("wrong", "2026-11-27 10:00", "2026-12-07 23:59"),  # ten days of the calendar
        ("wrong", "2026-11-27 23:59", "2026-12-07 23:59"),
        ("request", "2026-11-27 10:00", "2026-12-04 17:00"),  # a Friday; five working days
        ("request", "2026-12-28 10:00", "2027-01-05 17:00"),  # a Monday, and New Year off
        ("feedback", "2026-11-28 10:00", "2026-12-11 17:00"),  # a Saturday
    ],
)
def test_by_when_a_letter_is_answered_follows_the_boards_rules_and_days_off(kind, received, due):
    Holiday.objects.create(starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 1), name="Tết Dương lịch")
    with time_machine.travel(at(received), tick=False):
        letter = make_letter(kind)
    assert timezone.localtime(letter.due_at).strftime("%Y-%m-%d %H:%M") == due


def test_a_rule_of_a_later_day_holds_from_that_day_on_and_none_gives_no_date():
    rule = LetterTime.objects.get(kind="wrong")
    LetterTime.objects.create(kind="wrong", days=3, starts_on=date(2027, 1, 1))
    with time_machine.travel(at("2026-12-31 10:00"), tick=False):
        assert timezone.localdate(make_letter("wrong").due_at) == date(2027, 1, 10)
    with time_machine.travel(at("2027-01-01 10:00"), tick=False):
        assert timezone.localdate(make_letter("wrong").due_at) == date(2027, 1, 4)
    rule.delete()
    LetterTime.objects.all().delete()
    assert "Hạn trả lời" not in text_of(send("wrong"))


def test_an_article_leads_to_the_form_about_it_and_the_letter_to_its_piece():
    article = make_article(State.PUBLISHED)
    link = f"{PLACES['wrong']}?tin={article.document_id}"
    assert f'href="{link}"' in text_of(Client().get(article.get_absolute_url()))
    page = text_of(Client().get(link))
    assert f"{settings.SITE_ORIGIN}{article.get_absolute_url()}" in page
    send("wrong", place=article.get_absolute_url())
    assert Letter.objects.get().document == article.document


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_the_form_tells_nothing_of_a_piece_that_is_not_live(state):
    article = make_article(state, headline="Chuyện chưa công bố")
    plain = Client().get(PLACES["wrong"])
    asked = Client().get(f"{PLACES['wrong']}?tin={article.document_id}")
    assert text_of(asked).replace(token_on(asked), "") == text_of(plain).replace(token_on(plain), "")


def test_the_board_is_told_without_a_word_of_the_letter():
    member, outsider = make_person(Office.MEMBER), make_person()
    send("request")
    sentence = Notice.objects.get().sentence
    assert Notice.objects.get().recipient == member != outsider
    assert Letter.objects.get().number in sentence
    assert [word for word in (*PRIVATE, "Tân Hòa") if word in sentence] == []


@pytest.mark.parametrize(
    "pair", [("number", "wrong"), ("YK-2026-999999", "code"), ("", ""), ("x" * 5000, "x" * 5000), ("number", "")]
)
def test_a_wrong_pair_is_answered_like_an_unknown_number(pair):
    number, code = receipt_of(send("wrong"))
    known = {"number": number, "code": code, "wrong": "ABCDE-23456"}
    asked = [known.get(word, word) for word in pair]
    page, unknown = look_up(*asked), look_up("YK-1999-000001", "AAAAA-AAAAA")
    assert page.status_code == unknown.status_code == 404
    before_form = [text_of(one).partition('<form method="post"')[0] for one in (page, unknown)]
    assert before_form[0] == before_form[1]
    assert "Không tìm thấy" in before_form[0]


def test_a_receipt_is_read_as_people_type_it():
    number, code = receipt_of(send())
    for typed in (number.lower(), f" {number} ", number.replace("-", " "), "yk-{}-1".format(number.split("-")[1])):
        for key in (code.lower(), code.replace("-", ""), f" {code[:3]} {code[3:]} "):
            assert look_up(typed, key).status_code == 200, (typed, key)


def test_the_look_up_shows_state_and_answer_and_nothing_of_the_citizen():
    number, code = receipt_of(send("request"))
    Letter.objects.update(state="answered", answer="Văn bản đăng ở mục Nghị quyết.", closed_at=timezone.now())
    Letter.objects.update(erase_after=timezone.now() + timedelta(days=30))
    text = text_of(look_up(number, code))
    assert "Đã trả lời" in text
    assert "Văn bản đăng ở mục Nghị quyết." in text
    assert [word for word in (*PRIVATE, "Tân Hòa") if word in text] == []


@pytest.mark.parametrize("place", ["/gui-y-kien/", LOOK, *PLACES.values()])
@pytest.mark.parametrize("count", [1, 50])
def test_each_page_costs_the_same_with_few_and_with_many_letters(place, count, monkeypatch):
    monkeypatch.setattr(bounds, "FROM_ALL", 1000)
    for _ in range(count):
        make_letter()
    with CaptureQueriesContext(connection) as queries:
        Client().get(place)
    assert len(queries) == {"/gui-y-kien/": 4, LOOK: 3}.get(place, 4)


def test_a_letter_costs_so_many_queries_to_take_in():
    token = open_form()
    with CaptureQueriesContext(connection) as queries:
        send(token=token)
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 20


def test_what_is_longer_than_any_form_is_not_read():
    answer = Client().post(PLACES["feedback"], {**WORDS, "text": "a" * 70_000})
    assert (answer.status_code, "quá dài" in text_of(answer)) == (413, True)


@pytest.mark.crawl
def test_pages_of_letters_speak_vietnamese_also_when_they_refuse():
    number, code = receipt_of(send("request"))
    pages = {place: Client().get(place) for place in ("/gui-y-kien/", LOOK, *PLACES.values())}
    empty = {"text": "", "name": "", "contact": "", "place": "", "consent": None}
    long = dict.fromkeys(("text", "name", "contact", "place"), "≠" * 9000)
    for kind in PLACES:
        refused = (send(kind, **empty), send(kind, **long), send(kind, after=0), send(kind, token="x"), send(kind))
        pages |= {f"{kind} {turn}": page for turn, page in enumerate(refused)}
    pages |= {"found": look_up(number, code), "not found": look_up("x", "x"), "flood": send(), "flood again": send()}
    assert faults_on(pages.items()) == {}


def test_words_of_markup_come_back_as_words():
    page = send(text="<script>alert(1)</script> " + "a" * 4000)
    assert "&lt;script&gt;alert(1)" in text_of(page)
    assert "<script>alert" not in text_of(page)
