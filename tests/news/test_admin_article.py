"""The article at the board's desk: listed, written, saved, moved; and everything that tries to get round a move."""

from io import BytesIO
from unicodedata import normalize

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from editorial import log, workflow
from editorial.editing import begin_edit
from editorial.models import LogEntry, Note, Office, Snapshot, State
from news.models import Article, ArticlePicture, Picture, StoredFile
from tests.desk import add_address, buttons, desk_client, form_address, list_address, sent_by
from tests.factories import BODY, make_article, make_category, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_person(Office.MEMBER, "Lê Văn Biên")


@pytest.fixture
def article(editor):
    return make_article(State.IN_REVIEW, editor=editor)


def a_picture(colour="red") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (64, 48), colour).save(data, "JPEG")
    return SimpleUploadedFile("anh.jpg", data.getvalue(), "image/jpeg")


def rows_of(article) -> dict:
    return {name: getattr(article, name) for name in ("state", "version", "headline", "author_id", "editor_id")}


def reread(article) -> Article:
    return Article.objects.get(pk=article.pk)


# -- the list -------------------------------------------------------------------------------------------


def queries_of(client, address: str) -> int:
    ContentType.objects.get_for_model(Article)  # asked for once in a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("query", ["", "?state=published", "?q=ky hop", "?mine=author&genre=news"])
def test_the_list_costs_the_same_with_few_and_with_many_articles(client, chair, query):
    first = make_article(State.PUBLISHED, author=chair)
    address = list_address(Article) + query
    desk_client(client, chair)

    def fill(count):
        for number in range(count):
            make_article((State.PUBLISHED, State.DRAFT)[number % 2], author=chair, category=first.category)

    fill(3)
    few = queries_of(client, address)
    fill(300)

    assert queries_of(client, address) == few
    windows = sum(name in query for name in ("mine=", "genre=", "category="))
    assert few == 7 + windows or "q=" in query  # a search asks each database in its own way


def test_the_list_shows_open_work_and_the_archive_when_asked(client, chair):
    open_one, live = make_article(State.SUBMITTED), make_article(State.PUBLISHED)
    desk_client(client, chair)

    assert shown(client, "") == [open_one.pk]
    assert shown(client, "?state=published") == [live.pk]
    assert shown(client, "?state=withdrawn") == []


@pytest.mark.parametrize("words", ["nuoc sach", "nước sạch", "NƯỚC", normalize("NFD", "nước sạch")])
def test_the_search_finds_words_of_a_headline_however_they_are_typed(client, chair, words):
    wanted = make_article(State.SUBMITTED, headline="Chất vấn về nước sạch nông thôn")
    make_article(State.SUBMITTED, headline="Khai mạc kỳ họp")
    desk_client(client, chair)

    assert shown(client, f"?q={words}") == [wanted.pk]


def test_the_search_finds_a_live_piece_unless_a_state_is_chosen(client, chair):
    live = make_article(State.PUBLISHED, headline="Chất vấn về nước sạch nông thôn")
    desk_client(client, chair)

    assert shown(client, "?q=nước sạch") == [live.pk]
    assert shown(client, "?q=nước sạch&state=draft") == []


def test_the_search_finds_a_number_in_every_state(client, chair):
    wanted = make_article(State.WITHDRAWN)
    desk_client(client, chair)

    assert shown(client, f"?q={wanted.document_id}") == [wanted.pk]


def test_the_list_filters_by_category_with_what_stands_under_it(client, chair):
    section = make_category("Cử tri")
    part = make_category("Tiếp xúc", parent=section)
    wanted = make_article(State.SUBMITTED, category=part)
    make_article(State.SUBMITTED)
    desk_client(client, chair)

    assert shown(client, f"?category={section.pk}") == [wanted.pk]
    assert shown(client, f"?category={part.pk}") == [wanted.pk]


@pytest.mark.parametrize(
    "query", ["?author__password__startswith=a", "?category=abc", "?q=" + "a" * 5000, "?p=99", "?q=9" * 30, "?state=x"]
)
def test_rubbish_in_the_address_of_the_list_harms_nothing(client, chair, query):
    make_article(State.SUBMITTED)
    desk_client(client, chair)

    assert client.get(list_address(Article) + query).status_code in (200, 302, 400)


def shown(client, query: str) -> list[int]:
    return [article.pk for article in client.get(list_address(Article) + query).context["cl"].result_list]


# -- writing ---------------------------------------------------------------------------------------------


def test_a_member_writes_a_new_piece(client, editor):
    desk_client(client, editor)
    sent = sent_by(client.get(add_address(Article)))

    client.post(add_address(Article), {**sent, "headline": "Tin mới", "body": BODY})

    article = Article.objects.get()
    assert (article.headline, article.state, article.author, article.opened_by) == (
        "Tin mới", State.DRAFT, editor, editor,
    )  # fmt: skip
    assert LogEntry.objects.get(document=article.document).action == "create"


def test_a_member_types_a_piece_in_for_a_contributor(client, editor):
    author = make_person(Office.CONTRIBUTOR)
    desk_client(client, editor)
    sent = sent_by(client.get(add_address(Article)))

    client.post(add_address(Article), {**sent, "headline": "Tin gửi qua thư", "typed_for": author.pk})

    article = Article.objects.get()
    assert (article.author, article.typed_by) == (author, editor)


def test_a_piece_without_headline_is_kept_on_the_form_with_the_sentence_at_its_place(client, editor):
    desk_client(client, editor)
    sent = sent_by(client.get(add_address(Article)))

    page = client.post(add_address(Article), {**sent, "headline": "", "standfirst": "Đã gõ phần này"})

    assert page.context["adminform"].form.errors["headline"]
    assert "Đã gõ phần này" in page.content.decode()
    assert not Article.objects.exists()


def test_the_editor_saves_a_change_with_its_picture_and_tags(client, editor, article):
    desk_client(client, editor)
    page = client.get(form_address(article))
    sent = {
        **sent_by(page),
        "headline": "Tiêu đề đã sửa",
        "tag_names": "nước sạch, chất vấn",
        "uses-TOTAL_FORMS": "1",
        "uses-0-role": "lead",
        "uses-0-order": "0",
        "uses-0-caption": "Quang cảnh kỳ họp",
        "uses-0-alt": "Hội trường",
        "uses-0-upload": a_picture(),
    }

    answer = client.post(form_address(article), sent)

    saved = reread(article)
    assert answer.status_code == 302
    assert (saved.headline, saved.version, saved.state) == ("Tiêu đề đã sửa", article.version + 1, State.IN_REVIEW)
    assert sorted(saved.tags.values_list("name", flat=True)) == ["chất vấn", "nước sạch"]
    assert saved.lead.caption == "Quang cảnh kỳ họp"
    assert saved.revisers == [editor.pk]
    assert Snapshot.objects.filter(document=article.document, saved_by=article.author).exists()


def test_pictures_and_files_are_taken_in_once_and_before_the_piece_is_locked(client, editor, article, monkeypatch):
    happened = []

    def noted(name, done):
        return lambda *args, **kwargs: [happened.append(name), done(*args, **kwargs)][1]

    monkeypatch.setattr(Picture.objects, "take_in", noted("picture", Picture.objects.take_in))
    monkeypatch.setattr(StoredFile.objects, "take_in", noted("file", StoredFile.objects.take_in))
    monkeypatch.setattr("editorial.forms.begin_edit", noted("lock", begin_edit))
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))
    rubbish = SimpleUploadedFile("van-ban.pdf", b"not a file")
    rows = {"uses-TOTAL_FORMS": "1", "uses-0-role": "photo", "uses-0-order": "0", "uses-0-upload": a_picture()}
    rows |= {"attachments-TOTAL_FORMS": "1", "attachments-0-order": "0", "attachments-0-upload": rubbish}

    page = client.post(form_address(article), {**sent, **rows})

    assert happened == ["picture", "file", "lock"]
    assert page.context["errors"]
    assert reread(article).version == article.version


def test_a_picture_that_is_none_is_refused_at_its_row_and_the_text_stays(client, editor, article):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))
    rubbish = SimpleUploadedFile("anh.jpg", b"not a picture", "image/jpeg")
    rows = {"uses-TOTAL_FORMS": "1", "uses-0-role": "photo", "uses-0-order": "0", "uses-0-upload": rubbish}

    page = client.post(form_address(article), {**sent, **rows, "headline": "Đã gõ"})

    assert "Tệp này không phải là ảnh" in page.content.decode()
    assert 'value="Đã gõ"' in page.content.decode()
    assert reread(article).headline == article.headline


def test_a_picture_sent_with_a_save_that_fails_elsewhere_need_not_be_sent_again(client, editor, article):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))
    rows = {"uses-TOTAL_FORMS": "1", "uses-0-role": "photo", "uses-0-order": "0", "uses-0-upload": a_picture()}

    page = client.post(form_address(article), {**sent, **rows, "headline": ""})
    client.post(form_address(article), {**sent_by(page), "headline": "Có tiêu đề"})

    assert ArticlePicture.objects.get(article=article).picture.width == 64


def test_saving_with_a_move_leads_to_the_page_of_the_move(client, editor, article):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))

    answer = client.post(form_address(article), {**sent, "headline": "Đã sửa", "_move": "approve"})

    assert answer["Location"] == reverse("move", args=["article", article.pk, "approve"])
    assert (reread(article).headline, reread(article).state) == ("Đã sửa", State.IN_REVIEW)


def test_only_the_forms_that_hold_the_editor_have_its_policy(client, editor, article):
    desk_client(client, editor)

    assert "unsafe-inline" in client.get(form_address(article))["Content-Security-Policy"]
    assert "unsafe-inline" in client.get(add_address(Article))["Content-Security-Policy"]
    closed = client.get(form_address(make_article(State.PUBLISHED)))
    assert "unsafe" not in closed["Content-Security-Policy"]


# -- two people -------------------------------------------------------------------------------------------


def test_a_stale_save_keeps_what_was_typed_and_says_who_changed_what(client, editor, article):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))
    client.post(form_address(article), {**sent, "headline": "Sửa ở cửa sổ thứ nhất"})

    page = client.post(form_address(article), {**sent, "headline": "Sửa ở cửa sổ thứ hai"})

    text = page.content.decode()
    assert page.status_code == 409
    assert reread(article).headline == "Sửa ở cửa sổ thứ nhất"
    assert 'value="Sửa ở cửa sổ thứ hai"' in text
    assert "Lê Văn Biên đã cập nhật" in text
    assert "<del>nhất</del><ins>hai</ins>" in text


def test_a_second_save_that_knows_both_texts_is_taken(client, editor, article):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))
    client.post(form_address(article), {**sent, "headline": "Thứ nhất"})
    page = client.post(form_address(article), {**sent, "headline": "Thứ hai"})

    client.post(form_address(article), sent_by(page))

    assert reread(article).headline == "Thứ hai"


def test_who_lost_the_piece_while_typing_gets_the_words_back(client, editor, article):
    other = make_person(Office.MEMBER, "Phạm Thị Khác")
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))
    Article.objects.filter(pk=article.pk).update(editor=other, version=article.version + 1)

    page = client.post(form_address(article), {**sent, "headline": "Câu vừa gõ xong"})

    assert page.status_code == 409
    assert "Câu vừa gõ xong</textarea>" in page.content.decode()
    assert reread(article).headline == article.headline


# -- getting round a move -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tampered",
    [
        {"state": "published"},
        {"author": "1", "opened_by": "1", "submitted_by": "1", "editor": ""},
        {"approved_fingerprint": "0" * 64, "published_by": "1", "published_at": "2026-01-01"},
        {"number": "7", "document": "1", "document_id": "1", "id": "999"},
        {"awaits_confirmation": "on", "confirmed_by": "1", "revisers": "[]"},
        {"typed_for": "1"},
    ],
)
def test_fields_that_are_not_on_the_form_change_nothing(client, editor, article, tampered):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))
    before = Article.objects.filter(pk=article.pk).values().get()

    client.post(form_address(article), {**sent, **tampered})

    after = Article.objects.filter(pk=article.pk).values().get()
    assert {name for name in after if after[name] != before[name]} == {"version"}


@pytest.mark.parametrize("version", ["", "0", "abc", "99", None])
def test_a_save_without_the_version_that_stands_changes_nothing(client, editor, article, version):
    desk_client(client, editor)
    sent = {**sent_by(client.get(form_address(article))), "headline": "Không được lưu"}
    sent.pop("version")

    answer = client.post(form_address(article), sent if version is None else {**sent, "version": version})

    assert answer.status_code in (200, 409)
    assert rows_of(reread(article)) == rows_of(article)


@pytest.mark.parametrize("door", ["_saveasnew", "_popup", "_to_field"])
def test_the_doors_of_djangos_admin_that_make_rows_are_closed(client, editor, article, door):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))

    for address in (form_address(article), add_address(Article)):
        assert client.post(address, {**sent, "headline": "Bản sao", door: "1"}).status_code == 403
        assert client.get(f"{address}?{door}=1").status_code == 403
    assert Article.objects.count() == 1
    assert rows_of(reread(article)) == rows_of(article)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.SCHEDULED, State.PUBLISHED, State.WITHDRAWN])
def test_a_text_that_nobody_may_change_is_not_changed(client, chair, state):
    article = make_article(state, editor=chair, author=chair)
    desk_client(client, chair)
    page = client.get(form_address(article))
    forged = {"headline": "Đổi nội dung", "body": BODY, "version": article.version, "genre": "news", "origin": "own",
              "uses-TOTAL_FORMS": "0", "uses-INITIAL_FORMS": "0", "attachments-TOTAL_FORMS": "0",
              "attachments-INITIAL_FORMS": "0"}  # fmt: skip

    answer = client.post(form_address(article), forged)

    assert answer.status_code == 403
    assert rows_of(reread(article)) == rows_of(article)
    assert 'name="headline"' not in page.content.decode()


def test_rows_of_another_piece_cannot_be_reached_through_this_one(client, editor, article):
    other = make_article(State.IN_REVIEW, editor=editor)
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(other)))
    rows = {"uses-TOTAL_FORMS": "1", "uses-0-role": "photo", "uses-0-order": "0", "uses-0-upload": a_picture(),
            "uses-0-caption": "Ảnh của bài kia"}  # fmt: skip
    client.post(form_address(other), {**sent, **rows})
    use = ArticlePicture.objects.get()
    sent = sent_by(client.get(form_address(article)))
    stolen = {"uses-TOTAL_FORMS": "1", "uses-INITIAL_FORMS": "1",
              "uses-0-id": use.pk, "uses-0-article": article.pk,
              "uses-0-role": "photo", "uses-0-order": "0",
              "uses-0-caption": "Đã đổi", "uses-0-DELETE": "on"}  # fmt: skip

    client.post(form_address(article), {**sent, **stolen})

    use.refresh_from_db()
    assert (use.article_id, use.caption) == (other.pk, "Ảnh của bài kia")


def test_scripts_in_the_body_do_not_reach_the_database(client, editor, article):
    desk_client(client, editor)
    sent = sent_by(client.get(form_address(article)))

    client.post(form_address(article), {**sent, "body": '<p onclick="x()">Chữ<script>x()</script></p>'})

    assert reread(article).body == "<p>Chữ</p>"


# -- moves ---------------------------------------------------------------------------------------------------


def test_the_form_offers_the_moves_of_the_table_and_no_others(client, editor, chair, article):
    assert buttons(desk_client(client, editor).get(form_address(article))) == {"return", "reject", "approve"}
    assert buttons(desk_client(client, chair).get(form_address(article))) == {
        "assign", "take", "return", "reject", "approve", "publish_now", "publish_urgent",
    }  # fmt: skip


def test_what_needs_a_reason_a_person_or_a_time_is_asked_for_on_a_page_of_its_own(client, chair, article):
    page = desk_client(client, chair).get(form_address(article))
    at_once = {entry["move"].name for entry in page.context["panel"]["moves"] if entry["at_once"]}

    assert at_once == {"take", "approve", "publish_now"}


def test_a_live_piece_is_compared_with_its_open_edition_in_words(client, editor):
    live = make_article(State.PUBLISHED, headline="Kỳ họp ngày 15")
    correction = make_article(
        State.IN_REVIEW, document=live.document, editor=editor, headline="Kỳ họp ngày 16", category=live.category
    )

    page = desk_client(client, editor).get(form_address(correction)).content.decode()

    assert "So với bản đang đăng" in page
    assert "<del>15</del><ins>16</ins>" in page


def test_the_history_holds_every_move_and_the_texts_that_were_kept(client, chair):
    article = make_article(State.SUBMITTED)
    workflow.keep_snapshot(article, chair)
    log.record("submit", actor=article.author, document=article.document, edition_number=1)
    desk_client(client, chair)

    page = client.get(form_address(article).replace("change", "history"))

    assert [line["action"] for line in page.context["log"]] == ["Gửi bài"]
    assert [kept.fingerprint for kept in page.context["snapshots"]] == [article.fingerprint()]


def test_the_form_costs_the_same_with_few_and_with_many_pieces_and_notes(client, editor, article):
    desk_client(client, editor)

    def fill(count):
        for number in range(count):
            make_article(State.PUBLISHED, author=article.author, category=article.category)
            Note.objects.create(document=article.document, edition_number=1, author=editor, text=f"Ý kiến {number}")

    fill(3)
    few = queries_of(client, form_address(article))
    fill(60)

    assert queries_of(client, form_address(article)) == few == 35
