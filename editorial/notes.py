"""What people say to each other about an edition: remarks with one level of replies, addressed, resolved, reopened."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from editorial import log, notices, rights
from editorial.models import Edition, Note, User
from editorial.models.edition import kind_named
from editorial.refusals import Blocked, NotAllowed

LONGEST = 4000  # characters of one remark
MOST_SHOWN = 100  # remarks and replies of one piece
MOST_WAITING = 20  # remarks that wait for one person


def write_note(
    edition: Edition, *, actor: User, text: str, addressee: User | None = None, reply_to: Note | None = None
) -> Note:
    """Save a remark about an edition, or a reply; tell whom it is for.

    Raises Blocked without words, or when it is for somebody who may not see the piece; NotAllowed when the actor
    may not, or the remark answered is of another piece.
    """
    if not rights.may_see(edition, rights.standing_of(actor)):
        raise NotAllowed("Tài khoản này không được xem tin bài này.")
    if not text.strip():
        raise Blocked("Xin viết ý kiến trước khi gửi.")
    if addressee and not rights.may_see(edition, rights.standing_of(addressee)):
        raise Blocked(
            f"{addressee.full_name} không được xem tin bài này nên không nhận được ý kiến. Xin chọn người khác."
        )
    if reply_to and reply_to.document_id != edition.document_id:
        raise NotAllowed("Ý kiến được trả lời thuộc tin bài khác.")
    root = reply_to.reply_to or reply_to if reply_to else None
    with transaction.atomic():
        note = Note.objects.create(
            document=edition.document,
            edition_number=root.edition_number if root else edition.number,
            author=actor,
            text=text.strip()[:LONGEST],
            addressee=addressee,
            reply_to=root,
        )
        _tell(note, edition, actor)
    return note


def resolve_note(note: Note, *, edition: Edition, actor: User, is_resolved: bool = True, origin=None) -> Note:
    """Mark a remark as dealt with, or open it again; by anybody who may see the piece. A second time changes nothing.

    Raises NotAllowed for a reply and for who may not see the piece.
    """
    with transaction.atomic():
        current = Note.objects.select_for_update().get(pk=note.pk)
        if current.reply_to_id or not may_read(current, edition, rights.standing_of(actor)):
            raise NotAllowed("Tài khoản này không đóng, mở được ý kiến này.")
        if bool(current.resolved_at) == is_resolved:
            return current
        current.resolved_by = actor if is_resolved else None
        current.resolved_at = timezone.now() if is_resolved else None
        current.save(update_fields=["resolved_by", "resolved_at"])
        log.record(
            "resolve_note" if is_resolved else "reopen_note",
            actor=actor,
            document=current.document,
            edition_number=current.edition_number,
            data={"note": current.pk},
            origin=origin,
        )
    return current


def may_read(note: Note, edition: Edition, standing: rights.Standing) -> bool:
    """Whether a remark on this edition's document is of an edition that a person of this standing may see."""
    return note.document_id == edition.document_id and note.edition_number in visible_numbers(edition, standing)


def visible_numbers(edition: Edition, standing: rights.Standing) -> set[int]:
    """Give the numbers of the document's editions that a person of this standing may see at the desk."""
    return set(edition.siblings().visible_to(standing).values_list("number", flat=True))


def threads_of(edition: Edition, standing: rights.Standing) -> list[Note]:
    """Give the newest remarks on the document that this person may read, the oldest first.

    Each has its replies in `answers`; authors and addressees are fetched with them.
    """
    people = ("author", "addressee", "resolved_by")
    found = Note.objects.filter(document=edition.document_id, edition_number__in=visible_numbers(edition, standing))
    notes: list[Any] = list(found.select_related(*people).order_by("-written_at", "-pk")[:MOST_SHOWN])[::-1]
    threads = {note.pk: note for note in notes if note.reply_to_id is None}
    for note in threads.values():
        note.answers = []
    for note in notes:
        if note.reply_to_id in threads:
            threads[note.reply_to_id].answers.append(note)
    return list(threads.values())


def waiting_for(person: User) -> list[Note]:
    """Give the unresolved remarks addressed to a person on pieces that this person may still see, the newest first."""
    found = Note.objects.filter(addressee=person, resolved_at=None, reply_to=None).select_related("document", "author")
    notes: list[Any] = list(found.order_by("-pk")[:MOST_WAITING])
    standing = rights.standing_of(person)
    seen: dict[tuple[int, int], str] = {}
    for kind in {note.document.kind for note in notes}:
        documents = [note.document_id for note in notes if note.document.kind == kind]
        editions = kind_named(kind)._default_manager.visible_to(standing).filter(document__in=documents)
        seen |= {(edition.document_id, edition.number): edition.title_text() for edition in editions.without_texts()}
    shown = [note for note in notes if (note.document_id, note.edition_number) in seen]
    for note in shown:
        note.about = seen[note.document_id, note.edition_number]
    return shown


def _tell(note: Note, edition: Edition, actor: User) -> None:
    """Tell the addressee; of a reply also those who spoke before."""
    ids = {note.addressee_id}
    if note.reply_to:
        ids |= {note.reply_to.author_id, note.reply_to.addressee_id}
        ids |= set(note.reply_to.replies.order_by().values_list("author", flat=True))
    title = edition.title_text() or f"số {edition.document_id}"
    said = "trả lời ý kiến" if note.reply_to else "gửi ý kiến"
    sentence = f"{actor.full_name}: {said} – {title}"[:500]
    notices.tell(ids - {actor.pk, None}, sentence, document=note.document, edition_number=note.edition_number)
