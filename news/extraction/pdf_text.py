"""The texts of a PDF: its pages as PDFium reads them, and all strings beside the pages, which pypdf finds.

Nothing is written: a signed PDF stays the bytes that came.
"""

import logging
import re
from ctypes import c_float
from io import BytesIO

import pypdf
import pypdfium2 as pdfium
from pypdf import generic
from pypdfium2 import raw

from news.extraction.reading import Reading, decodings, numbers_in_words

LOCKED = "Tệp PDF có mật khẩu nên không đọc được."
BROKEN = "Tệp PDF không mở được để đọc."
HIDDEN_BROKEN = "Không đọc được phần ẩn của tệp PDF (thuộc tính, nhận xét)."
SCANNED = "Trang {pages} là ảnh quét hoặc không có lớp chữ."
GARBLED = "Trang {pages} có phông chữ không đọc được."
PAGES_LEFT = "Tệp có {total} trang, chỉ đọc được {read} trang đầu."
REVISIONS_LEFT = "Tệp PDF còn giữ bản trước khi sửa, chưa đọc được hết."

SCAN_SHARE = 0.7  # of the page that pictures cover
FEW_LETTERS = 20  # a page number, a running title: no text of a page that shows something
MOST_NESTED, LOOKED_AT = 3, 100
MOST_OBJECTS = 200_000
MOST_REVISIONS = 5
END_MARK = re.compile(rb"%%EOF\r?\n?")
# What PDFium gives for letters that the font does not name.
NO_LETTER = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff\ufffe\uffff]")

# Where strings stand beside the pages, by the key under which the walk comes upon them.
PLACES = {
    "/Info": "thuộc tính tài liệu",
    "/Metadata": "thuộc tính tài liệu (XMP)",
    "/Outlines": "dấu trang",
    "/AcroForm": "ô biểu mẫu",
    "/Names": "tệp nhúng, mã lệnh",
    "/OpenAction": "mã lệnh",
    "/Annots": "nhận xét",
}
# Pages are read as pages; these lead back to them, or hold no text for people.
NOT_FOLLOWED = {"/Pages", "/StructTreeRoot", "/Parent", "/P", "/Dest", "/Dests", "/Resources",
                "/AP", "/Font", "/DR", "/Prev", "/Popup", "/ByteRange", "/Cert", "/Reference"}  # fmt: skip
READ_STREAMS = {"/Metadata", "/JS", "/RC", "/RV", "/XFA", "/EF", "/F", "/UF"}


def read_pdf(data: bytes, reading: Reading, inside: int = 0) -> None:
    """Add every text of a PDF to the reading."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every blemish
    document = _open(data, reading)
    if document is None:
        return
    _read_strings(data, reading)
    pages = _read_pages(document, reading)
    _read_revisions(data, set(pages), reading)


def _open(data: bytes, reading: Reading) -> pdfium.PdfDocument | None:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reading.miss(LOCKED if error.err_code == raw.FPDF_ERR_PASSWORD else BROKEN)
        return None


def _read_pages(document: pdfium.PdfDocument, reading: Reading) -> list[str]:
    texts: list[str] = []
    scanned, garbled = [], []
    for number in range(1, len(document) + 1):
        if reading.is_over():
            reading.miss(PAGES_LEFT.format(total=len(document), read=number - 1))
            break
        text, is_scan = _read_page(document, number - 1)
        if is_scan:
            scanned.append(number)
        if len(NO_LETTER.findall(text)) > 0.1 * len(text):
            garbled.append(number)
        reading.add(f"trang {number}", text)
        texts.append(text)
    if scanned:
        reading.miss(SCANNED.format(pages=numbers_in_words(scanned)))
    if garbled:
        reading.miss(GARBLED.format(pages=numbers_in_words(garbled)))
    return texts


def _read_page(document: pdfium.PdfDocument, index: int) -> tuple[str, bool]:
    """Give the text of a page, that of stamps and filled fields included, and whether it is a picture of a page."""
    try:
        page = document[index]
        # In memory: what annotations show becomes a part of the page, which must be opened anew then.
        if raw.FPDFPage_GetAnnotCount(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == 1:
            page = document[index]
        text = page.get_textpage().get_text_range()
        return text, _is_scan(page, text)
    except pdfium.PdfiumError:
        return "", True


def _is_scan(page: pdfium.PdfPage, text: str) -> bool:
    """Whether pictures cover most of a page, or it shows something and has hardly a letter.

    The picture of a scan is drawn first or last; what machines read in it stands behind or before.
    """
    width, height = page.get_size()
    count = raw.FPDFPage_CountObjects(page)
    looked_at = {*range(min(count, LOOKED_AT)), *range(max(0, count - LOOKED_AT), count)}
    share = sum(_covered(raw.FPDFPage_GetObject(page, index)) for index in looked_at) / (width * height or 1)
    letters = sum(map(str.isalpha, text))
    return share >= SCAN_SHARE or (letters == 0 and count > 0) or (letters < FEW_LETTERS and share > 0)


def _covered(shape, depth: int = 0) -> float:
    """Give the area of the pictures in an object of a page, those inside groups included."""
    kind = raw.FPDFPageObj_GetType(shape)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < MOST_NESTED:
        inner = range(raw.FPDFFormObj_CountObjects(shape))
        return max((_covered(raw.FPDFFormObj_GetObject(shape, index), depth + 1) for index in inner), default=0.0)
    if kind != raw.FPDF_PAGEOBJ_IMAGE:
        return 0.0
    left, bottom, right, top = (c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    return (right.value - left.value) * (top.value - bottom.value)


def _read_strings(data: bytes, reading: Reading) -> None:
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        found: dict[str, list[str]] = {}
        walk = Walk(found, reading)
        trailer = reader.trailer
        walk.into(trailer.get("/Info"), PLACES["/Info"])
        walk.into(trailer.get("/Root"), "phần khác của tệp")
        for page in reader.pages:
            for key in ("/Annots", "/AA", "/Metadata", "/PieceInfo"):
                walk.into(page.get(key), PLACES.get(key, "phần khác của tệp"), key)
        for place, strings in found.items():
            reading.add(place, "\n".join(dict.fromkeys(strings)))
    except MemoryError:
        raise
    except Exception:  # a reader fed with hostile bytes raises anything
        reading.miss(HIDDEN_BROKEN)


class Walk:
    """Goes through the objects of a PDF and collects strings by place; each object once."""

    def __init__(self, found: dict[str, list[str]], reading: Reading):
        self.found, self.reading = found, reading
        self.seen: set[int] = set()

    def into(self, start, place: str, key: str = "") -> None:
        waiting = [(start, place, key)]
        while waiting:
            value, place, key = waiting.pop()
            if isinstance(value, generic.IndirectObject):
                if value.idnum in self.seen:
                    continue
                self.seen.add(value.idnum)
                value = value.get_object()
            if len(self.seen) > MOST_OBJECTS or self.reading.is_over():
                self.reading.miss(HIDDEN_BROKEN)
                return
            self._keep(value, place, key)
            waiting += _below(value, place, key)

    def _keep(self, value, place: str, key: str) -> None:
        if isinstance(value, generic.TextStringObject):
            self.found.setdefault(place, []).append(str(value))
        elif isinstance(value, generic.ByteStringObject):
            self.found.setdefault(place, []).append(decodings(bytes(value)))
        elif isinstance(value, generic.StreamObject) and key in READ_STREAMS:
            text = decodings(value.get_data())
            self.found.setdefault(place, []).append(re.sub(r"<[^>]*>", " ", text) + "\n" + text)


def _below(value, place: str, key: str) -> list:
    if isinstance(value, generic.DictionaryObject):
        if value.get("/Type") == "/Page":
            return []
        # A signature names its signer by certificate, which is public and cannot be taken out.
        left_out = NOT_FOLLOWED | {"/Contents"} if "/ByteRange" in value else NOT_FOLLOWED
        followed = [name for name in value if name not in left_out]
        return [(value.raw_get(name), PLACES.get(name, place), name) for name in followed]
    if isinstance(value, generic.ArrayObject):
        return [(part, place, key) for part in list.__iter__(value)]
    return []


def _read_revisions(data: bytes, known: set[str], reading: Reading) -> None:
    """Read the pages as they were before each change that was only appended to the file."""
    ends = [mark.end() for mark in END_MARK.finditer(data)][:-1][-MOST_REVISIONS:]
    for end in reversed(ends):
        try:
            document = pdfium.PdfDocument(data[:end])
        except pdfium.PdfiumError:
            continue  # the first part of a file made for the web is no file of its own
        for index in range(len(document)):
            if reading.is_over():
                reading.miss(REVISIONS_LEFT)
                return
            text, _ = _read_page(document, index)
            if text not in known:
                known.add(text)
                reading.add(f"bản trước khi sửa còn trong tệp, trang {index + 1}", text)
