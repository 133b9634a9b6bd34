"""The two jobs of the child process (editorial/child.py): is this a file that may be kept, and what stands in it."""

import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import sha256

from django.core.exceptions import ValidationError

from editorial.checks.marks import Mark
from editorial.checks.passages import find_leaks
from news import files
from news.extraction.pdf_text import read_pdf
from news.extraction.reading import Reading
from news.extraction.sheet import read_xlsx
from news.extraction.word import read_docx

READERS = {"pdf": read_pdf, "docx": read_docx, "xlsx": read_xlsx}
SECONDS = 8.5  # in all: the child has ten, and must begin and answer
MOST_OF_A_KIND = 10
PIECE, SEAM = 100_000, 200  # characters

NOT_CHECKED = "Tệp có nhiều chữ: chưa kiểm tra được hết."
FAILED = "Tệp bị hỏng hoặc được ghi theo cách không đọc được."


def check(data: bytes, *, name: str) -> dict:
    """Give name, kind and type of a file as it may be kept, or {"refused": sentence}."""
    try:
        clean = files.read_attachment(data, name)
    except ValidationError as error:
        return {"refused": " ".join(error.messages)}
    return {"name": clean.name, "kind": clean.kind, "content_type": clean.content_type}


def inspect(data: bytes, *, kind: str) -> dict:
    """Give the marks found in all texts of a file, with their places, and what of it could not be read."""
    reading = read(data, kind)
    marks = _find_marks(reading)
    return {"marks": [asdict(mark) | {"place": place} for place, mark in marks], "unread": reading.unread}


def read(data: bytes, kind: str) -> Reading:
    """Give every text of a file with its place, and what could not be read."""
    reading = Reading()
    try:
        read_into(reading, kind, data)
    except MemoryError:
        raise
    except Exception:  # readers fed with hostile bytes raise anything
        reading.miss(FAILED)
    return reading


def read_into(reading: Reading, kind: str, data: bytes, inside: int = 0) -> None:
    """Read a file of this kind; `inside` counts how deep in other files it stands."""
    READERS[kind](data, reading, inside)


def _find_marks(reading: Reading) -> list[tuple[str, Mark]]:
    """Check the texts one by one while there is time; the same words at several places are one mark."""
    found: dict[tuple[str, str], tuple[Mark, list[str]]] = {}
    for place, text in _in_pieces(reading.texts):
        if time.monotonic() - reading.started > SECONDS:
            reading.miss(NOT_CHECKED)
            break
        for mark in find_leaks(text):
            found.setdefault((mark.key, mark.excerpt), (mark, []))[1].append(place)
    return _a_few_of_each_kind(found.values())


def _in_pieces(texts) -> Iterator[tuple[str, str]]:
    """Give long texts in pieces, so that time can be looked at between; a mark at a seam stands whole in the next."""
    for place, text in texts:
        for start in range(0, len(text), PIECE):
            yield place, text[max(0, start - SEAM) : start + PIECE]


def _a_few_of_each_kind(found) -> list[tuple[str, Mark]]:
    """Give the first marks of each kind, and one that stands for all the others: it blocks as they do."""
    given: list[tuple[str, Mark]] = []
    by_kind: dict[str, list[tuple[Mark, list[str]]]] = {}
    for mark, places in found:
        by_kind.setdefault(mark.key, []).append((mark, places))
    for marks in by_kind.values():
        for mark, places in marks[:MOST_OF_A_KIND]:
            more = f" và {len(places) - 1} chỗ khác" if len(places) > 1 else ""
            given.append((places[0] + more, mark))
        rest = [mark for mark, _ in marks[MOST_OF_A_KIND:]]
        if rest:
            every = "; ".join(mark.excerpt for mark in rest)
            said = f"và {len(rest)} đoạn khác, mã {sha256(every.encode()).hexdigest()[:8]}"
            blocks = any(mark.blocks for mark in rest)
            given.append(("cả tệp", replace(rest[0], excerpt=said, blocks=blocks)))
    return given
