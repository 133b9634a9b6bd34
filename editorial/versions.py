"""The versions of a document that can be compared and brought back: its editions as they are, its kept texts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from editorial import rights
from editorial.models import Edition, Snapshot, State
from editorial.text import whole_number

MOST = 100  # of editions, and of kept texts, the newest
EDITION, KEPT = "b", "l"  # keys in addresses: b3 is edition 3 as it is now, l17 the kept text of that number


@dataclass(frozen=True)
class Version:
    """One text of a document, by the key that stands in addresses."""

    key: str
    edition_number: int
    words: str  # how people choose it from a list
    at: datetime
    fingerprint: str = ""  # of a kept text; an edition as it is now would have to be read for it


def versions_of(edition: Edition, standing: rights.Standing) -> list[Version]:
    """Give the versions of the edition's document that a person of this standing may read, the newest first.

    Those of editions that the person may see at the desk; of others only what is published now.
    """
    rows = edition.siblings().without_texts().order_by("-number")
    editions = [row for row in rows[:MOST] if _may_compare(row, standing)]
    own = [row.number for row in editions if rights.may_see(row, standing)]
    kept = Snapshot.objects.filter(document=edition.document_id, edition_number__in=own).select_related("saved_by")
    made = [_of_edition(row) for row in editions]
    made += [_of_snapshot(row) for row in kept.defer("text").order_by("-pk")[:MOST]]
    return sorted(
        made, key=lambda version: (version.edition_number, version.key[0] == EDITION, version.at), reverse=True
    )


def differing(found: list[Version], after: str, fingerprint: str) -> str:
    """Give the key of the newest version whose text is another than the one compared; where all are alike, any."""
    others = [one for one in found if one.key != after]
    kept = [one.key for one in others if one.fingerprint not in ("", fingerprint)]
    return next(iter(kept or [one.key for one in others]), after)


def text_of(edition: Edition, key: str, standing: rights.Standing) -> str | None:
    """Give the canonical text behind a key, None for one that is not there or not this person's to read."""
    number = whole_number(key[1:])
    if key[:1] == EDITION:
        row = edition.siblings().filter(number=number).first()
        return row.canonical_text() if row and _may_compare(row, standing) else None
    kept = Snapshot.objects.filter(pk=number, document=edition.document_id).first() if key[:1] == KEPT else None
    if kept is None:
        return None
    row = edition.siblings().filter(number=kept.edition_number).first()
    return kept.text if row and rights.may_see(row, standing) else None


def _may_compare(edition: Edition, standing: rights.Standing) -> bool:
    return edition.state == State.PUBLISHED or rights.may_see(edition, standing)


def _of_edition(edition: Edition) -> Version:
    words = f"Bản {edition.number}: {edition.get_state_display().lower()}"
    return Version(f"{EDITION}{edition.number}", edition.number, words, edition.changed_at)


def _of_snapshot(kept: Snapshot) -> Version:
    by = f", của {kept.saved_by.full_name}" if kept.saved_by else ""
    words = f"Bản {kept.edition_number}, lưu lúc {date_format(localtime(kept.saved_at), 'H:i, d/m/Y')}{by}"
    return Version(f"{KEPT}{kept.pk}", kept.edition_number, words, kept.saved_at, kept.fingerprint)
