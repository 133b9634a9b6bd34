"""The take-down desk: who enters, hides and decides; the clock that runs; and what can be shown afterwards."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from editorial import clock, takedown
from editorial.models import LogEntry, Notice, Office, State, TakedownBasis, TakedownRequest
from editorial.refusals import Blocked, Conflict, NotAllowed
from editorial.workflow import perform
from news.models import Article
from tests.desk import add_address, desk_client, form_address, list_address
from tests.factories import make_article, make_person
from tests.news.public import text_of

pytestmark = pytest.mark.django_db
Outcome = TakedownRequest.Outcome


@pytest.fixture
def basis():
    return TakedownBasis.objects.create(body="Cơ quan", basis="Nghị định thử", hours=24, starts_on="2020-01-01")


@pytest.fixture
def article():
    return make_article(State.PUBLISHED, headline="Tiêu đề bị yêu cầu gỡ")


def enter(article, basis, actor, *, hours_ago: float = 0) -> TakedownRequest:
    request = TakedownRequest(
        document=article.document,
        basis=basis,
        requester="Sở thử",
        paper_number="12/CV",
        asked="Đề nghị gỡ.",
        received_at=timezone.now() - timedelta(hours=hours_ago),
    )
    takedown.enter_request(request, actor=actor)
    return request


def now_of(article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_a_member_enters_a_request_by_the_address_and_it_waits_on_the_desk(client, chair, member, basis, article):
    form = {"place": f"https://trang.example{article.get_absolute_url()}", "basis": basis.pk, "requester": "Sở thử"}
    form |= {"channel": "paper", "paper_number": "12/CV", "asked": "Đề nghị gỡ.", "received_at": "2026-11-01T08:00"}
    answer = desk_client(client, member).post(add_address(TakedownRequest), form)
    request = TakedownRequest.objects.get()
    assert answer.status_code == 302
    assert (request.document, request.entered_by) == (article.document, member)
    assert request.due_at - request.received_at == timedelta(hours=24)
    desk = text_of(client.get(reverse("admin:index")))
    assert "Sở thử" in desk
    assert "quá hạn" in desk
    assert "is-over" in desk
    assert "quá hạn" in text_of(client.get(list_address(TakedownRequest) + "?state=over"))
    assert Notice.objects.filter(recipient=chair, sentence__contains=f"Yêu cầu gỡ số {request.pk}").exists()
    assert LogEntry.objects.get(action="takedown").document == article.document


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"place": "999999"}, "Không có nội dung nào"),
        ({"received_at": "2099-01-01T08:00"}, "không thể ở tương lai"),
        ({"paper_number": ""}, "xin ghi số, ký hiệu"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, member, basis, article, wrong, sentence):
    form = {"place": str(article.document_id), "basis": basis.pk, "requester": "Sở thử", "channel": "paper"}
    form |= {"paper_number": "12/CV", "asked": "Nội dung yêu cầu đã gõ", "received_at": "2026-11-01T08:00", **wrong}
    page = text_of(desk_client(client, member).post(add_address(TakedownRequest), form))
    assert sentence in page
    assert "Nội dung yêu cầu đã gõ" in page
    assert not TakedownRequest.objects.exists()


def test_any_member_hides_at_once_and_the_chair_confirms(client, chair, member, basis, article):
    request = enter(article, basis, member)
    desk_client(client, member).post(reverse("takedown_hide", args=[request.pk]))
    assert client.get(article.get_absolute_url()).status_code == 404
    sent = {"outcome": "withdrawn", "answer": "Đúng như yêu cầu"}
    assert client.post(reverse("takedown_decide", args=[request.pk]), sent).status_code == 403
    desk_client(client, chair).post(reverse("takedown_decide", args=[request.pk]), sent)
    assert client.get(article.get_absolute_url()).status_code == 410
    request.refresh_from_db()
    assert (request.outcome, request.decided_by) == ("withdrawn", chair)
    assert list(LogEntry.objects.filter(refused=False).order_by("number").values_list("action", flat=True)) == [
        *("takedown", "hide", "withdraw", "takedown_decided")
    ]


def test_a_request_that_is_refused_puts_the_piece_back(chair, member, basis, article):
    request = enter(article, basis, member)
    takedown.hide(request, actor=member)
    with pytest.raises(Blocked):
        takedown.decide(request, Outcome.REFUSED, actor=chair, answer=" ")
    takedown.decide(request, Outcome.REFUSED, actor=chair, answer="Nội dung đúng")
    assert now_of(article).state == State.PUBLISHED


def test_a_corrected_edition_is_opened_over_the_piece(chair, member, basis, article):
    request = enter(article, basis, member)
    takedown.decide(request, Outcome.CORRECTED, actor=chair, answer="Sửa con số")
    assert now_of(article).open_edition().number == 2
    with pytest.raises(Conflict):
        takedown.decide(TakedownRequest.objects.get(), Outcome.REFUSED, actor=chair, answer="Lần nữa")


def test_what_stopped_between_the_move_and_the_request_is_finished_by_deciding_again(chair, member, basis, article):
    request = enter(article, basis, member)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    takedown.decide(request, Outcome.WITHDRAWN, actor=chair, answer="Gỡ")
    assert not TakedownRequest.objects.waiting().exists()


def test_a_kept_piece_is_taken_down_from_the_desk_too(client, chair, member, basis, article):
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Cũ", withdrawal="kept")
    takedown.hide(enter(article, basis, member), actor=member)
    assert client.get(article.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("office", [Office.CONTRIBUTOR, Office.TECHNICAL])
def test_nobody_outside_the_board_enters_a_request(basis, article, office):
    with pytest.raises(NotAllowed):
        enter(article, basis, make_person(office))


def test_reminders_come_by_the_clock_once_each(chair, member, basis, article):
    start = timezone.now()
    enter(article, basis, member)
    heard = []
    for hours in (1, 11.9, 12.1, 13, 21.9, 22.1, 23, 24.1, 30):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            clock.tick()
            clock.tick()
        heard.append(Notice.objects.filter(recipient=chair).count())
    assert heard == [1, 1, 2, 2, 2, 3, 3, 4, 4]
    assert Notice.objects.filter(recipient=member, sentence__contains="đã quá hạn").count() == 1
    assert not Notice.objects.filter(sentence__contains="bị yêu cầu gỡ").exists()


def test_a_clock_that_slept_sends_one_reminder_and_not_all_that_it_missed(chair, member, basis, article):
    enter(article, basis, member, hours_ago=30)
    before = Notice.objects.filter(recipient=chair).count()
    clock.tick()
    assert Notice.objects.filter(recipient=chair).count() == before + 1


def test_the_list_of_requests_costs_the_same_for_few_and_for_many(
    client, chair, member, basis, article, django_assert_num_queries
):
    desk_client(client, chair)
    client.get(reverse("admin:index"))
    for count in (2, 30):
        for _ in range(count):
            enter(article, basis, member)
        with django_assert_num_queries(6):
            client.get(list_address(TakedownRequest))


def test_the_evidence_says_what_was_read_from_when_to_when_and_by_whose_act(client, chair, member, basis):
    article = make_article(State.APPROVED, headline="Tiêu đề đã đăng")
    article = perform("publish", edition=article, actor=chair, version=article.version)
    request = enter(article, basis, member)
    takedown.hide(request, actor=member)
    takedown.decide(request, Outcome.WITHDRAWN, actor=chair, answer="Gỡ theo yêu cầu")
    page = text_of(desk_client(client, member).get(reverse("evidence", args=[article.document_id])))
    entries = LogEntry.objects.filter(document=article.document)
    wanted = [article.fingerprint(), article.get_absolute_url(), "Tiêu đề đã đăng", "12/CV", "Đề nghị gỡ."]
    wanted += [*entries.values_list("hash", flat=True), chair.full_name, member.full_name]
    assert [words for words in wanted if words not in page] == []
    hidden = timezone.localtime(entries.get(action="hide").at)
    assert f"{hidden:%H:%M:%S}" in page


def test_a_request_shows_what_can_be_done_with_it(client, chair, member, basis, article):
    request = enter(article, basis, member)
    assert "Tạm gỡ ngay" in text_of(desk_client(client, member).get(form_address(request)))
    page = text_of(desk_client(client, chair).get(form_address(request)))
    assert "Quyết định" in page
    assert "In bằng chứng" in page
