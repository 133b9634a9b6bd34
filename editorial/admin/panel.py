"""What stands beside a piece on its form: moves, notes, what happened, and how it differs from other texts."""

from editorial import gates, lifting, notes, rights, slips
from editorial.changes import changes_since
from editorial.models import Snapshot
from editorial.models.state import LIVE_SLOT
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
    findings = gates.worst(gates.while_writing(edition), LINES) if edition.is_open else []
    live, waiting = _other_editions(edition)
    compared = _compared_with(edition, live)
    return {
        "edition": edition,
        "moves": _buttons(allowed_moves(edition, standing)),
        "live": live,
        "waiting": waiting,
        "may_open": edition.state in LIVE_SLOT and waiting is None and rights.may_open(edition, standing),
        "may_mark_urgent": rights.may_mark_urgent(edition, standing),
        "changes": changes_since(edition, compared["text"]) if compared else [],
        "compared": compared,
        "findings": findings,
        "may_lift": gates.may_be_lifted(findings) and rights.may_lift(edition, standing),
        "threads": notes.threads_of(edition, standing),
        "people": rights.people_who_may_see(edition).exclude(pk=person.pk),
        "may_declare": gates.may_be_declared(findings) and rights.may_declare(edition, standing),
        "lifts": lifting.lifts_of(edition, findings),
        "signed": slips.signed_of(edition),
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
        "lifts": lifting.lifts_of(edition),
        "editions": edition.siblings().select_related("author").order_by("-number")[:LINES],
    }


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
