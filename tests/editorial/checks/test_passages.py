"""Which checks a passage is given to: leaks everywhere, advice on style where there are sentences."""

from datetime import date

import pytest

from editorial.checks.council import Facts, Holder
from editorial.checks.marks import Mark
from editorial.checks.passages import Form, Passage, check_passages, find_leaks

DAY = date(2026, 11, 24)
FACTS = Facts(DAY, (Holder("Trần Văn Mẫu", "Chủ tịch HĐND tỉnh", date(2026, 4, 1)),))
OF = {
    Form.TEXT: {"style.repeated", "style.abbreviation", "right.office"},
    Form.HEADING: {"style.repeated", "style.long", "right.office"},
    Form.SUMMARY: {"style.repeated", "style.long", "right.office"},
    Form.LABEL: set(),
}


@pytest.mark.parametrize("form", Form)
def test_each_form_is_given_the_advice_that_concerns_it_and_every_form_is_read_for_leaks(form):
    text = "Chủ tịch HĐND tỉnh Lê Thị Cũ nêu vai trò của của QLDB. " + "Kỳ họp bàn nhiều việc. " * 20 + "TUYỆT MẬT"
    passage = Passage("field", "Chỗ", text, form)
    found = {mark.key for of, mark in check_passages([passage], day=DAY, facts=FACTS) if of is passage}
    assert found == OF[form] | {"secrecy.level"}


def test_what_was_found_before_comes_first_also_where_no_text_is_at_hand():
    known = Mark("secrecy.level", "Trong tệp có dấu mật.", "MẬT", True)
    marked, plain = Passage("", "Tệp", "", Form.LABEL, (known,)), Passage("", "Chú thích", "0912 000 678", Form.LABEL)
    found = [(of.place, mark.key) for of, mark in check_passages([marked, plain], day=DAY)]
    assert found == [("Tệp", "secrecy.level"), ("Chú thích", "personal.telephone")]


def test_a_number_is_found_once_in_whatever_font_the_words_around_it_are():
    text = "UÛY BAN NHAÂN DAÂN tænh, ñieän thoaïi 0912 000 678"
    assert [mark.key for mark in find_leaks(text)] == ["personal.telephone"]


def test_a_telephone_of_the_office_is_nobodys_own():
    assert find_leaks("Điện thoại 0912 000 678", frozenset({"0912000678"})) == []
