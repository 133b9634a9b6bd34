"""What the index holds and what a query asks for: terms, separated by blanks.

A term is a word ("hội"), two words side by side in one line ("hội_đồng"), or either of them without accents
("~hoi", "~hoi_dong"). Pairs make phrases cheap: two common words that are rarely neighbours would otherwise
have to be sought by their places in every article. A phrase of three words and more is taken for its pairs.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, islice, pairwise

from editorial.text import clean_text, fold, words

LONGEST_QUERY = 200
MOST_WORDS = 12
LONGEST_WORD = 60
# PostgreSQL refuses a tsvector of more than a megabyte; an article comes nowhere near.
MOST_BYTES = 1_000_000
PLAIN = "~"
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))

Phrase = tuple[str, ...]

fold_word = lru_cache(20_000)(fold)


@dataclass(frozen=True)
class Query:
    """What a visitor asked for: the cleaned text, and its words; words between quotes are one phrase."""

    text: str
    phrases: tuple[Phrase, ...]

    @property
    def has_accents(self) -> bool:
        """Whether a letter was typed that no plain keyboard has: then the visitor means exactly this word."""
        return any(not letter.isascii() and letter.isalpha() for phrase in self.phrases for letter in "".join(phrase))

    def without_accents(self) -> "Query":
        """Give the same query for the words as they are without accents."""
        return Query(self.text, tuple(tuple(map(fold_word, phrase)) for phrase in self.phrases))

    def terms(self, prefix: str = "") -> list[str]:
        """Give the terms that an article must have, all of them."""
        wanted = (map("_".join, pairwise(phrase)) if len(phrase) > 1 else phrase for phrase in self.phrases)
        return list(dict.fromkeys(prefix + term for terms in wanted for term in terms))


def read_query(text: str) -> Query:
    """Give the query in a visitor's text, whatever it holds: every sign but the quote only separates words."""
    text = clean_text(text[: 10 * LONGEST_QUERY], lines=False)[:LONGEST_QUERY].strip()
    parts = text.translate(QUOTES).split('"')
    phrases: list[Phrase] = []
    for turn, part in enumerate(parts):
        left = MOST_WORDS - sum(map(len, phrases))
        found = tuple(islice(line_words(part), left))
        is_quoted = turn % 2 == 1 and turn + 1 < len(parts)  # a quote that is never closed opens nothing
        phrases += [found] if is_quoted else [(word,) for word in found]
    return Query(text, tuple(dict.fromkeys(phrase for phrase in phrases if phrase)))


def line_words(line: str) -> Iterator[str]:
    """Give the words of a line as the index knows them."""
    return (word[:LONGEST_WORD] for word in words(line))


def terms_of(lines: Iterable[str]) -> list[str]:
    """Give the terms of a text, each once, as many as an entry holds; no pair reaches over the end of a line."""
    terms = list(dict.fromkeys(chain.from_iterable(map(_line_terms, lines))))
    sizes = accumulate(len(term.encode()) + 1 for term in terms)
    return terms[: bisect_right(list(sizes), MOST_BYTES)]


def _line_terms(line: str) -> list[str]:
    exact = list(line_words(line))
    plain = [PLAIN + fold_word(word) for word in exact]
    pairs = [f"{first}_{second}" for first, second in pairwise(exact)]
    return exact + plain + pairs + [f"{first}_{second[1:]}" for first, second in pairwise(plain)]
