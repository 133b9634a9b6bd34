"""How two canonical texts differ, as people are shown it: parts by their labels, words, and pictures one by one."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import DateField
from django.utils.formats import date_format

from editorial.compare import changed_fields, readable, word_diff
from editorial.models import Edition

PARTS = {
    "pictures": "ảnh",
    "body_pictures": "ảnh trong bài",
    "picture": "ảnh",
    "files": "tệp đính kèm",
    "tags": "thẻ",
}
PLACES = {"lead": "ảnh đại diện", "photo": "ảnh kèm theo"}
SHA256 = re.compile(r"[0-9a-f]{64}")


def changes_since(edition: Edition, before: str) -> list[dict]:
    """Give how the edition as it is now differs from an earlier canonical text."""
    return changes_between(edition, before, edition.canonical_text())


def changes_between(edition: Edition, before: str, after: str) -> list[dict]:
    """Give how two canonical texts of the edition's kind differ, in the order of its form.

    Each {"label", "pieces": [(equal|delete|insert, words)]}; of pictures and files "parts" in place of pieces, each
    {"op": delete|insert|change|move, "thumbnail": address or "", "pieces"}.
    """
    one, other = json.loads(before), json.loads(after)
    model, read = type(edition), Reader(type(edition)).read
    labels = labels_of(model)
    changes: list[dict[str, Any]] = []
    for name in in_form_order(model, changed_fields(before, after)):
        if name == "form":
            continue
        values = one.get(name), other.get(name)
        sides = [_items(value) for value in values]
        change: dict[str, Any] = {"label": labels.get(name, name)}
        if any(sides):
            change["parts"] = [_shown_item(edition, *found) for found in item_changes(*(side or [] for side in sides))]
        else:
            change["pieces"] = readable(word_diff(*(_said(name, value, read) for value in values)))
        changes.append(change)
    return changes


def item_changes(before: list[dict], after: list[dict]) -> list[tuple[str, dict | None, dict | None]]:
    """Give what happened to each picture or file, known by its SHA-256: (op, as it was, as it is).

    "delete", "insert"; "change" when its words differ; "move" when only its place among those that stayed does.
    """
    free = dict(enumerate(after))
    found: list[tuple[str, dict | None, dict | None]] = []
    stayed: list[int] = []
    for old in before:
        place = next((n for n, new in free.items() if new["sha256"] == old["sha256"]), None)
        if place is None:
            found.append(("delete", old, None))
            continue
        new = free.pop(place)
        is_moved = any(place < earlier for earlier in stayed)
        stayed.append(place)
        if new != old or is_moved:
            found.append(("change" if new != old else "move", old, new))
    return found + [("insert", None, new) for new in free.values()]


def in_form_order(model, names: Iterable[str]) -> list[str]:
    """Give names of parts in the order of the form; what is no field comes last."""
    order = {name: place for place, name in enumerate(model.canonical_fields)}
    return sorted(names, key=lambda name: order.get(name, len(order)))


def labels_of(model) -> dict[str, str]:
    """Give the words on screen for the parts of a kind's canonical text."""
    return PARTS | {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}


class Reader:
    """Says values of a canonical text as people do: a category by its name, a genre by its label."""

    def __init__(self, model):
        self.fields = {field.name: field for field in model._meta.concrete_fields}
        self.name_of = lru_cache(maxsize=None)(self._name_of)

    def read(self, name: str, value) -> str | None:
        """Give the words for a value, None when it is words already."""
        field = self.fields.get(name)
        if field is None or value in (None, ""):
            return None
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if field.is_relation and SHA256.fullmatch(str(value)):  # a picture stands in the text by its content
            return f"ảnh có mã {value[:12]}"
        if field.is_relation:
            return self.name_of(field, value)
        if isinstance(field, DateField):
            return date_format(field.to_python(value), "DATE_FORMAT" if len(value) < 11 else "DATETIME_FORMAT")
        return None

    def _name_of(self, field, pk: int) -> str:
        return str(field.remote_field.model._default_manager.filter(pk=pk).first() or pk)


def _items(value) -> list[dict] | None:
    """Give the pictures or files that a value names, each with its "sha256"; None for a value that names none."""
    found = [
        {"sha256": one} if isinstance(one, str) else one for one in (value if isinstance(value, list) else [value])
    ]
    are_items = all(isinstance(one, dict) and SHA256.fullmatch(str(one.get("sha256", ""))) for one in found)
    return found if found and are_items else None


def _shown_item(edition: Edition, op: str, old: dict | None, new: dict | None) -> dict:
    thumbnail = edition.thumbnail((new or old or {})["sha256"])
    return {"op": op, "thumbnail": thumbnail, "pieces": word_diff(_item_words(old), _item_words(new))}


def _item_words(item: dict | None) -> str:
    said = {**(item or {}), "sha256": ""}
    said["role"] = PLACES.get(str(said.get("role", "")), "")
    return " · ".join(str(part) for part in said.values() if part)


def _said(name: str, value, read) -> str:
    said = read(name, value)
    if said is not None:
        return said
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)
