"""The ways to begin a piece: the questions of a guide on a phone, a Word file at a desk."""

import pytest
from playwright.sync_api import expect

from editorial.models import State
from news.models import Article, Category
from tests.journeys.steps import PIECES, expect_text, press
from tests.news.word_files import docx, para, photo, picture, run, table

pytestmark = pytest.mark.browser

ANSWERS = {
    "Ngày nào?": "2026-11-18",
    "Cử tri ở đâu?": "xã Tân Hòa Mẫu",
    "Đại biểu nào tiếp xúc?": "ông Nguyễn Văn Mẫu, Phó Chủ tịch Hội đồng nhân dân tỉnh",
    "Cử tri nêu bao nhiêu ý kiến, kiến nghị?": "14",
    "Cử tri kiến nghị những việc gì?": "Sửa cầu Kênh 7\nThêm đèn đường ấp 3",
}


def test_on_a_phone_answers_about_a_meeting_with_voters_become_a_piece_handed_in(page_of, people):
    Category.objects.create(name="Tiếp xúc cử tri")
    page = page_of(people.writer, width=360, height=740)
    page.goto(PIECES)
    page.get_by_role("link", name="Viết bài mới").first.click()
    page.get_by_role("link", name="Tiếp xúc cử tri").click()
    press(page, "Dựng bản nháp")
    expect_text(page, "Cử tri ở đâu? Xin trả lời câu này.")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for question, answer in ANSWERS.items():
        page.get_by_label(question).fill(answer)
    press(page, "Dựng bản nháp")
    expect_text(page, "Đã dựng bản nháp từ câu trả lời.")
    headline = "Cử tri xã Tân Hòa Mẫu kiến nghị sửa cầu Kênh 7, thêm đèn đường ấp 3"
    expect(page.get_by_label("Tiêu đề")).to_have_value(headline)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    press(page, "Lưu và gửi")
    expect_text(page, "Đã gửi bài cho Ban biên tập.")
    article = Article.objects.get()
    assert (article.state, article.category.name) == (State.SUBMITTED, "Tiếp xúc cử tri")


def test_at_a_desk_a_word_file_becomes_a_draft_with_its_picture_and_its_table(page_of, people):
    data = docx(
        para("Giám sát mua sắm thiết bị trường học", bold=True, centred=True),
        para("Sáng ngày 12/11/2026, đoàn giám sát làm việc tại xã Tân Hòa Mẫu."),
        para(picture(alt="Đoàn giám sát ngồi quanh bàn họp")),
        para(run("Đoàn giám sát tại xã. Ảnh: Phạm Viết", "i")),
        table((para("Trường", bold=True), para("Số máy", bold=True)), ("Tân Hòa Mẫu 2", "14")),
        para("<w:ins>" + run("Thêm một câu.") + "</w:ins>"),
        media={"media/image1.jpg": photo()},
    )
    page = page_of(people.writer)
    page.goto(PIECES)
    page.get_by_role("link", name="Viết bài mới").first.click()
    page.get_by_role("link", name="Gửi tệp Word").click()
    page.get_by_label("Tệp Word").set_input_files({"name": "Tin.docx", "mimeType": "x/y", "buffer": data})
    press(page, "Dựng bản nháp")
    expect(page.get_by_label("Tiêu đề")).to_have_value("Giám sát mua sắm thiết bị trường học")
    expect(page.locator(".cke_editable").get_by_role("cell", name="Tân Hòa Mẫu 2")).to_be_visible()
    expect(page.get_by_label("Chú thích").first).to_have_value("Đoàn giám sát tại xã.")
    expect_text(page, "Tệp có phần sửa theo dõi (track changes)")
    page.reload()
    expect_text(page, "Ghi tự động khi lấy bài từ tệp «Tin.docx»")
