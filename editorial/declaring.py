"""A file that no machine could read passes the gates when a named person declares to have read it whole."""

from django.db import transaction

from editorial import log, notices, rights
from editorial.models import Declaration, Edition, Unread, User
from editorial.refusals import Blocked, Conflict, NotAllowed, Refusal
from editorial.workflow import lock, log_refusal

STATEMENT = (
    "Tôi đã đọc toàn bộ tệp này, kể cả phần máy không đọc được, và xác nhận tệp không có nội dung mật, "
    "nội dung nội bộ hoặc dữ liệu cá nhân không được công khai."
)
ONLY_WHO = "Chỉ người gửi bài và thành viên Ban biên tập mới được xác nhận đã đọc tệp của bài đang xử lý."


def declare_read(
    edition: Edition, *, sha256: str, agreed: bool, actor: User, origin: log.Origin | None = None
) -> Declaration:
    """Keep a person's word for exactly these bytes in this document.

    Raises NotAllowed, Conflict when no such file is unread (any more), Blocked when the person did not agree to
    the statement. A refusal changes nothing and is logged. The log names the file by its hash and no content.
    """
    try:
        with transaction.atomic(durable=True):
            current = lock(edition)
            _check(current, sha256, agreed, actor)
            declaration, is_new = Declaration.objects.get_or_create(
                document=current.document,
                sha256=sha256,
                declared_by=actor,
                defaults={"edition_number": current.number, "statement": STATEMENT},
            )
            if is_new:
                _tell(current, actor)
                log.record(
                    "declare",
                    actor=actor,
                    document=current.document,
                    edition_number=current.number,
                    data={"kind": current.kind, "sha256": sha256},
                    origin=origin,
                )
            return declaration
    except Refusal as refusal:
        log_refusal("declare", edition, actor, refusal, origin)
        raise


def declarable(edition: Edition, standing: rights.Standing) -> list[Unread]:
    """Give the unread files of an edition for which a person of this standing has not given their word yet."""
    if not rights.may_declare(edition, standing):
        return []
    given = Declaration.objects.filter(document=edition.document_id, declared_by=standing.person_id)
    known = set(given.values_list("sha256", flat=True))
    return [unread for unread in edition.unread_files() if unread.reasons and unread.sha256 not in known]


def _check(edition: Edition, sha256: str, agreed: bool, actor: User) -> None:
    if not rights.may_declare(edition, rights.standing_of(User.objects.filter(pk=actor.pk).first())):
        raise NotAllowed(ONLY_WHO)
    if not any(file.sha256 == sha256 and file.reasons for file in edition.unread_files()):
        raise Conflict("Tệp này không còn trong tin bài, hoặc máy đã đọc được. Xin xem lại tin bài.")
    if not agreed:
        raise Blocked("Xin đọc toàn bộ tệp rồi đánh dấu vào ô xác nhận.")


def _tell(edition: Edition, actor: User) -> None:
    """Tell whoever edits or approved the piece that somebody stands for the file."""
    title = edition.title_text() or f"số {edition.document_id}"
    ids = {edition.editor_id, edition.approver_id} - {None, actor.pk}
    sentence = f"{actor.full_name}: Xác nhận đã đọc tệp mà máy không đọc được – {title}"[:500]
    notices.tell(ids, sentence, document=edition.document, edition_number=edition.number)
