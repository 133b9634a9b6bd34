"""Text typed in a font from before Unicode, TCVN3 (.VnTime) or VNI: recognised, and read as it was meant.

Such a text holds other signs than the page showed: "Héi ®ång" in TCVN3, "Hoäi ñoàng" in VNI. The tables are those
of TCVN 5712:1993 (the third set) and of VNI for Windows.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

SOFT_HYPHEN = "\u00ad"

# Đ stands for Ð (é), which the entrance has repaired; ư for the soft hyphen, which it would have dropped.
_TCVN3_FROM = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐĐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_TO = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽééẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TCVN3_TABLE = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROUNDED = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_MARKS = _TONES | {sign: "\u0302" + tone for sign, tone in _ROUNDED.items()}
_VNI_MARKS |= {sign: "\u0306" + tone for sign, tone in _BREVE.items()}
_VNI_LETTERS = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
VNI_PAIR = re.compile(rf"([aeouyôö])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]", re.IGNORECASE)

# Signs that stand so inside no word of Vietnamese in Unicode.
TCVN3_SIGN = re.compile(
    r"[A-Za-z][µ¸¶·¹©®¬¨«»§¦¢£¤¥](?![\w»])|[A-Za-zÀ-ÿ]?[µ¸¶·¹©®¬¨][A-Za-zÀ-ÿ]|§[A-Za-zÀ-ÿ]|[A-Za-z][¢£¤¥¦][A-Za-z]"
    r"|[a-z][ÆÇÈÉÊËÎÏÑÒÓÔÕÖØÜÝÞß]"
)
VNI_SIGN = re.compile("a[ùøûõïâêåäëúü]|e[ùøûõïâåäàãá]|o[ùøûõïâåäá]|u[ùøûõï]|[öô][ùøûõï]|ñ[aeiouöôyæ]", re.IGNORECASE)
# One alone tells a line of TCVN3 too short for more, as stamps are; no Vietnamese letter is drawn so.
TCVN3_LETTER = re.compile("[A-Za-z][ËÖÞßØåæçëîïñöøûü¨©®µ¶·¸¹]|[®§][A-Za-zÀ-ÿ]")
HYPHENED = re.compile(r"[^\s<>\u00ad]*\u00ad[^\s<>]*+")
WORD = re.compile(r"[^\s\d<>/.,;:()]+")
MODERN = re.compile("[ăĂđơƠ\u1ea0-\u1ef9]")
FEW = 3


def _to_vni(place: re.Match) -> str:
    if not place[1]:
        letter = _VNI_LETTERS[place[0].lower()]
        return letter.upper() if place[0].isupper() else letter
    base = _VNI_LETTERS.get(place[1].lower(), place[1].lower())
    whole = unicodedata.normalize("NFC", base + _VNI_MARKS[place[2].lower()])
    return whole.upper() if place[1].isupper() else whole


def _read_word(word: re.Match) -> str:
    plain = [letter for letter in word[0] if letter.isascii()]
    meant = word[0].translate(TCVN3_TABLE)
    return meant.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else meant


def _read_tcvn3(text: str) -> str:
    """Read TCVN3; in a word whose plain letters are capitals the others are too: .VnTimeH drew small ones large."""
    return WORD.sub(_read_word, text)


@dataclass(frozen=True)
class Font:
    """One way of writing from before Unicode: its name on screen, what tells it, and how it is read."""

    name: str
    sign: re.Pattern
    short_sign: re.Pattern
    read: Callable[[str], str]

    def wrote(self, text: str) -> re.Match | None:
        """Give the first place that tells that the text was written so: three signs, not all the same."""
        places = [place for _, place in zip(range(FEW), self.sign.finditer(text), strict=False)]
        return places[0] if len(places) == FEW and len({place[0] for place in places}) > 1 else None

    def short_lines(self, text: str) -> str:
        """Give the lines that may have been written so, as they were meant; the others empty, "" if there are none."""
        if not self.short_sign.search(text):
            return ""
        lines = text.split("\n")
        return "\n".join(self.read(line) if self.may_have_written(line) else "" for line in lines)

    def may_have_written(self, line: str) -> bool:
        """Whether a line has a sign of the font and no letter that only Unicode has."""
        return self.short_sign.search(line) is not None and MODERN.search(line) is None


TCVN3 = Font("TCVN3 (phông .VnTime)", TCVN3_SIGN, TCVN3_LETTER, _read_tcvn3)
VNI = Font("VNI (phông VNI-Times)", VNI_SIGN, VNI_SIGN, partial(VNI_PAIR.sub, _to_vni))
FONTS = (TCVN3, VNI)


def font_of(text: str) -> Font | None:
    """Give the font from before Unicode in which a text was typed, or None."""
    return next((font for font in FONTS if font.wrote(text)), None)


def keep_letter(text: str) -> str:
    """Give the text with ư for the soft hyphens if it was typed in TCVN3, where that sign is the letter."""
    return HYPHENED.sub(_hyphen_to_letter, text) if SOFT_HYPHEN in text and TCVN3.wrote(text) else text


def _hyphen_to_letter(word: re.Match) -> str:
    return word[0] if MODERN.search(word[0]) else word[0].replace(SOFT_HYPHEN, "ư")


def to_unicode(text: str) -> str:
    """Give a text as it was meant; one that was typed in Unicode as it is."""
    font = font_of(text)
    return unicodedata.normalize("NFC", font.read(text)) if font else text
