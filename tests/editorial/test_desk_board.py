"""Offices and the right to publish: recorded by whom, never for oneself, ended and not deleted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import rights
from editorial.models import Appointment, Delegation, LogEntry, Notice, Office, User
from tests.desk import add_address, desk_client, form_address, make_superuser, sent_by
from tests.factories import delegate, make_category, make_decision, make_person, make_user

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def appointment_of(person, office=Office.CONTRIBUTOR) -> dict:
    return {
        "person": person.pk, "office": office, "starts_on": TODAY().isoformat(), "decision": make_decision().pk,
    }  # fmt: skip


@pytest.mark.parametrize("recorder", ["chair", "deputy", "secretary"])
def test_chair_deputy_and_secretary_record_an_appointment_and_the_board_hears(client, chair, recorder):
    actor = {
        "chair": lambda: chair,
        "deputy": lambda: make_person(Office.DEPUTY),
        "secretary": lambda: make_person(Office.MEMBER, is_secretary=True),
    }[recorder]()
    other = make_person(Office.MEMBER)
    person = make_user("Trần Văn Mới")

    answer = desk_client(client, actor).post(add_address(Appointment), appointment_of(person))

    assert answer.status_code == 302
    assert rights.standing_of(person).may_write
    entry = LogEntry.objects.get(action="appoint")
    assert (entry.actor, entry.subject) == (actor, f"appointment:{person.appointments.get().pk}")
    assert Notice.objects.filter(recipient=other, sentence__contains="Trần Văn Mới").exists()


@pytest.mark.parametrize("office", [Office.MEMBER, Office.CONTRIBUTOR])
def test_others_record_nothing(client, chair, office):
    answer = desk_client(client, make_person(office)).post(
        add_address(Appointment), appointment_of(make_user()), follow=True
    )

    assert answer.status_code == 403
    assert not LogEntry.objects.filter(action="appoint").exists()


@pytest.mark.parametrize("person", [lambda: make_person(Office.TECHNICAL), make_superuser], ids=["office", "superuser"])
def test_a_technical_administrator_records_only_while_no_chair_is_in_force(client, person):
    desk_client(client, person())
    first = client.post(add_address(Appointment), appointment_of(make_user(), Office.CHAIR))
    second = client.post(add_address(Appointment), appointment_of(make_user(), Office.MEMBER))

    assert (first.status_code, second.status_code) == (302, 403)


def test_nobody_appoints_themselves(client, chair):
    page = desk_client(client, chair).post(add_address(Appointment), appointment_of(chair, Office.DEPUTY))

    assert "Không ai tự ghi chức danh cho chính mình." in page.content.decode()
    assert chair.appointments.count() == 1


def test_an_appointment_is_ended_and_nothing_else_of_it_changes(client, chair, member):
    appointment = member.appointments.get()
    yesterday = TODAY() - timedelta(days=1)
    forged = {"ends_on": yesterday.isoformat(), "office": Office.DEPUTY, "person": chair.pk, "is_secretary": "on"}

    desk_client(client, chair).post(form_address(appointment), forged)

    appointment.refresh_from_db()
    assert (appointment.person, appointment.office, appointment.is_secretary) == (member, Office.MEMBER, False)
    assert appointment.ends_on == yesterday
    assert not rights.standing_of(User.objects.get(pk=member.pk)).is_board
    assert LogEntry.objects.filter(action="end_appointment", subject=f"appointment:{appointment.pk}").exists()


def test_one_s_own_and_a_past_appointment_are_not_changed(client, chair):
    own = chair.appointments.get()
    past = make_person(Office.MEMBER, ended=True).appointments.get()
    desk_client(client, chair)

    for appointment in (own, past):
        before = appointment.ends_on
        answer = client.post(form_address(appointment), {"ends_on": (TODAY() + timedelta(days=900)).isoformat()})
        appointment.refresh_from_db()
        assert (answer.status_code, appointment.ends_on) == (403, before)


def test_only_an_appointment_that_was_never_in_force_may_go(client, chair, member):
    begun = member.appointments.get()
    coming = Appointment.objects.create(
        person=make_user(), office=Office.MEMBER, starts_on=TODAY() + timedelta(days=9), decision=make_decision()
    )
    desk_client(client, chair)

    for appointment in (begun, coming):
        client.post(form_address(appointment).replace("change", "delete"), {"post": "yes"})

    assert Appointment.objects.filter(pk=begun.pk).exists()
    assert not Appointment.objects.filter(pk=coming.pk).exists()


# -- the right to publish --------------------------------------------------------------------------------


def lending_to(person, **fields) -> dict:
    return {"holder": person.pk, "decision": make_decision().pk, "starts_on": TODAY().isoformat(), **fields}


def test_the_chair_lends_for_chosen_categories_and_another_member_confirms(client, chair, member):
    section = make_category("Cử tri")
    witness = make_person(Office.MEMBER)
    desk_client(client, chair).post(add_address(Delegation), lending_to(member, scopes=[f"category:{section.pk}"]))
    delegation = Delegation.objects.get()
    assert (delegation.granted_by, delegation.scopes) == (chair, [f"category:{section.pk}"])
    assert not rights.standing_of(member).scopes

    answer = desk_client(client, witness).post(reverse("confirm_delegation", args=[delegation.pk]))

    assert answer.status_code == 302
    standing = rights.standing_of(User.objects.get(pk=member.pk))
    assert standing.may_publish_in(f"category:{section.pk}")
    assert not standing.may_publish_in("category:0")
    assert Notice.objects.filter(recipient=chair, sentence__contains="Đã xác nhận").exists()


def test_the_right_is_lent_on_one_screen_with_a_paper_that_was_not_recorded_yet(client, chair, member):
    typed = {"holder": member.pk, "starts_on": TODAY().isoformat(), "paper_number": "915/QĐ-BBT"}
    desk_client(client, chair)
    assert client.get(add_address(Delegation)).context["adminform"].form["starts_on"].value() == TODAY()

    client.post(add_address(Delegation), {**typed, "paper_date": TODAY().isoformat()})

    paper = Delegation.objects.get().decision
    assert (paper.number, paper.issued_on) == ("915/QĐ-BBT", TODAY())
    assert LogEntry.objects.filter(subject=f"decision:{paper.pk}", actor=chair).exists()
    page = desk_client(client, make_person(Office.MEMBER)).get(reverse("admin:index"))
    assert [delegation.holder for delegation in page.context["delegations"]] == [member]
    assert "Giao quyền chờ xác nhận" in page.content.decode()
    for person in (chair, member):  # neither of them confirms
        assert desk_client(client, person).get(reverse("admin:index")).context["delegations"] == []


@pytest.mark.parametrize("wrong", ["no paper", "two papers", "a paper that is recorded", "no day"])
def test_the_paper_of_a_lent_right_is_named_once(client, chair, member, wrong):
    known = make_decision()
    typed = {"holder": member.pk, "starts_on": TODAY().isoformat()} | {
        "no paper": {},
        "two papers": {"paper_number": "915/QĐ-BBT", "paper_date": TODAY().isoformat(), "decision": known.pk},
        "a paper that is recorded": {"paper_number": known.number, "paper_date": TODAY().isoformat()},
        "no day": {"paper_number": "915/QĐ-BBT"},
    }[wrong]

    page = desk_client(client, chair).post(add_address(Delegation), typed)

    assert page.status_code == 200
    assert {"paper_number", "paper_date"} & set(page.context["adminform"].form.errors)
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("who", ["chair", "member", "contributor", "technical"])
def test_grantor_holder_and_strangers_do_not_confirm(client, chair, member, who):
    waiting = Delegation.objects.create(holder=member, granted_by=chair, decision=make_decision(), starts_on=TODAY())
    person = {"chair": chair, "member": member}.get(who) or make_person(who)

    answer = desk_client(client, person).post(reverse("confirm_delegation", args=[waiting.pk]))

    waiting.refresh_from_db()
    assert answer.status_code in (403, 404)
    assert waiting.confirmed_at is None


def test_a_delegation_is_confirmed_by_sending_a_form_only(client, chair, member):
    waiting = Delegation.objects.create(holder=member, granted_by=chair, decision=make_decision(), starts_on=TODAY())

    answer = desk_client(client, make_person(Office.MEMBER)).get(reverse("confirm_delegation", args=[waiting.pk]))

    assert answer.status_code == 405


def test_the_chair_takes_the_right_back_at_once(client, chair, member):
    lent = delegate(member, chair, confirmed_by=make_person(Office.MEMBER))
    assert rights.standing_of(member).lends_all

    desk_client(client, chair).post(reverse("revoke_delegation", args=[lent.pk]))

    assert not rights.standing_of(User.objects.get(pk=member.pk)).lends_all
    assert LogEntry.objects.filter(action="revoke_delegation").exists()


def test_another_member_does_not_take_the_right_back(client, chair, member):
    lent = delegate(member, chair, confirmed_by=make_person(Office.MEMBER))

    answer = desk_client(client, make_person(Office.MEMBER)).post(reverse("revoke_delegation", args=[lent.pk]))

    assert answer.status_code == 403
    assert rights.standing_of(User.objects.get(pk=member.pk)).lends_all


def test_a_delegation_is_never_rewritten(client, chair, member):
    lent = delegate(member, chair, confirmed_by=make_person(Office.MEMBER))
    other = make_person(Office.MEMBER)

    answer = desk_client(client, chair).post(form_address(lent), lending_to(other))

    lent.refresh_from_db()
    assert (answer.status_code, lent.holder) == (403, member)


def test_while_there_is_no_chair_a_member_records_who_is_acting(client):
    actor, deputy = make_person(Office.MEMBER), make_person(Office.DEPUTY)
    desk_client(client, actor)

    refused = client.post(add_address(Delegation), lending_to(deputy))
    taken = client.post(add_address(Delegation), lending_to(deputy, is_acting="on"))

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert Delegation.objects.get().is_acting


def test_a_member_lends_nothing_while_there_is_a_chair(client, chair, member):
    answer = desk_client(client, member).post(add_address(Delegation), lending_to(make_person(Office.DEPUTY)))

    assert answer.status_code == 403
    assert not Delegation.objects.exists()


def test_the_right_is_lent_to_deputies_and_members_only(client, chair):
    page = desk_client(client, chair).post(add_address(Delegation), lending_to(make_person(Office.CONTRIBUTOR)))

    assert page.context["adminform"].form.errors["holder"]


# -- accounts, absence --------------------------------------------------------------------------------------


def test_a_technical_administrator_makes_an_account_without_a_password_that_holds_nothing(client, chair):
    desk_client(client, make_person(Office.TECHNICAL))

    client.post(
        add_address(User),
        {"full_name": "Phạm Thị Ánh", "username": "Anh.Pham", "is_active": "on", "new_password": "mật khẩu dài 12",
         "password": "mật khẩu dài 12", "is_superuser": "on", "is_staff": "on"},
    )  # fmt: skip

    person = User.objects.get(username="anh.pham")
    assert (person.has_usable_password(), person.is_superuser, person.is_staff) == (False, False, False)
    assert Notice.objects.filter(recipient=chair, sentence__contains="thêm tài khoản: Phạm Thị Ánh").exists()


def test_one_person_has_one_account(client, member):
    User.objects.filter(pk=member.pk).update(email="an@vi-du.vn")
    desk_client(client, make_person(Office.TECHNICAL))
    sent = {"full_name": "An Hai", "username": "an-hai", "is_active": "on", "email": "AN@vi-du.vn"}

    page = client.post(add_address(User), sent)

    assert "mỗi người chỉ một tài khoản" in page.context["adminform"].form.errors["email"][0]
    assert not User.objects.filter(username="an-hai").exists()


def test_nobody_sets_a_password_for_somebody_else(client, member):
    desk_client(client, make_person(Office.TECHNICAL))
    sent = sent_by(client.get(form_address(member)))

    client.post(form_address(member), {**sent, "new_password": "một mật khẩu khác", "password": "một mật khẩu khác"})

    assert User.objects.get(pk=member.pk).check_password("mat-khau-thu")


def test_a_technical_administrator_does_not_switch_off_the_own_account(client):
    technician = make_person(Office.TECHNICAL)
    desk_client(client, technician)
    sent = sent_by(client.get(form_address(technician)))
    sent.pop("is_active", None)

    client.post(form_address(technician), sent)

    assert User.objects.get(pk=technician.pk).is_active


def test_a_member_reports_days_away_and_nothing_else(client, member):
    tomorrow, later = TODAY() + timedelta(days=1), TODAY() + timedelta(days=5)
    days = {"away_from": tomorrow.isoformat(), "away_until": later.isoformat()}

    desk_client(client, member).post(reverse("admin:away"), {**days, "is_superuser": "on", "full_name": "Khác"})

    saved = User.objects.get(pk=member.pk)
    assert (saved.away_from, saved.away_until) == (tomorrow, later)
    assert (saved.full_name, saved.is_superuser) == (member.full_name, False)


def test_days_away_end_after_they_begin(client, member):
    days = {"away_from": "2026-12-05", "away_until": "2026-12-01"}

    page = desk_client(client, member).post(reverse("admin:away"), days)

    assert page.context["form"].errors["away_until"]
    assert User.objects.get(pk=member.pk).away_from is None
