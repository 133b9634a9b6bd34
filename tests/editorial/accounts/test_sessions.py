"""A session is bound to its browser, ends by idleness, is listed, and is ended from elsewhere."""

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.models import Office
from tests.factories import make_article, make_person
from tests.second_factor import add_application, code, grow_old, log_in

pytestmark = pytest.mark.django_db
PIECES = "/cong-tac-vien/"
SESSIONS = "/tai-khoan/phien/"


def person_of(office):
    person = make_person(office)
    add_application(person)
    return person


@pytest.mark.parametrize(
    ("office", "page", "limit"),
    [
        (Office.MEMBER, "/quan-tri/", settings.IDLE_SECONDS),
        (Office.CONTRIBUTOR, PIECES, settings.IDLE_SECONDS),
        (Office.TECHNICAL, "/quan-tri/", settings.IDLE_SECONDS_TECHNICAL),
    ],
)
def test_an_idle_session_ends_and_a_used_one_does_not(office, page, limit):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = log_in(person_of(office))
        for _ in range(4):
            clock.shift(limit - 10)
            assert client.get(page).status_code == 200
        clock.shift(limit + 10)
        assert client.get(page).status_code == 302
        clock.shift(-limit)
        assert client.get(page).status_code == 302


def test_a_page_that_sends_nothing_by_itself_says_that_its_person_is_at_work():
    still_here = "/tai-khoan/con-lam-viec/"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = log_in(person_of(Office.MEMBER))
        for _ in range(4):
            clock.shift(settings.IDLE_SECONDS - 10)
            answer = client.get(still_here)
            assert (answer.status_code, answer.content) == (204, b"")
        clock.shift(settings.IDLE_SECONDS + 10)
        assert client.get(still_here).status_code == 302


def test_no_session_lasts_longer_than_half_a_day_however_busy():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = log_in(person_of(Office.MEMBER))
        for _ in range(12 * 6 - 1):
            clock.shift(600)
            client.get("/quan-tri/")
        assert client.get("/quan-tri/").status_code == 200
        clock.shift(700)
        assert client.get("/quan-tri/").status_code == 302


def test_a_cookie_in_another_browser_opens_nothing():
    client = log_in(person_of(Office.CHAIR), Client(HTTP_USER_AGENT="Chrome"))
    stolen = Client(HTTP_USER_AGENT="curl")
    stolen.cookies = client.cookies
    assert stolen.get("/quan-tri/").status_code == 302
    assert client.get("/quan-tri/").status_code == 200


def test_the_session_gets_a_new_key_at_login():
    client = Client()
    client.get("/dang-nhap/")
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    log_in(person_of(Office.MEMBER), client)
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_the_session_gets_a_new_key_when_the_second_factor_is_asked_for_again():
    client = log_in(person_of(Office.CHAIR))
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = before = client.session.session_key
    grow_old(client, settings.CONFIRM_SECONDS + 60)
    article = make_article("approved")
    act = reverse("move", args=["article", article.pk, "publish"])
    asked = client.post(act, {"version": article.version})["Location"]
    client.post(asked, {"code": "000000"})
    assert client.session.session_key == before
    client.post(asked, {"code": code(1)})
    article.refresh_from_db()
    assert article.state == "published"
    assert client.session.session_key != before
    assert stolen.get("/quan-tri/").status_code == 302
    page = client.get(SESSIONS)
    assert [session.session_key for session in page.context["sessions"]] == [client.session.session_key]
    assert "phiên này" in page.content.decode()


def test_a_session_stays_listed_when_its_password_is_changed():
    client = log_in(person_of(Office.MEMBER))
    new = "ruộng sen chiều muộn 26"
    client.post("/doi-mat-khau/", {"old_password": "mat-khau-thu", "new_password1": new, "new_password2": new})
    page = client.get(SESSIONS)
    assert [session.session_key for session in page.context["sessions"]] == [client.session.session_key]


def test_logout_ends_the_session_on_the_server():
    client = log_in(person_of(Office.MEMBER))
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/dang-xuat/")
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert again.get("/quan-tri/").status_code == 302


def test_a_person_sees_the_own_sessions_and_ends_another_one():
    person = person_of(Office.MEMBER)
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Safari/604.1"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        phone = log_in(person, Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="198.51.100.7"))
        clock.shift(40)
        desk = log_in(person)
        page = desk.get(SESSIONS).content.decode()
        assert "Safari, iPhone" in page
        assert "198.51.100.7" in page
        desk.post(f"{SESSIONS}{UserSession.objects.get(ip='198.51.100.7').pk}/ket-thuc/")
        assert phone.get("/quan-tri/").status_code == 302
        assert desk.get("/quan-tri/").status_code == 200


@pytest.mark.parametrize("act", ["ket-thuc-khac/", "{}/ket-thuc/"])
def test_ending_a_session_asks_for_the_second_factor_again(act):
    person = person_of(Office.MEMBER)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        phone = log_in(person, Client(HTTP_USER_AGENT="Phone"))
        clock.shift(40)
        desk = log_in(person)
        clock.shift(settings.CONFIRM_SECONDS + 60)
        other = UserSession.objects.exclude(session_key=desk.session.session_key).get()
        asked = desk.post(SESSIONS + act.format(other.pk))
        assert asked["Location"].startswith("/tai-khoan/xac-nhan/")
        assert phone.get("/quan-tri/").status_code == 200
        desk.post(asked["Location"], {"code": code()})
        assert phone.get("/quan-tri/").status_code == 302
        assert desk.get("/quan-tri/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else():
    theirs = log_in(person_of(Office.MEMBER))
    own = log_in(person_of(Office.MEMBER))
    for session in UserSession.objects.all():
        own.post(f"{SESSIONS}{session.pk}/ket-thuc/")
    assert theirs.get("/quan-tri/").status_code == 200


def test_all_other_sessions_are_ended_at_once():
    person = person_of(Office.MEMBER)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        others = []
        for _ in range(2):
            others.append(log_in(person))
            clock.shift(40)
        own = log_in(person)
        own.post(f"{SESSIONS}ket-thuc-khac/")
        assert [client.get("/quan-tri/").status_code for client in (*others, own)] == [302, 302, 200]


def test_the_administrator_ends_the_sessions_of_an_account():
    member = person_of(Office.MEMBER)
    theirs = log_in(member)
    log_in(person_of(Office.TECHNICAL)).post(f"/quan-tri/editorial/user/{member.pk}/ket-thuc-phien/")
    assert theirs.get("/quan-tri/").status_code == 302


def test_a_switched_off_account_is_out_at_the_next_page():
    member = person_of(Office.MEMBER)
    client = log_in(member)
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    assert client.get("/quan-tri/").status_code == 302
