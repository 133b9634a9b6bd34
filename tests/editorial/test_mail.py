"""Mail of what waits at the desk, sent by the clock."""

import contextlib
import socketserver
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outside
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from editorial import mail, notices
from editorial.clock import tick
from editorial.models import Notice, Office, User
from editorial.workflow import perform
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def run_clock(*, minutes: float = 0) -> None:
    """A round of the clock, so many minutes later."""
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        call_command("clock", "--once", verbosity=0)


def make_reader(address: str = "an@vi-du.vn", **fields) -> User:
    person = make_person(Office.MEMBER, "Nguyễn Thị An")
    for name, value in {"email": address, **fields}.items():
        setattr(person, name, value)
    person.save()
    return person


def waiting() -> int:
    return Notice.objects.exclude(mail_after=None).count()


@pytest.fixture
def mail_on(settings):
    settings.EMAIL_HOST = "thu.vi-du.vn"
    settings.SITE_ORIGIN, settings.DESK_ORIGIN = "https://hdnd.vi-du.vn", "https://ban.hdnd.vi-du.vn"
    settings.DEFAULT_FROM_EMAIL = "khong-tra-loi@hdnd.vi-du.vn"


class Server(socketserver.ThreadingTCPServer):
    """A small mail server: `accepted` are the texts it took, `refused` the addresses that it does not know."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.accepted: list[str] = []
        self.refused: set[str] = set()
        self.is_full = False
        self.is_silent = False
        self.done = threading.Event()


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        if self.server.is_silent:
            self.server.done.wait(30)
            return
        self.say("220 thu.vi-du.vn")
        with contextlib.suppress(ConnectionError):
            while line := self.rfile.readline().decode().strip():
                self.answer(line)

    def answer(self, line: str) -> None:
        word = line.split(":")[0].upper()
        if word == "RCPT TO" and line.partition("<")[2].partition(">")[0] in self.server.refused:
            self.say("550 5.1.1 unknown")
        elif word == "DATA":
            self.say("354 go on")
            text = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
            if self.server.is_full:
                self.say("452 4.3.1 full")
            else:
                self.server.accepted.append(text)
                self.say("250 taken")
        else:
            self.say("221 bye" if word == "QUIT" else "250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@pytest.fixture
def server(mail_on, settings):
    """A real server, on this machine, that the site's mail goes to."""
    settings.EMAIL_BACKEND, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = SMTP, False, 60
    with Server() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.done.set()
        running.shutdown()


def test_one_mail_tells_a_person_of_all_that_waits(mail_on, mailoutbox):
    an, binh = make_reader(), make_reader("binh@vi-du.vn")
    for _ in range(3):
        notices.tell({an.pk}, "Trần Thị Chủ: Trình duyệt đăng – Bí mật của bài")
    notices.tell({binh.pk}, "Bộ hẹn giờ: Bí mật của bài")
    run_clock()
    run_clock()
    assert sorted((message.to, message.subject) for message in mailoutbox) == [
        (["an@vi-du.vn"], "[hdnd.vi-du.vn] Có 3 thông báo mới"),
        (["binh@vi-du.vn"], "[hdnd.vi-du.vn] Có 1 thông báo mới"),
    ]
    assert waiting() == 0


def test_a_mail_leads_to_the_desk_and_holds_nothing_of_a_piece(mail_on, mailoutbox):
    member = make_reader()
    article = make_article("submitted", headline="Tutieude", body="<p>Tunoidung</p>", editor=None)
    chair = make_person(Office.CHAIR)
    perform("assign", edition=article, actor=chair, version=article.version, person=member)
    assert "Tutieude" in Notice.objects.get(recipient=member).sentence
    run_clock()
    (message,) = mailoutbox
    text = message.message().as_string() + message.body
    assert "https://ban.hdnd.vi-du.vn/ban-lam-viec/" in message.body
    assert [word for word in ("Tutieude", "Tunoidung", chair.full_name, "tin/") if word in text] == []
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_without_a_server_nothing_is_sent_and_nothing_piles_up(settings, mailoutbox):
    person = make_reader()
    settings.EMAIL_HOST = ""
    notices.tell({person.pk}, "Trước khi có máy chủ thư")
    settings.EMAIL_HOST = "thu.vi-du.vn"
    run_clock()
    assert mailoutbox == []
    notices.tell({person.pk}, "Đang chờ gửi")
    settings.EMAIL_HOST = ""
    run_clock()
    settings.EMAIL_HOST = "thu.vi-du.vn"
    run_clock()
    assert (mailoutbox, waiting()) == ([], 0)


def test_only_who_has_an_address_an_open_account_and_something_unread_gets_mail(mail_on, mailoutbox):
    without, closed, has_read = make_reader(""), make_reader("dong@vi-du.vn"), make_reader("xem@vi-du.vn")
    notices.tell({without.pk, closed.pk, has_read.pk}, "Việc mới")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    Notice.objects.filter(recipient=has_read).update(read_at=timezone.now())
    run_clock()
    assert (mailoutbox, waiting(), Notice.objects.count()) == ([], 0, 3)


def test_a_real_server_is_given_readable_vietnamese_mail(server):
    person = make_reader()
    notices.tell({person.pk}, "Việc mới")
    run_clock()
    (text,) = server.accepted
    assert "To: an@vi-du.vn" in text
    assert "From: khong-tra-loi@hdnd.vi-du.vn" in text
    assert "Nguyễn Thị An" in text
    assert waiting() == 0


def test_a_server_that_is_away_is_asked_again_with_growing_pauses(server, caplog):
    person = make_reader()
    notices.tell({person.pk}, "Việc mới")
    server.is_full = True
    start = timezone.now()
    expected, tries = [0, 1, 3, 7, 15, 31, 63, 123, 183], []
    for minute in sorted({0, *expected, *(each - 1 for each in expected[1:])}):
        with time_machine.travel(start + timedelta(minutes=minute, seconds=1), tick=False):
            tick()
        if len(caplog.records) > len(tries):
            tries.append(minute)
    assert tries == expected
    server.is_full = False
    with time_machine.travel(start + timedelta(hours=5), tick=False):
        tick()
    assert (len(server.accepted), waiting()) == (1, 0)


def test_what_a_failing_server_makes_the_log_say_names_nobody(server, caplog):
    person = make_reader()
    notices.tell({person.pk}, "Việc mới")
    server.refused = {"an@vi-du.vn"}
    run_clock()
    assert len(caplog.records) == 1
    assert [word for word in ("vi-du", "An", "Nguyễn") if word in caplog.text] == []


def test_a_server_that_never_answers_holds_the_clock_for_one_attempt_only(server, caplog, settings):
    notices.tell({make_reader(f"nguoi-{turn}@vi-du.vn").pk for turn in range(5)}, "Việc mới")
    server.is_silent, settings.EMAIL_TIMEOUT = True, 0.3
    run_clock()
    assert (len(caplog.records), waiting()) == (1, 5)
    server.is_silent, settings.EMAIL_TIMEOUT = False, 60
    run_clock(minutes=2)
    assert (len(server.accepted), waiting()) == (5, 0)


def test_an_address_that_is_refused_keeps_no_other_from_its_mail(server):
    wrong, right = make_reader("sai@vi-du.vn"), make_reader("dung@vi-du.vn")
    server.refused = {"sai@vi-du.vn"}
    notices.tell({wrong.pk}, "Việc mới")
    notices.tell({right.pk}, "Việc mới")
    run_clock()
    assert (len(server.accepted), waiting()) == (1, 1)
    run_clock(minutes=4 * 24 * 60)
    assert (len(server.accepted), waiting()) == (1, 0)


def test_an_address_that_is_none_stops_nobody(mail_on, mailoutbox):
    broken, right = make_reader(), make_reader("dung@vi-du.vn")
    User.objects.filter(pk=broken.pk).update(email="khong phai dia chi\n@")
    notices.tell({broken.pk, right.pk}, "Việc mới")
    run_clock()
    assert [message.to for message in mailoutbox] == [["dung@vi-du.vn"]]


def test_what_another_clock_has_claimed_is_left_to_it_until_the_claim_ends(mail_on, mailoutbox):
    notices.tell({make_reader().pk}, "Việc mới")
    assert len(mail._claim()) == 1  # and that clock is killed
    run_clock()
    run_clock(minutes=4)
    assert mailoutbox == []
    run_clock(minutes=6)
    assert len(mailoutbox) == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_send_each_mail_once(mail_on):
    people = [make_reader(f"nguoi-{turn}@vi-du.vn") for turn in range(12)]
    for _ in range(3):
        notices.tell({person.pk for person in people}, "Việc mới")
    barrier = threading.Barrier(4)

    def run():
        barrier.wait()
        mail.send_waiting()
        connections.close_all()

    clocks = [threading.Thread(target=run) for _ in range(4)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join()
    counted = [int(message.subject.split()[2]) for message in outside.outbox]
    assert (sum(counted), waiting()) == (36, 0)
    assert {message.to[0] for message in outside.outbox} == {person.email for person in people}
