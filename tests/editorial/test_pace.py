"""How mail tells a person: at once, in one digest at the chosen hours, or not at all."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from editorial import holidays, mail, notices, pace
from editorial.models import Holiday, MailPace, Notice, Office, WorkingHours
from editorial.workflow import TABLE, perform
from tests.desk import desk_client
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db

MORNING = timezone.make_aware(datetime(2026, 11, 25, 9, 0))


@pytest.fixture(autouse=True)
def _mail_on(settings):
    settings.EMAIL_HOST, settings.SITE_ORIGIN = "thu.vi-du.vn", "https://hdnd.vi-du.vn"
    settings.DESK_ORIGIN = settings.SITE_ORIGIN
    settings.DIGEST_HOURS = ["07:30", "13:30"]


def make_reader(mail_pace: str = MailPace.AT_ONCE):
    person = make_person(Office.MEMBER)
    person.email, person.mail_pace = "an@vi-du.vn", mail_pace
    person.save()
    return person


def mails_of_a_day(person, mailoutbox, *, urgent_at: int | None = None) -> list[str]:
    """A notice every five minutes of a working day (eight hours); give when mail came."""
    came = []
    for minute in range(0, 24 * 60, 5):
        with time_machine.travel(MORNING + timedelta(minutes=minute), tick=False):
            if minute < 8 * 60:
                notices.tell({person.pk}, "Việc mới", is_urgent=minute == urgent_at)
            mail.send_waiting()
            if len(mailoutbox) > len(came):
                came.append(f"{timezone.localtime():%d %H:%M}")
    return came


@pytest.mark.parametrize(
    ("mail_pace", "hours"),
    [
        (MailPace.TWICE_DAILY, ["25 13:30", "26 07:30"]),
        (MailPace.DAILY, ["26 07:30"]),
        (MailPace.OFF, []),
    ],
)
def test_a_digest_comes_at_the_chosen_hours_only(mailoutbox, mail_pace, hours):
    assert mails_of_a_day(make_reader(mail_pace), mailoutbox) == hours


@pytest.mark.parametrize(
    ("days_off", "urgent", "comes"),
    [
        ("", False, "30 07:30"),  # over the weekend
        ("30/11/2026 - 01/12/2026 Ngày nghỉ của tỉnh", False, "02 07:30"),
        ("28/11/2026 Làm bù", False, "28 07:30"),
        ("30/11/2026 - 01/12/2026 Ngày nghỉ của tỉnh", True, "27 09:00"),
    ],
)
@pytest.mark.parametrize("has_hours", [False, True])
def test_a_digest_comes_on_working_days_only(has_hours, days_off, urgent, comes, django_assert_num_queries):
    person, another = make_reader(MailPace.DAILY), make_reader(MailPace.DAILY)
    with time_machine.travel(MORNING + timedelta(days=2), tick=False):  # a Friday
        for weekday in range(5 * has_hours):
            WorkingHours.objects.create(weekday=weekday, opens="07:00", closes="11:30", starts_on="2026-01-01")
        Holiday.objects.bulk_create(holidays.read_list(days_off)[0])
        with django_assert_num_queries(2 if urgent else 4):  # the people, the notices; once for both, the calendar
            notices.tell({person.pk, another.pk}, "Việc mới", is_urgent=urgent)

    assert {f"{timezone.localtime(notice.mail_after):%d %H:%M}" for notice in Notice.objects.all()} == {comes}


def test_at_once_is_never_more_than_a_mail_in_a_quarter_of_an_hour(mailoutbox):
    came = mails_of_a_day(make_reader(), mailoutbox)

    assert came[:3] == ["25 09:00", "25 09:15", "25 09:30"]
    assert len(came) == 8 * 4 + 1  # the last quarter's at its end


@pytest.mark.parametrize(("mail_pace", "count"), [(MailPace.DAILY, 2), (MailPace.AT_ONCE, 34), (MailPace.OFF, 0)])
def test_what_is_urgent_does_not_wait_but_for_who_wants_no_mail(mailoutbox, mail_pace, count):
    came = mails_of_a_day(make_reader(mail_pace), mailoutbox, urgent_at=20)

    assert len(came) == count
    assert ("25 09:20" in came) == (mail_pace != MailPace.OFF)


def test_the_urgent_moves_are_those_of_the_table(mailoutbox):
    person = make_reader(MailPace.DAILY)
    chair = make_person(Office.CHAIR)
    quiet, hidden = make_article("approved", editor=person), make_article("published", editor=person)

    perform("publish", edition=quiet, actor=chair, version=quiet.version)
    perform("hide", edition=hidden, actor=chair, version=hidden.version, reason="Nhầm số liệu")
    mail.send_waiting()

    assert {move.name for move in TABLE if move.is_urgent} == {"publish_urgent", "hide", "withdraw", "close"}
    assert [message.subject for message in mailoutbox] == ["[hdnd.vi-du.vn] Có 1 thông báo mới"]


def test_another_choice_counts_for_what_waits_already(mailoutbox):
    person = make_reader(MailPace.DAILY)
    with time_machine.travel(MORNING, tick=False):
        notices.tell({person.pk}, "Việc mới")
        pace.choose_pace(person, MailPace.TWICE_DAILY)
        assert timezone.localtime(Notice.objects.get().mail_after).hour == 13
        pace.choose_pace(person, MailPace.OFF)
        assert Notice.objects.get().mail_after is None


def test_a_person_chooses_on_the_page_of_notices(client):
    person = make_reader()
    desk_client(client, person)

    client.post(reverse("choose_pace"), {"mail_pace": "daily"})
    client.post(reverse("choose_pace"), {"mail_pace": "never-heard-of"})

    person.refresh_from_db()
    assert person.mail_pace == MailPace.DAILY
    assert client.get(reverse("own_notices")).context["form"].initial == {"mail_pace": "daily"}


def test_the_page_shows_what_is_unread_first_bounded_and_marks_one_read(client, django_assert_max_num_queries):
    person = make_reader()
    Notice.objects.bulk_create(Notice(recipient=person, sentence=f"Việc {n}") for n in range(400))
    Notice.objects.filter(sentence__endswith="7").update(read_at=timezone.now())
    other = Notice.objects.create(recipient=make_reader(), sentence="Việc của người khác")
    desk_client(client, person)

    with django_assert_max_num_queries(10):
        page = client.get(reverse("own_notices"))
    one = page.context["unread"][0]
    client.post(reverse("read_notice", args=[one.pk]))
    refused = client.post(reverse("read_notice", args=[other.pk]))

    assert (len(page.context["unread"]), len(page.context["read"])) == (200, 40)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.read_at is not None, other.read_at, refused.status_code) == (True, None, 404)
    assert "Việc của người khác" not in page.content.decode()


@pytest.mark.parametrize(
    ("unread", "words"), [(0, "Thông báo"), (3, "Thông báo (3 chưa đọc)"), (130, "hơn 99 chưa đọc")]
)
@pytest.mark.parametrize("office", [Office.MEMBER, Office.CONTRIBUTOR])
def test_the_head_of_every_page_says_how_many_are_unread(client, office, unread, words):
    person = make_person(office)
    Notice.objects.bulk_create(Notice(recipient=person, sentence="Việc mới") for _ in range(unread))
    Notice.objects.create(recipient=person, sentence="Việc cũ", read_at=timezone.now())
    Notice.objects.create(recipient=make_reader(), sentence="Việc của người khác")

    page = desk_client(client, person).get(reverse("autosaves")).content.decode()

    link = re.search(rf'<a href="{reverse("own_notices")}">(.*?)</a>', page, re.DOTALL)[1]
    assert words in strip_tags(link)
    assert unread or strip_tags(link).strip() == words


def test_the_piece_opened_through_a_notice_marks_that_notice_read_and_no_other(client):
    person, other = make_reader(), make_reader()
    piece = make_article("submitted", editor=person)
    notices.tell({person.pk, other.pk}, "Việc của tin bài", document=piece.document, edition_number=piece.number)
    notices.tell({person.pk}, "Việc chung")
    of_piece, general = Notice.objects.filter(recipient=person).order_by("pk")
    desk_client(client, person)

    client.head(reverse("open_notice", args=[of_piece.pk]))
    assert Notice.objects.exclude(read_at=None).count() == 0
    went = client.get(reverse("open_notice", args=[of_piece.pk]), follow=True)
    refused = client.get(reverse("open_notice", args=[Notice.objects.get(recipient=other).pk]))

    assert (went.redirect_chain[-1][0], went.status_code) == (piece.desk_url(person), 200)
    assert refused.status_code == 404
    assert list(Notice.objects.exclude(read_at=None)) == [of_piece]
    assert client.get(reverse("open_notice", args=[general.pk]))["Location"] == reverse("own_notices")
