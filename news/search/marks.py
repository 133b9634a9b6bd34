"""What a hit looks like: escaped text with the words of the query in <mark>, and the place where they stand."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from news import richtext
from news.search.terms import Query, fold_word, line_words

EXCERPT = 240
BEFORE_HIT = 60
WORD = re.compile(r"[^\W_]+")

Phrase = tuple[str, ...]
Place = tuple[int, int, Phrase]


class Marker:
    """Marks the words of one query: as they were typed, or `plain`, without accents on either side."""

    def __init__(self, query: Query, *, plain: bool):
        self.phrases = (query.without_accents() if plain else query).phrases
        self.longest = max(map(len, self.phrases), default=1)
        self.last_words = {phrase[-1] for phrase in self.phrases}
        self.read_word = _plain_word if plain else _exact_word

    def mark(self, text: str) -> SafeString:
        """Give the text escaped, with its hits in <mark>."""
        made, end = [], 0
        for first, last in _join(text, self.hits(text)):
            made += [escape(text[end:first]), "<mark>", escape(text[first:last]), "</mark>"]
            end = last
        made.append(escape(text[end:]))
        return mark_safe("".join(made))  # noqa: S308  every part of the text is escaped

    def hits(self, text: str) -> Iterator[Place]:
        """Give where the words and phrases of the query begin and end in the text, and which they are."""
        recent: deque[tuple[int, str]] = deque(maxlen=self.longest)
        for found in WORD.finditer(text):
            word = self.read_word(found[0])
            recent.append((found.start(), word))
            if word in self.last_words:  # few are: this loop runs over whole bodies
                yield from self._phrases_that_end(list(recent), found.end())

    def _phrases_that_end(self, recent: list[tuple[int, str]], end: int) -> Iterator[Place]:
        for phrase in self.phrases:
            last = recent[-len(phrase) :]
            if phrase == tuple(word for _, word in last):
                yield last[0][0], end, phrase

    def excerpt(self, text: str) -> SafeString:
        """Give a line's worth of text around the first hit, marked; from the beginning when there is none."""
        place = next((first for first, _, _ in self.hits(text)), 0)
        start = min(text.find(" ", place - BEFORE_HIT) + 1, place) if place > BEFORE_HIT else 0
        return self.mark(("… " if start else "") + richtext.excerpt(text[start:], EXCERPT))

    def shows_all(self, text: str) -> bool:
        """Whether the text alone has everything that was asked for."""
        return {phrase for _, _, phrase in self.hits(text)} == set(self.phrases)


@lru_cache(20_000)
def _exact_word(word: str) -> str:
    return next(line_words(word), "")


def _plain_word(word: str) -> str:
    return fold_word(_exact_word(word))


def _join(text: str, hits: Iterable[Place]) -> list[tuple[int, int]]:
    """Join hits that overlap, or that only blanks separate: one mark for "hội đồng"."""
    joined: list[tuple[int, int]] = []
    for first, last, _ in sorted(hits):
        if joined and not text[joined[-1][1] : first].strip():
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined
