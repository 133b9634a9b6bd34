"""The gate against leaks on the collection of test pieces (tests/collection/): what it finds, and what it lets pass."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.passages import Passage, check_passages
from editorial.legacy_fonts import TCVN3_TABLE, VNI
from news import richtext

COLLECTION = Path("tests/collection")
DAY = date(2026, 11, 24)
CODED = re.compile(r"\{U\+([0-9A-F]{4,5})\}")


def to_tcvn3(text: str) -> str:
    """Give what a typist of TCVN3 would have typed; the letters in capitals are those of .VnTimeH."""
    typed = {letter: sign for sign, letter in TCVN3_TABLE.items()}
    return "".join(chr(typed.get(ord(letter.lower()), ord(letter))) for letter in text)


def to_vni(text: str) -> str:
    """Give what a typist of VNI would have typed, found by reading every pair of signs."""
    signs = "ùøûõïâáàåãäêéèúüë"
    pairs = {VNI.read(base + sign): base + sign for base in "aeouyôöAEOUYÔÖ" for sign in signs + signs.upper()}
    singles = {VNI.read(sign): sign for sign in "ñôöíìæóòîÑÔÖÍÌÆÓÒÎ"}
    return "".join({**pairs, **singles}.get(letter, letter) for letter in text)


OLD_FONTS = {"tcvn3": to_tcvn3, "vni": to_vni}


@dataclass(frozen=True)
class Piece:
    file: str
    wanted: str  # block, warn, pass
    key: str
    body: str

    def marks(self):
        """Give what the checks say of the piece as it comes out of the entrance for bodies."""
        html = self.body if self.body.startswith("<") else richtext.plain_to_html(self.body)
        text = richtext.text_of(richtext.clean_html(html))
        return [mark for _, mark in check_passages([Passage("body", "Nội dung", text)], day=DAY)]

    @property
    def is_found(self) -> bool:
        return any(mark.key == self.key and mark.blocks == (self.wanted == "block") for mark in self.marks())


def read_collection() -> list[Piece]:
    pieces = []
    for path in sorted(COLLECTION.glob("*.txt")):
        for head, body in re.findall(r"^== (.*)\n((?:(?!== ).*\n?)*)", path.read_text(), re.MULTILINE):
            wanted, *words = head.split()
            body = CODED.sub(lambda sign: chr(int(sign[1], 16)), body.strip("\n"))
            body = unicodedata.normalize("NFD", body) if "nfd" in words else body
            pieces.append(Piece(path.name, wanted, words[0] if words else "", body))
    return pieces


PIECES = read_collection()
PLANTED = [piece for piece in PIECES if piece.wanted != "pass"]
INNOCENT = [piece for piece in PIECES if piece.wanted == "pass"]


def test_the_collection_is_large_and_half_of_it_is_innocent():
    assert len(PIECES) >= 200
    assert min(len(PLANTED), len(INNOCENT)) >= 0.45 * len(PIECES)


def test_ninety_nine_in_a_hundred_planted_marks_are_found():
    missed = [piece for piece in PLANTED if not piece.is_found]
    assert len(missed) <= 0.01 * len(PLANTED), "\n\n".join(f"{piece.file}: {piece.body}" for piece in missed)


def test_at_most_two_in_a_hundred_innocent_pieces_are_blocked():
    blocked = [(piece, [m for m in piece.marks() if m.blocks]) for piece in INNOCENT]
    blocked = [(piece, marks) for piece, marks in blocked if marks]
    shown = "\n\n".join(f"{piece.file}: {piece.body}\n{[m.sentence for m in marks]}" for piece, marks in blocked)
    assert len(blocked) <= 0.02 * len(INNOCENT), shown


@pytest.mark.parametrize("piece", [piece for piece in PLANTED if piece.wanted == "warn"], ids=lambda p: p.body[:30])
def test_what_only_warns_does_not_block(piece):
    assert not any(mark.blocks for mark in piece.marks())


# -- what no piece of the collection says: any mark, however it was torn -----------------------------------

TEARS = ["", "\u200b", "\u00ad", "\u2060", "</strong><strong>", "<br>", " ", "\u00a0", "</p><p>"]


@given(st.sampled_from(["MẬT", "TỐI MẬT", "TUYỆT MẬT", "LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"]), st.data())
def test_no_tag_and_no_hidden_sign_tears_a_mark_apart(mark, data):
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    torn = "".join(unicodedata.normalize(form, letter) + data.draw(st.sampled_from(TEARS)) for letter in mark)
    piece = Piece("", "block", "", f"<p>Kính gửi các đồng chí.</p><p><strong>{torn}</strong></p><p>Ngày 24</p>")
    assert any(found.blocks for found in piece.marks())


@given(st.sampled_from(["079085000123", "087190004567", "001201009999"]), st.data())
def test_no_tag_and_no_hidden_sign_tears_a_citizen_id_apart(number, data):
    tear = data.draw(st.sampled_from(TEARS[:5]))
    spots = data.draw(st.sets(st.integers(1, 11), max_size=3))
    torn = "".join(digit + (tear if spot in spots else "") for spot, digit in enumerate(number, start=1))
    piece = Piece("", "block", "personal.id", f"<p>Ông Tư, số <strong>{torn}</strong>, ấp 3.</p>")
    assert piece.is_found


@given(st.sampled_from(["tcvn3", "vni"]), st.sampled_from(["TUYỆT MẬT", "Tối mật", "mật", "Lưu hành nội bộ"]))
def test_no_legacy_font_hides_a_mark(font, mark):
    typed = OLD_FONTS[font](mark)
    piece = Piece("", "block", "", f"Kính gửi Văn phòng\n{typed}\nNgày 24")
    assert any(found.blocks for found in piece.marks())
