"""From the event to the first piece: counted by the clock, read from a small table; a person's own stay theirs."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editorial.models import Office, State
from news import events, timeliness
from news.models import Article, Event, EventPiece, Timeliness
from tests.factories import make_article, make_category, make_person


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y %H:%M"))


@pytest.fixture
def reported(db, time_machine):
    """Ten pieces of one day, published one hour after the other, by one author; one announced beforehand."""
    time_machine.move_to(at("25/11/2026 08:00"), tick=False)
    author, category = make_person(), make_category("Giám sát")
    fields = {"author": author, "category": category, "event_date": date(2026, 11, 20)}
    for hour in range(1, 11):
        make_article(State.PUBLISHED, **fields, first_published_at=at(f"20/11/2026 {hour:02}:00"))
    make_article(State.PUBLISHED, **fields, first_published_at=at("18/11/2026 08:00"))
    make_article(State.PUBLISHED, author=author, category=category)
    return author


def test_the_middle_piece_and_nine_in_ten_are_told_for_all_by_month_category_and_genre(reported):
    timeliness.count()
    timeliness.count()  # a second clock
    figures = timeliness.of_year()
    lines = {
        name: [(one.label, one.pieces, one.median, one.nine_in_ten) for one in found] for name, found in figures.items()
    }
    assert lines["all"] == [("12 tháng qua", 10, 5, 9)]
    assert lines["month"] == [("Tháng 11/2026", 10, 5, 9)]
    assert lines["genre"] == [("Tin", 10, 5, 9)]
    assert [line[1:] for line in lines["category"]] == [(10, 5, 9)]


def test_what_is_no_longer_within_the_year_goes_from_the_table(reported, time_machine):
    timeliness.count_when_due()
    counted = Timeliness.objects.get(period="year", group="all").counted_at
    time_machine.shift(timedelta(minutes=30))
    timeliness.count_when_due()
    assert Timeliness.objects.get(period="year", group="all").counted_at == counted
    time_machine.shift(timedelta(days=400))
    timeliness.count_when_due()
    assert not Timeliness.objects.exists()


@given(st.lists(st.integers(0, 5000), min_size=1), st.integers(1, 100))
def test_so_many_in_a_hundred_do_not_exceed_a_percentile(values, share):
    found = timeliness.percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= share * len(values)
    assert sum(value < found for value in values) * 100 < share * len(values)


@pytest.mark.parametrize(
    ("hours", "words"), [(5, "5 giờ"), (47, "47 giờ"), (48, "2 ngày"), (62, "2,6 ngày"), (26437, "1.102 ngày")]
)
def test_lengths_are_told_as_people_say_them(hours, words):
    assert timeliness.words(hours) == words


def test_the_board_sees_the_site_and_a_persons_own_are_for_that_person_and_the_chair(client, reported):
    timeliness.count()
    chair, member = make_person(Office.CHAIR), make_person(Office.MEMBER)
    address, theirs = reverse("timely"), f"{reverse('timely')}?nguoi={reported.pk}"
    seen = {}
    for person in (reported, member, chair):
        client.force_login(person)
        page = client.get(address).content.decode()
        seen[person] = ("Toàn trang" in page, client.get(theirs).status_code)
    assert seen == {reported: (False, 404), member: (True, 404), chair: (True, 200)}
    assert [bar["measure"].pieces for bar in client.get(theirs).context["own"]] == [10]
    client.force_login(reported)
    assert [bar["measure"].median for bar in client.get(address).context["own"]] == [5]


def test_the_screen_reads_the_small_table_only(client, reported, django_assert_num_queries):
    timeliness.count()
    client.force_login(make_person(Office.MEMBER))
    client.get(reverse("timely"))
    with django_assert_num_queries(9):
        client.get(reverse("timely"))


def test_an_event_is_offered_the_pieces_of_its_day_and_says_which_report_it(client, reported):
    event = Event.objects.create(kind="supervision", title="Giám sát cấp nước", starts_on=date(2026, 11, 20))
    named = Article.objects.live().order_by("pk")[3]
    offered = events.offered_pieces(event)
    assert len(offered) == 10
    member = make_person(Office.MEMBER)
    client.force_login(member)
    address = reverse("event", args=[event.pk])
    assert "Còn thiếu tin: 1" in client.get(reverse("calendar")).content.decode()
    client.post(address, {"gan": str(named.document_id)})
    client.post(address, {"gan": str(named.document_id)})
    assert EventPiece.objects.get().linked_by == member
    page = client.get(reverse("calendar"))
    assert page.context["missed"] == []
    assert page.context["events"][0].pieces == [named]
    assert "Không có tin bài số «abc»" in client.post(address, {"gan": "abc"}, follow=True).content.decode()
    client.post(address, {"bo": str(named.document_id)})
    assert not EventPiece.objects.exists()


def test_a_contributor_sees_what_is_missed_and_writes_it_from_there_with_day_and_title(client, reported):
    event = Event.objects.create(kind="voters", title="Tiếp xúc cử tri Tân Hòa Mẫu", starts_on=date(2026, 11, 23))
    draft = make_article(headline="Bản thảo của người khác")
    EventPiece.objects.create(event=event, document=draft.document, linked_by=make_person(Office.MEMBER))
    client.force_login(reported)
    page = client.get(reverse("calendar")).content.decode()
    assert f"{reverse('contributor_new')}?su-kien={event.pk}" in page
    assert "đã 2 ngày, chưa có tin" in page
    assert "Bản thảo của người khác" not in page
    form = client.get(f"{reverse('contributor_new')}?su-kien={event.pk}").content.decode()
    assert 'value="2026-11-23"' in form
    assert "Tiếp xúc cử tri Tân Hòa Mẫu" in form
    assert client.get(reverse("event", args=[event.pk])).status_code == 404
