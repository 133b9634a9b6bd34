"""The texts of a Word file: what is shown, and apart from it what is deleted, inserted by tracking, or hidden."""

import re

from editorial.text import whole_number
from news.extraction import office
from news.extraction.office import local
from news.extraction.reading import Reading
from news.headings import Headings

PLACES = (
    ("word/document", "nội dung"),
    ("word/comments", "nhận xét"),
    ("word/people", "người nhận xét"),
    ("word/header", "đầu trang"),
    ("word/footer", "chân trang"),
    ("word/footnotes", "chú thích cuối trang"),
    ("word/endnotes", "chú thích cuối bài"),
    ("word/glossary", "đoạn văn lưu sẵn"),
    ("docprops/", "thuộc tính tài liệu"),
    ("customxml/", "dữ liệu kèm theo"),
)
OTHER_PLACE = "phần khác của tệp"
FLOWING = re.compile(r"word/(document|comments\d*|header\d*|footer\d*|footnotes|endnotes|glossary/document)\.xml$")
NOT_READ = re.compile(r"word/(theme/|styles|fonttable|websettings|stylesWithEffects)", re.IGNORECASE)

DELETED, INSERTED = {"del", "moveFrom"}, {"ins", "moveTo"}
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
OFF = {"0", "false", "off"}
# Places and sizes of drawings, in figures.
MEASURES = {"posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"}


def read_docx(data: bytes, reading: Reading, inside: int = 0) -> None:
    """Add every text of a Word file to the reading."""
    big_pictures = 0
    for name, content in office.parts(data, reading):
        big_pictures += office.is_big_picture(name, content)
        if FLOWING.match(name):
            _read_flowing(name, content, reading)
        elif not NOT_READ.match(name):
            office.read_other(name, content, place_of(name), reading, inside)
    office.look_for_scans(big_pictures, reading)


def place_of(name: str) -> str:
    """Give what people call a part."""
    return next((place for start, place in PLACES if name.startswith(start)), OTHER_PLACE)


def _read_flowing(name: str, content: bytes, reading: Reading) -> None:
    text, place = FlowingText(), place_of(name)
    office.feed(text, name, content, reading)
    text.end_line()
    reading.add(place, "\n".join(text.shown))
    reading.add(f"chữ ẩn hoặc đã xóa, {place}", "\n".join(text.hidden))
    reading.add(f"tên và mô tả của hình, ô, người sửa, {place}", "\n".join(dict.fromkeys(text.names)))


class Table:
    """Where in a table a line stands."""

    def __init__(self):
        self.headings = Headings()
        self.column = 0

    def start(self, name: str, attributes) -> None:
        if name == "tr":
            self.column = 0
        elif name == "tc":
            self.column += 1
        elif name == "gridSpan":
            width = next((value for key, value in attributes.items() if local(key) == "val"), "")
            self.column += max(0, whole_number(width) - 1)

    def with_heading(self, line: str) -> str:
        return self.headings.with_heading(self.column, line)


class FlowingText:
    """Lines as they are shown; and each line that reads otherwise with all its letters, or as before the changes."""

    def __init__(self):
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.names: list[str] = []
        self.line: list[tuple[str, bool, bool]] = []  # letters, whether shown, whether there before the changes
        self.tables: list[Table] = []  # around the place that is being read
        self.deleted = self.inserted = self.field = self.measure = 0
        self.vanishes = False

    def start(self, tag, attributes):
        name = local(tag)
        self._count(name, 1)
        if name == "r":
            self.vanishes = False
        elif name in ("vanish", "webHidden"):
            self.vanishes = not any(value in OFF for value in attributes.values())
        elif name in BREAKS:
            self.data(BREAKS[name])
        elif name == "tbl":
            self.tables.append(Table())
        elif self.tables:
            self.tables[-1].start(name, attributes)
        for key, value in attributes.items():
            self._keep_attribute(local(key).lower(), value)

    def _keep_attribute(self, key: str, value: str) -> None:
        # "val" says all kinds of settings: words have spaces or letters of ours.
        if key in office.OtherPart.TELLING and (key != "val" or " " in value or not value.isascii()):
            self.names.append(value)

    def end(self, tag):
        name = local(tag)
        self._count(name, -1)
        if name == "p":
            self.end_line()
        elif name == "tbl" and self.tables:
            self.tables.pop()

    def _count(self, name: str, step: int) -> None:
        self.deleted += step * (name in DELETED)
        self.inserted += step * (name in INSERTED)
        self.field += step * (name == "instrText")
        self.measure += step * (name in MEASURES)

    def data(self, text):
        if not self.measure:
            is_shown = not (self.deleted or self.vanishes or self.field)
            self.line.append((text, is_shown, not self.inserted and not self.field))

    def close(self):
        return self.shown

    def end_line(self) -> None:
        """Take the letters since the last line's end as a line."""
        shown = "".join(text for text, is_shown, _ in self.line if is_shown)
        whole = "".join(text for text, _, _ in self.line)
        before = "".join(text for text, _, was_there in self.line if was_there)
        self.line.clear()
        if self.tables:
            shown, whole, before = map(self.tables[-1].with_heading, (shown, whole, before))
        self.shown.append(shown)
        self.hidden += [text for text in dict.fromkeys((whole, before)) if text != shown]
