"""What a PDF must not carry. It is read as bytes with bounded work; a signed PDF is never rewritten."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.core.exceptions import ValidationError

TAIL = 2048  # readers look for the end mark in the last kilobyte; some writers add a little behind it
MAX_OBJECT_STREAM = 8 * 1024 * 1024
MAX_INFLATED = 64 * 1024 * 1024

NO_PDF = "Tệp PDF bị hỏng hoặc chưa tải lên đủ. Xin xuất lại PDF rồi tải lên lần nữa."
MIXED = "Tệp PDF có kèm dữ liệu của tệp khác. Xin xuất lại PDF rồi tải lên lần nữa."
UNREADABLE = "Không kiểm tra được nội dung tệp PDF này. Xin xuất lại PDF rồi tải lên lần nữa."
ACTIVE = "Tệp PDF có {what} nên không đăng được. Xin xuất lại PDF không có phần này."


def _name(word: str) -> str:
    """Give a pattern for a PDF name, any letter of which may be written as #hh."""
    return "/" + "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in word)


LONG_NAMES = {
    "mã lệnh JavaScript": "JavaScript",
    "lệnh mở chương trình": "Launch",
    "tệp nhúng bên trong": "EmbeddedFile",
}
FORBIDDEN = [(re.compile(_name(word).encode()), what) for what, word in LONG_NAMES.items()]
# Three or four bytes also turn up by chance in compressed data: looked for outside streams only.
# A form in XFA is a program of its own (scripts, events, submissions without a script) in streams packed in any way,
# which most readers do not even show: none is taken (ISO 32000-2 has done away with it).
SHORT_NAMES = {"mã lệnh JavaScript": "JS", "biểu mẫu động XFA (có thể chứa mã lệnh)": "XFA"}
STRUCTURAL = [(re.compile((_name(word) + r"(?![A-Za-z0-9#])").encode()), what) for what, word in SHORT_NAMES.items()]
OBJECT_STREAM = re.compile((_name("ObjStm") + r"(?![A-Za-z0-9#])").encode())
ENCRYPTED = re.compile((_name("Encrypt") + r"(?![A-Za-z0-9#])").encode())
STREAM = re.compile(rb"stream\r?\n")


def check(data: bytes) -> None:
    """Raise ValidationError, with a sentence, for a PDF that is broken, mixed with another file, or active.

    Active is: scripts, forms in XFA, starting programs, files inside, also where they hide behind #-escapes, in
    compressed object streams, or behind an encryption that every reader undoes unasked. What opens by a password only
    is let pass.
    """
    if not re.match(rb"%PDF-[12]\.[0-9]", data) or b"%%EOF" not in data[-TAIL:]:
        raise ValidationError(NO_PDF)
    if zipfile.is_zipfile(BytesIO(data)):
        raise ValidationError(MIXED)
    _refuse_active(data, _outside_streams(data))
    is_encrypted = bool(ENCRYPTED.search(data))
    for objects in _object_streams(data, is_encrypted):
        _refuse_active(objects, objects)
    if is_encrypted:
        plain = _rewritten(data)
        _refuse_active(plain, _outside_streams(plain))


def _refuse_active(data: bytes, structure: bytes) -> None:
    searches = [(pattern, data, what) for pattern, what in FORBIDDEN]
    searches += [(pattern, structure, what) for pattern, what in STRUCTURAL]
    for pattern, where, what in searches:
        if pattern.search(where):
            raise ValidationError(ACTIVE.format(what=what))


def _outside_streams(data: bytes) -> bytes:
    """Give what stands before, between and behind the streams."""
    parts = data.split(b"endstream")
    return b"\n".join(part[: start.start()] if (start := STREAM.search(part)) else part for part in parts)


def _rewritten(data: bytes) -> bytes:
    """Give an encrypted PDF as PDFium writes it anew, all objects in plain sight; b"" when it wants a password."""
    import pypdfium2  # which the child process needs, and no other
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
        written = BytesIO()
        document.save(written, flags=raw.FPDF_REMOVE_SECURITY)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            return b""
        raise ValidationError(UNREADABLE) from error
    return written.getvalue()


def _object_streams(data: bytes, is_encrypted: bool) -> Iterator[bytes]:
    """Give each compressed stream of objects, inflated; each byte of the file is visited a few times at most.

    Where something is encrypted, the streams that are not are given.
    """
    view, total, position = memoryview(data), 0, 0
    while found := OBJECT_STREAM.search(data, position):
        start = STREAM.search(data, found.end())
        end = data.find(b"endstream", start.end()) if start else -1
        if end < 0:
            raise ValidationError(UNREADABLE)
        position = end
        try:
            objects = _inflate(view[start.end() : end])
        except ValidationError:
            if is_encrypted:
                continue
            raise
        total += len(objects)
        if total > MAX_INFLATED:
            raise ValidationError(UNREADABLE)
        yield objects


def _inflate(stream: memoryview) -> bytes:
    inflater = zlib.decompressobj()
    try:
        objects = inflater.decompress(stream, MAX_OBJECT_STREAM)
    except zlib.error as error:
        raise ValidationError(UNREADABLE) from error
    if not inflater.eof:
        raise ValidationError(UNREADABLE)
    return objects
