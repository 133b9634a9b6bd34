"""A wrong name at an office, a session or term that is not, warn; what the site does not know passes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.council import Facts, Holder, Session, find_wrong_facts, read_number

DAY = date(2026, 11, 24)
HOLDERS = (
    Holder("Trần Văn Mẫu", "Chủ tịch HĐND tỉnh", date(2026, 4, 1)),
    Holder("Lê Thị Cũ", "Chủ tịch HĐND tỉnh", date(2021, 4, 1), date(2026, 3, 31)),
    Holder("Phạm Thị Hai", "Phó Chủ tịch HĐND tỉnh", date(2026, 4, 1)),
    Holder("Võ Văn Ba", "Phó Chủ tịch HĐND tỉnh", date(2026, 4, 1)),
    Holder("Nguyễn Thị Sen", "Trưởng Ban biên tập", date(2026, 4, 1)),
)
SESSIONS = (
    Session("khóa X, sau hợp nhất", 14, "thường lệ", date(2025, 12, 9), date(2025, 12, 11)),
    Session("khóa XI", 11, "chuyên đề", date(2026, 10, 1), date(2026, 10, 1)),
    Session("khóa XI", 12, "thường lệ", date(2026, 12, 8), date(2026, 12, 10)),
)
FACTS = Facts(DAY, HOLDERS, SESSIONS, ("khóa X, sau hợp nhất", "khóa XI"))

WRONG = [
    ("Chủ tịch HĐND tỉnh Lê Thị Cũ phát biểu khai mạc.", "right.office"),
    ("Ông Đỗ Văn Sai, Chủ tịch Hội đồng nhân dân tỉnh, phát biểu.", "right.office"),
    ("Chủ tịch HĐND tỉnh, ông Trần Văn Mẫu. Phó Chủ tịch HĐND tỉnh Trần Văn Mẫu chủ trì.", "right.office"),
    ("đồng chí Lý Thị Khác - Phó Chủ tịch HĐND tỉnh", "right.office"),
    ("Trưởng Ban biên tập Nguyễn Văn A ký ban hành.", "right.office"),
    ("CHỦ TỊCH HĐND TỈNH ĐỖ VĂN SAI", "right.office"),
    ("Kỳ họp thứ Mười ba của HĐND tỉnh khai mạc.", "right.session"),
    ("Kỳ họp thứ Mười hai (chuyên đề)", "right.session"),
    ("Kỳ họp thứ 11, kỳ họp thường lệ giữa năm", "right.session"),
    ("HĐND tỉnh khóa XII họp phiên đầu tiên", "right.term"),
]
PASSED = [
    "Chủ tịch HĐND tỉnh Trần Văn Mẫu chủ trì.",
    "Ông Trần Văn Mẫu, Chủ tịch Hội đồng nhân dân tỉnh, phát biểu.",
    "Chủ tịch HĐND tỉnh Đồng Tháp Mẫu Trần Văn Mẫu chủ trì.",
    "nguyên Chủ tịch HĐND tỉnh Lê Thị Cũ",
    "Bà Lê Thị Cũ, nguyên Chủ tịch HĐND tỉnh, dự.",
    "Phó Chủ tịch HĐND tỉnh Võ Văn Ba và bà Phạm Thị Hai - Phó Chủ tịch HĐND tỉnh",
    "Chủ tịch HĐND tỉnh yêu cầu Sở Tài chính báo cáo.",
    "Chủ tịch HĐND tỉnh Đồng Tháp Mẫu yêu cầu báo cáo.",
    "Chủ tịch HĐND xã Lê Văn Khác",
    "Kỳ họp thứ Mười hai (thường lệ cuối năm), HĐND tỉnh khóa XI",
    "Kỳ họp thứ Hai mươi, Quốc hội khóa XVI",
    "HĐND xã Bình Phú Mẫu tổ chức Kỳ họp thứ Mười lăm",
    "Kỳ họp thứ Chín bàn việc giải ngân",
    "HĐND tỉnh khóa X",
]


def keys(text: str) -> list[str]:
    return [mark.key for mark in find_wrong_facts(text, FACTS)]


@pytest.mark.parametrize(("text", "key"), WRONG)
def test_what_the_site_knows_otherwise_warns(text, key):
    assert keys(text) == [key]
    assert not any(mark.blocks for mark in find_wrong_facts(text, FACTS))


@pytest.mark.parametrize("text", PASSED)
def test_what_is_right_or_unknown_passes(text):
    assert keys(text) == []


def test_the_office_of_then_counts_for_a_piece_about_then():
    then = Facts(date(2025, 5, 1), HOLDERS)
    assert list(find_wrong_facts("Chủ tịch HĐND tỉnh Lê Thị Cũ phát biểu.", then)) == []


@pytest.mark.parametrize(
    ("day", "wrong"),
    [(date(2026, 3, 31), "Trần Văn Mẫu"), (date(2026, 4, 1), "Lê Thị Cũ")],
)
def test_an_office_is_held_from_its_first_day_to_its_last(day, wrong):
    said = [name for name in ("Trần Văn Mẫu", "Lê Thị Cũ") if list(_on(day, f"Chủ tịch HĐND tỉnh {name} dự."))]
    assert said == [wrong]


def _on(day: date, text: str):
    return find_wrong_facts(text, Facts(day, HOLDERS))


def test_the_sentence_names_three_holders_at_most():
    offices = tuple(Holder(f"Võ Văn {name}", "Ủy viên HĐND tỉnh", date(2026, 4, 1)) for name in ("A", "B", "C", "D"))
    (mark,) = find_wrong_facts("Ủy viên HĐND tỉnh Lê Thị Cũ dự.", Facts(DAY, offices))
    assert "Võ Văn A, Võ Văn B, Võ Văn C, không phải Lê Thị Cũ" in mark.sentence


def test_a_name_has_five_words_at_most_and_may_begin_the_text():
    (mark,) = find_wrong_facts("Nguyễn Thị Hoàng Kim Ngân, Chủ tịch HĐND tỉnh, dự.", FACTS)
    assert mark.sentence.endswith("không phải Nguyễn Thị Hoàng Kim Ngân.")
    (mark,) = find_wrong_facts("Chủ tịch HĐND tỉnh Lê Thị Hoàng Kim Ngân Hà dự.", FACTS)
    assert mark.sentence.endswith("không phải Lê Thị Hoàng Kim Ngân.")


def test_an_acting_head_is_another_office_however_far_into_the_text():
    assert keys("Dự họp có quyền Chủ tịch HĐND tỉnh Lê Thị Cũ.") == []
    assert keys("quyền Chủ tịch HĐND tỉnh Lê Thị Cũ.") == []


def test_a_session_the_calendar_does_not_know_has_no_kind_to_be_wrong():
    assert keys("Kỳ họp thứ Mười (chuyên đề) của HĐND tỉnh") == []
    assert keys("Quốc hội. Kỳ họp thứ Mười ba khai mạc.") == []
    assert keys("Kỳ họp thứ Mười ba khai mạc tại trụ sở, có đại biểu Quốc hội dự.") == []


def test_a_site_that_knows_nothing_says_nothing():
    assert [list(find_wrong_facts(text, Facts())) for text, _ in WRONG] == [[]] * len(WRONG)


@pytest.mark.parametrize(
    ("words", "number"),
    [("nhất", 1), ("Tư", 4), ("Mười", 10), ("Mười hai", 12), ("Mười lăm", 15), ("Hai mươi", 20), ("hai mươi mốt", 21),
     ("02", 2), ("14", 14), ("bốn mươi chín", 49), ("mười hoa", 10), ("hoa", 0)],
)  # fmt: skip
def test_numbers_are_read_in_figures_and_words(words, number):
    assert read_number(words) == number


@given(st.text(alphabet="Chủ tịch HĐND tỉnh,–- NguyễnVănA ông kỳ họp thứ mười hai khóa XI()\n", max_size=300))
def test_any_text_is_read(text):
    assert all(mark.sentence for mark in find_wrong_facts(text, FACTS))
