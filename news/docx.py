"""A Word file written by hand: a few paragraphs and tables in the form of offices (NĐ 30/2020, phụ lục I).

Times New Roman 14, margins 20 mm above and below, 30 left, 15 right, number of the page above from the second on.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from news.blocks import Run

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MM = 56.7  # twentieths of a point
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"), ("styles", "styles"), ("header", "header"), ("footer", "footer")
        )
    )
    + "</Types>"
)  # fmt: skip
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>'
)
PAGE_NUMBER = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
    '<w:footerReference w:type="first" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
    f'<w:pgMar w:top="{20 * MM:.0f}" w:bottom="{20 * MM:.0f}" w:left="{30 * MM:.0f}" w:right="{15 * MM:.0f}" '
    'w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
TEXT_WIDTH = round((210 - 45) * MM)


@dataclass
class Paragraph:
    runs: list[Run]
    align: str = "both"  # both, center, left, right
    size: int = 14  # points
    indent: float = 0  # millimetres of the first line
    left: float = 0
    after: int = 6  # points


@dataclass
class Table:
    """Rows of cells, each some paragraphs; all columns of one width."""

    rows: list[list[list[Paragraph]]]
    borders: bool = True


def write_docx(parts: list[Paragraph | Table], *, footer: str) -> bytes:
    """Give a Word file of these parts; `footer` stands small at the foot of every page. Same parts, same bytes."""
    body = "".join(_table(part) if isinstance(part, Table) else _paragraph(part) for part in parts)
    foot = _paragraph(Paragraph([Run(footer)], "center", size=9, after=0))
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {f"rId{n}": (kind, f"{kind}.xml") for n, kind in enumerate(("styles", "header", "footer"), start=1)}
        ),
        "word/styles.xml": STYLES,
        "word/header.xml": f"<w:hdr {NAMES}>{PAGE_NUMBER}</w:hdr>",
        "word/footer.xml": f"<w:ftr {NAMES}>{foot}</w:ftr>",
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}{SECTION}</w:body></w:document>",
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), DECLARATION + text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    rows = (
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{path}"/>' for key, (kind, path) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def _paragraph(paragraph: Paragraph) -> str:
    shape = (
        f'<w:spacing w:after="{paragraph.after * 20}"/>'
        f'<w:ind w:left="{paragraph.left * MM:.0f}" w:firstLine="{paragraph.indent * MM:.0f}"/>'
        f'<w:jc w:val="{paragraph.align}"/>'
    )
    return f"<w:p><w:pPr>{shape}</w:pPr>{''.join(_run(run, paragraph.size) for run in paragraph.runs)}</w:p>"


def _run(run: Run, size: int) -> str:
    look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    look += f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in run.text.split("\n"))
    return f"<w:r><w:rPr>{look}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def _table(table: Table) -> str:
    columns = max(len(row) for row in table.rows)
    width = TEXT_WIDTH // columns
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    shape = f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
    shape += f"<w:tblBorders>{lines}</w:tblBorders>" if table.borders else ""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    rows = "".join(f"<w:tr>{''.join(_cell(cell, width) for cell in row)}</w:tr>" for row in table.rows)
    return f"<w:tbl><w:tblPr>{shape}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _cell(paragraphs: list[Paragraph], width: int) -> str:
    inside = "".join(map(_paragraph, paragraphs or [Paragraph([])]))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
