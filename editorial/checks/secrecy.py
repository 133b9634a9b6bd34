"""Marks of secrecy and of internal use, as stamps and headings write them (domain.md §2, §6).

A stamp shouts or stands by itself; running text that speaks of secrets ("bí mật nhà nước", "mật ong") does not.
Between the letters of a mark there may be anything that a broken or spaced line leaves there.
"""

import re

from editorial.checks.marks import END, LETTER, MOST, START, Mark, any_marks, mark_at, readable

GAP = r"[\s.,\-–—_·•*|/]*"
LEVELS = ("TUYỆT MẬT", "TỐI MẬT", "ĐỘ MẬT", "MẬT")
# Unmistakable without their accents too.
INTERNAL = ("LƯU HÀNH NỘI BỘ", "TÀI LIỆU HỘI NGHỊ", "XEM XONG TRẢ LẠI")
PHRASES = (*INTERNAL, "DỰ THẢO")
BARE_LEVELS = ("TUYET MAT", "TOI MAT")
WARNED = {"DỰ THẢO"}

SAY_LEVEL = "Có dấu chỉ độ mật «{}». Tài liệu mật không được đưa lên trang."
SAY_INTERNAL = "Có dấu nội bộ «{}». Tài liệu nội bộ không được đưa lên trang."
SAY_DRAFT = "Có chữ «{}»: xin kiểm tra văn bản đã được ban hành hoặc được phép lấy ý kiến."

# In capitals: words that make an innocent one of MẬT, beside it on the same line with a blank between. Each is
# kept from swallowing a stamp that happens to stand before "THƯ KÝ" or "BÁO CÁO".
BEFORE = "BÍ|BẢO|THÂN|CƠ|TÚI|RỈ|TRĂNG|ĐƯỜNG|SỎI|GAN|HÚT|NGỌT|ĂN|GIỌT|ONG|DƯA|XOÀI|MÍA|BÁNH|TRÀ"
AFTER = (
    "ONG|ĐỘ(?! KHẨN| TUỔI| MẬT)|KHẨU|THIẾT(?! BỊ| KẾ)|MÃ(?! SỐ)|VỤ(?! ÁN| VIỆC)|MÍA|THƯ(?! KÝ)|HIỆU(?! LỰC)|ƯỚC|NGỌT"
    "|NGỮ|HOA|GẤU|TÔNG|BÁO(?! CÁO)"
)
# People called Mật. Family names that are also common words ("HỒ SƠ", "VĂN BẢN", "PHẠM VI") need a middle name.
NAME = (
    f"(?:NGUYỄN|TRẦN|HUỲNH|PHAN|VÕ|ĐẶNG|BÙI|NGÔ)(?: {LETTER}+){{0,2}}"
    "|(?:LÊ|PHẠM|VŨ|HỒ|ĐỖ|DƯƠNG|HOÀNG|LÝ|ĐOÀN|TRƯƠNG|ĐINH|LÂM|MAI|TRỊNH|ĐÀO|CAO|HÀ|LƯƠNG|LƯU|PHÙNG|THÁI|TÔ|TẠ|CHÂU"
    "|THẠCH|KIM|SƠN|DANH|VĂN|VƯƠNG|CHU) (?:VĂN|THỊ|HỮU|ĐỨC|NGỌC|ĐÌNH)"
)
INNOCENT_BEFORE = re.compile(rf"{START}(?:BÍ\s+|(?:{BEFORE}|{NAME}) +)$")
INNOCENT_AFTER = re.compile(rf" +(?:{AFTER}){END}")
LOOK_BACK = 60


def _spaced(letters: list[str]) -> str:
    return GAP.join(letters)


def _pattern(phrase: str) -> str:
    letters = phrase.replace(" ", "")
    if phrase not in PHRASES:
        return _spaced(list(letters))
    # Of TCVN3, where it is a soft hyphen, ư is often lost.
    signs = any_marks(letters)
    return _spaced([f"{sign}?" if letter == "Ư" else sign for letter, sign in zip(letters, signs, strict=True)])


def _compile(phrase: str) -> tuple[re.Pattern, re.Pattern]:
    """Give the patterns of a mark: anywhere, and by itself on its lines or in brackets."""
    pattern = _pattern(phrase)
    before = (
        rf"(?:(?:Đ{GAP}Ộ{GAP}M{GAP}Ậ{GAP}T|MỨC ĐỘ(?: MẬT)?|TÀI LIỆU|VĂN BẢN)\W*)?"
        if phrase in LEVELS
        else r"(?:TÀI LIỆU\s+)?"
    )
    by_itself = rf"^[^\w\n]*{before}{pattern}[^\w\n]*$"
    # A gloss in running text, "(mật)" or "(dự thảo)", has no capital.
    capital = "" if phrase in INTERNAL else "(?=(?-i:[A-ZĐ]))"
    in_brackets = rf"[(\[<]\s*{capital}{pattern}\s*[)\]>]"
    alone = f"{by_itself}|{in_brackets}"
    return re.compile(f"{START}{pattern}{END}", re.IGNORECASE), re.compile(alone, re.IGNORECASE | re.MULTILINE)


# Levels in any case where a heading names them: "Độ mật: Tối mật.", "Số 912-CV/TU - Mật"; no list of the levels.
ENDS = r"(?=\s*(?:$|[.;)\]]))"
SAID_LEVEL = re.compile(
    rf"^[^\w\n]*(?:mức )?độ mật\s*:\s*(?:tuyệt |tối )?mật{ENDS}"
    rf"|\d[ ]?[-/][\w/\-]{{0,40}}(?-i:[A-ZĐ]{{2,}})\s*[-–,:]\s*(?-i:Tuyệt |Tối )?(?-i:[Mm])ật{ENDS}",
    re.IGNORECASE | re.MULTILINE,
)
SAID_INTERNAL = re.compile(
    r"^[^\w\n]*(?:tài liệu |bản |văn bản )?lưu hành nội bộ\s*[,.;:]", re.IGNORECASE | re.MULTILINE
)
SAID = {"MẬT": SAID_LEVEL, "LƯU HÀNH NỘI BỘ": SAID_INTERNAL}

PATTERNS = {phrase: _compile(phrase) for phrase in (*LEVELS, *PHRASES, *BARE_LEVELS)}


def find_secrecy(text: str) -> list[Mark]:
    """Give the marks of secrecy and internal use in a text, in order, one for each place, at most MOST."""
    shown = readable(text)
    taken: set[int] = set()
    found: list[tuple[int, Mark]] = []
    for phrase in PATTERNS:
        for place in _places(phrase, shown):
            spots = range(*place.span())
            if len(found) == MOST:
                break
            if taken.isdisjoint(spots):
                taken.update(spots)
                found.append((place.start(), _mark(shown, place, phrase)))
    return [mark for _, mark in sorted(found, key=lambda one: one[0])]


def _places(phrase: str, text: str):
    anywhere, alone = PATTERNS[phrase]
    yield from (place for place in anywhere.finditer(text) if _is_stamp(phrase, place, text))
    yield from alone.finditer(text)
    if phrase in SAID:
        yield from SAID[phrase].finditer(text)


def _is_stamp(phrase: str, place: re.Match, text: str) -> bool:
    """Whether what was found shouts: capitals inside its words, or every word with one; and is no innocent."""
    letters = [letter for letter in place[0] if letter.isalpha()]
    starts = {0}
    for word in phrase.split()[:-1]:
        starts.add(max(starts) + len(word))
    inside = any(letter.isupper() for number, letter in enumerate(letters) if number not in starts)
    # "Độ Mật" explains the levels; the form that names one is in SAID_LEVEL.
    every = len(starts) > 1 and phrase != "ĐỘ MẬT" and all(letters[number].isupper() for number in starts)
    return (inside or every) and not (phrase in LEVELS and _is_innocent(place, text))


def _is_innocent(place: re.Match, text: str) -> bool:
    before = text[max(0, place.start() - LOOK_BACK) : place.start()]
    return bool(INNOCENT_BEFORE.search(before) or INNOCENT_AFTER.match(text, place.end()))


def _mark(text: str, place: re.Match, phrase: str) -> Mark:
    if phrase in WARNED:
        return mark_at(text, place, "secrecy.draft", SAY_DRAFT.format(phrase))
    secret = phrase in LEVELS or phrase in BARE_LEVELS
    key, sentence = ("secrecy.level", SAY_LEVEL) if secret else ("secrecy.internal", SAY_INTERNAL)
    return mark_at(text, place, key, sentence.format(phrase), blocks=True)
