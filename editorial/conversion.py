"""A piece typed in a font from before Unicode is turned into Unicode: shown first, saved when a person agrees."""

import copy
from dataclasses import dataclass

from django.db import models, transaction

from editorial.editing import begin_edit
from editorial.legacy_fonts import Font, font_of
from editorial.models import Edition, User
from editorial.workflow import keep_snapshot


@dataclass(frozen=True)
class Converted:
    """One text of a piece as it stands and as it was meant."""

    place: str
    before: str
    after: str

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.after.split("\n") if line]


def convertible(edition: Edition) -> dict[str, str]:
    """Give the fields of an edition that were typed in a font from before Unicode, as they were meant."""
    texts = {name: getattr(edition, name) for name in edition.canonical_fields if _is_text(edition, name)}
    font = font_of("\n".join(texts.values()))
    if not font:
        return {}
    meant = {name: _read(font, text) for name, text in texts.items()}
    return {name: text for name, text in meant.items() if text != texts[name]}


def preview(edition: Edition) -> list[Converted]:
    """Give what convert() would change, as people read it; nothing is saved."""
    meant = copy.copy(edition)
    for name, text in convertible(edition).items():
        setattr(meant, name, text)
    pairs = zip(edition.passages(), meant.passages(), strict=True)
    return [Converted(old.place, old.text, new.text) for old, new in pairs if old.text != new.text]


def convert(edition: Edition, *, actor: User, version: int) -> None:
    """Save an edition in Unicode; the text as it stood is kept.

    Raises Conflict and NotAllowed as every save does (editing.begin_edit).
    """
    with transaction.atomic():
        edit = begin_edit(edition, actor=actor, version=version)
        keep_snapshot(edition, actor, edit.before)
        for name, text in convertible(edition).items():
            setattr(edition, name, text)
        edition.save()
        edit.finish()


def _is_text(edition: Edition, name: str) -> bool:
    field = edition._meta.get_field(name)
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _read(font: Font, text: str) -> str:
    """Give a text as it was meant, line by line: a line in Unicode among the others stays."""
    return "\n".join(font.read(line) if font.may_have_written(line) else line for line in text.split("\n"))
