"""The parts of a Word or Excel file: read one by one with bounded work, each by whoever knows its kind."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree

from news import ooxml
from news.extraction import pictures
from news.extraction.reading import Reading, decodings

BROKEN_PART = "Không đọc được một phần của tệp: {name}."
NOT_READ_THROUGH = "Chưa đọc hết tệp vì tệp quá lớn."
SHOWS_PICTURES = "Tệp có ảnh lớn mà ít chữ: chữ trong ảnh không đọc được."

MOST_INSIDE = 2  # a file in a file in a file is read no further
BIG_PICTURE = 100 * 1024  # bytes; a scanned page has more
LETTERS_OF_A_PAGE = 300
XML = (".xml", ".rels", ".psmdcp")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".svg")
PLAIN = (".htm", ".html", ".txt", ".rtf", ".mht", ".csv")
SILENT = (".bin", ".odttf", ".fntdata", ".ttf", ".dat", ".sigs")  # settings of printers, letters of fonts
TAG = re.compile(r"<[^<>]*>")
SAID_IN_VML = re.compile(r"""\b(?:string|alt|title)\s*=\s*["']([^"']*)""")


def parts(data: bytes, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """Give (name, bytes) of each part; what is too large or broken is said to be unread."""
    left = ooxml.MAX_UNPACKED
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            if reading.is_over() or left <= 0:
                reading.miss(NOT_READ_THROUGH)
                return
            try:
                with archive.open(info) as part:
                    content = part.read(left)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
                reading.miss(BROKEN_PART.format(name=PurePosixPath(info.filename).name))
                continue
            left -= len(content)
            yield info.filename.lower(), content


def feed(target, name: str, xml: bytes, reading: Reading) -> None:
    """Give the XML of a part to a target (start, end, data); a broken one is said to be unread."""
    try:
        parser = ElementTree.XMLParser(target=target)  # noqa: S314 - a DTD is refused by ooxml.check
        parser.feed(xml)
        parser.close()
    except ElementTree.ParseError:
        reading.miss(BROKEN_PART.format(name=PurePosixPath(name).name))


def local(tag: str) -> str:
    """Give the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


class OtherPart:
    """The words of a part that is neither a text nor a sheet: what stands in elements and in telling attributes."""

    TELLING = {"author", "descr", "title", "alt", "string", "name", "displayname", "tooltip", "prompt", "prompttitle",
               "error", "errortitle", "caption", "text", "tag", "comment", "initials", "val", "v"}  # fmt: skip

    def __init__(self):
        self.words: list[str] = []
        self.pending: list[str] = []

    def start(self, tag, attributes):
        for name, value in attributes.items():
            self.keep_attribute(local(name).lower(), value, attributes)

    def keep_attribute(self, name, value, attributes):
        if name in self.TELLING or (name == "target" and "TargetMode" in attributes):
            self.words.append(value)

    def end(self, tag):
        # The runs of one line belong together; anything else is a piece of its own.
        if local(tag) not in ("t", "r", "rPr", "b", "i", "u"):
            self.words.append("".join(self.pending))
            self.pending.clear()

    def data(self, text):
        self.pending.append(text)

    def close(self):
        return self.text()

    def text(self) -> str:
        """Give the words, one piece a line."""
        return "\n".join(word for word in (piece.strip() for piece in [*self.words, *self.pending]) if word)


def read_other(name: str, content: bytes, place: str, reading: Reading, inside: int) -> None:
    """Add the words of a part that has no reader of its own: XML, a picture's metadata, a file in the file."""
    if name.endswith(XML):
        part = OtherPart()
        feed(part, name, content, reading)
        reading.add(place, part.text())
    elif name.endswith(".vml"):  # which is not always whole XML
        drawn = decodings(content)
        reading.add(place, "\n".join([TAG.sub(" ", drawn), *SAID_IN_VML.findall(drawn)]))
    elif name.endswith(PICTURES):
        reading.add("thông tin ẩn của ảnh trong tệp", pictures.words_beside(content))
    elif name.endswith(ooxml.EMBEDDED_DOCUMENTS):
        _read_inside(name, content, reading, inside)
    elif name.endswith(PLAIN):
        reading.add("phần chèn từ tệp khác", TAG.sub(" ", decodings(content)))
    elif not name.endswith((*SILENT, "/")):
        reading.miss(BROKEN_PART.format(name=PurePosixPath(name).name))


def _read_inside(name: str, content: bytes, reading: Reading, inside: int) -> None:
    from news.extraction.job import read_into  # which knows all readers

    try:
        kind = "pptx" if name.endswith(".pptx") else ooxml.check(content)
        if inside >= MOST_INSIDE or kind == "pptx":
            raise ValueError(kind)
        inner = Reading(started=reading.started, characters=reading.characters)
        read_into(inner, kind, content, inside + 1)
    except Exception:  # whatever it is, it was not read
        reading.miss(f"Tệp nhúng «{PurePosixPath(name).name}» không đọc được.")
        return
    for place, text in inner.texts:
        reading.add(f"tệp nhúng, {place}", text)
    for sentence in inner.unread:
        reading.miss(f"Tệp nhúng: {sentence}")


def look_for_scans(pictures_inside: int, reading: Reading) -> None:
    """Say that what big pictures show is unread, when there is less text than so many pages would have."""
    if pictures_inside and reading.letters() < LETTERS_OF_A_PAGE * pictures_inside:
        reading.miss(SHOWS_PICTURES)


def is_big_picture(name: str, content: bytes) -> bool:
    """Whether a part is a picture as large as a scanned page."""
    return name.endswith(PICTURES) and len(content) >= BIG_PICTURE
