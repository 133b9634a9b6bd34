"""No spacing, form or line end hides a mark of secrecy; words that only look like one pass."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.secrecy import MOST, find_secrecy

BLOCKED = ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "ĐỘ MẬT", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU HỘI NGHỊ", "XEM XONG TRẢ LẠI"]
MARKS = [*BLOCKED, "DỰ THẢO"]
REPORT = Path("news/demonstration/bao-cao-71-BC-DDHDND.txt")

MUST_FIND = [
    "(MẬT)",
    "M Ậ T",
    "M.Ậ.T",
    "Mật",
    "Tối mật",
    "T ối mậ t",
    "Độ mật: Mật",
    "ÐỘ MẬT",
    "МẬТ",  # Cyrillic
    "ＭẬＴ",
    "M\u200bẬ\u00adT",
    "T U Y Ệ T  M Ậ T",
    "TUYỆT\nMẬT",
    "Công văn số 912 (Mật) của cơ quan",
    "Số: 912-BC/TU MẬT",
    "TÀI LIỆU MẬT",
    "HỒ SƠ MẬT",
    "VĂN BẢN MẬT",
    "PHẠM VI MẬT",
    "DANH SÁCH MẬT",
    "NHÀ NƯỚC MẬT",
    "BÁO CÁO MẬT THƯ KÝ GIỮ",
    "HỒ SƠ MẬT VỤ ÁN",
    "MẬT - ĐỘ KHẨN: HỎA TỐC",
    "MẬT\nĐỘ",
    "BÁO CÁO MẬT: MẬT ĐỘ DÂN SỐ",
    "Văn bản TỐI MẬT của cơ quan",
    "TUYET MAT",
    "TAI LIEU HOI NGHI",
    "LƯU HÀNH\nNỘI BỘ",
    "(Lưu hành nội bộ)",
    "Tài liệu hội nghị (xem xong trả lại)",
    "Mức độ: Mật",
    "MẬT/KHẨN",
    "TÀI-LIỆU-HỘI-NGHỊ",
    "Tài liệu lưu hành nội bộ",
    "Tài Liệu Hội Nghị số một",
    "XEM XONG TRẢ LẠI.",
]
MUST_PASS = [
    "Bà con nuôi ong lấy mật ong.",
    "MẬT ONG RỪNG ĐƯỢC MÙA",
    "Theo Luật Bảo vệ bí mật nhà nước, độ mật gồm Tuyệt mật, Tối mật, Mật.",
    "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "PHỔ BIẾN LUẬT BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
    "Thông tư quy định về độ mật của văn bản",
    "MẬT ĐỘ DÂN SỐ TĂNG",
    "Mật độ dân số tăng.",
    "BẢO MẬT THÔNG TIN, ĐỔI MẬT KHẨU",
    "Buổi gặp mặt thân mật.",
    "Ông Nguyễn Văn Mật phát biểu.",
    "NGUYỄN VĂN MẬT",
    "LÊ THỊ MẬT",
    "ỦY BAN MẶT TRẬN TỔ QUỐC",
    "MẤT MÙA, MẮT KÍNH",
    "nghiên cứu tài liệu Hội nghị",
    "Đọc báo xem xong trả lại cho thư viện.",
    "thảo luận dự thảo nghị quyết",
    "nước hoa (mật) và phấn; văn bản (dự thảo) đang lấy ý kiến",
    "GẮN BÓ MẬT THIẾT VỚI NHÂN DÂN",
    "QUYỀN BÍ MẬT THƯ TÍN",
]


@pytest.mark.parametrize("text", MUST_FIND)
def test_a_mark_is_found_and_blocks(text):
    assert any(mark.blocks for mark in find_secrecy(text))


@pytest.mark.parametrize("text", MUST_PASS)
def test_an_innocent_word_passes(text):
    assert find_secrecy(text) == []


def test_a_draft_only_warns():
    assert [(mark.key, mark.blocks) for mark in find_secrecy("DỰ THẢO NGHỊ QUYẾT")] == [("secrecy.draft", False)]


def test_the_real_report_passes():
    assert find_secrecy(REPORT.read_text()) == []


gaps = st.sampled_from(["", " ", "  ", "\u00a0", "\u200b", "\u00ad", "\n", ".", "-", "\u2060 "])
twins = {"Đ": "Ð", "M": "М", "T": "Т", "A": "А", "H": "Н", "O": "О", "E": "Е", "X": "Х"}


@given(st.sampled_from(MARKS), st.data())
def test_no_disguise_hides_a_mark(mark, data):
    written = "".join(_disguise(letter, data) + data.draw(gaps) for letter in mark)
    before = data.draw(st.sampled_from(["", "Kính gửi các đồng chí.\n", "Công văn số 12: ", "«", "("]))
    found = find_secrecy(before + written + data.draw(st.sampled_from(["", "\nngày 24", ".", ")", " của"])))
    assert found
    assert any(one.blocks for one in found) == (mark in BLOCKED)


def _disguise(letter: str, data) -> str:
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    return "".join(twins.get(part, part) for part in unicodedata.normalize(form, letter))


@given(st.sampled_from(["Mật", "tối mật", "Tuyệt Mật", "LƯU hành nội bộ"]), st.sampled_from(["", "(", "- ", "* "]))
def test_a_mark_on_a_line_of_its_own_is_found_in_any_case(mark, before):
    assert find_secrecy(f"Kính gửi\n{before}{mark}{')' * before.count('(')}\nNgày 24")


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert all(mark.sentence for mark in find_secrecy(text))


def test_of_a_text_full_of_marks_the_first_are_told():
    assert len(find_secrecy("\n".join(["(MẬT)"] * 200))) == MOST
    assert len(find_secrecy("\n".join(["(MẬT)"] * (MOST - 1)))) == MOST - 1


def test_capitals_at_the_head_of_every_word_are_a_stamp_and_one_word_less_is_none():
    assert [mark.key for mark in find_secrecy("Đây là Tài Liệu Hội Nghị số một")] == ["secrecy.internal"]
    assert find_secrecy("Đây là Tài Liệu Hội nghị số một") == []
    assert [mark.key for mark in find_secrecy("Đây là Tuyệt Mật của cơ quan")] == ["secrecy.level"]
