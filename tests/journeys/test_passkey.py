"""A passkey on a phone, in Chromium's virtual authenticator: enrolled, logged in with, confirmed with."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from editorial.models import Office
from tests.factories import make_article, make_person
from tests.journeys.steps import press
from tests.second_factor import AGENT, add_application

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "mat-khau-thu"
KEY_OF_A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def chair(live_server):
    return make_person(Office.CHAIR, "Trần Thị Chủ")


@pytest.fixture
def phone(page_of):
    """A phone with a key in it, and nobody logged in."""
    page = page_of(width=360, height=740)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY_OF_A_PHONE})
    return page


def give_password(page, person) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Đăng nhập")


def enrol(page, person) -> None:
    give_password(page, person)
    expect(page.get_by_role("heading", name="Thêm cách xác nhận thứ hai")).to_be_visible()
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Đặt tên để nhận ra").fill("Điện thoại thử")
    press(page, "Thêm khóa truy cập")
    press(page, "Lập mười mã mới")
    expect(page.get_by_role("heading", name="Mã dự phòng", exact=True)).to_be_visible()


def log_out(page) -> None:
    press(page, "Đăng xuất")
    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()


def grow_old() -> None:
    """Let the second factor of every session have been given ten minutes ago."""
    for row in Session.objects.all():
        session = row.get_session_store_class()(row.session_key)
        for one in session.get("account_authentication_methods", []):
            one["at"] -= 600
        session.save()


def test_the_chair_enrols_a_phone_logs_in_with_it_alone_and_publishes_with_it(phone, chair):
    article = make_article("approved")
    enrol(phone, chair)
    press_back = phone.get_by_role("link", name="Đã cất xong")
    press_back.click()
    expect(phone.get_by_text("Điện thoại thử")).to_be_visible()
    log_out(phone)
    phone.goto(f"/dang-nhap/?next={article.desk_url(chair)}")
    press(phone, "Dùng khóa truy cập (vân tay, khuôn mặt)")
    expect(phone.locator(".desk-piece-head")).to_be_visible()
    grow_old()
    press(phone, "Duyệt đăng")
    expect(phone.get_by_role("heading", name="Xác nhận lại")).to_be_visible()
    expect(phone.get_by_text(article.fingerprint())).to_be_visible()
    press(phone, "Xác nhận bằng khóa truy cập")
    expect(phone.get_by_text("Duyệt đăng: đã thực hiện.")).to_be_visible()
    article.refresh_from_db()
    assert article.state == "published"


def test_a_phone_without_the_key_is_told_so_and_may_use_a_code(phone, chair):
    add_application(chair)
    phone.goto("/dang-nhap/")
    press(phone, "Dùng khóa truy cập (vân tay, khuôn mặt)")
    expect(phone.get_by_role("alert").filter(has_text="Chưa xác nhận được")).to_be_visible()
    give_password(phone, chair)
    expect(phone.get_by_label("Mã 6 số")).to_be_visible()


def test_a_key_of_one_person_does_not_open_the_account_of_another(phone, chair):
    enrol(phone, chair)
    log_out(phone)
    other = make_person(Office.MEMBER, "Hồ Văn Biên")
    key = Authenticator.objects.get(user=chair, type="webauthn")
    Authenticator.objects.filter(pk=key.pk).update(user=other)
    phone.goto("/dang-nhap/")
    press(phone, "Dùng khóa truy cập (vân tay, khuôn mặt)")
    expect(phone.get_by_text("Mã không đúng hoặc đã dùng rồi.")).to_be_visible()
    phone.goto("/quan-tri/")
    expect(phone.get_by_role("heading", name="Đăng nhập")).to_be_visible()


@pytest.mark.parametrize(
    ("agent", "offers"),
    [
        (f"{AGENT} Android 16 Zalo/26.10", "link"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Zalo iOS/900", "words"),
        (AGENT, ""),
    ],
)
def test_a_browser_inside_another_application_offers_the_phone_s_own(visits, live_server, agent, offers):
    context = visits.chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="vi-VN", base_url=live_server.url, user_agent=agent
    )
    page = visits.watch(context.new_page())
    page.goto("/dang-nhap/?next=/ban-lam-viec/article/5/so/")
    link = page.get_by_role("link", name="Mở bằng trình duyệt")
    if offers == "link":
        assert link.get_attribute("href").startswith("intent://")
        assert "next=/ban-lam-viec/article/5/so/" in link.get_attribute("href")
    expect(link).to_have_count(1 if offers == "link" else 0)
    expect(page.get_by_text("bấm dấu ba chấm")).to_have_count(1 if offers == "words" else 0)
    context.close()
