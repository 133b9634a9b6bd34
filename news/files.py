"""Attached files: PDF, Word and Excel, known by content and published byte for byte (a PDF may be signed)."""

import hashlib
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from editorial.text import clean_text, fold, vi_slug
from news import ooxml, pdf

MAX_BYTES = 20 * 1024 * 1024
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NAME_LENGTH = 80

EMPTY = "Tệp rỗng, không có nội dung."
TOO_HEAVY = "Tệp nặng hơn 20 MB. Xin giảm dung lượng rồi tải lên lại."
UNKNOWN = "Chỉ nhận tệp PDF, Word (.docx) và Excel (.xlsx)."
OLD_OFFICE = "Tệp Word, Excel đời cũ hoặc có mật khẩu chưa dùng được; xin lưu lại dạng .docx/.xlsx, không đặt mật khẩu."
MISNAMED = "Tên tệp có đuôi .{said} nhưng nội dung là {kind}. Xin kiểm tra lại tệp."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What programs take for a type: ASCII, short, beginning with a letter ("Báo cáo.docx", not "Quý 3.2026").
SUFFIX = re.compile(r"\.([a-z][a-z0-9]{0,9})$", re.IGNORECASE)


@dataclass(frozen=True)
class CleanFile:
    """An attached file as it is kept: the bytes that came, under a name that fits every system."""

    sha256: str
    data: bytes
    name: str
    kind: str
    content_type: str
    size: int


def read_attachment(data: bytes, name: str) -> CleanFile:
    """Give an uploaded file for keeping, its type found by content and its name made plain.

    Raises ValidationError with a sentence for whoever uploaded it: another type, a name that says
    another type, too large, broken, or with parts that act by themselves (scripts, macros, programs).
    """
    if not data:
        raise ValidationError(EMPTY)
    if len(data) > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    kind = _find_kind(data)
    return CleanFile(
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        name=_clean_name(name, kind),
        kind=kind,
        content_type=CONTENT_TYPES[kind],
        size=len(data),
    )


def _find_kind(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        pdf.check(data)
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return ooxml.check(data)
    raise ValidationError(OLD_OFFICE if data.startswith(OLE) else UNKNOWN)


def _clean_name(name: str, kind: str) -> str:
    """Give "nghi-quyet-so-9.pdf" for "C:\\Tài liệu\\Nghị quyết số 9.PDF"; raise if the suffix lies."""
    last = re.split(r"[/\\]", clean_text(name, lines=False))[-1].rstrip(" .")
    suffix = SUFFIX.search(last)
    if suffix and suffix[1].lower() != kind:
        raise ValidationError(MISNAMED.format(said=suffix[1].lower(), kind=kind.upper()))
    stem = last[: suffix.start()] if suffix else last
    return f"{vi_slug(stem, NAME_LENGTH) if re.search('[a-z0-9]', fold(stem)) else 'tep'}.{kind}"
