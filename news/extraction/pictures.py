"""Words in the metadata of a picture: EXIF, XMP, IPTC and comments. The published picture carries none of it."""

import re
from io import BytesIO

from PIL import Image, IptcImagePlugin

from news.extraction.reading import decodings

FORMATS = ("JPEG", "PNG", "WEBP")
EXIF_MORE = 0x8769  # the part that holds what a person commented
MAKER_NOTE = 0x927C
MOST = 100_000
XML_MARK = re.compile(r"<[^<>]*>")
VALUE = re.compile("=\\s*[\"']([^\"']*)[\"']")


def words_beside(data: bytes) -> str:
    """Give all text that a picture carries beside its pixels, one piece a line; "" for what is no picture."""
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        found = [*_of_exif(image), *_of_info(image), *_of_iptc(image)]
    except Exception:  # decoders fed with hostile bytes raise anything; what does not open is refused elsewhere
        return ""
    return "\n".join(dict.fromkeys(filter(None, map(_as_text, found))))[:MOST]


def _of_exif(image) -> list:
    exif = image.getexif()
    more = exif.get_ifd(EXIF_MORE)
    return [value for tag, value in [*exif.items(), *more.items()] if tag != MAKER_NOTE]


def _of_info(image) -> list:
    return [value for key, value in image.info.items() if key not in ("icc_profile", "exif", "photoshop")]


def _of_iptc(image) -> list:
    records = IptcImagePlugin.getiptcinfo(image) or {}
    return [value for key, value in records.items() if key[0] == 2]


def _as_text(value) -> str:
    if isinstance(value, list):
        return "\n".join(map(_as_text, value))
    if not isinstance(value, str | bytes):
        return ""
    text = decodings(value[:MOST]) if isinstance(value, bytes) else _both_ways(value[:MOST])
    if "<" in text:
        text = "\n".join([XML_MARK.sub("\n", text), *VALUE.findall(text)])
    return text


def _both_ways(text: str) -> str:
    """Give a text as it came, and as UTF-8 that was taken for Latin-1."""
    try:
        return "\n".join(dict.fromkeys((text, decodings(text.encode("latin-1")))))
    except UnicodeEncodeError:
        return text
