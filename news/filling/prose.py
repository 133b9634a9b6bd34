"""Makes the texts of filled pieces. Words follow Zipf's law: the first of a list is used most, as in life."""

import random
import re
from datetime import date, timedelta
from functools import cache
from html import escape
from itertools import accumulate
from pathlib import Path

from news.filling import phrases

REPORT = Path(__file__).resolve().parent.parent / "demonstration" / "bao-cao-71-BC-DDHDND.txt"
REPORT_EVERY = 12  # one paragraph in so many comes from the report


class Words:
    """What stands between braces in phrases.py, for a piece of a day; always the same for the same chance."""

    def __init__(self, chance: random.Random, day: date):
        self.chance = chance
        self.day = day

    def __getitem__(self, name: str) -> str:
        made = getattr(self, name.lower())()
        return made[0].upper() + made[1:] if name.isupper() else made

    def choose(self, texts) -> str:
        """Give one of the texts, its braces filled in."""
        return pick(self.chance, texts).format_map(self)

    def actor(self) -> str:
        return self.choose(phrases.ACTORS)

    def matter(self) -> str:
        return pick(self.chance, phrases.MATTERS)

    def law(self) -> str:
        return pick(self.chance, phrases.LAWS)

    def place(self) -> str:
        first = pick(self.chance, phrases.PLACE_FIRST)
        second = pick(self.chance, [name for name in phrases.PLACE_SECOND if name != first])
        return f"{self.chance.choice(phrases.PLACE_KIND)} {first} {second} Mẫu"

    def person(self) -> str:
        address = self.chance.choice(("ông", "bà"))
        names = phrases.SURNAMES, phrases.MIDDLE_NAMES[address], phrases.GIVEN_NAMES
        return " ".join([address, *(pick(self.chance, part) for part in names), "Mẫu"])

    def decree(self) -> str:
        return f"9{self.chance.randrange(100):02}/{self.day.year}/NQ-HĐND"

    def date(self) -> str:
        return f"{self.day - timedelta(days=self.chance.randrange(60)):%d-%m-%Y}"

    def month(self) -> str:
        return str(self.chance.randint(1, 12))

    def ordinal(self) -> str:
        return pick(self.chance, phrases.ORDINALS)

    def small(self) -> str:
        return str(self.chance.randint(2, 9))

    def count(self) -> str:
        return str(self.chance.randint(10, 60))

    def number(self) -> str:
        return f"{self.chance.randint(1000, 99999):,}".replace(",", ".")

    def percent(self) -> str:
        return f"{self.chance.randint(300, 999) / 10:.1f}%".replace(".", ",")

    def money(self) -> str:
        return f"{self.chance.randint(2, 900)} {self.chance.choice(('triệu', 'tỷ'))} đồng"


class Writer:
    """Writes pieces one after the other; always the same for the same seed."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)  # noqa: S311  nothing here is secret

    def headline(self, day: date) -> str:
        return self._words(day).choose(phrases.HEADLINES)

    def standfirst(self, day: date) -> str:
        return self._words(day).choose(phrases.STANDFIRSTS)

    def caption(self, day: date) -> str:
        return self._words(day).choose(phrases.CAPTIONS)

    def body(self, day: date) -> str:
        """Give 3 to 9 paragraphs, as HTML in the form in which bodies are stored."""
        paragraphs = (self._paragraph(day) for _ in range(self.chance.randint(3, 9)))
        return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)

    def _paragraph(self, day: date) -> str:
        if self.chance.randrange(REPORT_EVERY) == 0:
            return pick(self.chance, report_paragraphs())
        words = self._words(day)
        return " ".join(words.choose(phrases.SENTENCES) for _ in range(self.chance.randint(2, 6)))

    def _words(self, day: date) -> Words:
        return Words(self.chance, day)


def pick(chance: random.Random, things):
    """Give one of the things, the first most often."""
    return chance.choices(things, cum_weights=_zipf_weights(len(things)))[0]


@cache
def _zipf_weights(length: int) -> list[float]:
    """Give the running sums of 1, 1/2, 1/3 …, as random.choices wants them."""
    return list(accumulate(1 / rank for rank in range(1, length + 1)))


@cache
def report_paragraphs() -> tuple[str, ...]:
    """Give the longer paragraphs of the one real text that the demonstration holds."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", REPORT.read_text(encoding="utf-8")))
    return tuple(paragraph for paragraph in paragraphs if 200 < len(paragraph) < 1500)
