"""Sentences out of answers: patterns that an editor can read, filled so that an unanswered question leaves no hole.

A pattern is a sentence with slots: "{when}, [tại {place}, ]{who:subject} họp.". A part in [brackets] goes when an
answer in it is missing; without brackets the whole pattern goes. After the colon stands how the answer is said:
see FORMS. Nothing is ever added to what was answered but the words of the pattern.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

PARTS = re.compile(r"(\[[^\]]*\])")
SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")
LIST_MARK = re.compile(r"^\s*(?:[-–—•+*]|\d{1,2}[.)]|[a-zđ]\))\s+", re.IGNORECASE)
ENDS = ".!?…"
SHORT_LIST = 320  # characters that one sentence of a list still carries
# Words that keep their capital in the middle of a sentence (NĐ 30/2020, PL II).
# fmt: off
PROPER = (
    "Hội đồng", "Ủy ban", "Thường trực", "Đoàn", "Ban", "Sở", "Văn phòng", "Quốc hội", "Chính phủ", "Nhân dân",
    "Nhà nước", "Đảng", "Tỉnh", "Mặt trận", "Công an", "Bộ", "Nghị quyết", "Nghị định", "Luật", "Quyết định",
    "Thông tư", "Chủ tịch", "Phó", "Trưởng", "Giám đốc", "Trung tâm", "Trạm", "Trường", "Bệnh viện", "Kỳ họp thứ",
)
# fmt: on
# … and common words that begin as such names do.
COMMON = ("Ban hành", "Bộ máy", "Bộ phận", "Đoàn kết", "Đoàn viên", "Trường hợp", "Sở hữu", "Tỉnh lộ")
# With these a person's words already say what was done: "đề nghị …", not "cho biết đề nghị …".
SAYING = ("đề nghị", "kiến nghị", "mong", "yêu cầu", "cho rằng", "cho biết", "cam kết", "hứa", "khẳng định", "đề xuất")
NUMBERS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
TITLES = ("Ông", "Bà", "Đồng chí", "Đại biểu", "Các", "Luật sư", "Bác sĩ")


def fill(pattern: str, answers: Mapping) -> str:
    """Give the pattern with the answers in their places; nothing when an answer outside brackets is missing."""
    said = []
    for part in PARTS.split(pattern):
        is_optional = part.startswith("[")
        filled = _fill_part(part.strip("[]"), answers)
        if filled is None and not is_optional:
            return ""
        said.append(filled or "")
    return _polish("".join(said))


def _fill_part(part: str, answers: Mapping) -> str | None:
    if any(not answers.get(slot[1]) for slot in SLOT.finditer(part)):
        return None
    return SLOT.sub(lambda slot: say(answers[slot[1]], slot[2] or ""), part)


def say(answer, form: str) -> str:
    """Give an answer as a form says it: a key of FORMS, or for what people said the verb that leads to it."""
    if form in FORMS:
        return FORMS[form](answer)
    return "\n\n".join(_say_speech(line, form) for line in answer)


def sentence(text: str) -> str:
    """Give the text as a sentence: a capital at its head, a stop at its end."""
    text = text.strip()
    return capital(text) + ("" if not text or text[-1] in ENDS + ':;”"' else ".")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def middle(text: str) -> str:
    """Give the text as it stands within a sentence: a small letter at its head, unless the word is a name."""
    first, _, rest = text.partition(" ")
    is_name = f"{text} ".startswith(tuple(f"{name} " for name in PROPER)) and not text.startswith(COMMON)
    is_name = is_name or rest[:1].isupper() or first[1:2].isupper()
    return text if is_name else text[:1].lower() + text[1:]


def items(text: str) -> tuple[str, ...]:
    """Give the lines of an answer, each without the mark of a list and without a stop at its end."""
    lines = (LIST_MARK.sub("", line).strip().rstrip(".;,").strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def plain_answer(text: str) -> str:
    """Give a short answer without the stop at its end and without the "tại", "ở" that the pattern says itself."""
    return re.sub(r"^(?:tại|ở)\s+", "", text.rstrip(" .;,"), flags=re.IGNORECASE)


def say_date(day: date) -> str:
    """Give "08/12/2026": a zero before days under 10 and before the months 1 and 2 only (NĐ 30/2020)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def say_when(day: date | None, part: str = "", until: date | None = None) -> str:
    """Give "Sáng ngày 08/12/2026", or "Từ ngày 08/12/2026 đến ngày 10/12/2026"."""
    if not day:
        return ""
    if until and until > day:
        return f"Từ ngày {say_date(day)} đến ngày {say_date(until)}"
    return capital(f"{part} ngày {say_date(day)}".strip())


def _person(text: str) -> str:
    return text[:1].lower() + text[1:] if text.startswith(TITLES) else text


def _subject(text: str) -> str:
    """Give who does something: a comma closes what stands beside the name."""
    return _person(text) + ("," if "," in text and not text.endswith(",") else "")


def _say_list(lines: Iterable[str]) -> str:
    """Give a list within its sentence, or line by line when it is long."""
    lines = list(lines)
    joined = "; ".join(map(middle, lines))
    if len(joined) <= SHORT_LIST:
        return joined
    return "\n" + "\n".join(f"– {capital(line)};" for line in lines[:-1]) + f"\n– {capital(lines[-1])}."


def _say_speech(line: str, verb: str) -> str:
    """Give "Ông A, Giám đốc Sở B, cho biết …" for "Ông A, Giám đốc Sở B: …"; a line without a name as it is."""
    who, colon, what = line.partition(": ")
    if not (colon and what.strip()):
        return sentence(line)
    what, is_long = what.strip(), what[0] in '“"«' or ". " in what
    if what.lower().startswith(SAYING) and not is_long:
        return sentence(f"{_subject(who.strip())} {middle(what)}")
    said = f"{verb.rstrip(':')}: {capital(what)}" if is_long else f"{verb} {middle(what)}"
    return sentence(f"{_subject(who.strip())} {said}")


def _count(lines: tuple) -> str:
    return NUMBERS[len(lines) - 1] if len(lines) <= len(NUMBERS) else str(len(lines))


FORMS = {
    "": lambda answer: "; ".join(answer) if isinstance(answer, tuple) else str(answer),
    "mid": lambda answer: middle(" ".join(answer.split())),
    "cap": lambda answer: capital(" ".join(answer.split())),
    "person": _person,
    "subject": _subject,
    "list": _say_list,
    "one": lambda lines: middle(lines[0]),
    "two": lambda lines: ", ".join(map(middle, lines[:2])),
    "count": _count,
    "own": lambda text: "\n\n".join(map(sentence, re.split(r"\n\s*\n", text))),
}


def _polish(text: str) -> str:
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" ([,.;:])", r"\1", text)
    text = re.sub(r",([.;:])|([.!?…])\.(?!\.)", r"\1\2", text)
    return capital(text.strip())
