"""Runs in fonts from before Unicode, which a Word file names: read as their font showed them."""

import re

from editorial.legacy_fonts import TCVN3, VNI, Font
from editorial.text import nfc

FONT_NAMES = {".vn": TCVN3, "vni": VNI}  # how they begin
# Word writes the letters of a font that calls itself a symbol font at U+F000.
AS_SYMBOL = re.compile("[\uf020-\uf0ff]")


def font_named(name: str) -> Font | None:
    """Give the old way of writing that a font's name tells of, None for a font of Unicode."""
    return next((font for start, font in FONT_NAMES.items() if name.lower().startswith(start)), None)


def to_unicode(text: str, name: str) -> str:
    """Give the text as a font of this name showed it; a font of capitals (.VnTimeH) shows capitals."""
    font = font_named(name)
    if font is None:
        return text
    read = nfc(font.read(AS_SYMBOL.sub(lambda sign: chr(ord(sign[0]) - 0xF000), text)))
    return read.upper() if font is TCVN3 and name.lower().endswith("h") else read
