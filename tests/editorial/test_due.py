"""Working time across nights, weekends and Tết; which due time holds for a piece; the list of days off."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editorial.due import Rules, WorkingCalendar, add_working_time
from editorial.holidays import read_list
from editorial.models import DueTime, Holiday, LogEntry, Office, State, WorkingHours
from editorial.moments import read_clock, read_day
from editorial.workflow import perform
from tests.desk import add_address, desk_client
from tests.factories import make_article, make_person

HOUR = timedelta(hours=1)
DAILY = ((time(7), time(11, 30)), (time(13, 30), time(17)))
TET = (date(2027, 2, 5), date(2027, 2, 11))
WEEK = WorkingCalendar(
    stretches=tuple((day, *stretch, date(2026, 1, 1), None) for day in range(5) for stretch in DAILY),
    off=(TET,),
    worked=((date(2027, 2, 20), date(2027, 2, 20)),),
)
MOMENTS = st.datetimes(datetime(2026, 6, 1), datetime(2027, 6, 1)).map(timezone.make_aware)
LENGTHS = st.timedeltas(timedelta(minutes=1), 60 * HOUR)


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y %H:%M"))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("25/11/2026 08:00", 2, "25/11/2026 10:00"),
        ("25/11/2026 10:30", 2, "25/11/2026 14:30"),  # over noon
        ("25/11/2026 16:00", 2, "26/11/2026 08:00"),  # over night
        ("27/11/2026 16:30", 2, "30/11/2026 08:30"),  # over a weekend
        ("28/11/2026 22:00", 4, "30/11/2026 11:00"),  # sent on a Saturday night
        ("04/02/2027 16:00", 2, "12/02/2027 08:00"),  # over Tết
        ("07/02/2027 09:00", 4, "12/02/2027 11:00"),  # in Tết
        ("19/02/2027 16:00", 2, "20/02/2027 08:00"),  # a Saturday worked instead
        ("25/11/2026 07:00", 40, "01/12/2026 17:00"),  # five working days
    ],
)
def test_working_time_is_counted_within_working_hours_only(start, hours, end):
    assert add_working_time(at(start), hours * HOUR, WEEK) == at(end)


@given(MOMENTS, LENGTHS)
def test_a_due_time_lies_within_working_hours_and_never_in_tet(start, length):
    end = add_working_time(start, length, WEEK)
    day, clock = timezone.localdate(end), timezone.localtime(end).time()
    assert any(opens <= clock <= closes for opens, closes in DAILY)
    assert day.weekday() < 5 or day == date(2027, 2, 20)
    assert not TET[0] <= day <= TET[1]
    assert end >= start + length


@given(MOMENTS, LENGTHS, st.timedeltas(timedelta(0), 90 * HOUR), st.timedeltas(timedelta(0), 20 * HOUR))
def test_a_later_start_or_a_longer_time_never_ends_sooner(start, length, later, longer):
    end = add_working_time(start, length, WEEK)
    assert add_working_time(start + later, length, WEEK) >= end
    assert add_working_time(start, length + longer, WEEK) >= end


@given(MOMENTS, LENGTHS, LENGTHS)
def test_two_stretches_of_work_are_as_long_as_both_together(start, first, second):
    halfway = add_working_time(start, first, WEEK)
    assert add_working_time(halfway, second, WEEK) == add_working_time(start, first + second, WEEK)


def test_without_working_hours_there_is_no_due_time():
    assert add_working_time(at("25/11/2026 08:00"), HOUR, WorkingCalendar()) is None


def rule(hours: int, stage=State.SUBMITTED, **fields) -> DueTime:
    return DueTime(**{"stage": stage, "hours": hours, "starts_on": date(2026, 1, 1), **fields})


@pytest.mark.parametrize(
    ("key", "urgent", "on", "hours"),
    [
        ("article:news", False, date(2026, 11, 25), 2),
        ("article:feature", False, date(2026, 11, 25), 8),  # its own before that of all
        ("article:feature", True, date(2026, 11, 25), 1),  # the urgent lane before its own
        ("article:news", False, date(2027, 3, 1), 3),  # a new rule from a day on
        ("article:news", False, date(2025, 3, 1), None),
    ],
)
def test_the_rule_that_says_most_about_a_piece_holds(key, urgent, on, hours):
    rules = Rules(
        WEEK,
        [
            rule(2),
            rule(3, starts_on=date(2027, 1, 1)),
            rule(8, part="article:feature"),
            rule(1, is_urgent=True),
            rule(9, stage=State.APPROVED),
        ],
    )
    found = rules.time_for(State.SUBMITTED, key, urgent=urgent, on=on)
    assert (found.hours if found else None) == hours


@pytest.mark.django_db
def test_a_move_writes_by_when_the_next_person_must_act_and_the_whole_way_has_an_end_too(time_machine):
    member = make_person(Office.MEMBER)
    time_machine.move_to(at("25/11/2026 08:00"), tick=False)
    article = make_article(author=make_person())
    article = perform("submit", edition=article, actor=article.author, version=article.version)
    assert article.due_at == at("25/11/2026 10:00")
    time_machine.move_to(at("01/12/2026 15:00"), tick=False)
    article = perform("take", edition=article, actor=member, version=article.version)
    assert article.due_at == at("02/12/2026 08:00")  # five working days since it was handed in
    article = perform("return", edition=article, actor=member, version=article.version, reason="Thiếu ảnh")
    assert article.due_at is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2027 Tết", "Dòng 1 Không có ngày 31/02/2027"),
        ("01/01/2027 Tết Dương lịch\n\n02/30/2027 Tết", "Dòng 3 Không có ngày 02/30/2027"),
        ("Tết Nguyên đán", "Dòng 1 Dòng phải bắt đầu bằng ngày"),
        ("11/02/2027 - 05/02/2027 Tết", "Dòng 1 Ngày cuối 05/02/2027 trước ngày đầu"),
        ("05/02/2027 - 11/12/2027 Tết", "Dòng 1 Nghỉ liền hơn 31 ngày"),
        ("01/01/2207 Tết", "Dòng 1 Năm 2207 quá xa"),
        ("01/01/2027", "Dòng 1 Sau ngày phải có tên"),
        ("30/04/2027 Lễ\n29/04/2027 - 01/05/2027 Lễ", "Dòng 2 Trùng ngày với một dòng phía trên"),
        ("", "Dòng 1 Chưa có dòng nào"),
        ("x\n" * 300, "Dòng 1 Danh sách quá dài"),
    ],
)
@pytest.mark.django_db
def test_a_list_of_days_off_with_an_error_is_refused_at_the_line_and_nothing_is_lost(client, text, says):
    desk_client(client, make_person(Office.MEMBER, is_secretary=True))
    page = client.post(reverse("add_holidays"), {"text": text})
    (first, *_) = page.context["errors"]
    assert page.status_code == 422
    assert f"Dòng {first.number} {first.sentence}".startswith(says)
    assert page.context["text"] == text
    assert not Holiday.objects.exists()


@pytest.mark.django_db
def test_a_years_list_is_pasted_at_once_with_the_days_worked_instead(client):
    desk_client(client, make_person(Office.MEMBER, is_secretary=True))
    text = "01/01/2027 Tết Dương lịch\r\n5/2/2027 – 11-02-2027: Tết Nguyên đán\r\n20/02/2027 Làm bù ngày 11/02\r\n"
    client.post(reverse("add_holidays"), {"text": text, "is_confirmed": "on"})
    rows = Holiday.objects.order_by("starts_on").values_list("starts_on", "ends_on", "name", "is_worked")
    assert list(rows) == [
        (date(2027, 1, 1), date(2027, 1, 1), "Tết Dương lịch", False),
        (*TET, "Tết Nguyên đán", False),
        (date(2027, 2, 20), date(2027, 2, 20), "Làm bù ngày 11/02", True),
    ]
    assert LogEntry.objects.filter(action="add_holidays").count() == 1
    again = client.post(reverse("add_holidays"), {"text": text})
    assert "Trùng ngày với một dòng đã ghi" in again.content.decode()


@given(st.text(alphabet="0123456789/-. \nTếtlàmbù–", max_size=80))
@pytest.mark.django_db
def test_whatever_is_pasted_is_read_or_refused_line_by_line(text):
    found, errors = read_list(text)
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(found) + len(errors) >= min(len(lines), 1)
    assert all(1 <= error.number <= max(len(text.splitlines()), 1) for error in errors)
    assert all(holiday.ends_on >= holiday.starts_on for holiday in found)


@pytest.mark.django_db
@pytest.mark.parametrize("person", [lambda: make_person(Office.MEMBER), make_person])
def test_only_who_leads_records_days_off_and_due_times(client, person):
    desk_client(client, person())
    assert client.post(reverse("add_holidays"), {"text": "01/01/2027 Tết"}).status_code == 404
    assert client.get(add_address(DueTime)).status_code in (302, 403)
    assert not Holiday.objects.exists()


@pytest.mark.django_db
def test_a_due_time_of_no_length_and_hours_that_overlap_are_refused_in_words(client):
    desk_client(client, make_person(Office.CHAIR))
    sent = {"stage": "submitted", "hours": "0", "minutes": "0", "remind_minutes": "0", "starts_on": "2026-12-01"}
    assert "Xin ghi số giờ hoặc số phút." in client.post(add_address(DueTime), sent).content.decode()
    sent = {"weekday": "0", "opens": "11:00", "closes": "12:00", "starts_on": "2026-12-01"}
    page = client.post(add_address(WorkingHours), sent).content.decode()
    assert "Khoảng giờ này chồng lên một khoảng đã có: Thứ Hai, 07:00–11:30." in page


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/12/2026", date(2026, 12, 5)),
        ("05-12-2026", date(2026, 12, 5)),
        ("5.12", date(2026, 12, 5)),
        ("12/25/2026", None),
        ("2026-12-05", None),
        ("mai", None),
    ],
)
def test_a_day_is_read_day_first(text, day):
    assert read_day(text, date(2026, 11, 25)) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("07:30", time(7, 30)),
        ("7h30", time(7, 30)),
        ("7 giờ 30", time(7, 30)),
        ("7 giờ 30 phút", time(7, 30)),
        ("7h", time(7)),
        ("24:00", None),
        ("bảy giờ", None),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(text, clock):
    assert read_clock(text) == clock
