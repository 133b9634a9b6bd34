"""A block of the gates is lifted: a decision of whoever may publish, with a reason, told to the whole board."""

from collections.abc import Iterable

from django.db import transaction

from editorial import log, notices, rights
from editorial.audiences import who_may_publish
from editorial.gates import Finding, blocking, may_be_lifted, read_texts
from editorial.models import BOARD_OFFICES, Edition, Lift, Notice, User
from editorial.reading import BLOCKS
from editorial.refusals import Blocked, Conflict, NotAllowed, Refusal
from editorial.workflow import lock, log_refusal

MOST_OFFERED = 20
MOST_SHOWN = 50
ONLY_WHO = "Chỉ người có quyền duyệt đăng và không phải người gửi bài mới được cho phép."


def lift_block(edition: Edition, *, mark: str, reason: str, actor: User, origin: log.Origin | None = None) -> Finding:
    """Let exactly these words pass the gates of this document from now on; give the finding.

    Raises NotAllowed, Conflict when the words no longer stand there or were lifted before, Blocked without a
    reason. A refusal changes nothing and is logged. The log names the kind of block and no content.
    """
    try:
        with transaction.atomic(durable=True):
            current = lock(edition)
            finding = _check(current, mark, reason.strip(), actor)
            Lift.objects.create(
                document=current.document,
                edition_number=current.number,
                key=finding.key,
                mark=mark,
                lifted_by=actor,
                reason=reason.strip(),
            )
            _tell_board(current, actor)
            data = {"kind": current.kind, "key": finding.key}
            log.record(
                "lift", actor=actor, document=current.document, edition_number=current.number, data=data, origin=origin
            )
            return finding
    except Refusal as refusal:
        log_refusal("lift", edition, actor, refusal, origin)
        raise


def ask_for_lift(edition: Edition, *, actor: User, origin: log.Origin | None = None) -> int:
    """Ask those who may lift to look at what stops this piece; give how many are told, 0 when they know already.

    Raises NotAllowed to who is no author, Conflict when nothing stops it. The notice holds no words of the piece.
    """
    with transaction.atomic(durable=True):
        current = lock(edition)
        if not rights.is_author(current, rights.standing_of(actor)):
            raise NotAllowed("Chỉ người gửi bài mới nhờ xem xét được.")
        if not may_be_lifted(read_texts(current)):
            raise Conflict("Bài không còn đoạn nào bị chặn.")
        sentence = f"{actor.full_name}: Nhờ xem xét đoạn bị chặn của bài số {current.document_id}"
        known = Notice.objects.filter(document=current.document_id, sentence=sentence, read_at=None)
        ids = who_may_publish(current) - current.author_ids - set(known.values_list("recipient_id", flat=True))
        if ids:
            notices.tell(ids, sentence, document=current.document, edition_number=current.number)
            data = {"kind": current.kind}
            log.record("ask_lift", actor=actor, document=current.document, edition_number=current.number,
                       data=data, origin=origin)  # fmt: skip
        return len(ids)


def liftable(edition: Edition, standing: rights.Standing) -> list[Finding]:
    """Give the first blocks that a person of this standing may lift, the same words once."""
    if not rights.may_lift(edition, standing):
        return []
    return list({finding.mark: finding for finding in blocking(read_texts(edition))}.values())[:MOST_OFFERED]


def lifts_of(edition: Edition, findings: Iterable[Finding] = ()) -> list[dict]:
    """Give the lifts of a document, the newest first: {"lift", "what", "words"}.

    The words are those of the findings given, "" for a lift of words that do not stand there.
    """
    lifts = edition.document.lifts.select_related("lifted_by").order_by("-pk")[:MOST_SHOWN]
    words = {finding.mark: finding.excerpt for finding in findings if finding.key}
    return [{"lift": lift, "what": BLOCKS.get(lift.key, ""), "words": words.get(lift.mark, "")} for lift in lifts]


def _check(edition: Edition, mark: str, reason: str, actor: User) -> Finding:
    standing = rights.standing_of(User.objects.filter(pk=actor.pk).first())
    if not rights.may_lift(edition, standing):
        raise NotAllowed(ONLY_WHO)
    finding = next((found for found in blocking(read_texts(edition)) if found.mark == mark), None)
    if finding is None:
        raise Conflict("Đoạn này đã được sửa hoặc đã được cho phép. Xin xem lại tin bài.")
    if not reason:
        raise Blocked("Xin ghi lý do cho phép đăng.")
    return finding


def _tell_board(edition: Edition, actor: User) -> None:
    title = edition.title_text() or f"số {edition.document_id}"
    board = rights.people_holding(*BOARD_OFFICES).exclude(pk=actor.pk).order_by().values_list("pk", flat=True)
    sentence = f"{actor.full_name}: Cho phép đăng đoạn bị chặn – {title}"[:500]
    notices.tell(set(board), sentence, document=edition.document, edition_number=edition.number)
