"""What is scheduled: the field for the moment, the calendar, never before time, never lost, never doubled."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editorial.clock import tick
from editorial.editing import open_edition
from editorial.models import DueTime, LogEntry, Notice, Office, State
from editorial.moments import read_time_to_come
from editorial.workflow import perform
from news.models import Article
from tests.desk import desk_client
from tests.factories import make_article, make_banner, make_person


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y %H:%M"))


@pytest.fixture
def chair(db, time_machine):
    time_machine.move_to(at("25/11/2026 08:00"), tick=False)
    return make_person(Office.CHAIR)


def schedule(chair, moment: str, **fields):
    article = make_article(State.APPROVED, **fields)
    return perform("schedule", edition=article, actor=chair, version=article.version, time=at(moment))


@pytest.mark.parametrize(
    ("day", "clock", "field", "sentence"),
    [
        ("24/11/2026", "09:00", "day", "Ngày 24/11/2026 đã qua; hôm nay là 25/11/2026."),
        ("25/11/2026", "07:59", "clock", "07:59 đã qua; bây giờ là 08:00."),
        ("31/11/2026", "09:00", "day", "Xin ghi ngày theo thứ tự ngày/tháng/năm, ví dụ 05/12/2026."),
        ("26/11/2026", "sáng", "clock", "Xin ghi giờ và phút, ví dụ 07:30."),
        ("26/11/2206", "09:00", "day", "Năm 2206 quá xa; xin xem lại."),
    ],
)
def test_a_moment_that_is_over_or_none_is_refused_at_its_field_and_stays_typed(
    client, chair, day, clock, field, sentence
):
    article = make_article(State.APPROVED)
    desk_client(client, chair)
    sent = {"version": article.version, "day": day, "clock": clock}
    page = client.post(reverse("move", args=["article", article.pk, "schedule"]), sent)
    article.refresh_from_db()
    assert (page.status_code, article.state) == (422, State.APPROVED)
    assert page.context["errors"][field] == sentence
    assert f'value="{day}"' in page.content.decode()
    assert f'value="{clock}"' in page.content.decode()


def test_a_moment_is_typed_as_people_write_it(client, chair):
    article = make_article(State.APPROVED)
    desk_client(client, chair)
    sent = {"version": article.version, "day": "5/12/2026", "clock": "7 giờ 30"}
    client.post(reverse("move", args=["article", article.pk, "schedule"]), sent)
    article.refresh_from_db()
    assert (article.state, article.scheduled_for) == (State.SCHEDULED, at("05/12/2026 07:30"))


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_typed_is_a_moment_to_come_or_a_sentence(day, clock):
    typed = read_time_to_come(day, clock)
    assert bool(typed.errors) == (typed.moment is None)
    assert typed.moment is None or typed.moment > timezone.now()


def test_the_calendar_shows_a_month_day_by_day_with_what_replaces_a_live_piece(client, chair):
    first = schedule(chair, "05/12/2026 07:30", headline="Tin hẹn giờ")
    live = make_article(State.PUBLISHED, headline="Tin đang đăng")
    newer = open_edition(live, actor=make_person(Office.MEMBER))
    newer = perform("approve", edition=newer, actor=chair, version=newer.version)
    newer = perform("schedule", edition=newer, actor=chair, version=newer.version, time=at("05/12/2026 06:00"))
    schedule(chair, "05/01/2027 07:30", headline="Tin tháng sau")
    page = desk_client(client, chair).get(reverse("schedule") + "?thang=2026-12")
    assert [(day, [edition.pk for edition in found]) for day, found in page.context["days"]] == [
        (at("05/12/2026 07:30").date(), [newer.pk, first.pk])
    ]
    assert page.content.decode().count("thay bản đang đăng") == 1
    assert "Tin tháng sau" not in page.content.decode()
    assert "Quá giờ hẹn" not in page.content.decode()


def test_a_clock_that_stands_shows_in_red_in_every_month_and_ends_when_it_runs_again(client, chair, time_machine):
    article = schedule(chair, "26/11/2026 07:30")
    time_machine.move_to(at("29/12/2026 07:30"), tick=False)
    desk_client(client, chair)
    page = client.get(reverse("schedule"))
    assert page.context["late"] == [article]
    assert "Quá giờ hẹn mà chưa đăng: 1" in page.content.decode()
    assert "Quá hạn 33 ngày" in client.get(reverse("admin:index")).content.decode()
    tick()
    page = client.get(reverse("schedule") + "?thang=2026-11")
    assert (page.context["late"], [len(found) for _, found in page.context["days"]]) == ([], [1])


@pytest.mark.parametrize("count", [2, 40])
def test_the_calendar_costs_the_same_with_few_and_with_many(client, chair, count, django_assert_num_queries):
    author, category = make_person(), make_article().category
    for number in range(count):
        moment = at("05/12/2026 07:30") + timedelta(minutes=number)
        make_article(State.SCHEDULED, author=author, category=category, scheduled_for=moment, scheduled_by=chair)
    desk_client(client, chair)
    with django_assert_num_queries(11):
        page = client.get(reverse("schedule") + "?thang=2026-12")
    assert sum(len(found) for _, found in page.context["days"]) == count


def test_a_replacement_takes_the_place_of_the_live_piece_at_its_hour_and_not_before(chair, time_machine):
    live = make_article(State.PUBLISHED)
    newer = open_edition(live, actor=make_person(Office.MEMBER))
    newer = perform("approve", edition=newer, actor=chair, version=newer.version)
    perform("schedule", edition=newer, actor=chair, version=newer.version, time=at("16/02/2027 06:00"))
    for moment, number in (("12/02/2027 09:00", 1), ("16/02/2027 05:59", 1), ("16/02/2027 06:00", 2)):
        time_machine.move_to(at(moment), tick=False)
        tick()
        assert Article.objects.live().get(document=live.document).number == number
    tick()
    assert LogEntry.objects.filter(action="go_live", refused=False).count() == 1


def test_every_scheduled_piece_goes_out_once_after_a_clock_was_away_over_tet(chair, time_machine):
    made = [schedule(chair, f"{day:02}/02/2027 07:00") for day in (4, 6, 8, 12)]
    banner = make_banner(State.APPROVED)
    perform("schedule", edition=banner, actor=chair, version=banner.version, time=at("05/02/2027 00:00"))
    time_machine.move_to(at("10/02/2027 09:00"), tick=False)
    assert tick() == 4
    assert tick() == 0
    states = Article.objects.filter(pk__in=[article.pk for article in made]).order_by("scheduled_for")
    assert list(states.values_list("state", flat=True)) == [State.PUBLISHED] * 3 + [State.SCHEDULED]
    assert LogEntry.objects.filter(action="go_live", refused=False).count() == 4


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_publish_once_and_remind_once():
    chair, member = make_person(Office.CHAIR), make_person(Office.MEMBER, is_secretary=True)
    now = timezone.now()
    due = make_article(State.SCHEDULED, scheduled_by=chair, scheduled_for=now - timedelta(minutes=1))
    late = make_article(State.IN_REVIEW, editor=member, urgent_since=now, state_since=now - timedelta(days=1))
    DueTime.objects.update_or_create(
        stage="in_review",
        part="",
        is_urgent=True,
        starts_on="2026-01-01",
        defaults={"hours": 1, "round_the_clock": True},
    )
    together = Barrier(2)

    def run():
        together.wait()
        tick()
        connection.close()

    clocks = [Thread(target=run) for _ in range(2)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join()
    due.refresh_from_db()
    assert due.state == State.PUBLISHED
    assert LogEntry.objects.filter(action="go_live", refused=False).count() == 1
    about = Notice.objects.filter(document=late.document, sentence__startswith="Quá hạn")
    assert sorted(about.values_list("recipient", flat=True)) == sorted([chair.pk, member.pk])
