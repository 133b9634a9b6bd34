"""Every Monday the head of the log goes out, once."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from editorial import log, notices
from editorial.clock import tick
from editorial.models import LogEntry, LogHead, Notice, Office, User
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db

MONDAY = timezone.make_aware(datetime(2026, 11, 30, 7, 0))


def run_at(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        tick()


@pytest.fixture
def site(chair):
    """A site that has been running since last week, with a decision."""
    run_at(MONDAY - timedelta(days=3))
    with time_machine.travel(MONDAY - timedelta(days=2), tick=False):
        log.record("change", actor=chair)
    return LogHead.objects.get()


def test_chair_and_technical_administrators_get_number_hash_and_time(site, chair):
    told = {chair.pk, make_person(Office.TECHNICAL).pk, make_user(is_superuser=True).pk}
    make_person(Office.MEMBER), make_person(Office.DEPUTY), make_user()
    run_at(MONDAY)
    assert set(Notice.objects.values_list("recipient", flat=True)) == told
    sentence = Notice.objects.first().sentence
    assert f"{site.number}:{site.hash}" in sentence
    assert "07:00, 28/11/2026" in sentence
    call_command("verify_log", "--head", sentence.partition(": ")[2].partition(",")[0])


@pytest.mark.parametrize(
    ("hours", "weeks"),
    [
        ([-0.1], 0),
        ([0, 0, 0.1, 5, 24, 100, 167.9], 1),
        ([80], 1),  # the clock stood on Monday
        ([0, 168, 168], 2),
        ([0, 168 * 5], 2),  # a month without a clock
        ([1, -1, 1], 1),  # a machine whose time is set back
    ],
)
def test_it_is_told_once_a_week_however_often_the_clock_runs(site, chair, hours, weeks):
    for hour in hours:
        run_at(MONDAY + timedelta(hours=hour))
    assert Notice.objects.filter(recipient=chair, sentence__startswith="Mã cuối").count() == weeks


def test_a_new_site_and_an_empty_log_tell_nothing(chair):
    run_at(MONDAY)
    run_at(MONDAY + timedelta(days=7))
    assert not Notice.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_mail_holds_the_head_whatever_pace_was_chosen_and_whatever_was_read(site, chair, settings, mailoutbox):
    settings.EMAIL_HOST = "thu.vi-du.vn"
    User.objects.filter(pk=chair.pk).update(email="chu@vi-du.vn", mail_pace="off")
    run_at(MONDAY)
    run_at(MONDAY + timedelta(minutes=1))
    (message,) = mailoutbox
    assert message.to == ["chu@vi-du.vn"]
    assert f"{site.number}:{site.hash}" in message.body


def test_other_notices_beside_it_are_only_counted(site, chair, settings, mailoutbox):
    settings.EMAIL_HOST = "thu.vi-du.vn"
    User.objects.filter(pk=chair.pk).update(email="chu@vi-du.vn")
    with time_machine.travel(MONDAY - timedelta(minutes=1), tick=False):
        notices.tell({chair.pk}, "Bí mật của bài", is_urgent=False)
    run_at(MONDAY)
    (message,) = mailoutbox
    assert "Có 2 thông báo mới" in message.subject
    assert site.hash in message.body
    assert "Bí mật" not in message.body
