"""Numbers of citizens and accounts block, telephones and homes warn; numbers of papers, money and offices pass."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.personal import find_personal

REPORT = Path("news/demonstration/bao-cao-71-BC-DDHDND.txt")

IDS = [
    "079085000123",
    "số căn cước 079 085 000 123",
    "079.085.000.123",
    "087-190-000123",
    "0 8 7 1 9 0 0 0 0 1 2 3",
    "087190\n000123",
    "０87190000123",
    "CMND số 341000567",
    "chứng minh nhân dân: 341 000 567",
    "CCCD 999000456789",
]
ACCOUNTS = [
    "số tài khoản 0123450789",
    "STK: 1234 5000 901 Vietcombank",
    "STK 0900004567",
    "tài khoản số 6500200000456 tại Agribank",
    "Agribank 6500200000456",
    "Số tài khoản nhận ủng hộ là:\n19030000890123",
]
WARNED = [
    "điện thoại 0912 000 678",
    "ĐT: 0912.000.678",
    "+84912000678",
    "gọi bà Năm theo số 0277 3000 234",
    "ở số nhà 12, đường Hoa Sen, phường Bình Phú Mẫu",
    "bà Năm, ngụ tại số 15 đường Hoa Sen",
]
PASSED = [
    "Nghị quyết số 901/2026/NQ-HĐND ngày 24/10/2026",
    "tổng vốn 1.234.567.890 đồng",
    "kinh phí 087.190.001.234 đồng",
    "Agribank giải ngân 12.500.000.000 đồng",
    "có 1.234.567 tài khoản định danh điện tử",
    "cấp tài khoản định danh điện tử: 1.234.567 tài khoản",
    "Văn phòng: 0277 3000 234",
    "đường dây nóng 0912 000 678, tổng đài 1900 9000",
    "trụ sở số 12, đường Hoa Sen",
    "24/11/2026 14:30, nhiệm kỳ 2021 - 2026, 2026 - 2031",
]


def kinds(text: str, **known) -> set[str]:
    return {mark.key for mark in find_personal(text, **known) if mark.blocks}


@pytest.mark.parametrize("text", IDS)
def test_the_number_of_a_citizen_blocks(text):
    assert kinds(text) == {"personal.id"}


@pytest.mark.parametrize("text", ACCOUNTS)
def test_the_number_of_an_account_blocks(text):
    assert kinds(text) == {"personal.account"}


@pytest.mark.parametrize("text", WARNED)
def test_a_telephone_or_a_home_warns(text):
    assert [mark.blocks for mark in find_personal(text)] == [False]


@pytest.mark.parametrize("text", PASSED)
def test_a_number_of_offices_papers_or_money_passes(text):
    assert find_personal(text) == []


def test_a_telephone_beside_an_account_is_no_account():
    text = "Ủng hộ qua số tài khoản 6900 2050 12345 Agribank Tân Hòa Mẫu. Gọi 0913 456 789."
    assert [mark.key for mark in find_personal(text)] == ["personal.account", "personal.telephone"]


def test_the_site_s_own_telephone_passes():
    assert find_personal("gọi 0912 000 678", frozenset({"0912000678"})) == []


def test_the_real_report_passes():
    assert find_personal(REPORT.read_text()) == []


@given(
    st.sampled_from(["001", "031", "048", "079", "087", "096"]),
    st.sampled_from("0123"),
    st.from_regex(r"\A[0-9]{8}\Z"),
    st.sampled_from(["", " ", ".", "-", "\u00a0"]),
    st.sampled_from([(3, 3, 6), (3, 3, 3, 3), (6, 6), (4, 4, 4), (12,)]),
)
def test_no_grouping_hides_a_citizen_id(province, century, rest, gap, sizes):
    digits = iter(province + century + rest)
    written = gap.join("".join(next(digits) for _ in range(size)) for size in sizes)
    assert kinds(f"ông Tư, {written}, trú tại ấp 3") == {"personal.id"}


@given(st.text(alphabet="0123456789 .-/()\nSTKsốàikhoảnđồng", max_size=300))
def test_any_text_is_read(text):
    assert all(mark.sentence for mark in find_personal(text))
