"""Text from before Unicode is recognised and read as it was meant; Vietnamese in Unicode is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.legacy_fonts import TCVN3_TABLE, VNI_PAIR, font_of, to_unicode
from editorial.text import clean_text

MEANT = "Ủy ban nhân dân tỉnh, Quyết định của Hội đồng nhân dân, nước sạch nông thôn được đầu tư"
TCVN3 = "ñy ban nh©n d©n tØnh, QuyÕt ®Þnh cña Héi ®ång nh©n d©n, n\u00adíc s¹ch n«ng th«n ®\u00adîc ®Çu t\u00ad"
VNI = "UÛy ban nhaân daân tænh, Quyeát ñònh cuûa Hoäi ñoàng nhaân daân, nöôùc saïch noâng thoân ñöôïc ñaàu tö"
REPORT = Path("news/demonstration/bao-cao-71-BC-DDHDND.txt")


def test_tcvn3_is_read_as_it_was_meant():
    assert to_unicode(clean_text(TCVN3)) == "ủ" + MEANT[1:]


def test_capitals_drawn_by_the_font_are_written_as_capitals():
    assert (
        to_unicode("HéI §åNG NH¢N D¢N tØnh, Bé tr\u00adëng, QuyÕt ®Þnh")
        == "HỘI ĐỒNG NHÂN DÂN tỉnh, Bộ trưởng, Quyết định"
    )


def test_vni_is_read_as_it_was_meant():
    assert to_unicode(clean_text(VNI)) == MEANT


@pytest.mark.parametrize("text", [MEANT, REPORT.read_text(), "toàn quốc, hoá, xoá, Micro® 2026 © Văn phòng", "", "ab"])
def test_a_text_in_unicode_stays_as_it_is(text):
    assert font_of(text) is None
    assert to_unicode(text) == text


def test_the_letter_that_tcvn3_writes_as_a_soft_hyphen_survives_the_entrance():
    assert clean_text(TCVN3).count("ư") == 3
    assert clean_text("đầu\u00adtư") == "đầutư"


def test_every_letter_of_ours_stands_in_both_tables():
    letters = set("àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ")
    assert letters <= set(TCVN3_TABLE.values()) | {chr(code) for code in TCVN3_TABLE.values() if isinstance(code, int)}
    assert VNI_PAIR.search("aù")


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert isinstance(to_unicode(text), str)
