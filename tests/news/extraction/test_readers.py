"""What the readers make of ordinary and odd files: places, what is unread, columns of numbers, bounds."""

from io import BytesIO

import pypdf
import pytest
from pypdf import generic

from news.extraction import job, office, pdf_text, reading
from tests.news import papers
from tests.news.test_files import make_zip, office_parts


def found(data: bytes, kind: str) -> list[tuple[str, str]]:
    return [(mark["key"], mark["place"]) for mark in job.inspect(data, kind=kind)["marks"]]


@pytest.mark.parametrize(("numbers", "said"), [([1], "1"), ([1, 2, 3], "1–3"), ([2, 4, 5, 9], "2, 4–5, 9"), ([], "")])
def test_numbers_of_pages_are_said_in_runs(numbers, said):
    assert reading.numbers_in_words(numbers) == said


def test_a_mark_is_named_by_its_page_and_once_for_many():
    data = papers.make_pdf(papers.INNOCENT, "TUYỆT MẬT", papers.INNOCENT, "TUYỆT MẬT", "TUYỆT MẬT")
    assert found(data, "pdf") == [("secrecy.level", "trang 2 và 2 chỗ khác")]


def test_a_list_of_people_is_a_few_marks_and_one_for_the_rest():
    people = "".join(papers.row(f"Nguyễn Văn {number}", f"0790850{number:05}") for number in range(100, 150))
    marks = job.inspect(papers.excel(people), kind="xlsx")["marks"]
    ids = [mark for mark in marks if mark["key"] == "personal.id"]
    assert len(ids) == job.MOST_OF_A_KIND + 1
    assert ids[-1]["excerpt"].startswith("và 40 đoạn khác, mã ")
    assert all(mark["blocks"] for mark in ids)


def test_a_change_in_the_rest_of_a_list_changes_its_mark():
    def last(number: int) -> str:
        people = "".join(papers.row(f"0790850{n:05}") for n in [*range(100, 120), number])
        return job.inspect(papers.excel(people), kind="xlsx")["marks"][-1]["excerpt"]

    assert last(200) != last(201)


@pytest.mark.parametrize(
    ("heading", "number", "key"),
    [
        ("Số CCCD", "<v>79085012345</v>", "personal.id"),  # a number has lost its first zero
        ("Số tài khoản", "<v>7104205012345</v>", "personal.account"),
    ],
)
def test_a_number_is_read_with_the_heading_of_its_column(heading, number, key):
    rows = papers.row(heading) + f"<row><c r='A2'>{number}</c></row>"
    assert [kind for kind, _ in found(papers.excel(rows), "xlsx")] == [key]
    assert found(papers.excel(papers.row("Dự toán") + f"<row><c r='A2'>{number}</c></row>"), "xlsx") == []


@pytest.mark.parametrize(
    ("heading", "number", "key"),
    [("Số CMND", "341234567", "personal.id"), ("Tài khoản", "7104205012345", "personal.account")],
)
def test_a_number_in_a_table_of_word_is_read_with_the_heading_of_its_column(heading, number, key):
    def table(*rows: tuple[str, ...], span: str = "") -> bytes:
        cell = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        lines = ["".join(cell.format("", text) for text in row) for row in rows]
        lines.append(cell.format(f"<w:tcPr>{span}</w:tcPr>", "Tổ trưởng") + cell.format("", number))
        return papers.word("<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>")

    others = [("Nguyễn Văn A, người chủ trì buổi tiếp xúc cử tri chiều nay tại xã", "–")] * 3
    assert [kind for kind, _ in found(table(("Họ và tên", heading), *others), "docx")] == [key]
    wide = '<w:gridSpan w:val="2"/>'
    assert [kind for kind, _ in found(table(("Họ", "Tên", heading), span=wide), "docx")] == [key]
    assert found(table(("Họ và tên", "Dự toán")), "docx") == []


def test_places_in_a_workbook_name_the_sheet():
    assert found(papers.excel(papers.row("TỐI MẬT"), state="hidden", sheet="Phụ lục"), "xlsx") == [
        ("secrecy.level", "trang tính ẩn «Phụ lục»")
    ]


def test_a_page_that_a_picture_covers_is_unread_also_when_words_stand_on_it():
    writer = pypdf.PdfWriter(clone_from=BytesIO(papers.scanned_pdf()))
    writer.pages[0].merge_page(pypdf.PdfReader(BytesIO(papers.make_pdf(papers.INNOCENT))).pages[0])
    out = BytesIO()
    writer.write(out)
    assert job.read(out.getvalue(), "pdf").unread == [pdf_text.SCANNED.format(pages="1")]


def test_an_empty_page_and_a_page_of_few_words_are_read():
    assert job.read(papers.make_pdf("Phụ lục I", papers.INNOCENT), "pdf").unread == []


def test_letters_that_the_font_does_not_name_are_unread():
    data = papers.make_pdf("\ue000\ue001\ue002\ue003\ue004" * 5)
    assert pdf_text.GARBLED.format(pages="1") in job.read(data, "pdf").unread


def test_broken_words_of_a_pdf_hide_no_mark():
    assert found(papers.make_pdf("T Ố I  M Ậ T", "v ăn b ản m ậ t ong"), "pdf") == [("secrecy.level", "trang 1")]


def test_the_signer_of_a_signed_file_is_no_finding():
    def sign(writer):
        signature = generic.DictionaryObject(
            {
                generic.NameObject("/ByteRange"): generic.ArrayObject([generic.NumberObject(0)]),
                generic.NameObject("/Contents"): generic.ByteStringObject(b"UID=CCCD:079085012345"),
            }
        )
        field = generic.DictionaryObject({generic.NameObject("/V"): writer._add_object(signature)})
        fields = generic.ArrayObject([writer._add_object(field)])
        writer.root_object[generic.NameObject("/AcroForm")] = generic.DictionaryObject(
            {generic.NameObject("/Fields"): fields}
        )

    signed = papers.changed_pdf(sign)
    assert b"/ByteRange" in signed
    assert job.inspect(signed, kind="pdf") == {"marks": [], "unread": []}


def test_a_word_file_of_pictures_of_pages_is_unread():
    parts = office_parts("docx", extra={"word/document.xml": f"<w:document {papers.W}><w:body/></w:document>"})
    scan = bytes(office.BIG_PICTURE)
    assert job.read(make_zip({**parts, "word/media/image1.png": scan}), "docx").unread == [office.SHOWS_PICTURES]


def test_parts_of_an_unknown_kind_are_said_to_be_unread():
    parts = office_parts("docx", extra={"word/document.xml": f"<w:document {papers.W}><w:body/></w:document>"})
    assert job.read(make_zip({**parts, "word/la.xyz": b"x"}), "docx").unread == [
        office.BROKEN_PART.format(name="la.xyz")
    ]


def test_a_broken_part_is_unread_and_the_rest_is_read():
    data = papers.word(papers.paragraph(papers.run("TỐI MẬT")), word_footnotes="<w:footnotes")
    answer = job.inspect(data, kind="docx")
    assert (len(answer["marks"]), answer["unread"]) == (1, [office.BROKEN_PART.format(name="footnotes.xml")])


def test_drawings_that_are_not_whole_xml_are_read():
    parts = office_parts("docx", extra={"word/document.xml": f"<w:document {papers.W}><w:body/></w:document>"})
    data = make_zip({**parts, "word/drawings/vml1.vml": '<v:shape string="TỐI MẬT"><br>'})
    assert found(data, "docx") == [("secrecy.level", "phần khác của tệp")]


def test_files_in_files_in_files_are_read_no_further_than_said():
    inner = papers.word()
    for _ in range(4):
        inner = papers.with_file(inner, "tep.docx")
    (sentence,) = job.read(inner, "docx").unread
    assert sentence.endswith("Tệp nhúng «tep.docx» không đọc được.")


def test_a_text_beyond_the_bound_is_cut_and_said_to_be_unread(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 100)
    answer = job.read(papers.make_pdf("chữ " * 20, "chữ " * 20), "pdf")
    assert reading.TOO_LONG in answer.unread
    assert answer.characters == 100


def test_no_time_is_said_to_be_no_time(monkeypatch):
    monkeypatch.setattr(job, "SECONDS", -1)
    assert job.inspect(papers.make_pdf("TỐI MẬT"), kind="pdf") == {"marks": [], "unread": [job.NOT_CHECKED]}
    monkeypatch.setattr(reading, "SECONDS", -1)
    assert pdf_text.PAGES_LEFT.format(total=1, read=0) in job.read(papers.make_pdf("TỐI MẬT"), "pdf").unread


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_rubbish_is_unread(kind):
    assert job.read(b"%PDF-1.7 PK\x03\x04 rubbish", kind).unread


def test_a_mark_at_the_seam_of_two_pieces_is_found():
    text = "a" * (job.PIECE - 5) + " TUYỆT MẬT " + "b" * 50
    pieces = list(job._in_pieces([("x", text)]))
    assert any("TUYỆT MẬT" in piece for _, piece in pieces)
