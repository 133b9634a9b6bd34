"""What a Word or Excel file must be and must not carry. It is unpacked in memory with bounded work."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from django.core.exceptions import ValidationError

MAX_ENTRIES = 2000
MAX_UNPACKED = 100 * 1024 * 1024
# Office files pack to a tenth; a file that grows a hundredfold beyond 10 MB is made to exhaust.
MAX_RATIO = 100
RATIO_FROM = 10 * 1024 * 1024
CHUNK = 256 * 1024
CONTENT_TYPES = "[Content_Types].xml"
# The part that makes the kind, and how [Content_Types].xml must name it (templates and macro files differ).
KINDS = {
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}

NO_OFFICE_FILE = "Tệp nén này không phải là Word (.docx) hay Excel (.xlsx). Chỉ nhận tệp PDF, Word và Excel."
BROKEN = "Tệp bị hỏng hoặc chưa tải lên đủ. Xin mở lại trên máy, lưu lại rồi tải lên lần nữa."
TOO_LARGE = "Tệp bung ra quá lớn nên không nhận được. Xin giảm nội dung hoặc xuất sang PDF."
ACTIVE = "Tệp có {what} nên không đăng được. Xin lưu lại dạng .docx/.xlsx không có phần này, hoặc xuất sang PDF."
MACRO, EMBEDDED = ACTIVE.format(what="macro"), ACTIVE.format(what="tệp hoặc chương trình nhúng bên trong")
REMOTE = ACTIVE.format(what="nội dung tự tải từ nơi khác")
UNSAFE_XML = ACTIVE.format(what="định nghĩa XML lạ (DTD)")

UNSAFE_NAME = re.compile(r"(^|/)\.\.(/|$)|^/|\\|^[a-z]:|[\x00-\x1f]")
MACRO_PART = re.compile(r"vba(project|data)|(^|/)(activex|macrosheets)/")
MACRO_TYPE = re.compile(rb"macroenabled|vbaproject|activex|macrosheet", re.IGNORECASE)
EMBEDDED_DOCUMENTS = (".docx", ".xlsx", ".pptx")  # behind charts, for the most part
PROGRAMS = (
    *(".exe", ".dll", ".scr", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf"),
    *(".hta", ".jar", ".msi", ".lnk", ".swf", ".docm", ".xlsm", ".pptm"),
)
XML_PARTS = (".xml", ".rels", ".vml")
DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
OVERLAP = 16  # a mark across two chunks is still seen whole
MAX_RELATIONSHIPS = 4 * 1024 * 1024
RELATIONSHIP = re.compile(rb"""<(?:\w+:)?Relationship\s((?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# What Word fetches and runs by itself on opening; "&" could hide the word.
FETCHED = re.compile(rb"/(attachedTemplate|oleObject|frame|subDocument)$|&")
# What tells another server who opens the file, and to a share in the network the reader's log-in beside.
ANY_FETCHED = re.compile(FETCHED.pattern + rb"|/(image|video|audio|media)$")
LOCAL_TARGET = re.compile(rb"(?i:file:///[a-z]:[^&]*)|(?!//)[^:&\\]*")


def check(data: bytes, *, linked_pictures: bool = False) -> str:
    """Give "docx" or "xlsx". Raise ValidationError, with a sentence, for anything else or anything active.

    Active is also a picture that stands elsewhere, unless `linked_pictures` says that nobody will open the file.
    """
    # Each entry of the directory begins so: counted before zipfile makes objects of them.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise ValidationError(TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _check_archive(archive, len(data), FETCHED if linked_pictures else ANY_FETCHED)
    except ValidationError:
        raise
    except Exception as error:  # zipfile fed with hostile bytes raises a dozen kinds
        raise ValidationError(BROKEN) from error


def _check_archive(archive: zipfile.ZipFile, size: int, fetched: re.Pattern) -> str:
    names = [info.filename.lower() for info in archive.infolist()]
    kinds = [kind for kind, (part, _) in KINDS.items() if part in names]
    if CONTENT_TYPES.lower() not in names or len(kinds) != 1:
        raise ValidationError(NO_OFFICE_FILE)
    if len(set(names)) < len(names) or any(map(UNSAFE_NAME.search, names)):
        raise ValidationError(BROKEN)
    if any(map(MACRO_PART.search, names)):
        raise ValidationError(MACRO)
    if any(map(_is_program, names)):
        raise ValidationError(EMBEDDED)
    _check_parts(archive, size, main_type=KINDS[kinds[0]][1], fetched=fetched)
    return kinds[0]


def _is_program(name: str) -> bool:
    embedded = "embeddings/" in name and not name.endswith(("/", *EMBEDDED_DOCUMENTS))
    return embedded or name.endswith(PROGRAMS)


def _check_parts(archive: zipfile.ZipFile, size: int, *, main_type: bytes, fetched: re.Pattern) -> None:
    """Read every part to its end, counting what really comes out, and look into those of XML."""
    unpacked = 0
    for info in archive.infolist():
        name, kept = info.filename.lower(), b""
        is_xml, is_listing = name.endswith(XML_PARTS), name.endswith((".rels", CONTENT_TYPES.lower()))
        for chunk in _chunks(archive, info):
            unpacked += len(chunk)
            if unpacked > MAX_UNPACKED or unpacked > max(RATIO_FROM, MAX_RATIO * size):
                raise ValidationError(TOO_LARGE)
            kept += chunk.replace(b"\0", b"")  # UTF-16 hides no mark
            if is_xml and DTD.search(kept):
                raise ValidationError(UNSAFE_XML)
            if not is_listing:
                kept = kept[-OVERLAP:]
            elif len(kept) > MAX_RELATIONSHIPS:
                raise ValidationError(TOO_LARGE)
        if is_listing:
            _check_listing(kept, main_type if name == CONTENT_TYPES.lower() else b"", fetched)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ValidationError(BROKEN)
    with archive.open(info) as part:
        while chunk := part.read(CHUNK):
            yield chunk


def _check_listing(xml: bytes, main_type: bytes, fetched: re.Pattern) -> None:
    """Look into [Content_Types].xml, or a list of relationships (which names no main type)."""
    if main_type and MACRO_TYPE.search(xml):
        raise ValidationError(MACRO)
    if main_type not in xml:
        raise ValidationError(NO_OFFICE_FILE)
    for relationship in RELATIONSHIP.findall(xml):
        said = {name: one or other for name, one, other in ATTRIBUTE.findall(relationship)}
        if fetched.search(said.get(b"Type", b"")) and not LOCAL_TARGET.fullmatch(said.get(b"Target", b"")):
            raise ValidationError(REMOTE)
