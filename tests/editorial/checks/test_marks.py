"""The place that a finding shows: its words, what stands around them, and where it was cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.marks import EXCERPT_LENGTH, excerpt_around

LEFT, RIGHT = "một hai ba bốn năm sáu bảy tám chín mười ", " mười chín tám bảy sáu năm bốn ba hai một"


@pytest.mark.parametrize(
    ("text", "found", "shown"),
    [
        ("MẬT", "MẬT", "MẬT"),
        ("Văn bản MẬT ở đây", "MẬT", "Văn bản MẬT ở đây"),
        (f"{LEFT}MẬT{RIGHT}", "MẬT", "…năm sáu bảy tám chín mười MẬT mười chín tám bảy sáu năm…"),
        (f"MẬT{RIGHT}", "MẬT", "MẬT mười chín tám bảy sáu năm…"),
        (f"{LEFT}MẬT", "MẬT", "…năm sáu bảy tám chín mười MẬT"),
        ("a" * 40 + "MẬT" + "b" * 40, "MẬT", "…MẬT…"),
        ("Một\n\nhai \t MẬT", "MẬT", "Một hai MẬT"),
    ],
)
def test_whole_words_around_the_place_are_shown_on_one_line(text, found, shown):
    start = text.index(found)
    assert excerpt_around(text, start, start + len(found)) == shown


def test_a_long_place_is_shown_in_part():
    assert excerpt_around("a" * 500, 0, 500) == "a" * 2 * EXCERPT_LENGTH


@given(st.text(alphabet="ab ậ\n.", max_size=200), st.data())
def test_the_place_itself_is_always_shown(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + EXCERPT_LENGTH)))
    assert " ".join(text[start:end].split()) in excerpt_around(text, start, end)
