"""The board and citizens' letters: who may see and do what, the most late first, and what the log says of it."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from editorial.models import LogEntry, Notice, Office, State
from news.demonstration.letters import load_letters
from news.models import ConsentText, Letter, LetterTime
from tests.desk import add_address, desk_client, form_address, list_address
from tests.factories import make_article, make_letter, make_person
from tests.news.letters import look_up, receipt_of, send
from tests.news.public import text_of
from tests.world import make_people

pytestmark = pytest.mark.django_db
SECRET = "Nội dung chỉ Ban biên tập đọc."


@pytest.fixture
def other():
    return make_person(Office.MEMBER, "Hồ Thị Khác")


@pytest.fixture
def letter(db):
    return make_letter(text=SECRET, name="Người Gửi Mẫu", contact="0900 000 000")


def act(client, letter, name: str, text: str = ""):
    return client.post(reverse("act_on_letter", args=[letter.pk, name]), {"text": text})


def now_of(letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


ACTS = {"nhan": "", "tra-loi": "Đã sửa, xin cảm ơn.", "mo-lai": "", "khong-hop-le": "", "ghi-chu": "Đã gọi."}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        *((role, True) for role in ("chair", "deputy", "secretary", "member")),
        *((role, False) for role in ("writer", "other", "technical", "expired", "anonymous")),
    ],
)
def test_the_board_alone_sees_and_answers_letters(client, letter, role, allowed):
    people = make_people()
    if role != "anonymous":
        client.force_login(getattr(people, role))
    places = [list_address(Letter), form_address(letter), list_address(LetterTime), list_address(ConsentText)]
    assert [client.get(place).status_code == 200 for place in places] == [allowed] * 4
    assert (SECRET in text_of(client.get(form_address(letter)))) == allowed
    for name, text in ACTS.items():
        stood = now_of(letter)
        answer = act(client, letter, name, text)
        assert (answer.status_code == 302 and answer["Location"] == form_address(letter)) == allowed, name
        assert (now_of(letter).state != stood.state or now_of(letter).notes != stood.notes) == allowed, name
    assert LogEntry.objects.filter(subject=f"letter:{letter.pk}").exists() == allowed


def test_only_who_leads_changes_the_boards_rules(client, letter, member):
    rule, consent = LetterTime.objects.first(), ConsentText.objects.get()
    sent = {"kind": rule.kind, "days": 7, "starts_on": "2027-01-01", "basis": ""}
    assert desk_client(client, member).post(add_address(LetterTime), sent).status_code == 403
    assert desk_client(client, make_person(Office.CHAIR)).post(add_address(LetterTime), sent).status_code == 302
    assert LetterTime.objects.get(days=7).length_shown() == "7 ngày"
    # What citizens have agreed to is read, and never changed.
    client.post(form_address(consent), {"text": "Khác.", "starts_on": "2026-01-01", "basis": ""})
    assert ConsentText.objects.get().text == consent.text
    assert consent.text.splitlines()[0] in text_of(desk_client(client, member).get(form_address(consent)))


def test_an_answer_is_read_by_the_citizen_and_logged_without_a_word(client, member):
    number, code = receipt_of(send("request"))
    letter = Letter.objects.get()
    desk_client(client, member)
    act(client, letter, "nhan")
    assert "Đang xử lý" in text_of(look_up(number, code))
    answer = act(client, letter, "tra-loi", "Nghị quyết số 15 đăng ở mục <b>Nghị quyết</b>.")
    assert answer.status_code == 302
    assert "Nghị quyết số 15 đăng ở mục &lt;b&gt;" in text_of(look_up(number, code))
    assert (now_of(letter).closed_by, now_of(letter).state) == (member, "answered")
    entries = list(LogEntry.objects.filter(subject=f"letter:{letter.pk}"))
    assert {entry.action for entry in entries} == {"letter_taken", "letter_answered"}
    assert {json.dumps(json.loads(entry.text)["data"]) for entry in entries} == {"{}"}
    history = text_of(client.get(reverse("admin:news_letter_history", args=[letter.pk])))
    assert "Nhận xử lý ý kiến" in history
    assert "Trả lời ý kiến" in history


def test_what_another_holds_is_taken_over_before_it_is_answered_and_the_other_is_told(client, letter, member, other):
    act(desk_client(client, member), letter, "nhan")
    refused = act(desk_client(client, other), letter, "tra-loi", "Câu trả lời đã gõ.")
    assert (refused.status_code, now_of(letter).state) == (409, "taken")
    assert "Câu trả lời đã gõ." in text_of(refused)
    assert "Hồ Văn Biên" in text_of(refused)
    act(client, letter, "nhan")
    assert now_of(letter).holder == other
    assert Notice.objects.filter(
        recipient=member, sentence__contains=letter.number, sentence__startswith="Hồ Thị"
    ).exists()
    assert act(client, letter, "tra-loi", "Câu trả lời đã gõ.").status_code == 302


def test_a_letter_is_closed_once_and_can_be_taken_up_again(client, letter, member):
    desk_client(client, member)
    assert act(client, letter, "tra-loi", " \n ").status_code == 422
    assert act(client, letter, "tra-loi", "a" * 6001).status_code == 422
    assert act(client, letter, "tra-loi", "Lần một.").status_code == 302
    assert [act(client, letter, name, "Lần hai.").status_code for name in ("tra-loi", "khong-hop-le", "nhan")] == [
        409
    ] * 3
    assert now_of(letter).answer == "Lần một."
    assert act(client, letter, "mo-lai").status_code == 302
    assert (now_of(letter).state, now_of(letter).erase_after) == ("taken", None)
    assert act(client, letter, "mo-lai").status_code == 409
    assert act(client, letter, "tra-loi", "Lần hai.").status_code == 302


def test_notes_are_for_the_board(client, letter, member):
    act(desk_client(client, member), letter, "ghi-chu", "Đã hỏi <i>Sở</i>.")
    page = text_of(client.get(form_address(letter)))
    assert "Đã hỏi &lt;i&gt;Sở&lt;/i&gt;." in page
    assert "Hồ Văn Biên" in page
    assert act(client, letter, "ghi-chu", "").status_code == 422


def test_what_a_citizen_typed_is_shown_as_words(client, member):
    letter = make_letter("wrong", text="<script>alert(1)</script> dòng", name="<b>Tên</b>", place="javascript:alert(1)")
    page = text_of(desk_client(client, member).get(form_address(letter)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Tên&lt;/b&gt;" in page
    assert 'href="javascript' not in page


def test_the_list_shows_what_waits_the_most_late_first_and_late_in_red(client, member):
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        late = make_letter("wrong")
    young, soon = make_letter("feedback"), make_letter("request")
    closed = make_letter("feedback")
    desk_client(client, member)
    act(client, closed, "khong-hop-le")

    def listed(query: str = "") -> list:
        return [row.number for row in client.get(list_address(Letter) + query).context["cl"].result_list]

    assert listed() == [late.number, soon.number, young.number]
    assert listed("?state=late") == [late.number]
    assert listed("?state=invalid") == [closed.number]
    assert listed("?kind=request") == [soon.number]
    assert listed(f"?q={closed.number}") == listed("?q=000004") == [closed.number]
    assert text_of(client.get(list_address(Letter))).count("takedown-left is-over") == 1


def test_the_first_page_of_the_desk_says_how_many_wait_and_how_many_are_late(client, member):
    desk_client(client, member)
    assert "Ý kiến công dân <span" not in text_of(client.get(reverse("admin:index")))
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        make_letter("wrong")
    make_letter()
    page = text_of(client.get(reverse("admin:index")))
    assert "2 đang chờ" in page
    assert "1 quá hạn" in page
    technical = desk_client(client, make_person(Office.TECHNICAL))
    assert "đang chờ</a>" not in text_of(technical.get(reverse("admin:index")))


def test_who_holds_a_late_letter_is_told_once_and_the_board_when_nobody_does(letter, member, other):
    held = make_letter()
    Letter.objects.filter(pk=held.pk).update(holder=member, state="taken")
    Notice.objects.all().delete()
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
        for _ in range(2):
            call_command("clock", "--once", verbosity=0)
    told = sorted(Notice.objects.filter(sentence__startswith="Quá hạn").values_list("sentence", "recipient"))
    of_letter = f"Quá hạn trả lời ý kiến {letter.number}"
    assert told == sorted(
        [(of_letter, member.pk), (of_letter, other.pk), (f"Quá hạn trả lời ý kiến {held.number}", member.pk)]
    )


def test_a_wrong_article_is_one_press_from_a_new_edition_and_from_the_take_down_desk(client, member):
    article = make_article(State.PUBLISHED)
    letter = make_letter("wrong", place=article.get_absolute_url(), name="Người Gửi Mẫu")
    page = text_of(desk_client(client, member).get(form_address(letter)))
    assert reverse("open_edition", args=["article", article.pk]) in page
    link = reverse("admin:editorial_takedownrequest_add") + f"?place={article.document_id}"
    assert link in page
    form = text_of(client.get(f"{link}&channel=electronic&asked=Theo ý kiến {letter.number}"))
    assert f"Theo ý kiến {letter.number}" in form
    assert "Người Gửi Mẫu" not in form


def test_the_demonstration_has_a_late_letter_one_that_is_held_and_one_that_was_answered(member):
    article = make_article(State.PUBLISHED)
    load_letters({"article giam-sat-mua-sam-thiet-bi-truong-hoc": article}, member)
    late, held, answered = Letter.objects.order_by("pk")
    assert (late.is_late, late.document) == (True, article.document)
    assert (held.state, held.holder, len(held.notes)) == ("taken", member, 1)
    assert (answered.state, bool(answered.answer)) == ("answered", True)


@pytest.mark.parametrize("count", [2, 40])
def test_the_list_and_a_letter_cost_the_same_with_few_and_with_many(client, member, count, django_assert_num_queries):
    for _ in range(count):
        letter = make_letter()
    desk_client(client, member)
    for address in (list_address(Letter), form_address(letter)):  # a process asks once for the kinds of rows
        client.get(address)
    with django_assert_num_queries(8):
        client.get(list_address(Letter))
    with django_assert_num_queries(7):
        client.get(form_address(letter))
