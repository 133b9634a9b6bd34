"""The first page of the desk: what waits for whom, the longest waiting first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.editing import open_edition
from editorial.models import Notice, Office, State
from editorial.queue import how_long, queue_of
from tests.desk import desk_client
from tests.factories import make_article, make_banner, make_page, make_person

pytestmark = pytest.mark.django_db


def waits_for(person) -> dict:
    return {section.key: [edition.pk for edition in section.editions] for section in queue_of(person)}


def test_own_work_waits_for_its_editor_and_its_author(member):
    edited = make_article(State.IN_REVIEW, editor=member)
    drafted = make_article(State.RETURNED, author=member)
    make_article(State.IN_REVIEW, editor=make_person(Office.MEMBER))
    make_article(State.DRAFT)

    assert waits_for(member) == {"mine": [edited.pk, drafted.pk]}


def test_a_submitted_piece_waits_for_its_keeper_for_all_members_when_it_has_none_and_for_who_leads(member, chair):
    kept = make_article(State.SUBMITTED, editor=member)
    free = make_article(State.SUBMITTED)

    assert waits_for(member) == {"mine": [kept.pk], "to_take": [free.pk]}
    assert waits_for(make_person(Office.MEMBER)) == {"to_take": [free.pk]}
    assert waits_for(chair) == {"to_take": [kept.pk, free.pk]}


def test_a_correction_that_a_member_opened_waits_for_all_others(member, chair):
    other = make_person(Office.MEMBER)
    live = make_article(State.PUBLISHED)
    correction = open_edition(live, actor=member)

    assert waits_for(member) == {"mine": [correction.pk]}
    assert waits_for(chair) == waits_for(other) == {"to_approve": [correction.pk]}


def test_an_approved_and_a_scheduled_piece_wait_for_who_may_publish(member, chair):
    approved = make_article(State.APPROVED)
    scheduled = make_article(State.SCHEDULED)

    assert waits_for(chair) == {"to_publish": [approved.pk], "scheduled": [scheduled.pk]}
    assert waits_for(member) == {}


def test_a_piece_that_awaits_confirmation_waits_for_the_whole_board(member, chair):
    urgent = make_article(State.PUBLISHED, awaits_confirmation=True)

    assert waits_for(member) == {"to_confirm": [urgent.pk]}
    assert waits_for(chair) == {"to_confirm": [urgent.pk]}


def test_what_a_member_handed_in_is_shown_apart(member):
    sent = make_article(State.SUBMITTED, author=member)

    assert waits_for(member) == {"sent": [sent.pk]}


def test_kinds_stand_together_the_longest_waiting_first(chair):
    now = timezone.now()
    young = make_article(State.APPROVED, state_since=now - timedelta(hours=1))
    old = make_banner(State.APPROVED, state_since=now - timedelta(days=3))
    middle = make_page(State.APPROVED, state_since=now - timedelta(hours=5))

    (section,) = queue_of(chair)

    assert [edition.kind for edition in section.editions] == [old.kind, middle.kind, young.kind]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "vừa xong"),
        (timedelta(minutes=59), "59 phút"),
        (timedelta(hours=3, minutes=50), "3 giờ"),
        (timedelta(hours=23, minutes=59), "23 giờ"),
        (timedelta(days=2, hours=5), "2 ngày"),
    ],
)
def test_waiting_is_told_in_one_unit(ago, words):
    now = timezone.now()
    assert how_long(now - ago, now) == words


@pytest.mark.parametrize("count", [3, 300])
def test_the_first_page_costs_the_same_with_few_and_with_many_pieces(client, chair, count, django_assert_num_queries):
    author = make_person()
    category = make_article(author=author).category
    for number in range(count):
        state = (State.SUBMITTED, State.APPROVED, State.DRAFT)[number % 3]
        make_article(state, author=author, category=category)
    Notice.objects.bulk_create(Notice(recipient=chair, sentence=f"Tin {n}") for n in range(count))
    desk_client(client, chair)

    with django_assert_num_queries(21):
        page = client.get(reverse("admin:index"))

    assert page.status_code == 200


def test_notices_are_marked_as_read_by_their_recipient_only(client, chair, member):
    own = Notice.objects.create(recipient=chair, sentence="Có tin bài mới")
    other = Notice.objects.create(recipient=member, sentence="Việc khác")
    desk_client(client, chair)

    assert "Có tin bài mới" in client.get(reverse("admin:index")).content.decode()
    client.post(reverse("read_notices"))

    own.refresh_from_db()
    other.refresh_from_db()
    assert own.read_at is not None
    assert other.read_at is None
    assert "Có tin bài mới" not in client.get(reverse("admin:index")).content.decode()
