"""What time does, by the command line."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from editorial.models import Appointment, Delegation, LogEntry, Notice, Office, State
from editorial.workflow import perform
from tests.factories import delegate, make_article, make_banner, make_person

pytestmark = pytest.mark.django_db


def schedule(chair, *, hours: int = 2):
    article = make_article(State.APPROVED)
    due = timezone.now() + timedelta(hours=hours)
    return perform("schedule", edition=article, actor=chair, version=article.version, time=due)


def run_clock() -> str:
    out = StringIO()
    call_command("clock", "--once", stdout=out)
    return out.getvalue()


def test_a_scheduled_piece_goes_out_when_due_and_not_before(chair):
    article = schedule(chair)
    assert "0 bước" in run_clock()
    article.refresh_from_db()
    assert article.state == State.SCHEDULED
    with time_machine.travel(article.scheduled_for + timedelta(seconds=1), tick=False):
        assert "1 bước" in run_clock()
        assert "0 bước" in run_clock()
    article.refresh_from_db()
    assert article.state == State.PUBLISHED
    assert article.published_at == article.scheduled_for + timedelta(seconds=1)
    assert LogEntry.objects.filter(action="go_live", actor=None, refused=False).count() == 1


def test_a_piece_missed_while_the_clock_was_away_goes_out_afterwards(chair):
    article = schedule(chair)
    with time_machine.travel(article.scheduled_for + timedelta(days=3), tick=False):
        assert "1 bước" in run_clock()


def test_the_scheduler_must_still_hold_the_right_on_the_day(chair):
    article = schedule(chair, hours=48)
    Appointment.objects.filter(person=chair).update(ends_on=timezone.localdate())
    successor = make_person(Office.CHAIR, "Phạm Thị Kế Nhiệm")
    with time_machine.travel(article.scheduled_for + timedelta(minutes=1), tick=False):
        assert "0 bước" in run_clock()
    article.refresh_from_db()
    assert article.state == State.APPROVED
    assert "Không đăng được theo giờ hẹn" in Notice.objects.get(recipient=successor).sentence


def test_a_banner_ends_by_a_move_of_the_clock():
    banner = make_banner(State.PUBLISHED, ends_at=timezone.now() + timedelta(hours=1))
    run_clock()
    banner.refresh_from_db()
    assert banner.state == State.PUBLISHED
    with time_machine.travel(banner.ends_at + timedelta(seconds=1), tick=False):
        run_clock()
    banner.refresh_from_db()
    assert banner.state == State.SUPERSEDED
    assert LogEntry.objects.get(action="expire").actor is None


def test_a_banner_whose_time_has_not_come_must_be_scheduled(chair):
    banner = make_banner(State.APPROVED, starts_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Exception, match="điều kiện"):
        perform("publish", edition=banner, actor=chair, version=banner.version)


@pytest.mark.parametrize(("days", "told"), [(31, 0), (30, 1), (29, 1), (7, 1), (1, 1), (0, 1)])
def test_the_end_of_an_office_and_of_a_lent_right_is_announced_once(chair, days, told):
    last = timezone.localdate() + timedelta(days=days)
    deputy, member = make_person(Office.DEPUTY), make_person(Office.MEMBER)
    Appointment.objects.filter(person=member).update(ends_on=last)
    lent = delegate(deputy, chair, confirmed_by=member)
    Delegation.objects.filter(pk=lent.pk).update(ends_on=last)
    run_clock()
    run_clock()
    for person in (deputy, member):
        assert Notice.objects.filter(recipient=person).count() == told
    assert Notice.objects.filter(recipient=chair).count() == 2 * told


@pytest.mark.parametrize(
    ("days_left", "told"),
    [(range(40, -1, -1), ["Còn 30", "Còn 7", "Còn 1"]), ([40, 27, 26, 5, 4, 0], ["Còn 27", "Còn 5", "Hôm nay"])],
    ids=["clock every day", "clock away on the days themselves"],
)
def test_an_end_is_announced_three_times_also_by_a_clock_that_was_away(chair, days_left, told):
    member, last = make_person(Office.MEMBER), timezone.localdate() + timedelta(days=40)
    Appointment.objects.filter(person=member).update(ends_on=last)
    for left in days_left:
        with time_machine.travel(timezone.now() + timedelta(days=40 - left), tick=False):
            run_clock()
            run_clock()
    told_of_end = Notice.objects.filter(recipient=member).exclude(sentence__startswith="Tài khoản này")
    sentences = told_of_end.order_by("pk").values_list("sentence", flat=True)
    assert [sentence.partition(" ngày")[0] if "Còn" in sentence else sentence[:7] for sentence in sentences] == told
