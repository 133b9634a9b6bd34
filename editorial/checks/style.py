"""What an editor would mark in the margin: words said twice, days that are not so, signs left open. All warn."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from editorial.checks.marks import END, LETTER, MOST, START, Mark, mark_at
from editorial.checks.words import ABBREVIATIONS, CONFUSED, SAID_ONCE
from editorial.legacy_fonts import font_of
from editorial.text import nfc

TWICE_SHORT = re.compile(rf"{START}({'|'.join(SAID_ONCE.split())}) \1{END}", re.IGNORECASE)
TWICE_LONG = re.compile(rf"{START}(({LETTER}{{1,9}}) (?!\2 ){LETTER}{{1,9}}) \1{END}", re.IGNORECASE)
# "từng bước từng bước" is said so on purpose.
MEANT_TWICE = ("từng ", "mỗi ", "ngày ", "người ", "nhà ")

WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "nhật": 6}
WEEKDAYS |= {str(number): number - 2 for number in range(2, 8)}
NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DATE = r"(?P<d>\d{1,2})(?:[/.\-]| tháng )(?P<m>\d{1,2})(?:[/.\-]| năm )(?P<y>\d{4})(?!\d)"
ANY_DATE = re.compile(rf"(?<!\d)(?<!\d[/.\-]){DATE}")
DAY_AND_DATE = re.compile(
    rf"{START}(?:thứ|chủ) (?P<day>hai|ba|tư|bốn|năm|sáu|bảy|bẩy|nhật|[2-7])(?:,? ngày |,? ?\(?(?:ngày )?){DATE}",
    re.IGNORECASE,
)
BEFORE_TERM = re.compile(r"(?:trước|đến|hết|sau|từ|kể từ|hạn|vào|dự kiến|là)(?: ngày)? $", re.IGNORECASE)
PAST = re.compile(rf"[^.!?\n]{{0,100}}?{START}(?:đã|vừa){END}", re.IGNORECASE)

PAIRS = {")": "(", "]": "[", "»": "«", "”": "“"}
POINT = re.compile(r"(?:^|[\s;,(])\w{1,4}$")  # a) 1) of a list closes nothing

ANY_CONFUSED = re.compile(f"{START}(?:{'|'.join(CONFUSED)}){END}", re.IGNORECASE)

CAPITALS = re.compile(r"(?<![\w/\-.])[A-ZĐ]{2,8}(?![\w/]|-[\dA-ZĐ]|\.\w)")
ROMAN = re.compile("[IVXLCM]+")
LEGACY_FONT = "style.legacy_font"  # its kind, by which pages offer to convert the text
LONGEST_SHOUT = 4  # words in capitals that shout

READ = 200_000  # characters: what advises need not read more than any honest piece has

MAX_HEADLINE = 120
MAX_STANDFIRST_WORDS = 60


def find_style(text: str, day: date, *, abbreviations: bool = True) -> list[Mark]:
    """Give what is to be looked at in a text, as of a day, at most MOST of a kind.

    A text in a font from before Unicode is said to be one, no more.
    """
    text = nfc(text[:READ])
    legacy = find_legacy_font(text)
    if legacy:
        return legacy
    checks = [find_repeated(text), find_dates(text), find_unbalanced(text), find_confused(text), find_future(text, day)]
    checks += [find_abbreviations(text)] if abbreviations else []
    return [mark for check in checks for mark in islice(check, MOST)]


def find_repeated(text: str) -> Iterator[Mark]:
    """Give words said twice: little words, and words of two syllables; "xa xa", "luôn luôn" are one word each."""
    for place in (*TWICE_SHORT.finditer(text), *TWICE_LONG.finditer(text)):
        if not place[1].lower().startswith(MEANT_TWICE):
            yield mark_at(text, place, "style.repeated", f"Từ «{place[1]}» bị lặp.")


def find_dates(text: str) -> Iterator[Mark]:
    """Give dates that no calendar has, and dates that fall on another weekday than is said."""
    for place in ANY_DATE.finditer(text):
        if read_date(place) is None:
            yield mark_at(text, place, "style.no_date", "Ngày này không có trong lịch.")
    for place in DAY_AND_DATE.finditer(text):
        said, day = WEEKDAYS[place["day"].lower()], read_date(place)
        if day and day.weekday() != said:
            sentence = f"Ngày {day:%d/%m/%Y} là {NAMES[day.weekday()]}, không phải {NAMES[said]}."
            yield mark_at(text, place, "style.weekday", sentence)


def find_future(text: str, today: date) -> Iterator[Mark]:
    """Give dates to come in sentences that go on to tell what has happened."""
    for place in ANY_DATE.finditer(text):
        day = read_date(place)
        is_term = BEFORE_TERM.search(text[max(0, place.start() - 20) : place.start()])
        if day and day > today and not is_term and PAST.match(text, place.end()):
            yield mark_at(text, place, "style.future", "Ngày này chưa tới, nhưng câu kể việc đã diễn ra.")


def find_unbalanced(text: str) -> Iterator[Mark]:
    """Give brackets and quotes that are opened and not closed in their paragraph, or closed and not opened."""
    for line in re.finditer("[^\n]+", text):
        open_signs: list[re.Match] = []
        for sign in re.finditer(r"[()\[\]«»“”]", line[0]):
            if sign[0] in PAIRS.values():
                open_signs.append(sign)
            elif open_signs and open_signs[-1][0] == PAIRS[sign[0]]:
                open_signs.pop()
            elif not (sign[0] == ")" and POINT.search(line[0], max(0, sign.start() - 8), sign.start())):
                yield mark_at(line[0], sign, "style.unopened", f"Dấu «{sign[0]}» đóng mà không mở.")
        for sign in open_signs:
            yield mark_at(line[0], sign, "style.unclosed", f"Dấu «{sign[0]}» mở mà không đóng.")


def find_confused(text: str) -> Iterator[Mark]:
    """Give words that are often written for others."""
    for place in ANY_CONFUSED.finditer(text):
        yield mark_at(text, place, "style.confused", f"«{place[0]}»: có phải là «{CONFUSED[place[0].lower()]}»?")


def find_abbreviations(text: str) -> Iterator[Mark]:
    """Give once each abbreviation that is neither known nor spelt out as "… (ABC)" or "viết tắt là ABC"."""
    seen = set(ABBREVIATIONS.split())
    for line in re.finditer("[^\n]+", text):
        if _is_capitals(line[0]):
            continue
        for place in CAPITALS.finditer(line[0]):
            short = place[0]
            if short in seen or ROMAN.fullmatch(short):
                continue
            seen.add(short)
            if not re.search(rf"\({short}\)|tắt là:? [\"“«]?{short}", text):
                yield mark_at(line[0], place, "style.abbreviation", f"Chữ tắt «{short}» chưa được viết đầy đủ lần nào.")


def find_legacy_font(text: str) -> list[Mark]:
    """Give the one mark that a text was written in a font of TCVN3 or VNI, none when it was not."""
    font = font_of(text)
    place = font.wrote(text) if font else None
    if not font or not place:
        return []
    sentence = f"Chữ gõ bằng bảng mã cũ {font.name}, người đọc không đọc được. Xin chuyển sang Unicode."
    return [mark_at(text, place, LEGACY_FONT, sentence)]


def find_in_headline(headline: str) -> Iterator[Mark]:
    """Give what is wrong with the form of a headline."""
    if len(headline.split()) >= LONGEST_SHOUT and _is_capitals(headline):
        yield Mark("style.shouting", "Tiêu đề viết toàn chữ hoa: xin viết như câu thường.")
    if len(headline) > MAX_HEADLINE:
        yield Mark("style.long", f"Tiêu đề dài {len(headline)} ký tự; nên gọn trong {MAX_HEADLINE} ký tự.")


def find_in_standfirst(standfirst: str) -> Iterator[Mark]:
    """Give what is wrong with the form of a standfirst (domain.md §6: at most 60 words)."""
    count = len(standfirst.split())
    if count > MAX_STANDFIRST_WORDS:
        yield Mark("style.long", f"Tóm tắt dài {count} từ; nên gọn trong {MAX_STANDFIRST_WORDS} từ.")


def read_date(place: re.Match) -> date | None:
    """Give the day that a match of DATE says; None when no calendar has it."""
    try:
        return date(int(place["y"]), int(place["m"]), int(place["d"]))
    except ValueError:
        return None


def _is_capitals(line: str) -> bool:
    """Whether a line is written in capitals: most of its letters."""
    letters = [letter for letter in line if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return capitals > 0.7 * len(letters)
