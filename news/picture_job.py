"""The job of the child process on a picture (editorial/child.py): decode it, encode it anew, scale it."""

import base64

from django.core.exceptions import ValidationError

from news import pictures
from news.extraction.pictures import words_beside


def develop(data: bytes, *, scaled: bool) -> dict:
    """Give the clean master of a picture, what it said beside its pixels and, if wanted, its renditions.

    {"refused": sentence} stands for what is no picture of ours. Bytes are in base 64, renditions by "<width>.<ext>".
    """
    try:
        clean = pictures.read_picture(data)
    except ValidationError as error:
        return {"refused": " ".join(error.messages)}
    made = pictures.renditions(clean.master) if scaled else {}
    return {
        "master": _text(clean.master),
        "format": clean.format,
        "width": clean.width,
        "height": clean.height,
        "renditions": {f"{width}.{extension}": _text(rendition) for (width, extension), rendition in made.items()},
        "words": words_beside(data),
    }


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
