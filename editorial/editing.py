"""How the content of an edition comes to be: a new document, a new edition over a live one, a save.

A form saves an edition between begin_edit and Edit.finish, in one transaction:

    with transaction.atomic():
        edit = begin_edit(edition, actor=person, version=version)
        form.save()
        edit.finish()
"""

import json
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from editorial import effects, log, rights
from editorial.compare import changed_fields
from editorial.due import set_due
from editorial.models import Document, Edition, State, User
from editorial.models.edition import DESK_FIELDS
from editorial.models.state import LIVE_SLOT
from editorial.refusals import Conflict, NotAllowed
from editorial.workflow import keep_snapshot, lock


def create_document(edition: Edition, *, actor: User, author: User | None = None, origin=None) -> Edition:
    """Save a new piece as the first edition of a new document, in draft.

    `edition` is not saved yet; `author` is the person for whom it is typed in (*nhập thay*), the actor when not
    given. Raises NotAllowed. The caller saves pictures and files after it, in the same transaction.
    """
    standing = rights.standing_of(actor)
    if not standing.may_write or (author and author != actor and not standing.is_board):
        raise NotAllowed("Tài khoản này không có quyền soạn tin bài.")
    with transaction.atomic():
        edition.document = Document.objects.create(kind=edition.kind)
        edition.number = 1
        edition.state = State.DRAFT
        edition.opened_by = edition.changed_by = actor
        edition.author = author or actor
        edition.changed_at = edition.state_since = timezone.now()
        edition.save()
        data = {"kind": edition.kind, "author": edition.author_id}
        log.record("create", actor=actor, document=edition.document, edition_number=1, data=data, origin=origin)
    return edition


def open_edition(live: Edition, *, actor: User, origin=None) -> Edition:
    """Open a new edition over a live one, with its pictures and files; citizens keep reading the live one.

    In review for a board member, a draft for another author. Raises Conflict when one is open already or the
    edition is not the live one, NotAllowed (design.md, move `open`).
    """
    with transaction.atomic():
        current = lock(live)
        if current.state not in LIVE_SLOT:
            raise Conflict(effects.what_happened(current, "nội dung này không còn đang đăng"))
        if current.open_edition():
            raise Conflict("Đã có một bản đang xử lý của tin bài này.")
        standing = rights.standing_of(actor)
        if not rights.may_open(current, standing):
            raise NotAllowed("Tài khoản này không có quyền soạn bản mới của tin bài này.")
        edition = _copy(current, actor, in_review=standing.is_board)
        data = {"kind": edition.kind, "over": current.number, "to": edition.state}
        log.record(
            "open",
            actor=actor,
            document=edition.document,
            edition_number=edition.number,
            data=data,
            origin=origin,
        )
        return edition


def _copy(live: Edition, actor: User, *, in_review: bool) -> Edition:
    model = type(live)
    newest = live.siblings().order_by("-number").values_list("number", flat=True)[0]
    content = {
        field.attname: getattr(live, field.attname)
        for field in model._meta.concrete_fields
        if field.name not in (*DESK_FIELDS, "id")
    }
    edition = model(
        **content,
        document=live.document,
        number=newest + 1,
        author=actor,
        opened_by=actor,
        changed_by=actor,
        state=State.IN_REVIEW if in_review else State.DRAFT,
        editor=actor if in_review else None,
    )
    set_due(edition)
    edition.save()
    edition.copy_children_from(live)
    return edition


def restore_version(
    edition: Edition, text: str, *, number: int, actor: User, version: int, origin=None
) -> tuple[Edition, list[str]]:
    """Bring the content of an earlier version (its canonical text, of edition `number`) back, as a new edition.

    Into the open edition, whose present text is kept as a snapshot; where none is open, one is opened over the live
    one. `version` is the one of that edition which the person saw. Gives the edition and, in sentences, what could
    not be brought back. Raises Conflict, or NotAllowed when the person may neither edit the one nor open the other.
    """
    with transaction.atomic():
        current = lock(edition)
        target = current.open_edition()
        if target is None:
            live = current.live_edition()
            if live is None:
                raise Conflict("Tin bài này không còn bản đang đăng hay bản đang xử lý nên không khôi phục được.")
            if live.version != version:
                raise Conflict(effects.what_happened(live, "bản đang đăng đã thay đổi"))
            target = open_edition(live, actor=actor, origin=origin)
            version = target.version
        target.document = current.document
        edit = begin_edit(target, actor=actor, version=version)
        keep_snapshot(edit.edition, User.objects.filter(pk=edit.changed_by_id).first(), edit.before)
        content = json.loads(text)
        lost = edit.edition.take_text(content)
        edit.edition.save()
        lost += edit.edition.take_children(content)
        edit.finish()
        data = {"kind": target.kind, "from_edition": number, "lost": len(lost)}
        log.record(
            "restore_version",
            actor=actor,
            document=target.document,
            edition_number=target.number,
            data=data,
            origin=origin,
        )
        return edit.edition, lost


def may_restore(edition: Edition, standing: rights.Standing) -> Edition | None:
    """Give the edition into which, or over which, this person may bring an earlier version back; None when not."""
    waiting = edition.open_edition()
    if waiting:
        return waiting if rights.may_edit(waiting, standing) else None
    live = edition.live_edition()
    return live if live and rights.may_open(live, standing) else None


@dataclass
class Edit:
    """A save under way: the document is locked, the version and the right were checked."""

    edition: Edition
    actor: User
    before: str  # canonical text as it was
    changed_by_id: int | None

    def finish(self) -> list[str]:
        """Count the save, keep what another person had written, and give the names of the parts that changed."""
        edition = type(self.edition)._default_manager.get(pk=self.edition.pk)
        changed = changed_fields(self.before, edition.canonical_text())
        if self.changed_by_id != self.actor.pk:
            keep_snapshot(edition, User.objects.filter(pk=self.changed_by_id).first(), self.before)
        if changed and edition.state == State.IN_REVIEW and self.actor.pk not in edition.revisers:
            edition.revisers = [*edition.revisers, self.actor.pk]
        if changed:
            edition.changed_by = self.actor
            edition.changed_at = timezone.now()
        edition.version += 1
        edition.save(update_fields=["revisers", "changed_by", "changed_at", "version"])
        self.edition.version = edition.version
        return changed


def begin_edit(edition: Edition, *, actor: User, version: int) -> Edit:
    """Lock the document for a save; must be inside a transaction that also holds the save and Edit.finish.

    Raises Conflict when the edition was changed since the person opened the form, NotAllowed when its state or
    the person's standing does not permit a change of the text.
    """
    current = lock(edition)
    # Both: what the person saw, and what this request read before it had the lock.
    if not current.version == version == edition.version:
        raise Conflict(effects.what_happened(current, "nội dung đã thay đổi trong lúc soạn"))
    if not rights.may_edit(current, rights.standing_of(actor)):
        raise NotAllowed("Tài khoản này không sửa được nội dung ở trạng thái hiện nay.")
    return Edit(current, actor, current.canonical_text(), current.changed_by_id)
