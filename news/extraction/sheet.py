"""The texts of an Excel file: cells, hidden sheets, rows and columns, names, comments, the data behind pictures."""

import re

from news.extraction import office
from news.extraction.office import local
from news.extraction.reading import MOST_CHARACTERS, Reading
from news.headings import Headings

PLACES = (
    ("xl/comments", "nhận xét"),
    ("xl/threadedcomments", "nhận xét"),
    ("xl/persons", "người nhận xét"),
    ("xl/drawings", "hình vẽ, hộp chữ"),
    ("xl/charts", "biểu đồ"),
    ("xl/pivot", "dữ liệu của bảng tổng hợp"),
    ("xl/externallinks", "dữ liệu lấy từ tệp khác"),
    ("xl/workbook", "tên trang tính, tên vùng"),
    ("xl/worksheets", "liên kết của trang tính"),
    ("docprops/", "thuộc tính tài liệu"),
    ("customxml/", "dữ liệu kèm theo"),
)
OTHER_PLACE = "phần khác của tệp"
SHEET = re.compile(r"xl/(work|chart|dialog)sheets/[^/]+\.xml$")
NOT_READ = re.compile(r"xl/(theme/|styles|calcchain|sharedstrings|metadata)")
ROWS_LEFT = "Trang tính {name} quá dài, chỉ đọc được {rows} hàng đầu."

HIDDEN = {"1", "true"}


def read_xlsx(data: bytes, reading: Reading, inside: int = 0) -> None:
    """Add every text of an Excel file to the reading."""
    sheets, strings, big_pictures = {}, [], 0
    book, links = _Attributes("sheet"), _Attributes("Relationship")
    for name, content in office.parts(data, reading):
        big_pictures += office.is_big_picture(name, content)
        if SHEET.match(name):
            sheets[name] = content
        elif name == "xl/sharedstrings.xml":
            strings = _read_strings(name, content, reading)
        elif name == "xl/workbook.xml":
            office.feed(book, name, content, reading)
        elif name == "xl/_rels/workbook.xml.rels":
            office.feed(links, name, content, reading)
        if not NOT_READ.match(name) and not SHEET.match(name):
            office.read_other(name, content, _place_of(name), reading, inside)
    names = _names_of(book, links)
    for name, content in sorted(sheets.items()):
        title, is_hidden = names.get(name, (f"«{name.rpartition('/')[2]}»", False))
        _read_sheet(name, content, f"trang tính {'ẩn ' if is_hidden else ''}{title}", strings, reading)
    office.look_for_scans(big_pictures, reading)


def _place_of(name: str) -> str:
    return next((place for start, place in PLACES if name.startswith(start)), OTHER_PLACE)


def _names_of(book: "_Attributes", links: "_Attributes") -> dict[str, tuple[str, bool]]:
    """Give for each sheet's part its title and whether it is hidden."""
    targets = {link.get("Id"): link.get("Target", "").lower().lstrip("/") for link in links.found}
    parts = {key: target if target.startswith("xl/") else f"xl/{target}" for key, target in targets.items()}
    return {
        parts[sheet["id"]]: (f"«{sheet.get('name', '')}»", sheet.get("state", "visible") != "visible")
        for sheet in book.found
        if sheet.get("id") in parts
    }


class _Attributes:
    """The attributes of every element of one name."""

    def __init__(self, wanted: str):
        self.wanted = wanted
        self.found: list[dict[str, str]] = []

    def start(self, tag, attributes):
        if local(tag) == self.wanted:
            self.found.append({local(name): value for name, value in attributes.items()})

    def close(self):
        return self.found


def _read_strings(name: str, content: bytes, reading: Reading) -> list[str]:
    strings = _Strings()
    office.feed(strings, name, content, reading)
    if strings.room < 0:
        reading.miss(office.NOT_READ_THROUGH)
    return strings.found


class _Strings:
    """The list of texts that cells point to."""

    def __init__(self):
        self.found: list[str] = []
        self.current: list[str] = []
        self.room = MOST_CHARACTERS

    def end(self, tag):
        if local(tag) == "si":
            self.found.append("".join(self.current))
            self.current = []

    def data(self, text):
        self.room -= len(text)
        if self.room >= 0:
            self.current.append(text)

    def close(self):
        return self.found


def _read_sheet(name: str, content: bytes, place: str, strings: list[str], reading: Reading) -> None:
    sheet = Sheet(strings, reading)
    try:
        office.feed(sheet, name, content, reading)
    except _Enough:
        reading.miss(ROWS_LEFT.format(name=place.removeprefix("trang tính "), rows=sheet.rows))
    reading.add(place, "\n".join(sheet.shown))
    reading.add(f"hàng, cột ẩn của {place}", "\n".join(sheet.hidden))
    reading.add(f"đầu trang, công thức, lời nhắc của {place}", "\n".join(sheet.beside))


class _Enough(Exception):
    """No time or room is left for more rows."""


class Sheet:
    """Rows as lines."""

    def __init__(self, strings: list[str], reading: Reading):
        self.strings, self.reading = strings, reading
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.beside: list[str] = []
        self.headings = Headings()
        self.hidden_columns: list[range] = []
        self.cells: list[str] = []
        self.hidden_cells: list[str] = []
        self.rows = self.length = 0
        self.row_hidden = self.in_cell = False
        self.kind = self.column = ""
        self.value: list[str] = []
        self.other: list[str] = []

    def start(self, tag, attributes):
        name = local(tag)
        if name == "row":
            self.rows += 1
            self.row_hidden = attributes.get("hidden") in HIDDEN
        elif name == "col" and attributes.get("hidden") in HIDDEN:
            self.hidden_columns.append(range(int(attributes.get("min", 0)), int(attributes.get("max", 0)) + 1))
        elif name == "c":
            self.in_cell, self.kind, self.value = True, attributes.get("t", ""), []
            self.column = attributes.get("r", "").rstrip("0123456789")
        elif not self.in_cell:
            words = (value for key, value in attributes.items() if local(key).lower() in office.OtherPart.TELLING)
            self.beside += words
        self.is_formula = name == "f"

    def data(self, text):
        if not self.in_cell:
            self.other.append(text)
        elif not self.is_formula:
            self.value.append(text)
        elif '"' in text:
            self.beside.append(text)

    def end(self, tag):
        name = local(tag)
        if name == "c":
            self.in_cell = False
            self._end_cell("".join(self.value).strip())
        elif name == "row":
            self._end_row()
        elif self.other:
            self.beside.append("".join(self.other))
            self.other.clear()
        if name == "f":
            self.is_formula = False

    def close(self):
        return self.shown

    def _end_cell(self, value: str) -> None:
        if self.kind == "s" and value.isdigit():
            value = self.strings[int(value)] if int(value) < len(self.strings) else ""
        if not value:
            return
        number = _column_number(self.column)
        is_hidden = self.row_hidden or any(number in columns for columns in self.hidden_columns)
        (self.hidden_cells if is_hidden else self.cells).append(self.headings.with_heading(number, value))

    def _end_row(self) -> None:
        for cells, lines in ((self.cells, self.shown), (self.hidden_cells, self.hidden)):
            if cells:
                lines.append(" | ".join(cells))
                self.length += len(lines[-1])
                cells.clear()
        if self.length > MOST_CHARACTERS or (self.rows % 1000 == 0 and self.reading.is_over()):
            raise _Enough


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
