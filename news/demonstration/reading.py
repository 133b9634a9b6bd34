"""Reads the demonstration's files (their form is told in this package's docstring)."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).resolve().parent
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOTICE = "<p><em>Nội dung minh họa: người, địa danh, con số và sự việc nêu ở đây không có thật.</em></p>"
PHOTOGRAPHER = "Ban biên tập minh họa"
DAY_IN_TEXT = re.compile(r"\{\{([+-]?\d+)\}\}")
PICTURE_IN_BODY = re.compile(r"<p>\{\{hình (\d+)\}\}</p>")
ROLES = {"picture": "lead", "photo": "photo", "inside": "body"}


@dataclass(frozen=True)
class Drawing:
    """A picture that a piece asks for. `role` is a value of PictureUse.Role, `size` a name in drawings.SIZES."""

    role: str
    scene: str
    variant: int
    size: str
    caption: str
    alt: str
    photographer: str = PHOTOGRAPHER


@dataclass(frozen=True)
class Attached:
    """A file that an article carries: what it is called, what it is made from (documents.make)."""

    name: str
    title: str
    source: str


@dataclass(frozen=True)
class Piece:
    """An article's or a page's file: its key, its fields as they were written, its body as HTML."""

    key: str
    fields: dict[str, list[str]]
    body: str
    today: date

    def get(self, field: str, default: str = "") -> str:
        """The value of a field; of one that repeats, the first."""
        return self.fields.get(field, [default])[0]

    def all(self, field: str) -> list[str]:
        """All the values of a field that may repeat."""
        return self.fields.get(field, [])

    def moment(self, field: str) -> datetime | None:
        """The time that a field tells, None if the piece has no such field."""
        return moment(self.get(field), self.today) if self.get(field) else None

    @property
    def tags(self) -> list[str]:
        """The names of the tags."""
        return [name.strip() for name in self.get("tags").split(";") if name.strip()]

    @cached_property
    def drawings(self) -> list[Drawing]:
        """The pictures: the lead, those of a photo story, those inside the body."""
        return [_drawing(role, line) for field, role in ROLES.items() for line in self.all(field)]

    @cached_property
    def attachments(self) -> list[Attached]:
        """The files the article carries."""
        return [Attached(*_parts(line, 3)) for line in self.all("attachment")]

    def body_with(self, addresses: list[str]) -> str:
        """The body with its own pictures in place; `addresses` are theirs, in order."""
        inside = [drawing for drawing in self.drawings if drawing.role == "body"]

        def figure(match):
            index = int(match[1]) - 1
            drawing = inside[index]
            image = f'<img src="{addresses[index]}" alt="{drawing.alt}">'
            return f"<figure>{image}<figcaption>{drawing.caption}</figcaption></figure>"

        return PICTURE_IN_BODY.sub(figure, self.body)


def read_articles(today: date) -> list[Piece]:
    """All the articles, each with its days counted from `today`; older editions before those over them."""
    pieces = [read_piece(path, today) for path in sorted((FOLDER / "articles").glob("*.txt"))]
    return sorted(pieces, key=lambda piece: (not piece.get("before"), bool(piece.get("over")), piece.key))


def read_pages(today: date) -> list[Piece]:
    """All the pages, in the order of their files' names."""
    return [read_piece(path, today) for path in sorted((FOLDER / "pages").glob("*.txt"))]


def read_data(name: str):
    """What is in one of the JSON files: "people", "categories", "menu", "site", "requests" or "banners"."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def read_piece(path: Path, today: date) -> Piece:
    """The piece in one file; a number before its name only orders it."""
    head, _, body = fill_days(path.read_text(encoding="utf-8"), today).partition("\n\n")
    fields: dict[str, list[str]] = {}
    for line in head.splitlines():
        field, _, value = line.partition(":")
        fields.setdefault(field.strip(), []).append(value.strip())
    html = as_html(body)
    if html and fields.get("illustration") != ["no"]:
        html += f"\n{NOTICE}"
    return Piece(path.stem.lstrip("0123456789-"), fields, html, today)


def as_html(text: str) -> str:
    """Blocks with blank lines between them as HTML: one that begins with "<" as it is, others as paragraphs."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return "\n".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks if block)


def fill_days(text: str, today: date) -> str:
    """The text with each {{-3}} as the day it means."""
    return DAY_IN_TEXT.sub(lambda match: f"{today + timedelta(int(match[1])):%d-%m-%Y}", text)


def moment(text: str, today: date) -> datetime:
    """The time that "-3 16:40", "+2" or "24-10-2023" means in Vietnam; the morning if no hour is told."""
    day, _, hour = text.partition(" ")
    if re.fullmatch(r"[+-]?\d+", day):
        when = datetime.combine(today + timedelta(int(day)), datetime.min.time(), ZONE)
    else:
        when = datetime.strptime(day, "%d-%m-%Y").replace(tzinfo=ZONE)
    hours, _, minutes = (hour or "08:00").partition(":")
    return when.replace(hour=int(hours), minute=int(minutes))


def _drawing(role: str, line: str) -> Drawing:
    what, caption, alt = _parts(line, 3)
    scene, variant, *size = what.split()
    return Drawing(role, scene, int(variant), size[0] if size else "landscape", caption, alt)


def _parts(line: str, number: int) -> list[str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != number:
        raise ValueError(f"{number} parts are wanted, divided by |: {line}")
    return parts
