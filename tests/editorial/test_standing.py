"""Who somebody is at the desk: what appointments, delegations, time and a closed account make of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.clock import tick
from editorial.models import Appointment, Office, State
from editorial.refusals import NotAllowed
from editorial.rights import NOBODY, people_holding, standing_of, technical_people
from editorial.workflow import perform
from tests.factories import appoint, delegate, make_article, make_person, make_user

pytestmark = pytest.mark.django_db


def close(person):
    person.is_active = False
    person.save()
    return type(person).objects.get(pk=person.pk)


def test_whoever_has_a_closed_account_is_nobody_whatever_the_office():
    for office in Office:
        closed = close(make_person(office))
        assert standing_of(closed) == NOBODY
        assert closed not in people_holding(office)
    closed = close(make_user(is_superuser=True))
    assert standing_of(closed) == NOBODY
    assert closed not in technical_people()


def test_a_closed_account_moves_nothing_and_what_it_scheduled_does_not_go_out():
    chair = make_person(Office.CHAIR)
    due = make_article(State.SCHEDULED, scheduled_by=chair, scheduled_for=timezone.now() - timedelta(seconds=1))
    approved, closed = make_article(State.APPROVED), close(chair)
    with pytest.raises(NotAllowed):
        perform("publish", edition=approved, actor=closed, version=approved.version)
    tick()
    due.refresh_from_db()
    assert due.state == State.APPROVED


def test_a_technical_administrator_holds_nothing_else():
    superuser = make_user(is_superuser=True)
    for person in (appoint(make_person(Office.TECHNICAL), Office.CHAIR), appoint(superuser, Office.MEMBER)):
        standing = standing_of(person)
        assert (standing.is_technical, standing.offices, standing.may_write) == (True, frozenset(), False)
        assert person in technical_people()


def test_the_paper_by_which_somebody_publishes_is_that_of_the_part_it_lends():
    chair, member, deputy = make_person(Office.CHAIR), make_person(Office.MEMBER), make_person(Office.DEPUTY)
    part = delegate(deputy, chair, confirmed_by=member, scopes=["category:1"])
    standing = standing_of(deputy)
    assert standing.paper_for("category:1") == part.decision.number
    assert (standing.paper_for("category:2"), standing.may_publish_in("category:2")) == ("", False)
    whole = delegate(deputy, chair, confirmed_by=member)
    standing = standing_of(type(deputy).objects.get(pk=deputy.pk))
    assert standing.paper_for("category:1") == part.decision.number
    assert standing.paper_for("category:2") == whole.decision.number
    assert standing_of(chair).paper_for("category:1") == ""


def test_a_right_lent_to_who_is_only_a_contributor_is_worth_nothing():
    chair, member, writer = make_person(Office.CHAIR), make_person(Office.MEMBER), make_person()
    delegate(writer, chair, confirmed_by=member)
    assert not standing_of(writer).may_publish_in("category:1")


def test_a_standing_is_of_the_day_that_is_asked_about():
    person, today = make_person(Office.MEMBER), timezone.localdate()
    Appointment.objects.filter(person=person).update(ends_on=today)
    assert standing_of(person).is_board
    assert not standing_of(person, on=today + timedelta(days=1)).is_board
    assert standing_of(person, on=today).is_board
    assert [person in people_holding(Office.MEMBER, on=today + timedelta(days=day)) for day in (0, 1)] == [True, False]


def test_of_who_holds_an_office_the_secretary_can_be_asked_for():
    plain, secretary = make_person(Office.MEMBER), make_person(Office.MEMBER, is_secretary=True)
    assert list(people_holding(Office.MEMBER, secretary=True)) == [secretary]
    assert list(people_holding(Office.MEMBER, secretary=False)) == [plain]
    assert (standing_of(secretary).leads, standing_of(plain).leads) == (True, False)
