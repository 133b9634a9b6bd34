"""A slip's QR code, opened on a phone: the code behind the # is sent in a body, and in no address."""

import pytest
from playwright.sync_api import expect

from editorial.accounts import slips
from editorial.models.account_slip import Purpose
from tests.factories import make_user
from tests.journeys.steps import press

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NEW = "ruộng sen chiều muộn 26"


def test_the_picture_on_a_slip_leads_to_the_password_and_its_code_is_in_no_address(page_of, live_server):
    person = make_user()
    _, secret = slips.issue(person, purpose=Purpose.INVITE, actor=None)
    page = page_of(width=360, height=740)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/tai-khoan/phieu/#{secret}")
    expect(page.get_by_role("heading", name="Đặt mật khẩu")).to_be_visible()
    page.get_by_label("Mật khẩu mới", exact=True).fill(NEW)
    page.get_by_label("Nhập lại mật khẩu mới").fill(NEW)
    press(page, "Đặt mật khẩu")
    expect(page.get_by_text("Đã đặt mật khẩu.")).to_be_visible()
    page.goto(f"{live_server.url}/tai-khoan/phieu/#{secret}")
    expect(page.get_by_text("phiếu đã dùng")).to_be_visible()
    assert page.evaluate("location.hash") == ""
    assert [url for url in asked if secret in url.partition("#")[0]] == []
    person.refresh_from_db()
    assert person.check_password(NEW)
