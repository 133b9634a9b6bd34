"""A Word file in, a draft out: what is kept, what is told, and what hostile or broken files get."""

import io
import struct
import unicodedata
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from editorial import child, gates
from editorial.models import Note, Office, State
from news.models import Article, Picture
from news.word.job import MOST_PICTURES, read_word
from news.word.legacy import to_unicode
from news.word.styles import say_number
from tests.factories import make_person
from tests.news.contributors import browser_of, piece_url
from tests.news.test_bad_files import worked
from tests.news.word_files import SPACES, docx, para, photo, picture, run, table

PAGE = "/cong-tac-vien/tep-word/"
TITLE = para("Giám sát mua sắm thiết bị trường học", bold=True, centred=True)
LEAD = para("Đoàn giám sát ghi nhận ba vướng mắc về thủ tục và kiến nghị hai việc cụ thể.", bold=True)
TEXT = para("Sáng nay, đoàn giám sát làm việc với Ủy ban nhân dân xã Tân Hòa Mẫu.")


@pytest.fixture
def me(db):
    return make_person(full_name="Phạm Thị Viết")


@pytest.fixture
def browser(me):
    return browser_of(me)


def send(browser, data: bytes, name: str = "bai.docx", **more):
    return browser.post(PAGE, {"upload": SimpleUploadedFile(name, data), **more}, follow=True)


def parts_of(*blocks: str, **how) -> list:
    return read_word(docx(*blocks, **how))["parts"]


def body_of(*blocks: str, **how) -> str:
    return "".join(part for part in parts_of(TITLE, *blocks, **how) if isinstance(part, str))


def counts_of(*blocks: str, **how) -> dict:
    return read_word(docx(TITLE, *blocks, **how))["counts"]


# -- the whole way -----------------------------------------------------------------------------------------


def test_a_word_file_becomes_a_draft_with_its_pictures_and_its_table(browser, me):
    data = docx(
        TITLE,
        LEAD,
        TEXT,
        para(picture("rId9", alt="Năm người trong phòng họp")),
        para(run("Đoàn giám sát tại trường. Ảnh: Lê Văn Mẫu", "i"), centred=True),
        table((para("Trường", bold=True), para("Số máy", bold=True)), ("Tân Hòa Mẫu 2", "14")),
        para(picture("rId10")),
        para("Tin, ảnh: Phạm Viết"),
        media={"media/image1.jpg": photo(), "media/image2.png": photo((9, 9, 9), file_format="PNG")},
    )
    response = send(browser, data)
    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == piece_url(article)
    assert (article.state, article.author, article.byline) == (State.DRAFT, me, "Phạm Viết")
    assert article.headline == "Giám sát mua sắm thiết bị trường học"
    assert article.standfirst.startswith("Đoàn giám sát ghi nhận ba vướng mắc")
    second, lead = article.picture_uses()
    assert (lead.role, lead.caption, lead.photographer) == ("lead", "Đoàn giám sát tại trường.", "Lê Văn Mẫu")
    assert lead.alt == "Năm người trong phòng họp"
    assert second.role == "body"
    assert f'<figure class="image"><img alt="" src="{second.picture.address(800)}"></figure>' in article.body
    assert '<th scope="col"><strong>Trường</strong></th>' in article.body
    assert "<td>14</td>" in article.body
    assert not Note.objects.exists()
    assert Picture.objects.filter(kept=True).count() == 2


def test_what_was_left_out_is_told_on_the_page_of_the_draft_and_stays_beside_it(browser):
    data = docx(
        TITLE,
        TEXT,
        para(picture("rId9")),
        para("<w:ins>" + run("thêm") + "</w:ins>"),
        media={"media/image1.emf": b"\1\0\0\0"},
        comments=f"<w:comments {SPACES}><w:comment/><w:comment/></w:comments>",
    )
    page = send(browser, data).content.decode()
    note = Note.objects.get().text
    for said in (
        "1 ảnh dạng EMF không dùng được trên trang web.",
        "Tệp có phần sửa theo dõi (track changes)",
        "Tệp có 2 nhận xét ở lề (comment): không lấy vào bài.",
    ):
        assert page.count(said) == 2  # as a message, and in the remark
        assert said in note
    assert "«bai.docx»" in note


def test_a_file_sent_twice_makes_one_draft(browser):
    for _ in range(2):
        send(browser, docx(TITLE, TEXT), form_key="mot-lan")
    assert Article.objects.count() == 1


def test_the_board_may_send_a_word_file(db):
    send(browser_of(make_person(Office.MEMBER)), docx(TITLE, TEXT))
    assert Article.objects.get().state == State.DRAFT


def test_a_decomposed_name_of_200_letters_is_composed_and_shortened(browser):
    name = unicodedata.normalize("NFD", "ộ" * 200) + ".docx"
    send(browser, docx(TITLE, TEXT, para("<w:del/>")), name)
    note = Note.objects.get().text
    assert unicodedata.is_normalized("NFC", note)
    assert "ộ" * 20 in note
    assert "ộ" * 150 not in note


def test_text_comes_out_composed_and_clean(browser):
    send(browser, docx(TITLE, para(unicodedata.normalize("NFD", "Nghị quyết <script>alert(1)</script> của NÐ-CP"))))
    assert Article.objects.get().body == "<p>Nghị quyết &lt;script&gt;alert(1)&lt;/script&gt; của NĐ-CP</p>"


# -- what is kept ------------------------------------------------------------------------------------------


def test_looks_links_and_line_breaks_are_kept():
    link = f'<w:hyperlink r:id="rId50">{run("trang tỉnh", "u")}</w:hyperlink>'
    rows = para("Một ", run("đậm", "b"), run("chữ", "b"), run(" nghiêng", "i"), "<w:r><w:br/></w:r>", link)
    body = body_of(rows, links={"rId50": "https://dongthap.gov.vn/?a=1&b=2"})
    assert body == (
        "<p>Một <strong>đậmchữ</strong><em> nghiêng</em><br>"
        '<a href="https://dongthap.gov.vn/?a=1&amp;b=2">trang tỉnh</a></p>'
    )


def test_lists_keep_their_marks():
    assert body_of(para("Một", list_of=(1, 0)), para("Hai", list_of=(1, 0))) == "<ul><li>Một</li><li>Hai</li></ul>"
    assert body_of(para("Một", list_of=(2, 0)), para("Hai", list_of=(2, 0))) == "<ol><li>Một</li><li>Hai</li></ol>"
    articles = [para("Phạm vi", list_of=(3, 0)), *(para(text, list_of=(3, 1)) for text in ("gồm", "và"))]
    assert body_of(*articles, para("Đối tượng", list_of=(3, 0)), para("là", list_of=(3, 1))) == (
        "<p>Điều 1. Phạm vi</p><p>a) gồm</p><p>b) và</p><p>Điều 2. Đối tượng</p><p>a) là</p>"
    )


def test_merged_cells_are_kept():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + para("Rộng") + "</w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para("Cao") + "</w:tc>"
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + para("") + "</w:tc>"
    plain = "<w:tc><w:tcPr/>" + para("x") + "</w:tc>"
    rows = f"<w:tr>{wide}</w:tr><w:tr>{first}{plain}</w:tr><w:tr>{below}{plain}</w:tr>"
    assert body_of(f"<w:tbl>{rows}</w:tbl>") == (
        '<table><tbody><tr><td colspan="2">Rộng</td></tr><tr><td rowspan="2">Cao</td><td>x</td></tr>'
        "<tr><td>x</td></tr></tbody></table>"
    )


def test_a_single_cell_is_no_table():
    assert body_of(table((TEXT,))) == "<p>Sáng nay, đoàn giám sát làm việc với Ủy ban nhân dân xã Tân Hòa Mẫu.</p>"


def test_a_table_that_only_places_pictures_is_pictures_with_their_captions():
    words = [para(run(f"Đại biểu thứ {number}. Ảnh: Phạm Viết", "i"), centred=True) for number in ("nhất", "hai")]
    grid = table((para(picture("rId9")), para(picture("rId10"))), tuple(words))
    media = {f"media/image{number}.png": photo((number, 0, 0), (40, 40), "PNG") for number in (1, 2)}
    parts = parts_of(TITLE, TEXT, grid, media=media)
    assert [part["caption"] for part in parts[1:]] == ["Đại biểu thứ nhất.", "Đại biểu thứ hai."]
    mixed = table((para(picture("rId9")), "Năm người"), ("Xã", "14"))
    assert "<td>14</td>" in "".join(part for part in parts_of(TITLE, TEXT, mixed, media=media) if isinstance(part, str))


def test_footnotes_stand_at_the_end():
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2">{para("Theo báo cáo số 9.")}</w:footnote></w:footnotes>'
    body = body_of(para("Tăng 5 %", '<w:r><w:footnoteReference w:id="2"/></w:r>', "."), TEXT, footnotes=notes)
    assert body.startswith("<p>Tăng 5 %<sup>[1]</sup>.</p>")
    assert body.endswith("<p>[1] Theo báo cáo số 9.</p>")


def test_text_boxes_follow_their_paragraph_and_are_read_once():
    box = f"<w:txbxContent>{para('Trong hộp.')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert body_of(para("Ngoài hộp.", f"<w:r>{both}</w:r>")) == "<p>Ngoài hộp.</p><p>Trong hộp.</p>"
    assert counts_of(para("Ngoài hộp.", f"<w:r>{both}</w:r>"))["boxes"] == 1


def test_tracked_changes_are_read_as_accepted_and_hidden_text_is_not_read():
    changed = (
        f"<w:ins>{run('mới')}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>{run('ẩn', '<w:vanish/>')}"
    )
    assert body_of(para("Bản ", changed)) == "<p>Bản mới</p>"
    assert counts_of(para("Bản ", changed)) == {"changes": 2, "hidden": 1}


def test_the_head_of_an_official_paper_is_left_out():
    head = table((para("HỘI ĐỒNG NHÂN DÂN TỈNH", bold=True), para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)))
    end = table(("Nơi nhận: – Lưu: VT", "TM. THƯỜNG TRỰC"))
    read = read_word(docx(head, para("Đồng Tháp, ngày 24 tháng 10 năm 2023"), TITLE, TEXT, end))
    assert read["headline"] == "Giám sát mua sắm thiết bị trường học"
    assert read["parts"] == ["<p>Sáng nay, đoàn giám sát làm việc với Ủy ban nhân dân xã Tân Hòa Mẫu.</p>"]
    assert read["counts"] == {"head": 2, "ending": 1}


def test_a_headline_on_two_lines_a_heading_and_none_at_all():
    second = para("tại xã Tân Hòa Mẫu", bold=True, centred=True)
    assert read_word(docx(TITLE, second, TEXT))["headline"].endswith("trường học tại xã Tân Hòa Mẫu")
    assert read_word(docx(para("Tiêu đề", style="H1"), TEXT))["headline"] == "Tiêu đề"
    assert read_word(docx(para("Dòng đầu ngắn"), TEXT))["headline"] == "Dòng đầu ngắn"
    guessed = read_word(docx(TEXT, TEXT))
    assert guessed["is_guessed"]
    assert len(guessed["parts"]) == 2  # nothing is taken out of the text


def test_the_day_is_taken_from_the_head_of_the_text_only():
    def day(text: str) -> str:
        return read_word(docx(TITLE, para(text)))["event_date"]

    assert day("Sáng ngày 12/11/2026, đoàn giám sát làm việc tại xã.") == "2026-11-12"
    assert day("Chiều thứ Năm, ngày 12 tháng 11 năm 2026, đoàn làm việc.") == "2026-11-12"
    assert day("Thực hiện Công văn số 9 ngày 06/10/2023, đoàn làm việc.") == ""
    assert day("Ngày 31/02/2026, đoàn làm việc.") == ""


def test_an_official_paper_is_named_by_its_kind_and_what_it_is_about():
    lines = ("Đồng Tháp, ngày 24 tháng 10 năm 2023", "Số 71 -BC/ĐĐHĐND", "BÁO CÁO", "Tổng kết 10 năm thực hiện")
    read = read_word(docx(*map(para, lines), para("Chỉ thị số 30-CT/TW", centred=True), TEXT))
    assert read["headline"] == "Báo cáo tổng kết 10 năm thực hiện Chỉ thị số 30-CT/TW"
    assert len(read["parts"]) == 1
    issuer = para("HỘI ĐỒNG NHÂN DÂN TỈNH", bold=True, centred=True)
    read = read_word(docx(issuer, para("CHƯƠNG TRÌNH KỲ HỌP", bold=True, centred=True), TEXT))
    assert (read["headline"], read["counts"]) == ("CHƯƠNG TRÌNH KỲ HỌP", {"head": 1})


def test_short_bold_lines_and_headings_head_what_follows():
    assert body_of(TEXT, para("Kết quả", bold=True), para("Việc còn lại", style="H2")) == (
        "<p>Sáng nay, đoàn giám sát làm việc với Ủy ban nhân dân xã Tân Hòa Mẫu.</p>"
        "<h2>Kết quả</h2><h2>Việc còn lại</h2>"
    )


def test_old_fonts_become_unicode():
    assert to_unicode("Uû ban nh©n d©n tØnh §ång Th¸p: QuyÕt ®Þnh", ".VnTime") == (
        "Uỷ ban nhân dân tỉnh Đồng Tháp: Quyết định"
    )
    assert to_unicode("héi ®ång", ".VnTimeH") == "HỘI ĐỒNG"
    said = "ỦY BAN NHÂN DÂN tỉnh Đồng Tháp, nghị quyết về người nghèo"
    typed = "UÛY BAN NHAÂN DAÂN tænh Ñoàng Thaùp, nghò quyeát veà ngöôøi ngheøo"
    assert unicodedata.normalize("NFC", to_unicode(typed, "VNI-Times")) == said
    assert to_unicode("Uû ban", "Times New Roman") == "Uû ban"
    old = para(run("Uû ban nh©n d©n", '<w:rFonts w:ascii=".VnTime"/>'))
    assert body_of(old) == "<p>Uỷ ban nhân dân</p>"
    assert counts_of(old) == {"old font": 1}
    assert counts_of(para("QuyÕt ®Þnh cña Uû ban nh©n d©n tØnh")) == {"legacy": 1}


def test_numbers_are_said_as_word_says_them():
    said = [say_number(4, kind) for kind in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    assert said == ["4", "IV", "d", "04"]
    assert say_number(27, "lowerLetter") == "aa"


def test_more_pictures_than_a_piece_takes_are_told():
    media = {f"media/image{number}.png": photo((number, 0, 0), (40, 40), "PNG") for number in range(MOST_PICTURES + 2)}
    shown = [para(picture(f"rId{9 + number}")) for number in range(len(media))]
    assert counts_of(*shown, media=media) == {"too many pictures": 2}


# -- what is refused ---------------------------------------------------------------------------------------


def with_part(name: str, content: bytes | str, data: bytes | None = None) -> bytes:
    packed = io.BytesIO(data or docx(TITLE, TEXT))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def remote_template() -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relation = f'<Relationship Id="a" Type="{kind}" Target="http://x.vi-du.vn/a.dotm" TargetMode="External"/>'
    return with_part("word/_rels/settings.xml.rels", f"<Relationships>{relation}</Relationships>")


def overlapping() -> bytes:
    """A broken file: the directory of the archive points beyond its end."""
    data = docx(TITLE, TEXT)
    place = data.rindex(b"PK\5\6")
    return data[: place + 16] + struct.pack("<I", 2**31) + data[place + 20 :]


HOSTILE = {
    "a bomb": (lambda: with_part("word/media/x.xml", b"\0" * 120_000_000), "Tệp bung ra quá lớn"),
    "a macro": (lambda: with_part("word/vbaProject.bin", b"x"), "Tệp có macro"),
    "a template from elsewhere": (remote_template, "nội dung tự tải từ nơi khác"),
    "an entity bomb": (lambda: with_part("word/a.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "DTD"),
    "the old format": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Tệp Word đời cũ (.doc)"),
    "half a file": (lambda: docx(TITLE, TEXT)[:900], "Tệp bị hỏng"),
    "a wrong directory": (overlapping, "Tệp bị hỏng"),
    "a PDF": (lambda: b"%PDF-1.7 x", "Tệp này không phải là tệp Word."),
    "nothing": (lambda: b"", "Tệp rỗng"),
    "broken XML": (lambda: docx("<w:p>"), "Tệp bị hỏng"),
    "no text": (lambda: docx(para("")), "Tệp Word này không có chữ và không có ảnh nào."),
    "endless text": (lambda: docx(TITLE, *[para("Một đoạn rất dài. " * 60)] * 600), "Nội dung quá dài."),
}


@pytest.mark.real_child
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_file_gets_a_sentence_at_the_field_and_no_draft(browser, kind):
    make, sentence = HOSTILE[kind]
    began = worked()
    page = send(browser, make(), "bài.docx").content.decode()
    assert worked() - began < 2 * child.SECONDS
    assert not Article.objects.exists()
    assert sentence in page
    assert 'id="id_upload_error"' in page


@pytest.mark.real_child
def test_tables_without_end_in_one_another_end_in_a_sentence_or_a_draft(browser):
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + TEXT + "</w:tc></w:tr></w:tbl>" * 3000
    page = send(browser, docx(TITLE, deep)).content.decode()
    assert "Tệp bị hỏng hoặc được ghi theo cách không đọc được." in page


STAMPED = {
    "in the head of the paper": ((table((para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), para("MẬT"))),), {}),
    "in the margin": ((), {"header1": f"<w:hdr {SPACES}>{para('LƯU HÀNH NỘI BỘ')}</w:hdr>"}),
    "in a comment": ((), {"comments": f"<w:comments {SPACES}><w:comment>{para('TUYỆT MẬT')}</w:comment></w:comments>"}),
    "hidden": ((para(run("TỐI MẬT", "<w:vanish/>")),), {}),
    "deleted": ((para("<w:del><w:r><w:delText>LƯU HÀNH NỘI BỘ</w:delText></w:r></w:del>"),), {}),
}


@pytest.mark.parametrize("where", STAMPED)
def test_a_mark_of_secrecy_in_what_is_left_out_is_never_passed_over(browser, where):
    blocks, parts = STAMPED[where]
    page = send(browser, docx(*blocks, TITLE, TEXT, **parts)).content.decode()
    assert not Article.objects.exists()
    assert "dấu mật hoặc dấu lưu hành nội bộ" in page


def test_a_mark_of_secrecy_in_the_text_itself_meets_the_gate(browser):
    send(browser, docx(TITLE, TEXT, para("TÀI LIỆU LƯU HÀNH NỘI BỘ")))
    article = Article.objects.get()
    assert any(finding.blocks and finding.key == "secrecy.internal" for finding in gates.read_texts(article))


def test_a_picture_that_is_none_is_told_and_the_rest_is_kept(browser):
    send(browser, docx(TITLE, TEXT, para(picture()), media={"media/image1.jpg": b"no picture"}))
    article = Article.objects.get()
    assert not article.picture_uses().exists()
    assert "1 ảnh hỏng, quá nhỏ hoặc quá lớn" in Note.objects.get().text


def test_no_file_is_asked_for_at_the_field(browser):
    assert "Xin chọn một tệp." in browser.post(PAGE, {}).content.decode()


@given(st.lists(st.sampled_from([TITLE, LEAD, TEXT, para(""), para(picture()), table(("a", "b"))]), max_size=6))
def test_no_word_of_a_document_is_lost(blocks):
    read = read_word(docx(*blocks, media={"media/image1.jpg": b"x"}))
    said = " ".join([read.get("headline", ""), read.get("standfirst", ""), *map(str, read.get("parts", ()))])
    for text in ("Giám sát mua sắm", "ghi nhận ba vướng mắc", "Sáng nay"):
        assert (text in said) == any(text in block for block in blocks)


def test_the_page_says_how_a_file_is_read(browser):
    page = browser.get(reverse("contributor_word")).content.decode()
    assert "Dòng đậm đầu tiên thành tiêu đề" in page
    assert 'accept=".docx"' in page
