"""Slips by which people set their own passwords; who keeps accounts cannot become the chair with one."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from editorial.accounts.slips import LIVES, VOID
from editorial.models import AccountSlip, LogEntry, Notice, Office, User
from editorial.models.account_slip import Purpose
from tests.factories import make_person, make_user
from tests.second_factor import LOGIN, add_application, give_password, grow_old, log_in

pytestmark = pytest.mark.django_db
CODE = "/tai-khoan/phieu/"
NEW = "ruộng sen chiều muộn 26"


@pytest.fixture
def technician():
    person = make_person(Office.TECHNICAL)
    add_application(person)
    return person


@pytest.fixture
def member():
    person = make_person(Office.MEMBER)
    add_application(person)
    return person


@pytest.fixture
def keeper(technician):
    return log_in(technician)


def issue(keeper, person, purpose=Purpose.PASSWORD):
    return keeper.post(f"/quan-tri/editorial/user/{person.pk}/phieu/", {"purpose": purpose})


def code_on(text: str) -> str:
    return re.search(r"\b(?:\w{4}-){6}\w{4}\b", text)[0]


def issued(keeper, person, purpose=Purpose.PASSWORD) -> str:
    """Give the code on a slip that was just made."""
    return code_on(issue(keeper, person, purpose).content.decode())


def use(code: str, password: str = NEW, again: str | None = None):
    """Give the answer to the password, or to the code where that goes no further."""
    client = Client()
    answer = client.post(CODE, {"code": code})
    if answer.status_code != 302:
        return answer
    return client.post(answer["Location"], {"password": password, "again": password if again is None else again})


def is_void(answer) -> bool:
    return answer.status_code == 200 and answer.context["form"].errors["code"] == [VOID]


def test_an_invited_person_sets_a_password_and_then_a_second_factor(keeper):
    keeper.post("/quan-tri/editorial/user/add/", {"full_name": "Lê Thị Mới", "username": "moi", "is_active": "on"})
    person = User.objects.get(username="moi")
    page = issue(keeper, person, Purpose.INVITE).content.decode()
    assert "<svg" in page
    assert f"<code>http://127.0.0.1:8000{CODE}</code>" in page
    assert use(code_on(page))["Location"] == LOGIN
    client = Client()
    give_password(client, person, NEW)
    assert client.get("/ban-lam-viec/", follow=True).redirect_chain[-1][0].startswith("/tai-khoan/")


def test_a_slip_works_once(keeper, member):
    code = issued(keeper, member)
    assert use(code).status_code == 302
    assert is_void(use(code, "một câu khác dài 26"))
    member.refresh_from_db()
    assert member.check_password(NEW)


def test_a_slip_expires(keeper, member):
    code = issued(keeper, member)
    with time_machine.travel(timezone.now() + LIVES, tick=False):
        assert is_void(use(code))


def test_a_new_slip_makes_the_old_one_void(keeper, member):
    old, new = issued(keeper, member), issued(keeper, member)
    assert is_void(use(old))
    assert use(new).status_code == 302


def test_every_code_that_does_not_work_gets_the_same_answer(keeper, member):
    used, waiting = issued(keeper, member), issued(keeper, make_person(), Purpose.RECOVER)
    use(used)
    assert [is_void(use(code)) for code in (used, waiting, "khong-co", "-" * 28, "Ω" * 28)] == [True] * 5


def test_the_code_of_a_slip_is_in_no_address_and_works_however_it_is_typed(keeper, member):
    code = issued(keeper, member)
    client = Client()
    assert client.get(f"{CODE}{code}/").status_code == 404
    answer = client.post(CODE, {"code": f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "})
    assert answer["Location"] == f"{CODE}mat-khau/"
    page = client.get(answer["Location"]).content.decode()
    assert code not in page
    assert f'value="{member.username}" autocomplete="username"' in page


def test_a_code_that_was_given_is_good_for_a_quarter_of_an_hour_and_in_its_browser_only(keeper, member):
    client = Client()
    before = client.get(CODE).status_code, client.session.session_key
    password = client.post(CODE, {"code": issued(keeper, member)})["Location"]
    assert client.session.session_key != before[1]
    assert Client().post(password, {"password": NEW, "again": NEW})["Location"] == CODE
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.ENROL_SECONDS + 1), tick=False):
        assert client.post(password, {"password": NEW, "again": NEW})["Location"] == CODE
    assert client.post(password, {"password": NEW, "again": NEW})["Location"] == LOGIN
    assert client.post(password, {"password": NEW, "again": NEW})["Location"] == CODE


def test_who_is_logged_in_where_the_slip_is_used_is_logged_out(keeper, member):
    client = log_in(member)
    password = client.post(CODE, {"code": issued(keeper, member)})["Location"]
    with time_machine.travel(timezone.now() + timedelta(seconds=90), tick=False):
        assert client.post(password, {"password": NEW, "again": NEW})["Location"] == LOGIN
        assert client.get("/quan-tri/").status_code == 302


@pytest.mark.parametrize("weak", ["ngan", "matkhau123456", "dongthap2026!!", "123456789012", "anhyeuem1314"])
def test_a_weak_password_is_refused_at_its_field_and_the_slip_still_works(keeper, member, weak):
    code = issued(keeper, member)
    assert use(code, weak).context["form"].errors["password"]
    assert use(code, NEW, "khác hẳn").context["form"].errors["again"]
    assert use(code).status_code == 302


def test_the_password_of_a_slip_ends_the_sessions_and_keeps_the_second_factor(keeper, member):
    client = log_in(member)
    use(issued(keeper, member))
    assert client.get("/quan-tri/").status_code == 302
    assert give_password(Client(), member, NEW)["Location"] == "/dang-nhap/ma/"


def test_a_recovery_waits_for_a_board_member_and_is_told_to_the_whole_board(keeper, member):
    chair, other = make_person(Office.CHAIR), make_person(Office.DEPUTY)
    add_application(other)
    code = issued(keeper, member, Purpose.RECOVER)
    assert is_void(use(code))
    assert Notice.objects.filter(recipient__in=[chair, other], sentence__contains="Cấp lại").count() == 2
    slip = AccountSlip.objects.get()
    page = log_in(other).get("/quan-tri/").content.decode()
    assert f"/tai-khoan/cap-lai/{slip.pk}/xac-nhan/" in page
    log_in(other)  # the code of before was used
    browser = Client()
    browser.force_login(other)
    assert browser.post(f"/tai-khoan/cap-lai/{slip.pk}/xac-nhan/").status_code == 302
    assert use(code).status_code == 302
    client = Client()
    give_password(client, member, NEW)
    assert client.get("/ban-lam-viec/", follow=True).redirect_chain[-1][0].startswith("/tai-khoan/")


def test_neither_who_made_a_recovery_nor_who_it_is_for_nor_a_contributor_confirms_it(keeper, technician, member):
    issue(keeper, member, Purpose.RECOVER)
    slip = AccountSlip.objects.get()
    for person in (technician, member, make_person(Office.CONTRIBUTOR)):
        client = Client()
        client.force_login(person)
        assert client.post(f"/tai-khoan/cap-lai/{slip.pk}/xac-nhan/").status_code == 403
    slip.refresh_from_db()
    assert slip.confirmed_by is None


@pytest.mark.parametrize("office", [Office.CHAIR, Office.MEMBER, Office.CONTRIBUTOR])
def test_only_who_keeps_accounts_makes_slips(office, member):
    client = Client()
    client.force_login(make_person(office))
    assert issue(client, member).status_code in (302, 403, 404)
    assert not AccountSlip.objects.exists()


def test_nobody_makes_a_slip_for_the_own_account(keeper, technician):
    issue(keeper, technician, Purpose.RECOVER)
    assert not AccountSlip.objects.exists()


def test_a_slip_asks_for_the_second_factor_again(keeper, member):
    grow_old(keeper, 400)
    assert issue(keeper, member)["Location"].startswith("/tai-khoan/xac-nhan/")
    assert not AccountSlip.objects.exists()


def test_slips_are_entries_of_the_log_and_their_codes_are_nowhere_in_the_database(keeper, member):
    code = issued(keeper, member)
    use(code)
    secret = code.replace("-", "")
    assert not AccountSlip.objects.filter(secret_hash__contains=secret).exists()
    assert [entry.action for entry in LogEntry.objects.order_by("number") if "slip" in entry.action] == [
        "issue_slip", "use_slip",
    ]  # fmt: skip
    assert not LogEntry.objects.filter(text__contains=secret).exists()


def test_the_glass_is_broken_at_the_server_and_the_board_hears_of_it(member):
    chair = make_person(Office.CHAIR)
    said = StringIO()
    call_command("recover_account", chair.username, "--factors", "--alone", stdout=said)
    code = code_on(said.getvalue())
    assert Notice.objects.filter(recipient=member, sentence__contains="Người vận hành máy chủ").exists()
    assert use(code).status_code == 302
    assert LogEntry.objects.filter(action="issue_slip", actor=None).exists()


def test_a_recovery_from_the_server_waits_for_the_board_unless_told_otherwise(member):
    said = StringIO()
    call_command("recover_account", make_user().username, "--factors", stdout=said)
    assert is_void(use(code_on(said.getvalue())))
