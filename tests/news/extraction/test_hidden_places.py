"""A mark of secrecy is found wherever a file can hide it, however it is written."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.extraction import job
from tests.news import papers

PLACES = [
    *((kind, place, make) for kind, places in (("pdf", papers.PDF_PLACES), ("docx", papers.WORD_PLACES),
                                               ("xlsx", papers.EXCEL_PLACES)) for place, make in places.items()),
]  # fmt: skip
MARKS = ["TUYỆT MẬT", "TỐI MẬT", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU HỘI NGHỊ", "XEM XONG TRẢ LẠI"]
WRITINGS = {
    "plain": lambda mark: mark,
    "decomposed": lambda mark: unicodedata.normalize("NFD", mark),
    "spaced": lambda mark: " ".join(mark.replace(" ", "")) if len(mark) < 10 else mark,
}


def blocks(kind: str, data: bytes) -> list[dict]:
    return [mark for mark in job.inspect(data, kind=kind)["marks"] if mark["blocks"]]


@pytest.mark.parametrize(("kind", "place", "make"), PLACES, ids=[f"{kind}: {place}" for kind, place, _ in PLACES])
def test_a_mark_is_found_in_every_place(kind, place, make):
    data = make("TỐI MẬT")
    assert job.check(data, name=f"a.{kind}") == {"name": f"a.{kind}", "kind": kind} | {
        "content_type": job.files.CONTENT_TYPES[kind]
    }
    found = job.inspect(data, kind=kind)
    assert [mark["key"] for mark in found["marks"] if mark["blocks"]][:1] == ["secrecy.level"]
    assert found["unread"] == []


@pytest.mark.parametrize(("kind", "place", "make"), PLACES, ids=[f"{kind}: {place}" for kind, place, _ in PLACES])
def test_innocent_words_in_every_place_stop_nobody(kind, place, make):
    assert blocks(kind, make("Mật ong rừng và Luật Bảo vệ bí mật nhà nước")) == []


@settings(max_examples=60)
@given(st.sampled_from(PLACES), st.sampled_from(MARKS), st.sampled_from(sorted(WRITINGS)))
def test_no_writing_hides_a_mark(place, mark, writing):
    kind, _, make = place
    assert blocks(kind, make(WRITINGS[writing](mark)))
