"""What a hit looks like: escaped text with the words of the query in <mark>, and the place where they stand."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editorial.text import fold, nfc
from news import richtext
from news.search.terms import LONGEST_WORD, Phrase, Query

EXCERPT = 240
BEFORE_HIT = 60
WORD_START, WORD_END, BETWEEN_WORDS = r"(?<![^\W_])", r"(?![^\W_])", r"[\W_]+"


class Letters(dict):
    """A table for str.translate that reads every letter in its own way and leaves the length of the text as it is."""

    def __init__(self, read: Callable[[str], str]):
        super().__init__()
        self.read = read

    def __missing__(self, code: int) -> str:
        letter = self.read(chr(code))
        self[code] = letter if len(letter) == 1 else chr(code)
        return self[code]


AS_TYPED = Letters(lambda letter: nfc(letter.casefold()))
WITHOUT_ACCENTS = Letters(fold)


class Marker:
    """Marks the words of one query: as they were typed, or `plain`, without accents on either side."""

    def __init__(self, query: Query, *, plain: bool):
        phrases = (query.without_accents() if plain else query).phrases
        self.patterns = [_pattern(phrase) for phrase in phrases]
        self.letters = WITHOUT_ACCENTS if plain else AS_TYPED

    def mark(self, text: str) -> SafeString:
        """Give the text escaped, with its hits in <mark>."""
        made, end = [], 0
        for first, last in _join(text, self._hits(text)):
            made += [escape(text[end:first]), "<mark>", escape(text[first:last]), "</mark>"]
            end = last
        made.append(escape(text[end:]))
        return mark_safe("".join(made))  # noqa: S308  every part of the text is escaped

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where the words and phrases of the query begin and end in the text."""
        read = text.translate(self.letters)
        return (hit.span() for pattern in self.patterns for hit in pattern.finditer(read))

    def first_hit(self, text: str) -> int | None:
        """Give the place of the first word or phrase of the query in the text, None when it has none."""
        read = text.translate(self.letters)
        return min((hit.start() for hit in (pattern.search(read) for pattern in self.patterns) if hit), default=None)

    def excerpt(self, text: str, place: int) -> SafeString:
        """Give a line's worth of text around a place, marked."""
        start = min(text.find(" ", place - BEFORE_HIT) + 1, place) if place > BEFORE_HIT else 0
        return self.mark(("… " if start else "") + richtext.excerpt(text[start:], EXCERPT))

    def shows_all(self, text: str) -> bool:
        """Whether the text alone has everything that was asked for."""
        read = text.translate(self.letters)
        return all(pattern.search(read) for pattern in self.patterns)


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """Give what finds the words of a phrase one after the other; of a very long word the query has only the start."""
    words = [re.escape(word) + (r"[^\W_]*" if len(word) == LONGEST_WORD else "") for word in phrase]
    return re.compile(WORD_START + BETWEEN_WORDS.join(words) + WORD_END)


def _join(text: str, hits: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join hits that overlap, or that only blanks separate: one mark for "hội đồng"."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(hits):
        if joined and not text[joined[-1][1] : first].strip():
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined
