"""What a careful editor would ask; nothing of it blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.craft import find_gaps, find_shouting
from editorial.checks.links import find_dangerous

GOOD = "Sáng 08/12, tại hội trường tỉnh, Thường trực HĐND khai mạc kỳ họp. " * 5


def gaps(opening: str, text: str = GOOD) -> list[str]:
    return [mark.key for mark in find_gaps(opening, text)]


@pytest.mark.parametrize(
    ("opening", "missing"),
    [
        ("Tại xã Tân Hòa Mẫu, đại biểu ghi nhận nhiều ý kiến.", ["craft.when"]),
        ("Chiều nay, đại biểu ghi nhận nhiều ý kiến.", ["craft.where"]),
        ("Sáng 08/12, tại xã Tân Hòa Mẫu diễn ra lễ khai mạc.", ["craft.who"]),
        (GOOD, []),
    ],
)
def test_the_question_that_the_opening_leaves_open_is_asked(opening, missing):
    assert gaps(opening) == missing


def test_a_very_short_report_is_asked_what_happened():
    assert gaps(GOOD, "Khai mạc kỳ họp.") == ["craft.what"]
    assert [gaps(GOOD, "chữ " * words) for words in (39, 40)] == [["craft.what"], []]


def test_a_line_in_capitals_is_shown_from_its_beginning():
    (mark,) = find_shouting("KỲ HỌP " * 6)
    assert mark.excerpt.startswith("KỲ HỌP KỲ HỌP")
    assert list(find_shouting("KỲ HỌP " * 5 + "KỲ")) == []


@pytest.mark.parametrize("text", ["Chào mừng kỳ họp!!!", "Thật sao?!", "KỲ HỌP " * 12])
def test_shouting_is_told(text):
    assert [mark.key for mark in find_shouting(text)] == ["craft.shouting"]


@pytest.mark.parametrize("text", ["Chào mừng kỳ họp!", "Vì sao? Khi nào?", "PHẦN THỨ NHẤT", GOOD])
def test_ordinary_signs_pass(text):
    assert list(find_shouting(text)) == []


@pytest.mark.parametrize(
    "target",
    [
        "http://bit.ly/abc",
        "https://www.tinyurl.com/x",
        "https://203.0.113.7/tin",
        "https://[2001:db8::1]/",
        "http://2130706433/",
        "https://xn--hdnd-mau-9za.vn/",
        "https://hđnd-mẫu.vn/",
        "https://hdnd.mau.gov.vn@lua-dao.vn/",
        "https://mau.vn/cai-dat.apk",
        "http://mau.gov.vn/tai-lieu.docx",
        "https://noibo/",
    ],
)
def test_a_link_in_disguise_is_told(target):
    assert [mark.key for mark in find_dangerous([target])] == ["link.danger"]


@pytest.mark.parametrize(
    "target", ["https:///khong-co-ten", "https://", "http://[loi", "https://hdnd.mau.gov.vn@x.vn", "ftp://a/b", "http:"]
)
def test_a_broken_address_is_told_or_passed_over_and_never_breaks_the_check(target):
    assert [mark.key for mark in find_dangerous([target])] == ([] if target.startswith("ftp:") else ["link.danger"])


def test_a_long_address_is_shown_in_part():
    (mark,) = find_dangerous(["https://noibo/" + "a" * 200])
    assert len(mark.excerpt) == 120
    (mark,) = find_dangerous([f"https://{letter * 40}.vn/" for letter in "abcd"])
    assert (mark.key, len(mark.excerpt)) == ("link.outside", 120)


def test_hosts_that_are_not_official_are_named_once():
    links = ["https://a.vn/1", "https://a.vn/2", "https://hdnd.mau.gov.vn/", "mailto:a@b.vn", "/tin/x-1/"]
    (mark,) = find_dangerous(links)
    assert (mark.key, mark.excerpt) == ("link.outside", "a.vn")


@given(st.lists(st.text(alphabet="htps:/@[]x.n-0123456789?#\\ a", max_size=60), max_size=10))
def test_any_address_is_read(targets):
    assert all(not mark.blocks for mark in find_dangerous([f"https://{target}" for target in targets]))
