"""What a check gives back, and the form of a text in which checks look for words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from editorial.text import clean_text, fold

EXCERPT_LENGTH = 60
MOST = 200  # marks of one check in one text: who has so many sees the rest after mending them
LETTER = r"[^\W\d_]"
START, END = f"(?<!{LETTER})", f"(?!{LETTER})"  # of a word, whatever digits or signs stand beside it

# Letters of other alphabets that are drawn like ours.
LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοÐðƉ",
        "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXoĐđĐ",
        strict=True,
    )
)
# Full-width, bold, circled and other drawn forms of letters and digits.
DRAWN = [*range(0x2460, 0x24EB), *range(0xFF10, 0xFF5B), *range(0x1D400, 0x1D800), *range(0x1F110, 0x1F16A)]
TABLE = {ord(sign): letter for sign, letter in LOOKALIKES.items()} | {
    code: plain for code in DRAWN if len(plain := unicodedata.normalize("NFKD", chr(code)).strip("()")) == 1
}
# Marks that no Vietnamese letter carries: strokes, lines and dots drawn over letters.
FOREIGN_MARK = re.compile("(?![\u0300-\u0303\u0306\u0309\u031b\u0323])[\u0300-\u036f]")


@dataclass(frozen=True)
class Mark:
    """One thing a check found: its kind, a Vietnamese sentence, and the words around the place."""

    key: str
    sentence: str
    excerpt: str = ""
    blocks: bool = False


@lru_cache(maxsize=1)  # each text is asked for by one family of checks after the other
def readable(text: str) -> str:
    """Give the text as the eye reads it: NFC, no hidden character, our letters for their look-alikes."""
    decomposed = FOREIGN_MARK.sub("", unicodedata.normalize("NFD", text).translate(TABLE))
    return clean_text(decomposed)


def mark_at(text: str, found: re.Match, key: str, sentence: str, *, blocks: bool = False) -> Mark:
    """Give the mark for a match in the text."""
    return Mark(key, sentence, excerpt_around(text, *found.span()), blocks)


def excerpt_around(text: str, start: int, end: int) -> str:
    """Give the place with the words around it, on one line of about EXCERPT_LENGTH characters."""
    margin = max(0, EXCERPT_LENGTH - (end - start)) // 2
    left, right = max(0, start - margin), min(len(text), end + margin)
    while left and left < start and text[left - 1].isalnum():
        left += 1
    while right < len(text) and right > end and text[right].isalnum():
        right -= 1
    middle = " ".join(text[left:right].split())[: 2 * EXCERPT_LENGTH]
    return f"{'…' if left else ''}{middle}{'…' if right < len(text) else ''}"


def any_marks(letters: str) -> list[str]:
    """Give for each letter the class of all letters that are the same without marks."""
    return [f"[{''.join(FAMILIES[letter])}]" for letter in fold(letters)]


def _families() -> dict[str, list[str]]:
    families: dict[str, list[str]] = {}
    for code in [*range(0x41, 0x7B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)]:
        letter, plain = chr(code), fold(chr(code))
        if letter.isalpha() and len(plain) == 1 and plain.isascii():
            families.setdefault(plain, []).append(letter)
    return families


FAMILIES = _families()
