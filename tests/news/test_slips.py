"""Slips (*phiếu trình*): of one text, on paper and in Word; the signed scan is kept, and says if it still holds."""

import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial import child
from editorial.models import LogEntry, Office, SignedSlip, Snapshot, State
from news import ooxml
from news.blocks import blocks_of
from news.models import Article
from tests.factories import make_article, make_banner, make_page, make_person
from tests.news.contributors import browser_of, jpeg
from tests.news.public import add_file, add_picture
from tests.world import make_people

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BODY = (
    "<h2>Kết quả</h2><p>Đoàn làm việc với <strong>ba xã</strong>.</p><ul><li>Cấp nước</li></ul>"
    "<table><tbody><tr><td>Xã</td><td>Số hộ</td></tr><tr><td>Tân Hòa</td><td>2.140</td></tr></tbody></table>"
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def page_of(piece, name: str = "slips", *more) -> str:
    return reverse(name, args=[piece.kind, piece.pk, *more])


def make_slip(client, piece) -> Snapshot:
    client.post(page_of(piece))
    return Snapshot.objects.latest("pk")


def scan(data: bytes = PDF, name: str = "phieu.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def sign(client, piece, snapshot, **fields):
    sent = {"slip": snapshot.pk, "signed_by": "Lê Thị Lãnh", "signed_on": "2026-01-05", "scan": scan(), **fields}
    return client.post(page_of(piece, "keep_signed"), sent)


@pytest.fixture
def desk(member):
    return browser_of(member)


@pytest.fixture
def article(stored_picture):
    article = make_article(headline="Giám sát nước sạch", standfirst="Ba vướng mắc.", body=BODY, byline="Hoa Sen")
    add_picture(article, stored_picture)
    add_file(article)
    return article


# -- who may -------------------------------------------------------------------------------------------------------

ROLES = ("anonymous", "chair", "deputy", "secretary", "member", "writer", "other", "technical", "expired")
BOARD = {"chair", "deputy", "secretary", "member"}


@pytest.mark.crawl
def test_in_every_state_the_board_and_the_author_preview_and_print_and_the_board_alone_has_the_scan():
    people = make_people()
    browsers = {role: browser_of(getattr(people, role)) for role in ROLES if role != "anonymous"}
    browsers["anonymous"] = Client()
    found: dict[str, set] = {}
    for state in State.values:
        piece = make_article(state, author=people.writer)
        snapshot = make_slip(browsers["chair"], piece)
        sign(browsers["chair"], piece, snapshot)
        names = {"preview": (), "slip": (snapshot.pk,), "signed_scan": (SignedSlip.objects.latest("pk").pk,)}
        if state in (State.DRAFT, State.WITHDRAWN):  # the others ask the same question
            names |= {"preview_page": (), "slips": (), "slip_word": (snapshot.pk,)}
        for role, browser in browsers.items():
            for name, more in names.items():
                if browser.get(page_of(piece, name, *more)).status_code == 200:
                    found.setdefault(name, set()).add((role, state))
    readers = {(role, state) for role in (*BOARD, "writer") for state in State.values}
    few = {(role, state) for role, state in readers if state in (State.DRAFT, State.WITHDRAWN)}
    assert found.pop("signed_scan") == {(role, state) for role in BOARD for state in State.values}
    assert found == {
        **dict.fromkeys(("preview", "slip"), readers),
        **dict.fromkeys(("preview_page", "slips", "slip_word"), few),
    }


def test_nobody_else_makes_or_keeps_a_slip(article, member):
    snapshot = make_slip(browser_of(member), article)
    done = LogEntry.objects.filter(refused=False)
    entries = done.count()
    for person in (article.author, make_person(), make_person(Office.TECHNICAL)):
        assert sign(browser_of(person), article, snapshot).status_code == 404
    for person in (make_person(), make_person(Office.TECHNICAL)):
        assert browser_of(person).post(page_of(article)).status_code == 404
    assert (SignedSlip.objects.count(), done.count()) == (0, entries)
    assert LogEntry.objects.filter(action="act", refused=True).count() == 5


def test_the_framed_page_may_stand_in_a_frame_of_this_site_and_no_other_page_may(desk, article):
    framed = desk.get(page_of(article, "preview_page"))
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    for address in (page_of(article, "preview"), page_of(article), "/"):
        other = desk.get(address)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"
    assert desk.get(page_of(article, "preview")).content.decode().count(page_of(article, "preview_page")) == 2


# -- what it says ----------------------------------------------------------------------------------------------------


def words_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in root.iter(f"{WORD}p"))


def test_paper_and_word_say_the_same_of_the_text_that_was_kept(desk, article):
    snapshot = make_slip(desk, article)
    paper = desk.get(page_of(article, "slip", snapshot.pk)).content.decode()
    answer = desk.get(page_of(article, "slip_word", snapshot.pk))
    word = words_of_docx(answer.content)
    assert ooxml.check(answer.content) == "docx"
    for said in (
        *("Giám sát nước sạch", "Ba vướng mắc.", "Hoa Sen", "Cấp nước", "2.140", "Quang cảnh kỳ họp"),
        *("Chương trình kỳ họp", "LÃNH ĐẠO DUYỆT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", article.author.full_name),
        *(article.category.name, snapshot.fingerprint[:12], "Mã nội dung"),
    ):
        assert said in paper, said
        assert said in word, said
    assert snapshot.fingerprint in re.sub(r"\s", "", paper)
    assert snapshot.fingerprint in re.sub(r"\s", "", word)
    assert (article.fingerprint(), json.loads(snapshot.text)["headline"]) == (snapshot.fingerprint, article.headline)


def test_a_slip_is_signed_in_the_province_of_the_council(desk, article, settings):
    settings.PROVINCE = "Hòa Mẫu"
    snapshot = make_slip(desk, article)
    paper = desk.get(page_of(article, "slip", snapshot.pk)).content.decode()
    word = words_of_docx(desk.get(page_of(article, "slip_word", snapshot.pk)).content)
    assert "Hòa Mẫu, ngày" in paper
    assert "Hòa Mẫu, ngày" in word
    assert "Đồng Tháp" not in paper + word


def test_the_printed_text_can_be_found_again_after_the_piece_was_changed(desk, article):
    snapshot = make_slip(desk, article)
    before = desk.get(page_of(article, "slip_word", snapshot.pk)).content
    Article.objects.filter(pk=article.pk).update(headline="Tiêu đề khác")
    paper = desk.get(page_of(article, "slip", snapshot.pk)).content.decode()
    assert "Giám sát nước sạch" in paper
    assert "Tiêu đề khác" not in paper
    assert "Nội dung đã thay đổi sau khi lập phiếu này" in paper
    assert "Giám sát nước sạch" in words_of_docx(before)


def test_open_findings_are_listed(desk):
    piece = make_article(category=None)
    snapshot = make_slip(desk, piece)
    assert "Phải sửa: " in desk.get(page_of(piece, "slip", snapshot.pk)).content.decode()


def test_every_kind_has_its_slip(desk):
    for piece in (make_page(), make_banner()):
        snapshot = make_slip(desk, piece)
        assert piece.title_text() in desk.get(page_of(piece, "slip", snapshot.pk)).content.decode()
        assert piece.title_text() in words_of_docx(desk.get(page_of(piece, "slip_word", snapshot.pk)).content)


def test_a_snapshot_of_which_no_slip_was_made_is_none(desk, article):
    snapshot = make_slip(desk, article)
    other = make_article()
    assert desk.get(page_of(other, "slip", snapshot.pk)).status_code == 404


def test_a_body_becomes_blocks_in_reading_order():
    blocks = blocks_of(BODY + '<ol><li>Một</li><li>Hai</li></ol><p><img src="/anh/x-800.jpg" alt="Cầu"></p>')
    read = [(block.kind, block.mark + block.text) for block in blocks if block.kind != "row"]
    assert read == [
        ("h2", "Kết quả"),
        ("p", "Đoàn làm việc với ba xã."),
        ("li", "–Cấp nước"),
        ("li", "1.Một"),
        ("li", "2.Hai"),
        ("p", "[Ảnh: Cầu]"),
    ]
    assert [[run.text for run in cell] for block in blocks for cell in block.cells][-1] == ["2.140"]


# -- signed ---------------------------------------------------------------------------------------------------------


def test_the_signed_scan_is_kept_with_the_log_and_says_whether_it_still_holds(desk, article, member):
    snapshot = make_slip(desk, article)
    assert sign(desk, article, snapshot)["Location"] == page_of(article)
    kept = SignedSlip.objects.get()
    entry = LogEntry.objects.filter(action="slip_signed").get()
    assert json.loads(entry.text)["data"]["sha256"] == kept.sha256
    assert json.loads(entry.text)["data"]["fingerprint"] == article.fingerprint()
    assert b"".join(desk.get(page_of(article, "signed_scan", kept.pk)).streaming_content) == PDF
    form = article.desk_url(member)
    assert "đúng nội dung hiện nay" in desk.get(form).content.decode()
    Article.objects.filter(pk=article.pk).update(standfirst="Sửa sau khi ký.")
    for address in (form, page_of(article)):
        assert "nội dung đã thay đổi sau khi ký" in desk.get(address).content.decode()


def test_a_photograph_of_the_slip_is_taken_too(desk, article):
    sign(desk, article, make_slip(desk, article), scan=jpeg())
    assert SignedSlip.objects.get().content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"scan": ""}, "trống"),
        ({"scan": ("phieu.docx", b"PK\x03\x04khong phai pdf")}, "Chỉ nhận tệp PDF hoặc ảnh"),
        ({"scan": ("phieu.jpg", b"khong phai anh")}, "không phải là ảnh"),
        ({"scan": ("phieu.pdf", PDF.replace(b"Catalog", b"Catalog/OpenAction<</JS(1)>>"))}, "JavaScript"),
        ({"signed_on": "tomorrow"}, "Ngày ký không thể sau hôm nay"),
        ({"signed_on": "hôm qua"}, "ngày"),
        ({"signed_by": ""}, "trống"),
        ({"slip": "999999"}, "hợp lệ"),
    ],
)
def test_a_bad_scan_or_date_is_told_at_its_field_and_nothing_is_kept(desk, article, fields, said):
    if fields.get("signed_on") == "tomorrow":
        fields = {"signed_on": (timezone.localdate() + timedelta(days=1)).isoformat()}
    fields = {name: scan(value[1], value[0]) if isinstance(value, tuple) else value for name, value in fields.items()}
    answer = sign(desk, article, make_slip(desk, article), **fields)
    problems = re.findall(r'<p class="slips-problem"[^>]*>(.*?)</p>', answer.content.decode())
    assert (answer.status_code, len(problems)) == (400, 1)
    assert said in problems[0]
    assert not SignedSlip.objects.exists()


def test_a_scan_on_which_the_reader_dies_is_told_at_its_field(desk, article, monkeypatch):
    def die(*args, **kwargs):
        raise child.ChildFailed("memory")

    snapshot = make_slip(desk, article)
    monkeypatch.setattr(child, "run", die)
    answer = sign(desk, article, snapshot)
    assert (answer.status_code, SignedSlip.objects.exists()) == (400, False)
    assert child.ChildFailed("memory").sentence in answer.content.decode()


def test_what_was_signed_can_never_be_changed(desk, article):
    sign(desk, article, make_slip(desk, article))
    for act in (lambda: SignedSlip.objects.update(signed_by="Người khác"), lambda: SignedSlip.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
