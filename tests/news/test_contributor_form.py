"""Writing: what is saved, how, and what happens to bad input. Nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from editorial.models import State
from news.models import Article, Picture
from news.richtext import MAX_LENGTH
from tests.factories import make_article, make_category, make_person
from tests.news.contributors import NEW, browser_of, form_of, jpeg, open_form, piece_url, with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return make_person(full_name="Phạm Thị Viết")


@pytest.fixture
def browser(me):
    return browser_of(me)


def write(browser, **typed):
    """Send the form of a new piece with these fields typed in."""
    return browser.post(NEW, {**open_form(browser, NEW), **typed})


def test_a_new_piece_is_a_draft_of_its_author(browser, me):
    category = make_category()
    response = write(browser, headline="Giám sát nước sạch", body="Đoạn một.\n\nĐoạn hai.", category=category.pk)
    article = Article.objects.get()
    assert response["Location"] == piece_url(article)
    assert (article.state, article.author, article.headline) == (State.DRAFT, me, "Giám sát nước sạch")
    assert article.body == "<p>Đoạn một.</p>\n<p>Đoạn hai.</p>"
    assert article.byline == "Phạm Thị Viết"


def test_a_saved_piece_is_shown_again_as_plain_text(browser):
    write(browser, headline="Tin ngắn", body="Đoạn một.\n\nĐoạn hai & ba.")
    fields = open_form(browser, piece_url(Article.objects.get()))
    assert fields["body"] == "Đoạn một.\n\nĐoạn hai & ba."


def test_a_save_changes_what_was_typed_and_nothing_else(browser, me):
    article = make_article(author=me, headline="Cũ", source_name="")
    browser.post(
        piece_url(article), {**open_form(browser, piece_url(article)), "headline": "Mới", "tag_names": "nước sạch"}
    )
    saved = Article.objects.get()
    assert (saved.headline, saved.standfirst, saved.body) == ("Mới", article.standfirst, article.body)
    assert [tag.name for tag in saved.tags.all()] == ["nước sạch"]
    assert saved.version == article.version + 1


@pytest.mark.parametrize("rest", ["ngắn", "ă" * (MAX_LENGTH + 1)], ids=["short", "longer than a body may be"])
def test_the_editor_gets_back_what_was_refused_cleaned_and_whole(browser, rest):
    full = f"{NEW}?che-do=day-du"
    typed = f'<p onclick="zq(1)">Đã <em>gõ</em></p><img src=zq onerror=zq(1)><script>zq(1)</script><p>Hết {rest}</p>'
    shown = form_of(browser.post(full, {**open_form(browser, full), "headline": "", "body": typed}))
    assert shown["body"].split() == f"<p>Đã <em>gõ</em></p> <p>Hết {rest}</p>".split()
    assert not Article.objects.exists()


def test_a_piece_without_headline_is_not_saved_and_says_so_at_the_field(browser):
    response = write(browser, headline="", body="Nội dung đã gõ.")
    page = response.content.decode()
    assert not Article.objects.exists()
    assert '<ul class="problems plain-list" id="id_headline_error">' in page
    assert 'aria-describedby="id_headline_helptext id_headline_error"' in page
    assert '<a href="#id_headline">Tiêu đề: Cần có tiêu đề.</a>' in page
    assert form_of(response)["body"] == "Nội dung đã gõ."


def test_a_headline_of_1000_characters_is_kept_on_the_page_and_refused(browser):
    headline = "Hội đồng " * 111 + "x"
    response = write(browser, headline=headline, body="Nội dung đã gõ.")
    assert not Article.objects.exists()
    assert form_of(response)["headline"] == headline
    assert 'id="id_headline_error"' in response.content.decode()


def test_scripts_in_the_plain_text_are_text(browser):
    write(browser, headline="Tin <script>alert(1)</script>", body="<script>alert(1)</script>\n\n<b>đậm</b>")
    article = Article.objects.get()
    assert "<script" not in article.body
    assert "&lt;script&gt;" in article.body
    page = browser.get(piece_url(article)).content.decode()
    assert "<script>alert" not in page


def test_scripts_in_the_rich_body_are_gone(browser):
    body = '<p onclick="alert(1)">Một</p><script>alert(2)</script><img src="x" onerror="alert(3)">'
    write(browser, **{"headline": "Tin", "body": body, "che-do": "day-du"})
    assert Article.objects.get().body == "<p>Một</p>"


def test_a_paste_from_word_keeps_its_list_and_table_and_says_that_a_picture_was_lost(browser):
    body = (
        '<p class="MsoNormal" style="mso-fareast"><o:p>&nbsp;</o:p><b>Kết quả</b></p><ol><li>Một</li></ol>'
        "<table><tbody><tr><td>Xã</td></tr></tbody></table>"
        '<p><img src="file:///C:/Users/anh.jpg">x</p>'
    )
    response = browser.post(
        NEW, {**open_form(browser, NEW), "headline": "Tin", "body": body, "che-do": "day-du"}, follow=True
    )
    saved = Article.objects.get().body
    assert "<ol>" in saved
    assert "<table>" in saved
    assert "Mso" not in saved
    assert "1 ảnh dán vào bài không giữ lại được." in response.content.decode()


def test_what_is_not_a_picture_is_refused_at_its_row_and_the_rest_is_kept(browser):
    fields = {**open_form(browser, NEW), "headline": "Tin có ảnh", "body": "Nội dung đã gõ."}
    fields |= {"pictures-0-caption": "Chú thích đã gõ"}
    no_picture = SimpleUploadedFile("anh.jpg", b"not a picture", "image/jpeg")
    response = browser.post(NEW, {**fields, "pictures-0-upload": no_picture, "pictures-1-upload": jpeg()})
    assert not Article.objects.exists()
    again = form_of(response)
    assert (again["headline"], again["body"]) == ("Tin có ảnh", "Nội dung đã gõ.")
    assert again["pictures-0-caption"] == "Chú thích đã gõ"
    assert 'id="id_pictures-0-upload_error"' in response.content.decode()
    # the good one was taken in and stands in its row
    assert again["pictures-1-picture"] == str(Picture.objects.get().pk)


def test_pictures_taken_in_before_are_saved_without_sending_them_again(browser):
    first = browser.post(NEW, {**open_form(browser, NEW), "headline": "", "pictures-0-upload": jpeg()})
    browser.post(NEW, {**form_of(first), "headline": "Tin có ảnh"})
    article = Article.objects.get()
    assert [use.picture for use in article.picture_uses()] == [Picture.objects.get()]


def test_a_forbidden_or_mislabelled_attachment_is_refused_at_its_row(browser):
    for name, data in [("a.exe", b"MZ" + b"\0" * 200), ("a.pdf", b"<html>x</html>"), ("a.docx", b"PK\x03\x04 no")]:
        upload = SimpleUploadedFile(name, data, "application/pdf")
        response = write(browser, **{"headline": "Tin", "files-0-upload": upload})
        assert 'id="id_files-0-upload_error"' in response.content.decode()
    assert not Article.objects.exists()


def test_a_picture_of_somebody_else_cannot_be_taken(browser):
    theirs = Picture.objects.take_in(jpeg().read(), uploaded_by=make_person())
    fields = with_picture({**open_form(browser, NEW), "headline": "Tin"}, theirs)
    response = browser.post(NEW, fields)
    assert not Article.objects.exists()
    assert response.status_code == 200
    assert theirs.address(400) not in response.content.decode()


def test_rows_of_another_piece_cannot_be_reached(browser, me):
    other = make_article(author=make_person())
    row = other.uses.create(picture=Picture.objects.take_in(jpeg().read(), uploaded_by=other.author), caption="Giữ")
    mine = make_article(author=me)
    fields = open_form(browser, piece_url(mine))
    fields |= {"pictures-INITIAL_FORMS": 1, "pictures-0-id": row.pk, "pictures-0-caption": "Đổi"}
    browser.post(piece_url(mine), fields)
    browser.post(piece_url(mine), {**fields, "pictures-0-DELETE": "on"})
    assert other.uses.get().caption == "Giữ"


def test_two_lead_pictures_are_refused(browser, me):
    picture = Picture.objects.take_in(jpeg().read(), uploaded_by=me)
    fields = with_picture({**open_form(browser, NEW), "headline": "Tin"}, picture, 0, role="lead")
    response = browser.post(NEW, with_picture(fields, picture, 1, role="lead"))
    assert "Chỉ một ảnh làm ảnh đại diện." in response.content.decode()


def test_fields_of_the_board_cannot_be_sent(browser, me):
    article = make_article(author=me)
    fields = open_form(browser, piece_url(article))
    browser.post(piece_url(article), {**fields, "correction_note": "x", "state": "published", "author": "1"})
    saved = Article.objects.get()
    assert (saved.correction_note, saved.state, saved.author) == ("", State.DRAFT, me)


@pytest.mark.parametrize(
    "rubbish",
    [
        {"category": "abc", "topic": "-1", "genre": "x", "origin": ""},
        {"category": "9" * 40, "video_poster": "9" * 40},
        {"event_date": "32/13/2026", "video_length": "-5"},
        {"video_length": "9" * 30},
        {"headline": "a\0b", "body": "\ud7ff\0\x08"},
        {"source_url": "javascript:alert(1)", "video_url": "javascript:alert(1)"},
        {"version": "abc", "form_key": "x" * 5000, "act": "x", "che-do": "x"},
        {"pictures-TOTAL_FORMS": "1000"},
        {"pictures-TOTAL_FORMS": "abc", "files-TOTAL_FORMS": ""},
        {"pictures-0-picture": "abc", "pictures-0-order": "-1", "pictures-0-role": "body"},
        {"pictures-0-picture": "9" * 40, "files-0-file": "9" * 40, "files-0-title": "x"},
        {"tag_names": ",,, ," * 50},
    ],
)
def test_rubbish_in_any_field_is_answered_with_the_form(browser, me, rubbish):
    article = make_article(author=me)
    for url in (NEW, piece_url(article)):
        response = browser.post(url, {**open_form(browser, url), "headline": "Tin", **rubbish})
        assert response.status_code in (200, 302, 409)


def test_an_empty_post_is_answered_with_the_form(browser, me):
    article = make_article(author=me)
    assert browser.post(NEW, {}).status_code == 200
    assert browser.post(piece_url(article), {}).status_code in (200, 409)
    assert Article.objects.get().headline == article.headline


# -- plain and rich --------------------------------------------------------------------------------------


def test_the_plain_form_stands_under_the_strict_policy_without_the_editor(browser):
    response = browser.get(NEW)
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "ckeditor" not in response.content.decode()


def test_the_rich_editor_is_a_choice(browser):
    response = browser.get(f"{NEW}?che-do=day-du")
    assert "script-src-attr 'unsafe-inline'" in response["Content-Security-Policy"]
    assert "ckeditor.js" in response.content.decode()


def test_the_rich_editor_opens_by_itself_for_a_body_that_holds_more(browser, me):
    article = make_article(author=me, body="<h2>Kết quả</h2><p>Một.</p>")
    response = browser.get(piece_url(article))
    assert "nên mở bằng trình soạn thảo đầy đủ" in response.content.decode()
    assert form_of(response)["che-do"] == "day-du"


def test_a_save_in_the_plain_form_can_lead_to_the_rich_one(browser, me):
    article = make_article(author=me)
    response = browser.post(
        piece_url(article), {**open_form(browser, piece_url(article)), "act": "day-du"}, follow=True
    )
    assert form_of(response)["che-do"] == "day-du"
    assert Article.objects.get().body == article.body


# -- twice, and too late ---------------------------------------------------------------------------------


def test_a_form_sent_twice_makes_one_piece(browser):
    fields = {**open_form(browser, NEW), "headline": "Một lần", "body": "Nội dung."}
    first, second = browser.post(NEW, fields), browser.post(NEW, fields)
    assert Article.objects.count() == 1
    assert first["Location"] == second["Location"] == piece_url(Article.objects.get())


def test_an_old_page_of_a_new_piece_sent_again_with_other_words_meets_the_saved_piece(browser):
    fields = {**open_form(browser, NEW), "headline": "Lần đầu", "body": "Nội dung."}
    browser.post(NEW, fields)
    response = browser.post(NEW, {**fields, "headline": "Lần sau"})
    assert response.status_code == 409
    assert form_of(response)["headline"] == "Lần sau"
    assert Article.objects.get().headline == "Lần đầu"


def test_a_save_sent_twice_is_saved_once(browser, me):
    article = make_article(author=me)
    fields = {**open_form(browser, piece_url(article)), "headline": "Mới", "pictures-0-upload": jpeg()}
    browser.post(piece_url(article), fields)
    fields["pictures-0-upload"] = jpeg()
    assert browser.post(piece_url(article), fields).status_code == 302
    assert Article.objects.get().version == article.version + 1
    assert article.uses.count() == 1


def test_a_stale_save_keeps_what_was_typed_and_shows_both(browser, me):
    article = make_article(author=me, headline="Đầu tiên")
    one, other = (open_form(browser, piece_url(article)) for _ in range(2))
    browser.post(piece_url(article), {**one, "headline": "Cửa sổ một"})
    response = browser.post(piece_url(article), {**other, "headline": "Cửa sổ hai"})
    page = response.content.decode()
    assert response.status_code == 409
    assert Article.objects.get().headline == "Cửa sổ một"
    assert form_of(response)["headline"] == "Cửa sổ hai"
    assert "Phạm Thị Viết đã cập nhật lúc" in page
    assert "<ins>hai</ins>" in page
    again = browser.post(piece_url(article), form_of(response))
    assert again.status_code == 302
    assert Article.objects.get().headline == "Cửa sổ hai"


def test_a_picture_row_that_was_removed_meanwhile_comes_back_as_a_new_one(browser, me):
    article = make_article(author=me)
    picture = Picture.objects.take_in(jpeg().read(), uploaded_by=me)
    article.uses.create(picture=picture, caption="Ảnh")
    one, other = (open_form(browser, piece_url(article)) for _ in range(2))
    browser.post(piece_url(article), {**one, "pictures-0-DELETE": "on"})
    assert not article.uses.exists()
    response = browser.post(piece_url(article), {**other, "pictures-0-caption": "Vẫn giữ"})
    assert response.status_code == 409
    browser.post(piece_url(article), form_of(response))
    assert [use.caption for use in article.uses.all()] == ["Vẫn giữ"]


def test_a_save_after_the_piece_was_handed_in_keeps_the_text_and_says_why(browser, me):
    article = make_article(author=me)
    fields = open_form(browser, piece_url(article))
    browser.post(piece_url(article), {**fields, "act": "gui"})
    response = browser.post(piece_url(article), {**fields, "headline": "Gõ thêm"})
    assert response.status_code == 409
    assert form_of(response)["headline"] == "Gõ thêm"
    assert "chưa lưu được ở trạng thái này" in response.content.decode()


def test_a_post_after_logout_leads_to_the_login_and_back_to_the_form(browser, me):
    article = make_article(author=me)
    browser.logout()
    response = browser.post(piece_url(article), {"headline": "x"})
    assert response["Location"] == f"/dang-nhap/?next={piece_url(article)}"
