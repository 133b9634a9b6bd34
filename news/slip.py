"""What stands on a slip (*phiếu trình*), read from the snapshot it was made of: on paper and as a Word file."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime

from editorial import gates
from editorial.changes import Reader, labels_of
from editorial.models import Snapshot
from news.blocks import Block, Run, blocks_of
from news.docx import Paragraph, Table, write_docx
from news.models import Imprint

TITLES = ("headline", "title")
LONG = ("standfirst", "summary", "correction_note", "video_summary")
ROLES = {"lead": "ảnh đại diện", "photo": "ảnh kèm theo"}
MOST_FINDINGS = 30
STATE_NAME, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
OPINIONS = ("☐ Đồng ý đăng", "☐ Đề nghị chỉnh sửa", "☐ Không đăng")
LINE = "Ý kiến khác: " + "." * 60


@dataclass
class Slip:
    title: str
    facts: list[tuple[str, str]]
    texts: list[tuple[str, str]]  # standfirst and the like
    blocks: list[Block]
    body: str  # of HTML
    pictures: list[str]
    files: list[str]
    findings: list[str]
    fingerprint: str
    is_current: bool
    made_at: datetime
    over: str  # who the board belongs to
    place: str  # where it is signed

    @property
    def fingerprint_groups(self) -> str:
        """The whole fingerprint in groups of eight, to be compared by eye."""
        return " ".join(self.fingerprint[start : start + 8] for start in range(0, len(self.fingerprint), 8))

    @property
    def day(self) -> str:
        """The date as offices write it: a zero before days under ten, and before months one and two."""
        day = localtime(self.made_at)
        month = f"{day.month:02}" if day.month < 3 else str(day.month)
        return f"ngày {day.day:02} tháng {month} năm {day.year}"


def read_slip(edition, snapshot: Snapshot, made_at: datetime) -> Slip:
    """Give the slip of a text that was kept of an edition; open findings only while the text is still the same."""
    content = json.loads(snapshot.text)
    is_current = edition.fingerprint() == snapshot.fingerprint
    found = gates.worst(gates.examine(edition, "approve"), MOST_FINDINGS) if is_current and edition.is_open else []
    labels, reader = labels_of(type(edition)), Reader(type(edition))
    said = {name: reader.read(name, content.get(name)) or str(content.get(name) or "") for name in content}
    short = [name for name in edition.canonical_fields if name not in (*TITLES, *LONG, "body") and said.get(name)]
    return Slip(
        title=next((said[name] for name in TITLES if said.get(name)), ""),
        facts=[*_desk_facts(edition), *((_capital(labels[name]), said[name]) for name in short)],
        texts=[(_capital(labels[name]), said[name]) for name in LONG if said.get(name)],
        blocks=blocks_of(content.get("body") or ""),
        body=content.get("body") or "",
        pictures=[_picture_line(picture) for picture in content.get("pictures") or ()],
        files=[f"{file['title']} ({file['name']}, mã {file['sha256'][:12]})" for file in content.get("files") or ()],
        findings=[f"{'Phải sửa' if one.blocks else 'Nên xem'}: {one.said_with_place}" for one in found],
        fingerprint=snapshot.fingerprint,
        is_current=is_current,
        made_at=made_at,
        over=Imprint.load().governing_body,
        place=settings.PROVINCE,
    )


def _desk_facts(edition) -> list[tuple[str, str]]:
    facts = [("Số, bản", f"số {edition.document_id}, bản {edition.number}")]
    facts.append(("Loại nội dung", _capital(str(edition._meta.verbose_name))))
    if edition.author_id:
        facts.append(("Người gửi", edition.author.full_name))
    if edition.editor_id:
        facts.append(("Người biên tập", edition.editor.full_name))
    return facts


def _picture_line(picture: dict) -> str:
    parts = [picture["caption"] or "(chưa có chú thích)", ROLES.get(picture["role"], ""), picture["photographer"]]
    return f"{' · '.join(filter(None, parts))} (mã {picture['sha256'][:12]})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def slip_docx(slip: Slip) -> bytes:
    """Give the slip as a Word file."""
    parts: list[Paragraph | Table] = [*_head(slip), *_facts(slip)]
    for label, text in slip.texts:
        parts += [_heading(label), Paragraph([Run(text)], indent=10)]
    if slip.blocks:
        parts += [_heading("Nội dung"), *_body(slip.blocks)]
    for label, lines in (("Ảnh", slip.pictures), ("Tệp đính kèm", slip.files), ("Điều kiện đăng", slip.findings)):
        if lines:
            parts += [_heading(label), *(Paragraph([Run(f"– {line}")], "left", left=5, after=3) for line in lines)]
    parts += _foot(slip)
    return write_docx(parts, footer=f"Mã nội dung {slip.fingerprint[:12]} · {slip.title[:80]}")


def _head(slip: Slip) -> list[Paragraph | Table]:
    def middle(text, size=13, bold=False, italic=False):
        return Paragraph([Run(text, bold, italic)], "center", size=size, after=0)

    left = [middle(slip.over.upper(), 12)] if slip.over else []
    left.append(middle("BAN BIÊN TẬP", 13, bold=True))
    right = [middle(STATE_NAME, 12, bold=True), middle(MOTTO, 13, bold=True)]
    return [
        Table([[left, right]], borders=False),
        Paragraph([Run(f"{slip.place}, {slip.day}", italic=True)], "right", after=12),
        middle("PHIẾU TRÌNH", 14, bold=True),
        Paragraph([Run("Về việc duyệt nội dung đăng trên trang thông tin điện tử", True)], "center", after=12),
        Paragraph([Run(slip.title, True)], "center", size=15, after=12),
    ]


def _facts(slip: Slip) -> list[Paragraph | Table]:
    lines = [*slip.facts, ("Mã nội dung", slip.fingerprint[:12])]
    return [Paragraph([Run(f"{label}: ", True), Run(words)], "left", size=13, after=2) for label, words in lines]


def _heading(text: str) -> Paragraph:
    return Paragraph([Run(text, True)], "left", after=4)


def _body(blocks: list[Block]) -> list[Paragraph | Table]:
    parts: list[Paragraph | Table] = []
    for block in blocks:
        if block.kind == "row":
            row = [[Paragraph(runs, "left", size=12, after=0)] for runs in block.cells]
            if parts and isinstance(parts[-1], Table):
                parts[-1].rows.append(row)
            else:
                parts.append(Table([row]))
        elif block.kind in ("h2", "h3", "h4"):
            parts.append(_heading(block.text))
        elif block.kind == "li":
            parts.append(Paragraph([Run(f"{block.mark} "), *block.runs], left=8, after=3))
        else:
            parts.append(Paragraph(block.runs, indent=10, left=8 if block.kind == "blockquote" else 0))
    return parts


def _foot(slip: Slip) -> list[Paragraph | Table]:
    def signing(title, note):
        return [
            Paragraph([Run(title, True)], "center", size=13, after=0),
            Paragraph([Run(note, italic=True)], "center", size=12, after=0),
            *(Paragraph([], after=12) for _ in range(4)),
        ]

    moment = date_format(localtime(slip.made_at), "H:i, d/m/Y")
    return [
        _heading("Ý kiến của lãnh đạo"),
        *(Paragraph([Run(line)], "left", after=3) for line in (*OPINIONS, LINE)),
        Table(
            [[signing("NGƯỜI TRÌNH", "(Ký, ghi rõ họ tên)"), signing("LÃNH ĐẠO DUYỆT", "(Ký, ghi rõ họ tên)")]],
            borders=False,
        ),
        Paragraph([Run("Mã nội dung đầy đủ: "), Run(slip.fingerprint_groups)], "left", size=10, after=2),
        Paragraph([Run(f"Phiếu lập lúc {moment}. Nội dung khác đi một chữ thì mã khác.")], "left", size=10),
    ]
