"""Asked again at the act: what binds the site wants a second factor no older than five minutes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.models import Appointment, Delegation, Office
from editorial.workflow import MOVES
from tests.factories import make_article, make_decision, make_person
from tests.second_factor import add_application, code, grow_old, log_in

pytestmark = pytest.mark.django_db
AGAIN = "/tai-khoan/xac-nhan/"
OLD = 6 * 60  # seconds


@pytest.fixture
def chair():
    person = make_person(Office.CHAIR)
    add_application(person)
    return person


def publish_address(article) -> str:
    return reverse("move", args=["article", article.pk, "publish"])


def test_a_fresh_second_factor_publishes_at_once(chair):
    article = make_article("approved")
    answer = log_in(chair).post(publish_address(article), {"version": article.version})
    article.refresh_from_db()
    assert (answer.status_code, article.state) == (302, "published")


def test_an_old_one_is_asked_for_again_and_then_the_very_act_is_done(chair):
    article = make_article("approved")
    client = log_in(chair)
    grow_old(client, OLD)
    asked = client.post(publish_address(article), {"version": article.version}, follow=True)
    article.refresh_from_db()
    assert article.state == "approved"
    page = asked.content.decode()
    assert article.headline in page
    assert article.fingerprint() in page
    done = client.post(asked.redirect_chain[-1][0], {"code": code(1)})
    article.refresh_from_db()
    assert (done.status_code, article.state) == (302, "published")


def test_a_wrong_code_publishes_nothing(chair):
    article = make_article("approved")
    client = log_in(chair)
    grow_old(client, OLD)
    asked = client.post(publish_address(article), {"version": article.version}, follow=True)
    assert client.post(asked.redirect_chain[-1][0], {"code": "000000"}).status_code == 200
    article.refresh_from_db()
    assert article.state == "approved"


def test_what_changed_meanwhile_is_refused_after_the_confirmation_too(chair):
    article = make_article("approved")
    client = log_in(chair)
    grow_old(client, OLD)
    asked = client.post(publish_address(article), {"version": article.version}, follow=True)
    type(article).objects.filter(pk=article.pk).update(version=article.version + 1)
    assert client.post(asked.redirect_chain[-1][0], {"code": code(1)}).status_code == 409
    article.refresh_from_db()
    assert article.state == "approved"


def test_each_move_that_binds_the_site_asks_again_and_the_others_do_not():
    asking = {move.name for move in MOVES.values() if move.asks_again}
    assert asking == {
        *("publish", "publish_now", "publish_small", "publish_urgent", "schedule", "restore", "withdraw", "close"),
    }


@pytest.mark.parametrize("name", sorted(name for name, move in MOVES.items() if move.asks_again))
def test_without_it_no_such_move_is_made_through_any_door(chair, name):
    move = MOVES[name]
    article = make_article(move.sources[0], number=2) if name == "publish_small" else make_article(move.sources[0])
    before = (article.state, article.version)
    client = log_in(chair)
    grow_old(client, OLD)
    tomorrow = timezone.localdate() + timedelta(days=1)
    fields = {
        "version": article.version,
        "reason": "Lý do",
        "day": f"{tomorrow:%d/%m/%Y}",
        "clock": "08:00",
        "withdrawal": "error",
    }
    answer = client.post(reverse("move", args=["article", article.pk, name]), fields)
    article.refresh_from_db()
    assert answer["Location"].startswith(AGAIN)
    assert (article.state, article.version) == before


def test_appointing_asks_again_and_keeps_what_was_typed(chair):
    person = make_person(Office.CONTRIBUTOR)
    decision = make_decision()
    client = log_in(chair)
    grow_old(client, OLD)
    fields = {"person": person.pk, "office": "member", "starts_on": "2026-01-01", "decision": decision.pk}
    asked = client.post("/quan-tri/editorial/appointment/add/", fields, follow=True)
    assert asked.redirect_chain[-1][0].startswith(AGAIN)
    assert not Appointment.objects.filter(person=person, office="member").exists()
    client.post(asked.redirect_chain[-1][0], {"code": code(1)})
    assert Appointment.objects.filter(person=person, office="member").exists()


def test_lending_the_right_to_publish_asks_again(chair):
    holder = make_person(Office.DEPUTY)
    client = log_in(chair)
    grow_old(client, OLD)
    fields = {"holder": holder.pk, "starts_on": "2026-01-01", "paper_number": "12/GQ", "paper_date": "2026-01-01"}
    assert client.post("/quan-tri/editorial/delegation/add/", fields)["Location"].startswith(AGAIN)
    assert not Delegation.objects.exists()
