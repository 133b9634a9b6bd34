"""Vietnamese text at the entrances: one form, honest comparison, order of people, addresses."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.text import (
    SORT_KEY_LENGTH,
    clean_text,
    fold,
    person_sort_key,
    strip_hidden,
    vi_slug,
    words,
)

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
vietnamese = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -/.,0123456789")
# Everything Python can hold, lone surrogates too: a browser may send any of it.
anything = st.text(alphabet=st.characters(exclude_categories=()))


def nfd(s):
    return unicodedata.normalize("NFD", s)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (nfd("Hội đồng nhân dân"), "Hội đồng nhân dân"),
        ("một\r\nhai\rba\u2028bốn\vnăm", "một\nhai\nba\nbốn\nnăm"),
        ("Nghị\u00a0quyết", "Nghị quyết"),
        ("Hội\u200b đồng\ufeff \u00adnhân dân\u2060", "Hội đồng nhân dân"),
        ("cáo\u202etạt\u202c", "cáotạt"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("lẻ\ud800loi", "lẻloi"),
        ("½ m² và ＡＢ", "½ m² và ＡＢ"),
        ("cột\tcột", "cột\tcột"),
        ("  đầu và cuối  ", "  đầu và cuối  "),
    ],
)
def test_text_is_stored_in_one_form(typed, stored):
    assert clean_text(typed) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("NÐ-CP", "NĐ-CP"),
        ("QÐi", "QĐi"),
        ("HÐND", "HĐND"),
        ("ÐÐBQH", "ĐĐBQH"),
        ("71-BC/ÐÐ", "71-BC/ĐĐ"),
        ("ðại biểu", "đại biểu"),
        ("Ðồng Tháp", "Đồng Tháp"),
        (nfd("ðồng"), "đồng"),
        ("Ɖảng", "Đảng"),
        ("NÐ\u200b-CP", "NĐ-CP"),
    ],
)
def test_eth_beside_vietnamese_letters_becomes_d_with_stroke(typed, stored):
    assert clean_text(typed) == stored


@pytest.mark.parametrize("typed", ["âm /ð/", "chữ Ð.", "ð 5", "Æð", "ðþ"])
def test_eth_away_from_vietnamese_letters_stays(typed):
    assert clean_text(typed) == typed


def test_tone_typed_before_its_circumflex_is_composed():
    assert clean_text("cần th\u0061\u0301\u0302y") == "cần thấy"


def test_flood_of_combining_marks_is_cut_to_two():
    assert clean_text("q" + "\u0315" * 500) == "q\u0315\u0315"


def test_single_line_text_has_single_spaces_and_bare_ends():
    assert clean_text("\u3000 Kỳ họp\r\n\tthứ \u2009 Mười hai\n", lines=False) == "Kỳ họp thứ Mười hai"


@given(anything, st.booleans())
def test_cleaning_twice_changes_nothing(s, lines):
    once = clean_text(s, lines=lines)
    assert clean_text(once, lines=lines) == once
    assert clean_text(once) == once


@given(anything)
def test_clean_text_is_nfc_and_can_be_encoded(s):
    cleaned = clean_text(s)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert not {unicodedata.category(char) for char in cleaned if char not in "\t\n"} & {"Cc", "Cs"}


@given(vietnamese)
def test_vietnamese_text_is_kept_whole_in_either_form(s):
    assert clean_text(s) == s
    assert clean_text(nfd(s)) == s


def test_hidden_characters_go_without_touching_the_unicode_form():
    assert strip_hidden(nfd("Đồng\u200d") + "\r\n") == nfd("Đồng") + "\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Thủy", "thuỷ"),
        ("ỦY BAN", "uỷ ban"),
        ("Đường", "duong"),
        ("ÐẠI BIỂU", "dai bieu"),
        ("Hội đồng", nfd("HỘI ĐỒNG")),
    ],
)
def test_folded_text_is_equal_whatever_marks_and_case(one, other):
    assert fold(one) == fold(other)


def test_folding_gives_lower_case_without_marks():
    assert fold("Đẵng, Ưu, Ơn; Ỹ lần 2") == "dang, uu, on; y lan 2"


@given(anything)
def test_folding_is_stable_and_the_same_for_nfc_and_nfd(s):
    assert fold(fold(s)) == fold(s)
    assert fold(nfd(s)) == fold(s)


@given(vietnamese)
def test_folded_vietnamese_is_ascii_of_the_same_length(s):
    assert fold(s).isascii()
    assert len(fold(s)) == len(s)


def test_words_are_casefolded_in_order_without_underscore_and_punctuation():
    assert words('"Hội_đồng" số 15/2023/NQ-HĐND: hội!') == ["hội", "đồng", "số", "15", "2023", "nq", "hđnd", "hội"]


def test_words_of_decomposed_text_are_whole():
    assert words(nfd("Hội đồng Nhân dân")) == ["hội", "đồng", "nhân", "dân"]


def test_words_of_nothing_but_signs_are_none():
    assert words(' *()"-_… ') == []


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đại biểu … đơn vị tỉnh Đồng Tháp", "dai-bieu-don-vi-tinh-dong-thap"),
        ("15/2023/NQ-HĐND", "15-2023-nq-hdnd"),
        ("15/2023/NQ-HÐND", "15-2023-nq-hdnd"),
        ("hội\u200b\u00adđồng  --  nhân dân!", "hoidong-nhan-dan"),
        ("Ủy ban", "uy-ban"),
        ("", "bai"),
        ("…!?", "bai"),
        ("議会", "bai"),
    ],
)
def test_slug_of_a_vietnamese_title(title, slug):
    assert vi_slug(title) == slug


def test_long_slug_is_cut_between_words():
    assert vi_slug("khai mạc kỳ họp", max_length=11) == "khai-mac-ky"
    assert vi_slug("khai mạc kỳ họp", max_length=10) == "khai-mac"


def test_slug_of_one_endless_word_is_cut_inside_it():
    assert vi_slug("a" * 500) == "a" * 80


@given(anything, st.integers(min_value=3, max_value=100))
def test_slug_is_ascii_bounded_and_stable(s, max_length):
    slug = vi_slug(s, max_length)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= max_length
    assert vi_slug(slug, max_length) == slug
    assert vi_slug(nfd(s), max_length) == slug
    assert vi_slug(clean_text(s), max_length) == slug


def in_order(names):
    """Sort shuffled names by their key alone, as a database does."""
    shuffled = random.Random(1).sample(names, len(names))
    return sorted(shuffled, key=person_sort_key)


def test_given_names_follow_the_vietnamese_alphabet():
    names = [
        "An",
        "Ánh",
        "Ăn",
        "Ân",
        "Bình",
        "Châu",
        "Cường",
        "Dũng",
        "Đạt",
        "Đức",
        "Em",
        "Êm",
        "On",
        "Ôn",
        "Ơn",
        "Út",
        "Ước",
    ]
    assert in_order(names) == names


def test_tones_follow_the_dictionary():
    names = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai"]
    assert in_order(names) == names


def test_people_sort_by_given_name_then_family_then_middle_names():
    names = [
        "Nguyễn Văn An",
        "Bùi Thị Bình",
        "Đỗ Bình",
        "Đỗ Thị Bình",
        "Đỗ Thị Ái Bình",
        "Đỗ Thị Thanh Bình",
        "Đỗ Thu Bình",
        "Lê Hoa",
        "Trần Hoa",
        "An Hòa",
        "Lê Hoàng",
        "Ỷ Lan",
    ]
    assert in_order(names) == names


def test_sort_key_ignores_case_tone_placement_and_unicode_form():
    keys = {person_sort_key(name) for name in ["Lê Hòa", "LÊ HÒA", "Lê Hoà", nfd("Lê  Hòa "), "lê hòa"]}
    assert len(keys) == 1


def test_sort_key_knows_foreign_letters_and_numbers():
    names = ["Y 2", "Y 10", "Y Jun", "Y Noël", "Y Zoe"]
    assert in_order(names) == ["Y 10", "Y 2", "Y Jun", "Y Noël", "Y Zoe"]


@given(st.text(max_size=120))
def test_sort_key_is_digits_that_fit_their_column(name):
    key = person_sort_key(name)
    assert re.fullmatch("[0-9]+", key)
    assert len(key) <= SORT_KEY_LENGTH


def test_longest_name_of_shortest_words_still_fits_the_column():
    assert len(person_sort_key("ạ " * 60)) == SORT_KEY_LENGTH
