"""Two factors for everybody: forced at the first login, asked at every other, never skipped by an address."""

import hmac
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher
from django.test import Client
from django.urls import reverse

from editorial.accounts.adapters import LATE_CODE, FactorAdapter
from editorial.accounts.throttle import PER_CODE
from editorial.models import LogEntry, Notice
from hdnd_site import settings as own
from tests.codes import PERIOD
from tests.factories import make_article
from tests.second_factor import LOGIN, SECOND, add_application, code, give_password, grow_old, log_in
from tests.test_audience import OWN_ACCOUNT, audience_of
from tests.visiting import addresses, routes
from tests.world import make_world

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"
ENROL = "/tai-khoan/"
TOTP = "/tai-khoan/ung-dung-ma/"
PAPER = "/tai-khoan/ma-du-phong/"


def secret_on(page) -> str:
    return re.search(r'nhập khóa <code class="to-copy">(\w+)</code>', page.content.decode())[1]


def enrol(client):
    return client.post(TOTP, {"code": code(secret=secret_on(client.get(TOTP)))})


@pytest.mark.django_db(transaction=True)  # what hangs on a new factor is done once the database has it
def test_the_first_login_leads_to_enrolment_and_then_to_work(member):
    client = Client()
    give_password(client, member)
    assert client.get(DESK, follow=True).redirect_chain[-1][0].startswith(ENROL)
    enrol(client)
    assert client.get("/quan-tri/").status_code == 200


@pytest.mark.crawl
def test_with_the_password_alone_no_page_but_enrolment_opens(db):
    world = make_world()
    client = Client()
    give_password(client, world.people.chair)
    opened = []
    for name in routes():
        if "anonymous" in audience_of(name) or name in OWN_ACCOUNT or "logout" in name:
            continue
        opened += [address for address in addresses(name)[:3] if client.get(address).status_code == 200]
    assert opened == []


def test_a_password_given_half_way_moves_nothing(member):
    article = make_article("submitted")
    client = Client()
    give_password(client, member)
    answer = client.post(reverse("move", args=["article", article.pk, "take"]), {"version": article.version})
    article.refresh_from_db()
    assert (answer.status_code, article.state) == (302, "submitted")


def test_the_password_alone_is_not_enough_where_a_second_factor_is_enrolled(member):
    add_application(member)
    client = Client()
    assert give_password(client, member)["Location"] == SECOND
    for skipped in (DESK, "/quan-tri/", ENROL, TOTP, "/doi-mat-khau/"):
        assert client.get(skipped)["Location"].startswith((LOGIN, "/quan-tri/login/")), skipped
    assert client.post(SECOND, {"code": code()})["Location"] == DESK
    assert client.get("/quan-tri/").status_code == 200


def test_login_goes_back_to_the_page_that_was_asked_for_after_both_steps(member):
    add_application(member)
    client = Client()
    give_password(client, member, next="/quan-tri/news/article/")
    assert client.post(SECOND, {"code": code()})["Location"] == "/quan-tri/news/article/"


@pytest.mark.parametrize("place", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"])
def test_login_never_leads_to_another_site(member, place):
    add_application(member)
    client = Client()
    give_password(client, member, next=place)
    assert client.post(SECOND, {"code": code()})["Location"] == DESK


def test_a_code_works_once(member):
    add_application(member)
    used = code()
    first, second = Client(), Client()
    give_password(first, member)
    give_password(second, member)
    assert first.post(SECOND, {"code": used}).status_code == 302
    answer = second.post(SECOND, {"code": used})
    assert "Mã không đúng hoặc đã dùng rồi." in answer.content.decode()
    assert second.get("/quan-tri/").status_code == 302


@pytest.mark.parametrize("turn", [-1, 1])
def test_a_code_counts_for_its_half_minute_and_one_beside_it_is_told_to_wait_and_is_no_guess(member, settings, turn):
    settings.MFA_TOTP_TOLERANCE = own.MFA_TOTP_TOLERANCE
    add_application(member)
    client = Client()
    with time_machine.travel(time.time() // PERIOD * PERIOD, tick=False) as clock:
        give_password(client, member)
        for _ in range(PER_CODE + 1):
            assert LATE_CODE in client.post(SECOND, {"code": code(turn)}).content.decode()
        shown = code()
        clock.shift(PERIOD - 1)
        assert client.post(SECOND, {"code": shown})["Location"] == DESK


def test_a_code_of_another_time_or_of_another_person_does_not_work(member):
    add_application(member)
    client = Client()
    give_password(client, member)
    for wrong in (code(5), code(-5), code(secret="A" * 32), "000000", "", "x" * 400):
        assert client.post(SECOND, {"code": wrong}).status_code == 200
    assert client.get("/quan-tri/").status_code == 302


@pytest.mark.django_db(transaction=True)  # what hangs on a new factor is done once the database has it
def test_who_enrols_makes_codes_for_paper_next_and_sees_them_once(member):
    client = Client()
    give_password(client, member)
    assert enrol(client)["Location"] == PAPER
    assert "Chưa có mã." in client.get(ENROL).content.decode()
    codes = client.post(PAPER).context["codes"]
    assert (len(set(codes)), {len(one) for one in codes}) == (10, {8})
    again = client.get(PAPER).content.decode() + client.get(ENROL).content.decode()
    assert "Còn 10 mã chưa dùng." in again
    assert [one for one in codes if one in again] == []


def test_a_recovery_code_works_once_and_its_owner_hears_of_it(member):
    add_application(member)
    paper = log_in(member).post(PAPER).context["codes"]
    client, again = Client(), Client()
    give_password(client, member)
    assert client.post(SECOND, {"code": f" {paper[0][:4]} {paper[0][4:]} "}).status_code == 302
    assert Notice.objects.filter(recipient=member, sentence__contains="mã dự phòng").exists()
    assert "Còn 9 mã." in client.get(ENROL).content.decode()
    give_password(again, member)
    assert again.post(SECOND, {"code": paper[0]}).status_code == 200
    assert again.post(SECOND, {"code": paper[1]}).status_code == 302


def test_new_recovery_codes_end_the_old_ones_and_want_a_fresh_second_factor(member):
    add_application(member)
    keeper, client = log_in(member), Client()
    old = keeper.post(PAPER).context["codes"]
    new = keeper.post(PAPER).context["codes"]
    give_password(client, member)
    assert [client.post(SECOND, {"code": one}).status_code for one in (old[0], new[0])] == [200, 302]
    grow_old(client, settings.CONFIRM_SECONDS + 60)
    assert client.post(PAPER)["Location"].startswith("/tai-khoan/xac-nhan/")


def test_recovery_codes_are_kept_as_salted_hashes_only(member):
    add_application(member)
    paper = log_in(member).post(PAPER).context["codes"]
    kept = Authenticator.objects.get(user=member, type="recovery_codes").data
    assert set(kept) == {"migrated_codes", "hashes"}
    hashes = [FactorAdapter().decrypt(one) for one in kept["hashes"]]
    assert [check_password(*pair) for pair in zip(paper, hashes, strict=True)] == [True] * 10
    assert len({identify_hasher(one).decode(one)["salt"] for one in hashes}) == 10


def test_codes_of_a_seed_that_was_kept_before_still_work_and_the_seed_goes_at_the_next_login(member):
    add_application(member)
    paper = RecoveryCodes.activate(member).get_unused_codes()
    client, again = Client(), Client()
    give_password(client, member)
    assert client.post(SECOND, {"code": paper[0]}).status_code == 302
    assert "seed" not in Authenticator.objects.get(user=member, type="recovery_codes").data
    give_password(again, member)
    assert [again.post(SECOND, {"code": one}).status_code for one in paper[:2]] == [200, 302]


def test_secrets_are_encrypted_at_rest_and_of_no_use_without_the_key(member, settings):
    client = Client()
    give_password(client, member)
    secret = secret_on(client.get(TOTP))
    client.post(TOTP, {"code": code(secret=secret)})
    stored = Authenticator.objects.get(user=member, type="totp").data["secret"]
    assert secret not in stored
    later = Client()
    settings.FACTOR_KEYS = ["another"]
    give_password(later, member)
    assert later.post(SECOND, {"code": code(1, secret)}).status_code == 200
    settings.FACTOR_KEYS = ["another", settings.SECRET_KEY]
    assert later.post(SECOND, {"code": code(1, secret)}).status_code == 302


def test_without_the_key_no_code_that_anybody_can_compute_opens_the_account(member, settings):
    add_application(member)
    RecoveryCodes.activate(member)
    settings.FACTOR_KEYS = ["another"]
    made = hmac.new(b"", b"  0,", "sha1").digest()  # as django-allauth makes recovery codes, of an empty seed
    computed = [code(secret=""), f"{int.from_bytes(made[:4], 'big') % 10**8:08}"]
    client = Client()
    give_password(client, member)
    assert [client.post(SECOND, {"code": one}).status_code for one in computed] == [200, 200]


def test_the_last_way_to_confirm_is_not_taken_away(member):
    add_application(member)
    client = log_in(member)
    answer = client.post("/tai-khoan/ung-dung-ma/bo/")
    assert Authenticator.objects.filter(user=member, type="totp").exists()
    assert "Không bỏ được cách xác nhận cuối cùng" in answer.content.decode() or answer.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_logins_and_changes_of_factors_are_entries_of_the_log_and_told_to_their_owner(member):
    client = Client()
    give_password(client, member)
    enrol(client)
    actions = list(
        LogEntry.objects.filter(subject=f"user:{member.pk}").order_by("number").values_list("action", flat=True)
    )
    assert actions.count("login") == 1
    assert "factor_added" in actions
    assert Notice.objects.filter(recipient=member, sentence__contains="ứng dụng mã").exists()


def test_nobody_signs_up_and_no_other_door_of_the_library_exists():
    names = {name for name in routes() if name.startswith(("account_", "mfa_", "usersessions"))}
    assert names == {"account_login", "account_logout", "mfa_authenticate", "mfa_login_webauthn"} | {
        name for name in OWN_ACCOUNT if name.startswith("mfa_")
    }
    assert Client().get("/accounts/signup/").status_code == 404
    assert settings.ACCOUNT_REAUTHENTICATION_METHODS == ["mfa"]
