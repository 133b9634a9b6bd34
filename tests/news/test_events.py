"""What is coming: the board's list of events, and which of them still have no piece."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from editorial.models import Office, State
from news.models import CouncilTerm, Event, EventPiece
from tests.desk import add_address, desk_client
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def make_event(starts_on=DAY, **fields) -> Event:
    return Event.objects.create(
        **{"kind": "voters", "title": "Tiếp xúc cử tri Tân Hòa Mẫu", **fields}, starts_on=starts_on
    )


def test_an_event_stands_in_every_month_of_which_it_has_a_day():
    long = make_event(date(2026, 10, 30), ends_on=date(2026, 11, 2))
    short = make_event(date(2026, 11, 5))
    make_event(date(2026, 12, 1))
    found = Event.objects.between(date(2026, 11, 1), date(2026, 11, 30))
    assert list(found) == [long, short]


def test_what_has_begun_and_has_no_published_piece_is_missed():
    today = timezone.localdate()
    bare, drafted, reported = (make_event(today - timedelta(days=days)) for days in (9, 8, 7))
    make_event(today - timedelta(days=6), needs_piece=False)
    make_event(today + timedelta(days=1))
    member = make_person(Office.MEMBER)
    for event, state in ((drafted, State.DRAFT), (reported, State.PUBLISHED)):
        EventPiece.objects.create(event=event, document=make_article(state).document, linked_by=member)
    assert list(Event.objects.without_piece(today)) == [bare, drafted]
    assert [event.days_ago(today) for event in (bare, drafted)] == [9, 8]


def test_a_session_needs_its_term_number_and_kind_and_stands_in_the_calendar_once():
    term = CouncilTerm.objects.create(label="khóa thử", starts_on=date(2026, 3, 15))
    session = Event(kind="session", title="Kỳ họp thứ Mười hai", starts_on=DAY)
    with pytest.raises(ValidationError) as refused:
        session.full_clean()
    assert set(refused.value.message_dict) == {"term", "session_number", "session_kind"}
    session.term, session.session_number, session.session_kind = term, 12, "regular"
    session.full_clean()
    session.save()
    again = Event(kind="session", title="Lần nữa", starts_on=DAY, term=term, session_number=12, session_kind="thematic")
    with pytest.raises(ValidationError, match="Kỳ họp này đã có trong lịch"):
        again.full_clean()


def test_the_board_keeps_the_events_and_an_end_before_the_beginning_is_refused_at_the_form(client):
    desk_client(client, make_person(Office.MEMBER))
    sent = {"kind": "voters", "title": "Tiếp xúc cử tri", "starts_on": "2026-11-20", "ends_on": "2026-11-19"}
    page = client.post(add_address(Event), sent)
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in page.content.decode()
    client.post(add_address(Event), {**sent, "ends_on": ""})
    assert Event.objects.get().last_day == DAY
