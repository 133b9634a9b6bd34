"""Data of people that must not stand on a public page: citizen ids, bank accounts; telephones and homes warn.

Numbers of documents, dates, amounts of money and the telephones of offices are no such data.
"""

import re
from itertools import islice

from editorial.checks.marks import END, MOST, START, Mark, mark_at, readable

# Codes of provinces in citizen ids (three digits, as issued since 2016; they outlive the merging of provinces).
PROVINCE = re.compile(
    "00[12468]|01[0124579]|02[024567]|03[01345678]|04[0245689]|05[12468]|06[024678]|07[024579]|08[0234679]|09[123456]"
)
GAP = r"[ \t.\-–·]{0,2}"
DIGITS_OF_ID = rf"\d(?:{GAP}\n?{GAP}\d){{11}}"
NOT_INSIDE = r"(?<![\d/])(?<!\d[.,])"
NOT_GOING_ON = r"(?!\d|[.,/]\d)"
ID = re.compile(f"{NOT_INSIDE}{DIGITS_OF_ID}{NOT_GOING_ON}")
MONEY = re.compile(
    r"\s*(?:đồng|đ\b|triệu|tỷ|tỉ|nghìn|ngàn|USD|VND|VNĐ|%|m2|m3|ha\b|lượt|người|hộ\b|tài khoản)", re.IGNORECASE
)

ID_WORDS = re.compile(
    rf"{START}(?:CMND|CMTND|CCCD|CMT|chứng minh (?:nhân dân|thư)|căn cước(?: công dân)?|định danh cá nhân){END}",
    re.IGNORECASE,
)
BANKS = (
    "vietcombank|agribank|bidv|vietinbank|sacombank|techcombank|vpbank|mbbank|mb bank|acb|tpbank|hdbank|vib|shb|ocb|scb"
    "|eximbank|lpbank|lienvietpostbank|seabank|nam a bank|bac a bank|kienlongbank|saigonbank|kho bạc nhà nước"
)
ACCOUNT_WORDS = re.compile(
    rf"{START}(?:(?:số )?tài khoản(?! định danh| VNeID| điện tử| mạng)(?: ngân hàng| số)?|chuyển khoản|STK|số TK"
    rf"|TK(?=[ ]?(?:số|:))|{BANKS}){END}",
    re.IGNORECASE,
)
NUMBER = re.compile(rf"{NOT_INSIDE}\d(?:[ \t.\-–]?\d){{5,20}}(?!\d|[,/]\d)")
AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
TELEPHONE_WORDS = re.compile(r"điện thoại|ĐT|số máy|gọi|zalo|hotline|đường dây nóng|liên hệ|tổng đài", re.IGNORECASE)
NEAR = 60  # characters from the words to the digits

MOBILE = r"(?:\+?84|0)[ .\-]?[35789](?:[ .\-]?\d){8}"
LANDLINE = r"(?:\(?(?:\+?84|0)[ .\-]?2\d{1,2}\)?)(?:[ .\-]{0,2}\d){7,8}"
TELEPHONE = re.compile(f"{NOT_INSIDE}(?:{MOBILE}|{LANDLINE}){NOT_GOING_ON}")
OFFICE_WORDS = re.compile(
    rf"{START}(?:đường dây nóng|hotline|tổng đài|văn phòng|cơ quan|trụ sở|UBND|HĐND|ủy ban|trung tâm|sở|phòng|tòa soạn"
    rf"|ban (?:biên tập|pháp chế|tiếp công dân)|công an|bệnh viện|trường|thường trực|đầu mối|liên hệ công tác){END}",
    re.IGNORECASE,
)
LOOK_BACK = 120  # an office may stand in the cell before
HOTLINE = re.compile(f"{START}(?:đường dây nóng|hotline|tổng đài){END}", re.IGNORECASE)
HOUSE = re.compile(
    rf"{START}(?:số nhà|nhà số)[ ]?(?:số )?\d+[^\n.;]{{0,80}}"
    rf"|{START}(?:ngụ|thường trú|cư trú|tạm trú|chỗ ở|nơi ở|nhà riêng|hộ khẩu)[^\n.;]{{0,30}}{START}số[ ]?\d+[A-Z]?"
    rf"[^\n.;]{{0,12}}{START}(?:đường|hẻm|ngõ|ngách|phố|ấp|khóm|tổ){END}",
    re.IGNORECASE,
)

SAY_ID = "Có số căn cước hoặc chứng minh nhân dân. Xin xóa, hoặc che bớt chữ số."
SAY_ACCOUNT = "Có số tài khoản ngân hàng. Xin xóa, nếu người có quyền duyệt đăng không cho phép."
SAY_TELEPHONE = "Có số điện thoại: xin kiểm tra đây không phải là số riêng của cá nhân."
SAY_HOME = "Có địa chỉ nhà: xin kiểm tra có cần thiết nêu nơi ở của cá nhân."


def find_personal(text: str, office_telephones: frozenset[str] = frozenset()) -> list[Mark]:
    """Give the marks of personal data in a text, at most MOST of a kind.

    `office_telephones` (digits only) are the site's own.
    """
    shown = readable(text)
    accounts = _apart(find_accounts(shown), find_named_ids(shown))
    ids = _apart(find_ids(shown), accounts)
    telephones = _apart(TELEPHONE.finditer(shown), [*ids, *accounts])
    private = (place for place in telephones if not _is_of_office(shown, place, office_telephones))
    return [
        *(mark_at(shown, place, "personal.id", SAY_ID, blocks=True) for place in ids[:MOST]),
        *(mark_at(shown, place, "personal.account", SAY_ACCOUNT, blocks=True) for place in accounts[:MOST]),
        *(mark_at(shown, place, "personal.telephone", SAY_TELEPHONE) for place in islice(private, MOST)),
        *(mark_at(shown, place, "personal.home", SAY_HOME) for place in islice(HOUSE.finditer(shown), MOST)),
    ]


def find_ids(text: str) -> list[re.Match]:
    """Give the citizen ids: twelve digits that can be one, and nine or twelve after the words for it."""
    found = [place for place in ID.finditer(text) if _is_plausible(place[0]) and not MONEY.match(text, place.end())]
    return [*found, *_apart(find_named_ids(text), found)]


def find_named_ids(text: str) -> list[re.Match]:
    """Give the numbers of nine or twelve digits that stand after the words for a citizen id."""
    return [place for _, place in _after(ID_WORDS, text) if len(digits_of(place[0])) in (9, 12)]


def find_accounts(text: str) -> list[re.Match]:
    """Give the numbers that stand after the words for a bank account or the name of a bank."""
    return [
        place
        for between, place in _after(ACCOUNT_WORDS, text)
        if not TELEPHONE_WORDS.search(between) and not AMOUNT.fullmatch(place[0]) and not MONEY.match(text, place.end())
    ]


def _after(words: re.Pattern, text: str):
    """Give (words between, number) for each number that follows the words within NEAR characters, once."""
    seen = set()
    for word in words.finditer(text):
        near = NUMBER.search(text, word.end(), word.end() + NEAR)
        whole = NUMBER.match(text, near.start()) if near else None  # the window may have cut it
        if whole and whole.start() not in seen:
            seen.add(whole.start())
            yield text[word.end() : whole.start()], whole


def _is_plausible(written: str) -> bool:
    """Whether twelve digits are a province's code, a century of now or the last, and no sum, no column of a table."""
    digits = digits_of(written)
    groups = [len(group) for group in re.findall(r"\d+", written)]
    whole = min(groups) >= 3 or max(groups) == 1 or len(groups) <= 4
    of_table = written.count("\n") > 1 or ("\n" in written and all(map(AMOUNT.fullmatch, written.split("\n"))))
    return PROVINCE.match(digits) is not None and digits[3] in "0123" and whole and not of_table


def _is_of_office(text: str, place: re.Match, known: frozenset[str]) -> bool:
    """Whether a telephone is one of the site's own, a hotline, or a landline after words that name an office."""
    digits = digits_of(place[0])
    if digits in known:
        return True
    before = text[max(0, place.start() - LOOK_BACK) : place.start()]
    line = before[before.rfind("\n") + 1 :]
    landline = digits.startswith(("02", "842"))
    return bool(HOTLINE.search(line)) or (landline and bool(OFFICE_WORDS.search(before)))


def digits_of(written: str) -> str:
    return "".join(re.findall(r"\d", written))


def _apart(places, others) -> list[re.Match]:
    """Give the places that share no character with the others."""
    taken = {spot for other in others for spot in range(*other.span())}
    return [place for place in places if taken.isdisjoint(range(*place.span()))]
