"""A contributor on a phone of 360 px: writes plain text, sends pictures, hands in; nothing typed is lost."""

import json
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import expect

from editorial.models import State
from news.models import Article, Picture
from tests.browsing import PATIENCE
from tests.factories import make_category, make_person
from tests.journeys.steps import give_code
from tests.news.contributors import NEW, PIECES
from tests.second_factor import AGENT, add_application, cookie_for

pytestmark = pytest.mark.browser


@pytest.fixture
def me(live_server):
    return make_person(full_name="Phạm Thị Viết")


@pytest.fixture
def phone(browser, live_server, me):
    """A page on a touch screen, logged in; a test fails on anything the page's policy had to stop."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        locale="vi-VN",
        base_url=live_server.url,
        user_agent=AGENT,
    )
    context.set_default_timeout(PATIENCE)
    log_in(context, live_server, me)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert complaints == []


def log_in(context, live_server, person) -> None:
    session = cookie_for(person)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def photograph(size=(4000, 3000), file_format="JPEG") -> dict:
    """Give a picture as a phone takes it: noisy enough to be heavy, larger than any page needs."""
    data = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(data, file_format, quality=90)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


def assert_fits(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_from_an_empty_page_to_a_piece_handed_in_with_a_picture(phone, live_server):
    make_category("Giám sát")
    phone.goto(PIECES)
    phone.get_by_role("link", name="Viết bài mới").first.click()
    phone.get_by_role("link", name="Viết tự do").click()
    expect(phone).to_have_url(live_server.url + NEW)  # no rich editor on a touch screen
    assert_fits(phone)
    phone.get_by_label("Tiêu đề").fill("Giám sát nước sạch nông thôn")
    phone.get_by_label("Nội dung", exact=True).fill("Đoạn một.\n\nĐoạn hai.")
    phone.locator("#id_category").select_option(index=1)
    phone.locator("#them-anh").set_input_files(photograph((900, 600)))
    row = phone.locator("[data-picture-row]:visible")
    expect(row).to_have_count(1)
    expect(row.locator("select")).to_have_value("lead")
    row.get_by_label("Chú thích").fill("Đoàn giám sát tại trạm cấp nước")
    row.get_by_label("Mô tả ảnh").fill("Năm người đứng bên bể chứa nước")
    assert_fits(phone)
    phone.get_by_role("button", name="Lưu và gửi").click()
    expect(phone.get_by_text("Đã gửi bài cho Ban biên tập.")).to_be_visible()
    assert_fits(phone)
    article = Article.objects.get()
    assert (article.state, article.body) == (State.SUBMITTED, "<p>Đoạn một.</p>\n<p>Đoạn hai.</p>")
    use = article.uses.get()
    assert (use.role, use.caption) == ("lead", "Đoàn giám sát tại trạm cấp nước")


def test_a_large_picture_is_shrunk_before_it_is_sent(phone):
    phone.goto(NEW)
    with phone.expect_request("**/anh/tai-len/") as sent:
        phone.locator("#them-anh").set_input_files(photograph())
    expect(phone.locator("[data-picture-row]:visible")).to_have_count(1)
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (2000, 1500)
    assert sent.value.method == "POST"


def test_pictures_are_sent_one_by_one_and_a_bad_one_stops_no_other(phone):
    phone.goto(NEW)
    bad = {"name": "hong.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    phone.locator("#them-anh").set_input_files([photograph((900, 600)), bad, photograph((600, 900))])
    expect(phone.locator("[data-picture-row]:visible")).to_have_count(2)
    refused = phone.locator("[data-picture-sending] li")
    expect(refused).to_contain_text("hong.jpg: Tệp này không phải là ảnh.")
    expect(refused.get_by_role("button", name="Gửi lại")).to_be_visible()
    assert_fits(phone)


def test_a_picture_sent_before_can_be_used_again(phone, me):
    image = photograph((900, 600))
    Picture.objects.take_in(image["buffer"], uploaded_by=me, caption="Hội trường Tỉnh")
    phone.goto(NEW)
    phone.get_by_text("Chọn ảnh đã gửi trước đây").click()
    phone.get_by_role("button", name="Hội trường Tỉnh").click()
    row = phone.locator("[data-picture-row]:visible")
    expect(row.get_by_label("Chú thích")).to_have_value("Hội trường Tỉnh")
    phone.get_by_label("Tiêu đề").fill("Dùng lại ảnh")
    phone.get_by_role("button", name="Lưu", exact=True).click()
    expect(phone.get_by_text("Đã lưu.")).to_be_visible()
    assert Article.objects.get().uses.get().caption == "Hội trường Tỉnh"


def test_pictures_can_be_moved_up_and_down(phone):
    phone.goto(NEW)
    phone.locator("#them-anh").set_input_files([photograph((900, 600)), photograph((600, 900))])
    rows = phone.locator("[data-picture-row]:visible")
    expect(rows).to_have_count(2)
    rows.nth(0).get_by_label("Chú thích").fill("Ảnh thứ nhất")
    rows.nth(1).get_by_label("Chú thích").fill("Ảnh thứ hai")
    rows.nth(1).get_by_role("button", name="Lên").click()
    phone.get_by_label("Tiêu đề").fill("Có hai ảnh")
    phone.get_by_role("button", name="Lưu", exact=True).click()
    expect(phone.get_by_text("Đã lưu.")).to_be_visible()
    assert [use.caption for use in Article.objects.get().picture_uses()] == ["Ảnh thứ hai", "Ảnh thứ nhất"]


def test_what_was_typed_before_the_login_ended_is_offered_back(phone, live_server, me):
    phone.goto(NEW)
    phone.locator("#them-anh").set_input_files(photograph((900, 600)))
    expect(phone.locator("[data-picture-row]:visible")).to_have_count(1)
    phone.get_by_label("Tiêu đề").fill("Gõ trên xe, mất mạng")
    phone.get_by_label("Nội dung", exact=True).fill("Đoạn một.\n\nĐoạn hai.")
    add_application(me)
    phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    phone.get_by_role("button", name="Lưu", exact=True).click()
    expect(phone.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert_fits(phone)
    phone.get_by_label("Tên đăng nhập").fill(me.username)
    phone.get_by_label("Mật khẩu").fill("mat-khau-thu")
    phone.get_by_role("button", name="Đăng nhập").click()
    give_code(phone)
    expect(phone.get_by_role("heading", name="Có bản tự lưu lúc")).to_be_visible()
    assert_fits(phone)
    phone.get_by_role("button", name="Dùng bản tự lưu").click()
    expect(phone.get_by_label("Tiêu đề")).to_have_value("Gõ trên xe, mất mạng")
    expect(phone.locator("[data-picture-row]:visible")).to_have_count(1)
    phone.get_by_role("button", name="Lưu", exact=True).click()
    expect(phone.get_by_text("Đã lưu.")).to_be_visible()
    article = Article.objects.get()
    assert (article.body, article.uses.count()) == ("<p>Đoạn một.</p>\n<p>Đoạn hai.</p>", 1)
    phone.goto(NEW)
    expect(phone.get_by_label("Tiêu đề")).to_have_value("")
    expect(phone.get_by_text("Có bản tự lưu lúc")).to_have_count(0)


def test_logging_out_leaves_no_copy_on_the_machine(phone, me):
    phone.route("**/tu-luu/", lambda route: route.abort())
    phone.goto(NEW)
    phone.get_by_label("Tiêu đề").fill("Máy dùng chung")
    phone.wait_for_function(
        "mine => Object.keys(localStorage).some((key) => key.startsWith(mine))", arg=f"chua-luu:{me.pk}:"
    )
    phone.get_by_role("button", name="Đăng xuất").click()
    expect(phone.get_by_text("Đã đăng xuất.")).to_be_visible()
    assert json.loads(phone.evaluate("JSON.stringify(Object.keys(localStorage))")) == []


def test_the_form_works_without_any_script(browser, live_server, me):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, user_agent=AGENT)
    log_in(context, live_server, me)
    page = context.new_page()
    page.goto(live_server.url + NEW)
    page.get_by_label("Tiêu đề").fill("Không có script")
    page.locator("#id_pictures-0-upload").set_input_files(photograph((900, 600)))
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    context.close()
    assert Article.objects.get().uses.count() == 1


def test_with_a_mouse_writing_opens_in_the_rich_editor_and_its_pictures_are_taken(browser, live_server, me):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN", user_agent=AGENT)
    log_in(context, live_server, me)
    page = context.new_page()
    page.goto(live_server.url + PIECES)
    page.get_by_role("link", name="Viết bài mới").first.click()
    page.get_by_role("link", name="Viết tự do").click()
    expect(page.locator(".cke_editable")).to_be_visible()
    page.get_by_label("Tiêu đề").fill("Soạn đầy đủ")
    page.locator(".cke_editable").click()
    page.keyboard.type("Chữ đậm")
    page.evaluate(
        """async () => {
          const canvas = document.createElement("canvas");
          canvas.width = 900; canvas.height = 600;
          const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
          const editor = Object.values(CKEDITOR.instances)[0];
          const loader = editor.uploadRepository.create(new File([blob], "dan.jpg", { type: "image/jpeg" }));
          await new Promise((done, fail) => {
            loader.on("uploaded", done);
            loader.on("error", () => fail(new Error(loader.message)));
            loader.loadAndUpload(editor.config.uploadUrl);
          });
          editor.insertHtml(`<img src="${loader.url}" alt="Ảnh dán">`);
        }"""
    )
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    expect(page.locator(".cke_editable").get_by_alt_text("Ảnh dán")).to_be_visible()
    context.close()
    body = Article.objects.get().body
    assert "Chữ đậm" in body
    assert f"/anh/{Picture.objects.get().key}-800.jpg" in body
