"""What a text says of offices, sessions and terms, against what the site knows. All warn: the site may know less.

Pure: the facts are given. Offices of the past ("nguyên Chủ tịch") and other councils' sessions are nobody's here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from editorial.checks.marks import END, FAMILIES, LETTER, MOST, START, Mark, mark_at
from editorial.text import clean_text

READ = 200_000  # characters; more has no honest piece

UPPER = "".join(letter for family in FAMILIES.values() for letter in family if letter.isupper())
NAME = rf"(?P<name>[{UPPER}]{LETTER}{{0,9}}(?: [{UPPER}]{LETTER}{{0,9}}){{1,7}}){END}"
FAMILY_NAMES = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm mai trịnh đào cao lương
    lưu phùng tô tạ châu thạch kim sơn danh vương trương tăng quách la hứa diệp thân triệu kiều tống
"""
KNOWN_FAMILIES = frozenset(FAMILY_NAMES.split())
ADDRESS = r"(?:(?:ông|bà|đồng chí|đ/c|TS\.?|ThS\.?) )?"
NAME_AFTER = re.compile(f" {ADDRESS}{NAME}")
NAME_BEFORE = re.compile(f"{START}{NAME} ?[,–-] $")
LOOK_BACK = 90  # characters in which a name before its office begins
NOT_THIS = re.compile(rf"{START}(?:phó|nguyên|cựu|quyền) ?$", re.IGNORECASE)
# Two ways of writing the same body.
BODIES = {
    "hội đồng nhân dân": "(?:HĐND|Hội đồng nhân dân)",
    "ủy ban nhân dân": "(?:UBND|[ỦU]y ban nhân dân|Uỷ ban nhân dân)",
    "đại biểu quốc hội": "(?:ĐBQH|đại biểu Quốc hội)",
}
SHORT_BODIES = {"hđnd": "hội đồng nhân dân", "ubnd": "ủy ban nhân dân", "đbqh": "đại biểu quốc hội"}


@dataclass(frozen=True)
class Holder:
    """Who holds an office, from a day to a day (None: still)."""

    name: str
    office: str
    starts_on: date
    ends_on: date | None = None

    def in_office(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Session:
    """A session of the council: the label of its term, its number, its kind in the words of SESSION_KINDS."""

    term: str
    number: int
    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Facts:
    """What the site knows, and the day the piece is about."""

    day: date = date.min
    holders: tuple[Holder, ...] = ()
    sessions: tuple[Session, ...] = ()
    terms: tuple[str, ...] = ()


def find_wrong_facts(text: str, facts: Facts) -> Iterator[Mark]:
    """Give what a text says otherwise than the site knows it, at most MOST of a kind."""
    text = clean_text(text[:READ])
    yield from islice(find_wrong_holders(text, facts), MOST)
    yield from islice(find_wrong_sessions(text, facts), MOST)


# -- names and offices -----------------------------------------------------------------------------------


def find_wrong_holders(text: str, facts: Facts) -> Iterator[Mark]:
    """Give each name that stands at an office that, on the day, was another person's."""
    offices: dict[str, list[Holder]] = {}
    for holder in facts.holders:
        if holder.in_office(facts.day):
            offices.setdefault(holder.office, []).append(holder)
    for office, holders in offices.items():
        yield from _wrong_at(text, office, holders)


def _wrong_at(text: str, office: str, holders: list[Holder]) -> Iterator[Mark]:
    known = ", ".join(holder.name for holder in holders[:3])
    for place in _office_pattern(office).finditer(text):
        if NOT_THIS.search(text, max(0, place.start() - 12), place.start()):
            continue
        name = _name_beside(text, place)
        if name and not _is_one_of(name, holders):
            sentence = f"Theo danh sách chức danh, {office} là {known}, không phải {name}."
            yield mark_at(text, place, "right.office", sentence)


def _name_beside(text: str, office: re.Match) -> str:
    """Give the name of the person who is said to hold an office: after it, or before it and a comma; "" for none."""
    after = NAME_AFTER.match(text, office.end())
    name = _person_in(after["name"]) if after else ""
    before = NAME_BEFORE.search(text[max(0, office.start() - LOOK_BACK) : office.start()])
    return name or (_person_in(before["name"]) if before else "")


def _office_pattern(office: str) -> re.Pattern:
    """Give the pattern of an office, its bodies in short or in full, the first letter in any case."""
    written = office
    for short, full in SHORT_BODIES.items():
        written = re.sub(rf"{START}{short}{END}", full, written, flags=re.IGNORECASE)
    pattern = re.escape(written).replace("\\ ", " ")
    for body, either in BODIES.items():
        pattern = re.sub(body, lambda _, either=either: either, pattern, flags=re.IGNORECASE)
    return re.compile(f"{START}{pattern}{END}", re.IGNORECASE)


def _person_in(words: str) -> str:
    """Give the name of a person at the end of words in capitals, which may begin with a place; "" for none."""
    parts = words.split()
    for number, part in enumerate(parts[:-1]):
        if part.lower() in KNOWN_FAMILIES:
            return " ".join(parts[number : number + 5])
    return ""


def _is_one_of(name: str, holders: Iterable[Holder]) -> bool:
    said = name.casefold()
    return any(f"{said} ".startswith(f"{holder.name.casefold()} ") for holder in holders)


# -- sessions and terms ------------------------------------------------------------------------------------

ONES = ("nhất", "hai", "ba", "tư|bốn", "năm|lăm", "sáu", "bảy|bẩy", "tám", "chín")
WORDS = {word: number for number, words in enumerate(ONES, start=1) for word in words.split("|")} | {"một": 1, "mốt": 1}
ONE = f"(?:{'|'.join(WORDS)}){END}"
NUMBER = rf"(?P<number>\d{{1,2}}|(?:(?:hai|ba|bốn|năm) mươi|mười)(?: {ONE})?|{ONE})"
SESSION = re.compile(rf"{START}kỳ họp (?:lần )?thứ {NUMBER}", re.IGNORECASE)
TERM = re.compile(rf"HĐND tỉnh,? khóa (?P<term>[IVX]+){END}|Hội đồng nhân dân tỉnh,? khóa (?P<full>[IVX]+){END}")
SESSION_KINDS = {
    "thường lệ": re.compile(r"thường lệ", re.IGNORECASE),
    "chuyên đề": re.compile(r"chuyên đề", re.IGNORECASE),
    "đột xuất": re.compile(r"đột xuất|bất thường", re.IGNORECASE),
}
OF_OTHERS = re.compile(
    r"Quốc hội|(?:xã|phường|huyện|thị trấn|thị xã|thành phố)\b|Trung ương|Ban Chấp hành", re.IGNORECASE
)
KIND_NEAR = 25  # characters from the number to the word in brackets
NEAR = 60


def find_wrong_sessions(text: str, facts: Facts) -> Iterator[Mark]:
    """Give sessions whose number or kind, and terms whose number, are not those the site knows."""
    yield from _wrong_terms(text, facts)
    current = _current(facts)
    if not current:
        return
    known = {session.number: session for session in current}
    for place in SESSION.finditer(text):
        around = text[max(0, place.start() - NEAR) : place.end() + NEAR]
        number = read_number(place["number"])
        if OF_OTHERS.search(around) or not number:
            continue
        if number > max(known):
            sentence = f"Lịch của Hội đồng nhân dân chưa có Kỳ họp thứ {number}: xin kiểm tra số thứ tự."
            yield mark_at(text, place, "right.session", sentence)
        elif number in known:
            said = _kind_after(text, place.end())
            if said and said != known[number].kind:
                sentence = f"Theo lịch, Kỳ họp thứ {number} là kỳ họp {known[number].kind}, không phải {said}."
                yield mark_at(text, place, "right.session", sentence)


def _current(facts: Facts) -> list[Session]:
    """Give the sessions of the term that holds on the day: that of the last session begun by then."""
    begun = [session for session in facts.sessions if session.first_day <= facts.day]
    newest = max(begun, key=lambda session: session.first_day, default=None)
    return [session for session in facts.sessions if newest and session.term == newest.term]


def _wrong_terms(text: str, facts: Facts) -> Iterator[Mark]:
    known = {word for label in facts.terms for word in re.findall(rf"{START}[IVX]+{END}", label)}
    for place in TERM.finditer(text) if known else ():
        said = place["term"] or place["full"]
        if said not in known:
            yield mark_at(
                text, place, "right.term", f"Trong danh sách của trang không có Hội đồng nhân dân khóa {said}."
            )


def _kind_after(text: str, start: int) -> str:
    near = re.match(r"[^.;\n]*", text[start : start + KIND_NEAR])
    said = near[0] if near else ""
    return next((kind for kind, words in SESSION_KINDS.items() if words.search(said)), "")


def read_number(words: str) -> int:
    """Give the number that figures or words say, up to 59; 0 for what says none."""
    if words.isdigit():
        return int(words)
    number = 0
    for word in words.lower().split():
        if word == "mươi":
            number *= 10
        else:
            number += 10 if word == "mười" else WORDS.get(word, 0)
    return number
