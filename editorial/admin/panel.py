"""What stands beside a piece on its form: moves, notes, what happened, and how it differs from other texts."""

from functools import lru_cache

from django.db.models import DateField
from django.utils.formats import date_format

from editorial import rights
from editorial.compare import changes_between
from editorial.models import Note, Snapshot
from editorial.models.edition import LIVE_SLOT
from editorial.reading import read_entries
from editorial.workflow import allowed_moves

LINES = 100  # of notes, log and snapshots; more stand on the page of the whole history

# Asked for on a page of their own, although the table demands nothing: there is no way back.
ASKED_FIRST = {"discard"}
NEEDS_MORE = {"assign", "schedule"}
# The one button that stands out is the first of these that the person has.
NEXT_STEPS = ("confirm", "publish", "publish_now", "approve", "submit", "take")


def describe(edition, person) -> dict:
    """Give what the panel of an edition's form shows to this person."""
    standing = rights.standing_of(person)
    live, waiting = _other_editions(edition)
    compared = _compared_with(edition, live)
    return {
        "edition": edition,
        "moves": _buttons(allowed_moves(edition, standing)),
        "live": live,
        "waiting": waiting,
        "may_open": edition.state in LIVE_SLOT and waiting is None and rights.may_open(edition, standing),
        "changes": changes_of(edition, compared["text"]) if compared else [],
        "compared": compared,
        "notes": notes_of(edition),
        "log": read_entries(edition.document.log.select_related("actor")[:12]),
    }


def _buttons(moves) -> list[dict]:
    names = {move.name for move in moves}
    main = next((name for name in NEXT_STEPS if name in names), "")
    return [
        {
            "move": move,
            "at_once": not (move.reason or move.name in NEEDS_MORE | ASKED_FIRST),
            "is_main": move.name == main,
        }
        for move in moves
    ]


def history(edition) -> dict:
    """Give everything that happened to the document, and the texts that were kept of it."""
    return {
        "log": read_entries(edition.document.log.select_related("actor")[:LINES]),
        "snapshots": edition.document.snapshots.select_related("saved_by").defer("text").order_by("-pk")[:LINES],
        "editions": edition.siblings().select_related("author").order_by("-number")[:LINES],
    }


def notes_of(edition):
    """Give the notes of the document, the oldest first, with their authors."""
    notes = Note.objects.filter(document=edition.document_id).select_related("author")
    return list(reversed(notes.order_by("-written_at", "-pk")[:LINES]))


def changes_of(edition, before: str) -> list[dict]:
    """Give how the edition differs from an earlier canonical text, in words."""
    model = type(edition)
    return changes_between(before, edition.canonical_text(), labels_of(model), Reader(model).read)


def labels_of(model) -> dict[str, str]:
    """Give the words on screen for the parts of a kind's canonical text."""
    own = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    parts = {"pictures": "ảnh", "body_pictures": "ảnh trong bài", "files": "tệp đính kèm", "tags": "thẻ"}
    return {**own, **parts}


class Reader:
    """Says values of a canonical text as people do: a category by its name, a genre by its label."""

    def __init__(self, model):
        self.fields = {field.name: field for field in model._meta.concrete_fields}
        self.name_of = lru_cache(maxsize=None)(self._name_of)

    def read(self, name: str, value) -> str | None:
        """Give the words for a value, None when it is words already."""
        if name == "body_pictures":
            return "\n".join(map(short_hash, value or ()))
        field = self.fields.get(name)
        if field is None or value in (None, ""):
            return None
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if field.is_relation:
            return self.name_of(field, value) if isinstance(value, int) else short_hash(value)
        if isinstance(field, DateField):
            return date_format(field.to_python(value), "DATE_FORMAT" if len(value) < 11 else "DATETIME_FORMAT")
        return None

    def _name_of(self, field, pk: int) -> str:
        return str(field.remote_field.model._default_manager.filter(pk=pk).first() or pk)


def short_hash(sha256: str) -> str:
    """Give what tells one picture from another in a line of text."""
    return f"ảnh {sha256[:6]}"


def _other_editions(edition):
    """Give the live and the open edition of the same document, where they are not this one."""
    others = edition.siblings().exclude(pk=edition.pk)
    return others.filter(state__in=LIVE_SLOT).first(), others.open().first()


def _compared_with(edition, live) -> dict | None:
    """Give the text this one is to be compared with: the live one; else as another person had left it."""
    if live:
        return {"title": "So với bản đang đăng", "text": live.canonical_text(), "live": True}
    if not edition.is_open:
        return None
    snapshots = Snapshot.objects.filter(document=edition.document_id, edition_number=edition.number)
    others = snapshots.exclude(saved_by=edition.changed_by_id).select_related("saved_by")
    kept = others.order_by("-pk").first()
    if kept is None:
        return None
    return {"title": "Thay đổi so với bản của", "person": kept.saved_by, "at": kept.saved_at, "text": kept.text}
