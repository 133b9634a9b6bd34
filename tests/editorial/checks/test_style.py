"""What an editor would mark in the margin; nothing of it blocks."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.style import find_in_headline, find_in_standfirst, find_style

REPORT = Path("news/demonstration/bao-cao-71-BC-DDHDND.txt")
TODAY = date(2026, 11, 24)  # a Tuesday

FOUND = [
    ("đã tập trung tập trung chỉ đạo", "style.repeated"),
    ("vai trò của của báo", "style.repeated"),
    ("thứ Hai, ngày 24/11/2026", "style.weekday"),
    ("Thứ 2 ngày 24 tháng 11 năm 2026", "style.weekday"),
    ("Chủ nhật (24-11-2026)", "style.weekday"),
    ("ngày 31/02/2026", "style.no_date"),
    ("Sáng 25/12/2026, Thường trực đã họp", "style.future"),
    ("mở ngoặc (mà không đóng", "style.unclosed"),
    ("nói: “đóng sau", "style.unclosed"),
    ("đóng ngoặc rồi ) mà không mở", "style.unopened"),
    ("chân chính kịp thời", "style.confused"),
    ("việc sát nhập xã", "style.confused"),
    ("Ban QLDA tỉnh", "style.abbreviation"),
    ("Uû ban nh©n d©n tØnh, QuyÕt ®Þnh cña Héi ®ång", "style.legacy_font"),
    ("UÛY BAN NHAÂN DAÂN tænh Ñoàng Thaùp", "style.legacy_font"),
]
PASSED = [
    "xa xa, luôn luôn, dần dần, từng bước từng bước",
    "các đại biểu biểu quyết, hội nghị nghị sự",
    "thứ Ba, ngày 24/11/2026",
    "đã chỉ đạo hoàn thành trước ngày 31/12/2026",
    "Ngày 25/12/2026, Thường trực sẽ họp",
    "a) điểm a; b) điểm b; đ) điểm đ (có ngoặc)",
    "Ban quản lý dự án (QLDA) tỉnh; QLDA báo cáo",
    "HĐND, UBND, ĐBQH; Nghị quyết 901/2026/NQ-HĐND; thế kỷ XXI",
    "PHẦN THỨ HAI",
    "toàn quốc, Huế, tuân thủ, khoẻ, uỷ ban, giúp đỡ",
]


@pytest.mark.parametrize(("text", "key"), FOUND)
def test_it_is_found_and_warns(text, key):
    assert [(mark.key, mark.blocks) for mark in find_style(text, TODAY)] == [(key, False)]


@pytest.mark.parametrize("text", PASSED)
def test_good_writing_passes(text):
    assert find_style(text, TODAY) == []


def test_the_real_report_has_its_four_known_slips_and_no_more():
    found = [mark.sentence for mark in find_style(REPORT.read_text(), TODAY)]
    assert found == [
        "Từ «của» bị lặp.",
        "Từ «với» bị lặp.",
        "Từ «tập trung» bị lặp.",
        "«chân chính kịp thời»: có phải là «chấn chỉnh kịp thời»?",
    ]


def test_a_headline_that_shouts_or_runs_on_is_told():
    assert [mark.key for mark in find_in_headline("KHAI MẠC KỲ HỌP THỨ MƯỜI HAI")] == ["style.shouting"]
    assert [mark.key for mark in find_in_headline("Khai mạc " * 20)] == ["style.long"]
    assert list(find_in_headline("Khai mạc Kỳ họp thứ Mười hai")) == []


def test_a_standfirst_of_more_than_sixty_words_is_told():
    assert [mark.key for mark in find_in_standfirst("từ " * 61)] == ["style.long"]
    assert list(find_in_standfirst("từ " * 60)) == []


@given(st.text(alphabet="()«»“”[]aAĐ /.1290®µùñ \nthứngày", max_size=300))
def test_any_text_is_read_and_never_blocked(text):
    assert not any(mark.blocks for mark in find_style(text, TODAY))


def keys_of(text: str) -> list[str]:
    return [mark.key for mark in find_style(text, TODAY)]


def test_today_is_not_to_come_and_a_term_is_not_told():
    assert keys_of("Sáng 24/11/2026, Thường trực đã họp") == []
    assert keys_of("Sáng 25/11/2026, Thường trực đã họp") == ["style.future"]
    assert keys_of("trước ngày 25/12/2026, Thường trực đã họp") == []
    # The words that make a term of it stand right before the date.
    assert keys_of("trước đó nhiều hôm, vào đúng ngày 25/12/2026, Thường trực đã họp") == ["style.future"]


def test_a_bracket_after_the_letter_of_a_list_closes_nothing():
    assert keys_of("Xét: (a) việc một; b) việc hai") == []


def test_an_abbreviation_is_asked_about_once_however_often_it_stands():
    assert keys_of("Ban QLDB tỉnh; QLDB họp.\nQLDB và cả đơn vị QLDC") == ["style.abbreviation"] * 2


def test_a_text_in_a_font_from_before_unicode_is_said_to_be_one_and_no_more():
    assert keys_of("Uû ban nh©n d©n tØnh, QuyÕt ®Þnh cña Héi ®ång (ngày 31/02/2026") == ["style.legacy_font"]


@pytest.mark.parametrize(("length", "found"), [(120, []), (121, ["style.long"])])
def test_a_headline_is_long_from_its_hundred_and_twenty_first_sign(length, found):
    assert [mark.key for mark in find_in_headline("a" * length)] == found


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("KHAI MẠC KỲ HỌP", ["style.shouting"]),
        ("KỲ HỌP XI", []),
        ("HĐND, UBND VÀ UBMTTQ", ["style.shouting"]),
        ("ABCDEFG hij", []),  # seven letters of ten
        ("ABCDEFGH ij kỳ họp", []),
    ],
)
def test_a_headline_shouts_when_most_of_its_letters_do(headline, found):
    assert [mark.key for mark in find_in_headline(headline)] == found


@pytest.mark.parametrize(("count", "found"), [(60, []), (61, ["style.long"])])
def test_a_standfirst_is_long_from_its_sixty_first_word(count, found):
    assert [mark.key for mark in find_in_standfirst("từ " * count)] == found
