"""The slip (*phiếu trình*) by which a leader outside the board is asked: of one text, named by its fingerprint."""

import json
from datetime import date

from django.db import transaction

from editorial import log, rights
from editorial.models import LogEntry, SignedSlip, Snapshot, User
from editorial.refusals import Blocked, NotAllowed
from editorial.workflow import keep_snapshot, lock

MADE, SIGNED = "slip", "slip_signed"
MOST_SHOWN = 20


def may_make(edition, standing: rights.Standing) -> bool:
    """The board and the authors: who may see the edition at the desk."""
    return standing.is_board or rights.is_author(edition, standing)


def may_keep_scan(edition, standing: rights.Standing) -> bool:
    """Signed slips are the board's: to keep and to read."""
    return standing.is_board


def make_slip(edition, *, actor: User, origin=None) -> Snapshot:
    """Keep the text as it stands, so that what is printed can always be found again, and log that a slip was made.

    Raises NotAllowed.
    """
    if not may_make(edition, rights.standing_of(actor)):
        raise NotAllowed("Tài khoản này không lập được phiếu trình của tin bài này.")
    with transaction.atomic():
        current = lock(edition)
        keep_snapshot(current, current.changed_by)
        fingerprint = current.fingerprint()
        kept = Snapshot.objects.get(
            document=current.document_id, edition_number=current.number, fingerprint=fingerprint
        )
        log.record(
            MADE,
            actor=actor,
            document=current.document,
            edition_number=current.number,
            data={"kind": current.kind, "fingerprint": fingerprint},
            origin=origin,
        )
        return kept


def slips_of(edition) -> list[dict]:
    """Give the slips that were made of an edition, the newest first: {"snapshot", "at", "by"}; each text once."""
    entries = LogEntry.objects.filter(document=edition.document_id, edition_number=edition.number, action=MADE)
    last: dict[str, LogEntry] = {}
    for entry in entries.filter(refused=False).select_related("actor")[:MOST_SHOWN]:
        last.setdefault(json.loads(entry.text)["data"]["fingerprint"], entry)
    kept = Snapshot.objects.filter(document=edition.document_id, edition_number=edition.number)
    texts = {one.fingerprint: one for one in kept.filter(fingerprint__in=last).defer("text")}
    return [
        {"snapshot": texts[fingerprint], "at": entry.at, "by": entry.actor}
        for fingerprint, entry in last.items()
        if fingerprint in texts
    ]


def signed_of(edition) -> list[dict]:
    """Give the signed slips of an edition, the newest first, each with whether its text is the one that stands now."""
    found = SignedSlip.objects.filter(document=edition.document_id, edition_number=edition.number)
    slips = list(found.select_related("kept_by", "snapshot").defer("snapshot__text")[:MOST_SHOWN])
    fingerprint = edition.fingerprint() if slips else ""
    return [{"slip": slip, "is_current": slip.snapshot.fingerprint == fingerprint} for slip in slips]


def keep_signed(
    edition,
    *,
    snapshot: Snapshot,
    signed_by: str,
    signed_on: date,
    sha256: str,
    content_type: str,
    size: int,
    actor: User,
    origin=None,
) -> SignedSlip:
    """Note a scanned slip whose file was checked and stored; the log holds its hash and the signed fingerprint.

    Raises NotAllowed, and Blocked when the snapshot is not of this edition.
    """
    if not may_keep_scan(edition, rights.standing_of(actor)):
        raise NotAllowed("Chỉ Ban biên tập lưu phiếu trình đã ký.")
    if (snapshot.document_id, snapshot.edition_number) != (edition.document_id, edition.number):
        raise Blocked("Phiếu này không phải của bản đang xem.")
    with transaction.atomic():
        slip = SignedSlip.objects.create(
            document=edition.document,
            edition_number=edition.number,
            snapshot=snapshot,
            signed_by=signed_by,
            signed_on=signed_on,
            sha256=sha256,
            content_type=content_type,
            size=size,
            kept_by=actor,
        )
        log.record(
            SIGNED,
            actor=actor,
            document=edition.document,
            edition_number=edition.number,
            data={"kind": edition.kind, "fingerprint": snapshot.fingerprint, "sha256": sha256},
            origin=origin,
        )
        return slip
