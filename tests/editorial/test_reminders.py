"""What the clock says about due times: once before, once after, to who holds a piece; and the urgent lane."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.clock import tick
from editorial.models import DueTime, Holiday, LogEntry, Note, Notice, Office, State
from editorial.queue import due_words, queue_of
from editorial.workflow import perform
from tests.desk import desk_client
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y %H:%M"))


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    time_machine.move_to(at("25/11/2026 08:00"), tick=False)


@pytest.fixture
def people(wednesday):
    return {
        "chair": make_person(Office.CHAIR, "Trần Thị Chủ"),
        "secretary": make_person(Office.MEMBER, "Đỗ Thị Thư", is_secretary=True),
        "member": make_person(Office.MEMBER, "Hồ Văn Biên"),
        "writer": make_person(full_name="Phạm Thị Viết"),
    }


def hand_in(people, **fields):
    article = make_article(author=people["writer"], **fields)
    return perform("submit", edition=article, actor=people["writer"], version=article.version)


def told(word: str) -> dict[str, int]:
    names = Notice.objects.filter(sentence__startswith=word).values_list("recipient__full_name", flat=True)
    return {name: list(names).count(name) for name in names}


def test_who_holds_a_piece_is_reminded_once_before_and_with_chair_and_secretary_once_after(people, time_machine):
    article = hand_in(people)
    perform("take", edition=article, actor=people["member"], version=article.version)  # due at 14:00
    for moment in ("09:00", "10:00", "10:59"):
        time_machine.move_to(at(f"25/11/2026 {moment}"), tick=False)
        tick()
    assert told("Sắp đến hạn") == {}
    for moment in ("11:00", "11:20", "13:30", "13:59"):
        time_machine.move_to(at(f"25/11/2026 {moment}"), tick=False)
        tick()
    assert (told("Sắp đến hạn"), told("Quá hạn")) == ({"Hồ Văn Biên": 1}, {})
    for moment in ("25/11/2026 14:00", "25/11/2026 14:01", "26/11/2026 09:00", "30/12/2026 09:00"):
        time_machine.move_to(at(moment), tick=False)
        tick()
    assert told("Sắp đến hạn") == {"Hồ Văn Biên": 1}
    assert told("Quá hạn") == {"Hồ Văn Biên": 1, "Trần Thị Chủ": 1, "Đỗ Thị Thư": 1}


def test_a_clock_that_was_away_for_days_tells_once_and_only_that_it_is_late(people, time_machine):
    hand_in(people)
    time_machine.move_to(at("30/11/2026 08:00"), tick=False)
    tick()
    tick()
    assert (told("Sắp đến hạn"), told("Quá hạn")) == ({}, {"Trần Thị Chủ": 1, "Đỗ Thị Thư": 1})


def test_after_a_move_the_next_holder_is_reminded_anew_and_nobody_of_what_is_done(people, time_machine):
    article = hand_in(people)
    time_machine.move_to(at("25/11/2026 09:45"), tick=False)
    tick()
    perform("take", edition=article, actor=people["member"], version=article.version)
    time_machine.move_to(at("25/11/2026 10:30"), tick=False)
    tick()
    assert (told("Sắp đến hạn"), told("Quá hạn")) == ({"Đỗ Thị Thư": 1}, {})


def test_whoever_has_many_late_pieces_gets_one_sentence_and_no_flood(people, time_machine):
    category = make_article().category
    for number in range(5):
        hand_in(people, headline=f"Tin thứ {number}", category=category)
    time_machine.move_to(at("26/11/2026 08:00"), tick=False)
    tick()
    assert told("Quá hạn") == {"Trần Thị Chủ": 1, "Đỗ Thị Thư": 1}
    assert set(Notice.objects.filter(sentence__startswith="Quá hạn").values_list("sentence", flat=True)) == {
        "Quá hạn: 5 tin bài, xem ở «Việc cần xử lý»"
    }


def test_a_holiday_recorded_later_moves_what_waits_already_and_a_new_rule_too(people, time_machine):
    article = hand_in(people)
    Holiday.objects.create(name="Nghỉ bù", starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 25))
    tick()
    article.refresh_from_db()
    assert article.due_at == at("26/11/2026 09:00")
    DueTime.objects.filter(stage="submitted", is_urgent=False).update(hours=1)
    tick()
    article.refresh_from_db()
    assert article.due_at == at("26/11/2026 08:00")
    assert article.version == 2  # whoever has it open notices nothing


def test_over_tet_nobody_is_late(people, time_machine):
    Holiday.objects.create(name="Tết", starts_on=date(2027, 2, 5), ends_on=date(2027, 2, 11))
    time_machine.move_to(at("04/02/2027 16:30"), tick=False)
    hand_in(people)
    for day in range(5, 12):
        time_machine.move_to(at(f"{day:02}/02/2027 15:00"), tick=False)
        tick()
    assert told("Quá hạn") == {}
    time_machine.move_to(at("12/02/2027 08:31"), tick=False)
    tick()
    assert told("Quá hạn") == {"Trần Thị Chủ": 1, "Đỗ Thị Thư": 1}


def test_what_was_published_urgently_has_a_time_for_its_confirmation(people, time_machine):
    article = make_article(author=people["writer"])
    article = perform(
        "publish_urgent", edition=article, actor=people["chair"], version=article.version, reason="Tin lũ"
    )
    assert article.due_at == at("25/11/2026 13:30") + timedelta(minutes=30)
    time_machine.move_to(at("25/11/2026 15:00"), tick=False)
    tick()
    tick()
    assert told("Quá hạn hậu kiểm") == {"Hồ Văn Biên": 1, "Trần Thị Chủ": 1, "Đỗ Thị Thư": 1}
    article.refresh_from_db()
    article = perform("confirm", edition=article, actor=people["member"], version=article.version)
    assert article.due_at is None


@pytest.mark.parametrize("who", ["writer", "member", "chair"])
def test_author_and_board_put_a_piece_in_the_urgent_lane_with_a_reason(client, people, who):
    article = hand_in(people)
    Notice.objects.all().delete()
    client.force_login(people[who])
    address = reverse("urgent", args=["article", article.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    client.post(address, {"reason": "Bão đổ bộ tối nay"})
    article.refresh_from_db()
    assert (article.due_at, article.version) == (at("25/11/2026 08:15"), 2)
    assert Note.objects.get().text == "Bão đổ bộ tối nay"
    assert Notice.objects.get().recipient == people["secretary"]
    assert LogEntry.objects.filter(action="mark_urgent", refused=False).count() == 1
    assert client.post(address, {"reason": "Lần nữa"}).status_code == 409
    client.post(address, {"unmark": "1"})
    article.refresh_from_db()
    assert (article.urgent_since, article.due_at) == (None, at("25/11/2026 10:00"))


def test_a_stranger_and_a_piece_that_is_done_have_no_urgent_lane(client, people):
    article = hand_in(people)
    client.force_login(make_person(full_name="Võ Văn Khác"))
    assert client.post(reverse("urgent", args=["article", article.pk]), {"reason": "Gấp"}).status_code == 404
    client.force_login(people["member"])
    live = make_article(State.PUBLISHED)
    assert client.post(reverse("urgent", args=["article", live.pk]), {"reason": "Gấp"}).status_code == 409
    refused = LogEntry.objects.filter(refused=True).order_by("number").values_list("action", flat=True)
    assert list(refused) == ["mark_urgent", "act"]  # both are logged


def test_the_queue_begins_with_what_is_most_late_and_says_so_in_words(client, people, time_machine):
    young = hand_in(people, headline="Tin mới nhận")
    time_machine.shift(timedelta(hours=-1))
    old = hand_in(people, headline="Tin cũ hơn")
    urgent = hand_in(people, headline="Tin cần gấp")
    client.force_login(people["writer"])
    client.post(reverse("urgent", args=["article", urgent.pk]), {"reason": "Gấp"})
    time_machine.move_to(at("25/11/2026 09:20"), tick=False)
    (section,) = queue_of(people["secretary"])
    assert [edition.pk for edition in section.editions] == [urgent.pk, old.pk, young.pk]
    assert [due_words(edition) for edition in section.editions] == ["Quá hạn 2 giờ", "Quá hạn 20 phút", "Còn 40 phút"]
    page = desk_client(client, people["secretary"]).get(reverse("admin:index")).content.decode()
    assert page.count("Quá hạn 2 giờ") == 1
    assert "quá hạn: 2" in page
    assert "Cần gấp" in page


def test_the_author_sees_who_holds_the_piece_and_by_when(client, people):
    article = hand_in(people)
    perform("take", edition=article, actor=people["member"], version=article.version)
    client.force_login(people["writer"])
    for address in (reverse("contributor_pieces"), reverse("contributor_piece", args=[article.pk])):
        page = client.get(address).content.decode()
        assert "Đang ở: Hồ Văn Biên" in page
        assert "Còn 6 giờ" in page
