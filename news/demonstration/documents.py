"""Makes the files that the demonstration's articles carry: small valid Word, Excel and PDF files.

Word and Excel files are zip archives with the fewest parts that the programs accept. A PDF here is a
drawing on a page: no font with Vietnamese letters comes with Python or Pillow, so text stays in Word.
"""

import html
import io
import re
import zipfile

from news.blocks import Run, blocks_of
from news.demonstration import drawings, reading
from news.docx import Paragraph, Table, write_docx

FIRST_DAY = (2026, 1, 1, 0, 0, 0)  # in the archives, so that the same text always gives the same bytes
CELL = re.compile(r"<t([hd])[^>]*>(.*?)</t\1>")
NUMBER = re.compile(r"\d+")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMAT = "application/vnd.openxmlformats-officedocument"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def make(attached: reading.Attached, piece: reading.Piece) -> bytes:
    """The bytes of a file that an article carries; how its source is read is told in this package's docstring.

    Raises ValueError for a kind of file that is none of the three.
    """
    kind = attached.name.rpartition(".")[2]
    if kind == "docx":
        return docx((reading.FOLDER / attached.source).read_text(encoding="utf-8"), attached.title)
    if kind == "xlsx":
        return xlsx(table_rows(piece.body), attached.title)
    if kind == "pdf":
        scene, variant = attached.source.split()
        return drawing_pdf(scene, int(variant), attached.title)
    raise ValueError(f"No such kind of file: {attached.name}")


def word_draft(piece: reading.Piece) -> bytes:
    """A Word file as a contributor sends one: headline and standfirst in bold, the text, the name below it."""
    paragraphs: list[Paragraph | Table] = [
        Paragraph([Run(piece.get("headline"), bold=True)], "center"),
        Paragraph([Run(piece.get("standfirst"), bold=True)]),
        *(Paragraph(block.runs, indent=10) for block in blocks_of(piece.body)),
        Paragraph([Run(f"Bài: {piece.get('byline')}")], "right"),
    ]
    return write_docx(paragraphs, footer="Bài gửi trang thông tin điện tử")


def docx(text: str, title: str) -> bytes:
    """A Word file of a text: blocks with blank lines between them, those in capitals centred and bold.

    The text is kept letter for letter; only marks of emphasis (**, *) that stray round words are left out.
    """
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", text) if block.strip()]
    paragraphs = "".join(_word_paragraph(line) for block in blocks for line in block.split("\n") if line.strip())
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="0" w:footer="0" w:gutter="0"/>'
        "</w:sectPr>"
    )
    main = f'{XML}<w:document xmlns:w="{WORD}"><w:body>{paragraphs}{page}</w:body></w:document>'
    return _office_file({"word/document.xml": (main, f"{FORMAT}.wordprocessingml.document.main+xml")}, title)


def _word_paragraph(line: str) -> str:
    text = re.sub(r"\*+", "", line).strip()
    heading = text.isupper()
    placing = '<w:jc w:val="center"/>' if heading else '<w:ind w:firstLine="567"/><w:jc w:val="both"/>'
    weight = "<w:b/>" if heading else ""
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f'<w:p><w:pPr><w:spacing w:after="120"/>{placing}</w:pPr><w:r><w:rPr>{font}{weight}<w:sz w:val="28"/>'
        f'</w:rPr><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'
    )


def table_rows(body: str) -> list[list[str]]:
    """The first table of a body, row by row, as plain text. Raises ValueError if there is none."""
    table = re.search(r"<table>(.*?)</table>", body, re.DOTALL)
    if table is None:
        raise ValueError("There is no table to make a sheet of.")
    rows = re.findall(r"<tr>(.*?)</tr>", table[1], re.DOTALL)
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for _, cell in CELL.findall(row)] for row in rows]


def xlsx(rows: list[list[str]], title: str) -> bytes:
    """An Excel file with one sheet; whole numbers are numbers, everything else is text, never a formula."""
    lines = "".join(
        f'<row r="{number}">{"".join(_sheet_cell(value) for value in row)}</row>'
        for number, row in enumerate(rows, start=1)
    )
    widths = "".join(f'<col min="{n}" max="{n}" width="32" customWidth="1"/>' for n in range(1, len(rows[0]) + 1))
    sheet = f'{XML}<worksheet xmlns="{SHEET}"><cols>{widths}</cols><sheetData>{lines}</sheetData></worksheet>'
    book = (
        f'{XML}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Trang 1" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    )
    links = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    parts = {
        "xl/workbook.xml": (book, f"{FORMAT}.spreadsheetml.sheet.main+xml"),
        "xl/worksheets/sheet1.xml": (sheet, f"{FORMAT}.spreadsheetml.worksheet+xml"),
        "xl/_rels/workbook.xml.rels": (_relationships(links), None),
    }
    return _office_file(parts, title)


def _sheet_cell(value: str) -> str:
    if NUMBER.fullmatch(value):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{html.escape(value)}</t></is></c>'


def drawing_pdf(scene: str, variant: int, title: str) -> bytes:
    """A PDF of one page with a drawing on it."""
    file = io.BytesIO()
    stamp = "D:20260101000000Z"
    drawings.draw_image(scene, drawings.SIZES["landscape"], variant).save(
        file, "PDF", resolution=150, quality=82, title=title, creationDate=stamp, modDate=stamp
    )
    return file.getvalue()


def _office_file(parts: dict[str, tuple[str, str | None]], title: str) -> bytes:
    """A zip archive of the parts, which begin with the main one, with the list of types and the title."""
    core = (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{html.escape(title)}</dc:title></cp:coreProperties>'
    )
    main = next(iter(parts))
    links = (
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
    )
    parts = {**parts, "docProps/core.xml": (core, "application/vnd.openxmlformats-package.core-properties+xml")}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "[Content_Types].xml", _content_types(parts))
        _add(archive, "_rels/.rels", _relationships(links))
        for name, (text, _) in parts.items():
            _add(archive, name, text)
    return file.getvalue()


def _content_types(parts) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind) in parts.items() if kind
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(links: str) -> str:
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    part = zipfile.ZipInfo(name, FIRST_DAY)
    part.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(part, text.encode())
