"""The work of the child process: the bytes of a Word file in, a draft as plain data out."""

import base64

from django.core.exceptions import ValidationError

from editorial.checks.marks import Mark
from editorial.checks.secrecy import find_secrecy
from editorial.legacy_fonts import font_of
from editorial.text import clean_text
from news import ooxml
from news.extraction.reading import Reading
from news.extraction.word import read_docx
from news.word.blocks import Met, PictureRef
from news.word.markup import Part, to_parts
from news.word.package import Package
from news.word.reading import Reader
from news.word.shape import Shape, find_shape

MOST_PICTURES = 20
MOST_BYTES = 24 * 1024 * 1024  # of pictures, on their way to the parent
KEPT_PICTURES = ("jpg", "jpeg", "png", "webp", "jfif")
NO_WORD = "Tệp này là bảng tính Excel. Xin gửi tệp Word (.docx)."
STAMPED = (
    "Ngoài phần đưa vào bài, tệp còn có dấu mật hoặc dấu lưu hành nội bộ ({place}): «{excerpt}». Tài liệu như vậy không"
    " được đưa vào hệ thống này. Nếu không phải, xin bỏ dấu ấy trong Word rồi gửi lại."
)
EMPTY = "Tệp Word này không có chữ và không có ảnh nào."


def read_word(data: bytes) -> dict:
    """Give {headline, standfirst, byline, event_date, is_guessed, parts, counts}, or {refused: a sentence}.

    Each part is HTML, which is not to be trusted, or a picture: {data, path, alt, caption, photographer}.
    """
    try:
        if ooxml.check(data, linked_pictures=True) != "docx":
            return {"refused": NO_WORD}
        return _read(Package(data), data)
    except ValidationError as error:
        return {"refused": " ".join(error.messages)}


def _read(package: Package, data: bytes) -> dict:
    reader = Reader(package)
    blocks = reader.read()
    met = reader.met
    met.note("comments", package.count("word/comments.xml", "comment"))
    met.note("margins", any(map(str.isalpha, package.texts("word/header") + package.texts("word/footer"))))
    shape = find_shape(blocks, met)
    parts = to_parts(shape.body, reader.notes)
    if not (shape.headline or parts):
        return {"refused": EMPTY}
    text = _text_of(shape, reader.notes)
    _refuse_stamped(data, text)
    met.note("legacy", font_of(text) is not None)
    return {
        "headline": clean_text(shape.headline, lines=False),
        "standfirst": clean_text(shape.standfirst, lines=False),
        "byline": clean_text(shape.byline, lines=False),
        "event_date": shape.event_date,
        "is_guessed": shape.is_guessed,
        "parts": _carry(package, parts, met),
        "counts": {kind: number for kind, number in met.counts.items() if number},
    }


def _text_of(shape: Shape, notes: list[str]) -> str:
    """Give all the text that goes into the piece."""
    words = [f"{ref.caption}\n{ref.photographer}\n{ref.alt}" for block in shape.body for ref in block.pictures]
    blocks = [block.text for block in shape.body]
    return "\n".join([shape.headline, shape.standfirst, shape.byline, *blocks, *words, *notes])


def _refuse_stamped(data: bytes, taken: str) -> None:
    """Refuse a file with a mark of secrecy in what is left out of the piece, where no gate would see it any more.

    Marks in what is taken are the gates' matter, as in typed text.
    """
    reading = Reading()
    read_docx(data, reading)
    seen = len(_stamps(taken))
    for place, text in reading.texts:
        found = _stamps(text)
        if len(found) > (seen if place == "nội dung" else 0):
            raise ValidationError(STAMPED.format(place=place, excerpt=found[0].excerpt))


def _stamps(text: str) -> list[Mark]:
    return [mark for mark in find_secrecy(text) if mark.blocks]


def _carry(package: Package, parts: list[Part], met: Met) -> list:
    """Give the parts with the bytes of their pictures; of a picture shown twice, once."""
    carried: list = []
    seen: set[str] = set()
    total = 0
    for part in parts:
        if isinstance(part, str):
            carried.append(part)
            continue
        ending = part.path.rpartition(".")[2].lower()
        data = package.read(part.path) if ending in KEPT_PICTURES and part.path not in seen else b""
        if ending not in KEPT_PICTURES:
            met.note(f"picture {ending.upper()[:8]}")
        elif data and (len(seen) >= MOST_PICTURES or total + len(data) > MOST_BYTES):
            met.note("too many pictures")
        elif data:
            seen.add(part.path)
            total += len(data)
            carried.append(_picture(part, data))
    return carried


def _picture(ref: PictureRef, data: bytes) -> dict:
    words = {"alt": ref.alt, "caption": ref.caption[:300], "photographer": ref.photographer[:120]}
    return {"data": base64.b64encode(data).decode(), **words}
