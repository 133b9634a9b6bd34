"""Small real files for the tests: a PDF, a Word and an Excel file with words in any place that can hold some."""

import hashlib
import struct
import zlib
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import pypdf
from PIL import Image
from pypdf import generic
from pypdf._encryption import AlgV4
from pypdf.annotations import FreeText, Text

from tests.news.test_files import make_zip, office_parts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
INNOCENT = "Chiều nay, Thường trực Hội đồng nhân dân tỉnh họp phiên thường kỳ."


# -- PDF --------------------------------------------------------------------------------------------


def make_pdf(*pages: str, more: bytes = b"") -> bytes:
    """A PDF whose pages show these texts, one line each; `more` is drawn on every page."""
    letters = sorted(set("".join(pages)) - {"\n"})
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    mapping = "\n".join(f"<{codes[x]:02x}> <{x.encode('utf-16-be').hex()}>" for x in letters)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>",
        _stream(
            f"/CMapName/X def begincodespacerange <00><ff> endcodespacerange {len(letters)} beginbfchar\n{mapping}\n"
            "endbfchar".encode()
        ),
    ]
    for number, text in enumerate(pages):
        lines = [bytes(codes[letter] for letter in line).hex() for line in text.split("\n")]
        shown = " ".join(f"1 0 0 1 40 {780 - 14 * row} Tm <{line}> Tj" for row, line in enumerate(lines))
        box = "/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {6 + 2 * number} 0 R>>".encode())
        objects.append(_stream(f"BT /F1 10 Tf {shown} ET ".encode() + more))
    return assemble(objects)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed)


def assemble(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def changed_pdf(change, *, incremental: bool = False) -> bytes:
    """An innocent PDF to which something was done with pypdf."""
    source = BytesIO(make_pdf(INNOCENT))
    writer = pypdf.PdfWriter(source, incremental=True) if incremental else pypdf.PdfWriter(clone_from=source)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf(pages: int = 1) -> bytes:
    """A PDF of pictures of pages."""
    picture = Image.new("L", (60, 84), 200)
    out = BytesIO()
    picture.save(out, "PDF", save_all=True, append_images=[picture] * (pages - 1))
    return out.getvalue()


def locked_pdf(text: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(make_pdf(text)))
    writer.encrypt("chia-khoa", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def open_locked_pdf(catalog: bytes) -> bytes:
    """A PDF that opens without a password and yet is encrypted, with its catalog in a stream."""
    number = b"0123456789abcdef"
    owner = AlgV4.compute_O_value(AlgV4.compute_O_value_key(b"chu", 3, 128), b"", 3)
    key = AlgV4.compute_key(b"", 3, 128, owner, 2**32 - 4, number, True)  # P of -4
    user = AlgV4.compute_U_value(key, 3, number)
    first = b"1 0 "
    packed = zlib.compress(first + b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>")
    hidden = _rc4(hashlib.md5(key + b"\5\0\0\0\0").digest(), packed)
    parts = {
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        4: b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%b>/U<%b>>>" % (owner.hex().encode(), user.hex().encode()),
        5: b"<</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(first), len(hidden), hidden),
    }
    data, places = b"%PDF-1.5\n", {}
    for at, part in parts.items():
        places[at] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (at, part)
    rows = [(0, 0, 255), (2, 5, 0), *((1, places[at], 0) for at in parts), (1, len(data), 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    trailer = b"/Root 1 0 R/Encrypt 4 0 R/ID[<%b><%b>]" % (number.hex().encode(), number.hex().encode())
    head = b"6 0 obj\n<</Type/XRef/Size 7/W[1 2 1]%b/Length %d>>stream\n" % (trailer, len(table))
    return data + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(data)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _xmp(writer, text):
    stream = generic.StreamObject()
    stream.set_data(f"<x:xmpmeta><dc:description>{escape(text)}</dc:description></x:xmpmeta>".encode())
    writer.root_object[generic.NameObject("/Metadata")] = writer._add_object(stream)


def _field(writer, text):
    field = generic.DictionaryObject({generic.NameObject("/T"): generic.TextStringObject("o1")})
    field[generic.NameObject("/V")] = generic.TextStringObject(text)
    form = generic.DictionaryObject({generic.NameObject("/Fields"): generic.ArrayObject([writer._add_object(field)])})
    writer.root_object[generic.NameObject("/AcroForm")] = form


def _earlier(text):
    def blank(writer):
        page = writer.pages[0]
        stream = generic.StreamObject()
        stream.set_data(b"BT ET")
        page[generic.NameObject("/Contents")] = writer._add_object(stream)

    writer = pypdf.PdfWriter(BytesIO(make_pdf(text)), incremental=True)
    blank(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


PDF_PLACES = {
    "a page": lambda text: make_pdf(INNOCENT, text),
    "the title": lambda text: changed_pdf(lambda writer: writer.add_metadata({"/Title": text})),
    "a property of its own": lambda text: changed_pdf(lambda writer: writer.add_metadata({"/CoQuan": text})),
    "XMP": lambda text: changed_pdf(lambda writer: _xmp(writer, text)),
    "a note": lambda text: changed_pdf(lambda w: w.add_annotation(0, Text(rect=(9, 9, 90, 90), text=text))),
    "a free text": lambda text: changed_pdf(lambda w: w.add_annotation(0, FreeText(rect=(9, 9, 90, 90), text=text))),
    "a bookmark": lambda text: changed_pdf(lambda writer: writer.add_outline_item(title=text, page_number=0)),
    "a field": lambda text: changed_pdf(lambda writer: _field(writer, text)),
    "an earlier revision": _earlier,
}


# -- Word -------------------------------------------------------------------------------------------


def word(body: str = "", **parts: str) -> bytes:
    """A Word file with this inner XML of its body; parts are named with _ for / and without .xml."""
    shown = f"<w:p><w:r><w:t>{INNOCENT}</w:t></w:r></w:p>"
    extra = {"word/document.xml": f"<w:document {W}><w:body>{shown}{body}</w:body></w:document>"}
    extra |= {f"{name.replace('_', '/')}.xml": content for name, content in parts.items()}
    return make_zip(office_parts("docx", extra=extra))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def _split(text: str) -> str:
    return "".join(map(run, text))


def _deleted(text: str) -> str:
    return f"<w:del w:author='A'><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def with_file(inner: bytes, name: str) -> bytes:
    parts = office_parts("docx", extra={"word/document.xml": f"<w:document {W}><w:body/></w:document>"})
    return make_zip({**parts, f"word/embeddings/{name}": inner})


def picture_saying(text: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = text.encode()
    out = BytesIO()
    Image.new("RGB", (60, 60), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _with_picture(text: str) -> bytes:
    parts = office_parts("docx", extra={"word/document.xml": f"<w:document {W}><w:body/></w:document>"})
    return make_zip({**parts, "word/media/image1.jpeg": picture_saying(text)})


WORD_PLACES = {
    "the text": lambda text: word(paragraph(run(text))),
    "a run a letter": lambda text: word(paragraph(_split(text))),
    "a cell": lambda text: word(f"<w:tbl><w:tr><w:tc>{paragraph(run(text))}</w:tc></w:tr></w:tbl>"),
    "hidden letters": lambda text: word(paragraph(run(text, "<w:vanish/>"))),
    "letters with hidden ones between": lambda text: word(
        paragraph("".join(run(letter) + run("z", "<w:vanish/>") for letter in text))
    ),
    "letters with deleted ones between": lambda text: word(
        paragraph("".join(run(letter) + _deleted("z") for letter in text))
    ),
    "what was deleted": lambda text: word(paragraph(run("Nay ") + _deleted(text))),
    "what was inserted": lambda text: word(paragraph(f"<w:ins w:author='A'>{run(text)}</w:ins>")),
    "what was moved away": lambda text: word(paragraph(f"<w:moveFrom w:author='A'>{run(text)}</w:moveFrom>")),
    "a box": lambda text: word(
        paragraph(f"<w:r><w:pict><w:txbxContent>{paragraph(run(text))}</w:txbxContent></w:pict></w:r>")
    ),
    "a watermark": lambda text: word(word_header=f"<w:hdr {W}><v:t xmlns:v='v' string={quoteattr(text)}/></w:hdr>"),
    "a header": lambda text: word(word_header1=f"<w:hdr {W}>{paragraph(run(text))}</w:hdr>"),
    "a footer": lambda text: word(word_footer2=f"<w:ftr {W}>{paragraph(run(text))}</w:ftr>"),
    "a footnote": lambda text: word(word_footnotes=f"<w:footnotes {W}>{paragraph(run(text))}</w:footnotes>"),
    "an endnote": lambda text: word(word_endnotes=f"<w:endnotes {W}>{paragraph(run(text))}</w:endnotes>"),
    "a comment": lambda text: word(word_comments=f"<w:comments {W}>{paragraph(run(text))}</w:comments>"),
    "the author of a comment": lambda text: word(
        word_comments=f"<w:comments {W}><w:comment w:author={quoteattr(text)}/></w:comments>"
    ),
    "a control's title": lambda text: word(f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(text)}/></w:sdtPr></w:sdt>"),
    "a field": lambda text: word(paragraph(f"<w:r><w:instrText> QUOTE {escape(text)} </w:instrText></w:r>")),
    "a property": lambda text: word(docProps_core=f"<p><dc:title xmlns:dc='d'>{escape(text)}</dc:title></p>"),
    "the company": lambda text: word(docProps_app=f"<P><Company>{escape(text)}</Company></P>"),
    "a property of its own": lambda text: word(docProps_custom=f"<P><property name={quoteattr(text)}/></P>"),
    "data beside": lambda text: word(customXml_item1=f"<root><a>{escape(text)}</a></root>"),
    "a variable": lambda text: word(word_settings=f"<w:s {W}><w:docVar w:name='a' w:val={quoteattr(text)}/></w:s>"),
    "a file inside": lambda text: with_file(word(paragraph(run(text))), "tep.docx"),
    "a sheet inside": lambda text: with_file(EXCEL_PLACES["a cell"](text), "bang.xlsx"),
    "a picture inside": _with_picture,
}


# -- Excel ------------------------------------------------------------------------------------------


def excel(rows: str = "", *, state: str = "visible", sheet: str = "Bảng 1", head: str = "", tail: str = "", **parts):
    """An Excel file with one sheet of these rows (inner XML); parts as for word()."""
    extra = {
        "xl/workbook.xml": f"<workbook {S} {R}><sheets><sheet name={quoteattr(sheet)} r:id='rId1' state='{state}'/>"
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships><Relationship Id='rId1' Type='x/worksheet' "
        "Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {S}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>",
    }
    extra |= {f"{name.replace('_', '/')}.xml": content for name, content in parts.items()}
    return make_zip(office_parts("xlsx", extra=extra))


def row(*cells: str, hidden: str = "") -> str:
    made = "".join(
        f"<c r='{'ABCDEFGH'[number]}1' t='inlineStr'><is><t>{escape(cell)}</t></is></c>"
        for number, cell in enumerate(cells)
    )
    return f"<row {hidden}>{made}</row>"


SHARED = "<row><c r='A1' t='s'><v>0</v></c></row>"
EXCEL_PLACES = {
    "a cell": lambda text: excel(row(text)),
    "a shared text": lambda text: excel(
        SHARED, xl_sharedStrings=f"<sst {S}><si>{''.join(f'<r><t>{escape(x)}</t></r>' for x in text)}</si></sst>"
    ),
    "a hidden sheet": lambda text: excel(row(text), state="hidden"),
    "a very hidden sheet": lambda text: excel(row(text), state="veryHidden"),
    "a hidden row": lambda text: excel(row(text, hidden="hidden='1'")),
    "a hidden column": lambda text: excel(row(text), head="<cols><col min='1' max='1' hidden='1'/></cols>"),
    "the name of a sheet": lambda text: excel(sheet=text),
    "a comment": lambda text: excel(
        xl_comments1=f"<comments {S}><comment><text><r><t>{escape(text)}</t></r></text></comment></comments>"
    ),
    "a threaded comment": lambda text: excel(
        xl_threadedComments_c=f"<ThreadedComments><threadedComment><text>{escape(text)}</text></threadedComment>"
        "</ThreadedComments>"
    ),
    "a header": lambda text: excel(tail=f"<headerFooter><oddHeader>{escape(text)}</oddHeader></headerFooter>"),
    "a prompt": lambda text: excel(
        tail=f"<dataValidations><dataValidation prompt={quoteattr(text)}/></dataValidations>"
    ),
    "a formula": lambda text: excel(f"<row><c r='A1'><f>IF(A2,\"{escape(text)}\")</f><v>1</v></c></row>"),
    "a drawing": lambda text: excel(
        xl_drawings_d=f"<d xmlns:a='a'><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></d>"
    ),
    "data of a pivot table": lambda text: excel(xl_pivotCache_r=f"<p><r><s v={quoteattr(text)}/></r></p>"),
    "a property": lambda text: excel(docProps_core=f"<p><dc:subject xmlns:dc='d'>{escape(text)}</dc:subject></p>"),
}
