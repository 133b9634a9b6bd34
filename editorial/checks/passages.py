"""The passages of a piece, and all checks of one piece together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from editorial.checks import council, personal, secrecy, style
from editorial.checks.council import Facts
from editorial.checks.marks import Mark
from editorial.checks.personal import digits_of
from editorial.legacy_fonts import FONTS

NOTHING_KNOWN = Facts()


class Form(Enum):
    """How a passage is written, and so which checks of style it is given to."""

    HEADING = "heading"
    SUMMARY = "summary"
    TEXT = "text"
    LABEL = "label"  # a name, a title of a file: no sentence


@dataclass(frozen=True)
class Passage:
    """One text of a piece; `field` is its form field ("" where it has none), `place` what people call it."""

    field: str
    place: str
    text: str
    form: Form = Form.TEXT
    found: tuple[Mark, ...] = ()  # what checks found long before, in a text that is not at hand


def check_passages(
    passages: Iterable[Passage],
    *,
    day: date,
    office_telephones: frozenset[str] = frozenset(),
    facts: Facts = NOTHING_KNOWN,
) -> Iterator[tuple[Passage, Mark]]:
    """Give every mark with the passage it stands in; what blocks and what warns, in the order of the passages."""
    for passage in passages:
        for mark in passage.found:
            yield passage, mark
        if passage.text:
            for mark in find_leaks(passage.text, office_telephones):
                yield passage, mark
            for mark in _advice_on(passage, day, facts):
                yield passage, mark


def find_leaks(text: str, office_telephones: frozenset[str] = frozenset()) -> list[Mark]:
    """Give what must not stand on a public page, also where it was typed in a font from before Unicode."""
    found = [*secrecy.find_secrecy(text), *personal.find_personal(text, office_telephones)]
    for font in FONTS:
        meant = font.short_lines(text)
        if meant:
            found += secrecy.find_secrecy(meant)
            found += _not_among(found, personal.find_personal(meant, office_telephones))
    return found


def _not_among(found: list[Mark], more: list[Mark]) -> list[Mark]:
    """Give the marks about other numbers than those that were found: another font changes no digit."""
    known = {(mark.key, digits_of(mark.excerpt)) for mark in found}
    return [mark for mark in more if (mark.key, digits_of(mark.excerpt)) not in known]


def _advice_on(passage: Passage, day: date, facts: Facts) -> Iterator[Mark]:
    if passage.form != Form.LABEL:
        yield from council.find_wrong_facts(passage.text, facts)
        yield from style.find_style(passage.text, day, abbreviations=passage.form == Form.TEXT)
    if passage.form == Form.HEADING:
        yield from style.find_in_headline(passage.text)
    if passage.form == Form.SUMMARY:
        yield from style.find_in_standfirst(passage.text)
