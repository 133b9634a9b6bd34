"""Whatever somebody with an account tried in vain stands in the log: who, where, why not; never what was sent."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial import workflow
from editorial.models import (
    Delegation,
    Expunction,
    LogEntry,
    Notice,
    Office,
    State,
    TakedownBasis,
    TakedownRequest,
    User,
)
from editorial.reading import action_label, detail
from editorial.refusals import Conflict
from tests.factories import make_article, make_decision, make_person

pytestmark = pytest.mark.django_db

SECRET = "zqbimatx"


@pytest.fixture
def contributor():
    return make_person(Office.CONTRIBUTOR, "Phạm Thị Viết")


def refusals() -> list[tuple[str, str, str]]:
    """Give (action, kind of refusal, place) of every refused entry."""
    entries = LogEntry.objects.filter(refused=True).order_by("number")
    read = [(entry.action, json.loads(entry.text)["data"]) for entry in entries]
    return [(action, data["refusal"], data.get("place", "")) for action, data in read]


def post(client, who, address: str, **fields):
    client.force_login(who)
    return client.post(address, {"text": SECRET, "reason": SECRET, **fields}, HTTP_X_FORWARDED_FOR="203.0.113.7")


def test_an_edit_by_somebody_without_the_right_is_logged(client, contributor, chair):
    mine = make_article(State.SUBMITTED, author=contributor)
    address = reverse("contributor_piece", args=[mine.pk])
    response = post(client, contributor, address, version=mine.version, headline=SECRET)
    assert response.status_code in (403, 409)
    taken = make_article(State.DRAFT, author=make_person())
    assert post(client, contributor, reverse("contributor_piece", args=[taken.pk]), headline=SECRET).status_code == 404
    assert refusals() == [
        ("act", "NotAllowed", f"/cong-tac-vien/bai/{mine.pk}/"),
        ("act", "NotFound", f"/cong-tac-vien/bai/{taken.pk}/"),
    ]


def test_an_edit_at_the_desk_by_another_than_its_editor_is_logged(client, chair):
    article = make_article(State.IN_REVIEW, editor=make_person(Office.MEMBER))
    address = reverse("admin:news_article_change", args=[article.pk])
    assert post(client, chair, address, version=article.version, headline=SECRET).status_code in (403, 409)
    ((action, _, place),) = refusals()
    assert (action, place) == ("act", address)


def make_targets(chair, contributor) -> dict[str, str]:
    """Acts beside moves, each with the address that somebody who may not tries."""
    live = make_article(State.PUBLISHED)
    gone = make_article(State.WITHDRAWN)
    paper = make_decision()
    lent = Delegation.objects.create(holder=chair, granted_by=chair, decision=paper, starts_on=date(2026, 1, 1))
    basis = TakedownBasis.objects.create(body="Cơ quan", basis="NĐ", hours=24, starts_on=date(2026, 1, 1))
    asked = TakedownRequest.objects.create(
        document=live.document, basis=basis, requester="Sở", received_at=timezone.now(), due_at=timezone.now(),
        entered_by=chair, asked="Gỡ",
    )  # fmt: skip
    order = Expunction.objects.create(
        document=gone.document, reason="secret", paper_number="1/CV", paper_date=date(2026, 1, 1), asked_by=chair
    )
    return {
        "confirm": reverse("confirm_delegation", args=[lent.pk]),
        "revoke": reverse("revoke_delegation", args=[lent.pk]),
        "hide": reverse("takedown_hide", args=[asked.pk]),
        "decide": reverse("takedown_decide", args=[asked.pk]),
        "expunge": reverse("confirm_expunction", args=[order.pk]),
        "holidays": reverse("add_holidays"),
        "account": reverse("admin:editorial_user_change", args=[chair.pk]),
        "appoint": reverse("admin:editorial_appointment_add"),
        "lend": reverse("admin:editorial_delegation_add"),
        "paper": reverse("admin:editorial_decision_change", args=[paper.pk]),
        "note": reverse("add_note", args=["article", gone.pk]),
        "urgent": reverse("urgent", args=["article", gone.pk]),
        "convert": reverse("convert", args=["article", gone.pk]),
        "nothing": reverse("move", args=["article", gone.pk, "go_live"]),
    }


@pytest.mark.parametrize("office", [Office.CONTRIBUTOR, Office.TECHNICAL])
def test_acts_beside_moves_are_logged_when_they_are_refused(client, chair, office):
    person = make_person(office)
    targets = make_targets(chair, person)
    if office == Office.TECHNICAL:
        del targets["account"]  # theirs
    before = User.objects.get(pk=chair.pk).username
    for name, address in targets.items():
        already = len(refusals())
        response = post(client, person, address, outcome="withdrawn")
        assert response.status_code in (302, 403, 404, 409), (name, response.status_code)
        assert len(refusals()) == already + 1, (name, response.status_code)
    entries = LogEntry.objects.filter(refused=True)
    assert set(entries.values_list("actor", flat=True)) == {person.pk}
    assert {entry.origin.address for entry in entries} == {"203.0.113.7"}
    assert all(SECRET not in entry.text for entry in entries)
    assert all("Bị từ chối: " in detail(entry) and action_label(entry.action) != entry.action for entry in entries)
    assert (User.objects.get(pk=chair.pk).username, Delegation.objects.get().confirmed_at) == (before, None)


def test_who_appoints_themselves_or_lends_what_is_not_theirs_is_logged_though_the_form_comes_back(client, chair):
    deputy = make_person(Office.DEPUTY)
    paper = make_decision()
    own = {"person": deputy.pk, "office": "chair", "starts_on": "2026-12-01", "decision": paper.pk}
    assert post(client, deputy, reverse("admin:editorial_appointment_add"), **own).status_code == 200
    assert [kind for _, kind, _ in refusals()] == ["NotAllowed"]


def test_a_move_is_logged_once_and_by_its_own_name(client, contributor):
    article = make_article(State.SUBMITTED, author=contributor)
    address = reverse("move", args=["article", article.pk, "publish_now"])
    assert post(client, contributor, address, version=article.version).status_code == 403
    assert refusals() == [("publish_now", "NotAllowed", "")]


def test_what_is_no_refused_act_is_not_logged(client, contributor, chair):
    article = make_article(State.SUBMITTED, author=contributor)
    client.post(reverse("add_note", args=["article", article.pk]), {"text": "x"})  # nobody logged in
    client.force_login(contributor)
    client.get("/quan-tri/editorial/user/")
    client.get(reverse("admin:editorial_user_change", args=[chair.pk]))
    client.post("/khong-co-dia-chi-nay/")
    client.post("/quan-tri/khong-co/")
    client.post(reverse("autosave"), {"ban-tu-luu": "giả"})
    client.post(reverse("add_note", args=["article", article.pk]), {"text": ""})  # without words
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(contributor)
    assert strict.post(reverse("add_note", args=["article", article.pk]), {"text": "x"}).status_code == 403
    assert refusals() in ([], [("act", "NotAllowed", "/quan-tri/…")])


def test_an_address_that_was_made_up_leaves_no_words_in_the_log(client, contributor):
    assert post(client, contributor, f"/ban-lam-viec/{SECRET}/1/y-kien/").status_code == 404
    assert refusals() == [("act", "NotFound", "/ban-lam-viec/…/1/y-kien/")]


def test_a_flood_of_refusals_is_bounded_and_says_so(client, contributor, settings):
    settings.REFUSALS_A_MINUTE = 3
    other = make_person(Office.CONTRIBUTOR)
    article = make_article(State.SUBMITTED, author=make_person())
    notes, move = (reverse("add_note", args=["article", 1]), reverse("move", args=["article", article.pk, "hide"]))
    start = timezone.now()
    for turn in range(10):
        with time_machine.travel(start + timedelta(seconds=turn), tick=False):
            post(client, contributor, move if turn % 2 else notes)
    assert [action for action, _, _ in refusals()] == ["act", "hide", "act", "refused_often"]
    with time_machine.travel(start + timedelta(seconds=11), tick=False):
        post(client, other, notes)
    assert len(refusals()) == 5  # another person has a count of their own
    with time_machine.travel(start + timedelta(seconds=75), tick=False):
        post(client, contributor, notes)
    assert [action for action, _, _ in refusals()][-1] == "act"
    assert "Quá 3 lần trong một phút" in detail(LogEntry.objects.get(action="refused_often"))
    assert not Notice.objects.exists()


def test_the_clock_is_not_counted(settings):
    settings.REFUSALS_A_MINUTE = 1
    article = make_article(State.DRAFT)
    for _ in range(3):
        workflow.log_refusal("go_live", article, None, Conflict("x"))
    assert len(refusals()) == 3
