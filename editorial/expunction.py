"""Orders to wipe a document for good: asked by one board member, confirmed by another who may publish or asked so.

Here it is only decided. The wiping is a command of whoever owns the database (news/expunge.py).
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from editorial import log, notices, rights
from editorial.finding import find_standing
from editorial.models import BOARD_OFFICES, Expunction, User
from editorial.models.edition import Edition, kind_named
from editorial.models.state import LIVE_SLOT
from editorial.refusals import Blocked, Conflict, NotAllowed


def ask(order: Expunction, *, actor: User, origin: log.Origin | None = None) -> None:
    """Save a new order, tell the board, and log it. Raises NotAllowed, Blocked while the piece stands, Conflict."""
    if not rights.standing_of(actor).is_board:
        raise NotAllowed("Chỉ thành viên Ban biên tập đề nghị xóa vĩnh viễn.")
    check_is_down(order)
    order.asked_by = actor
    try:
        with transaction.atomic():
            order.save()
    except IntegrityError as error:
        raise Conflict("Nội dung này đã có một đề nghị xóa vĩnh viễn.") from error
    _tell(order, actor, "Đề nghị xóa vĩnh viễn, chờ người thứ hai xác nhận")
    _record("expunge_asked", order, actor, origin)


def may_confirm(order: Expunction, standing: rights.Standing) -> bool:
    """Another board member than whoever asked; one of the two is the chair or may publish the piece."""
    another = standing.is_board and standing.person_id != order.asked_by_id
    if not another or order.confirmed_at:
        return False
    return _may_publish(order, standing) or _may_publish(order, rights.standing_of(order.asked_by))


def confirm(order: Expunction, *, actor: User, origin: log.Origin | None = None) -> None:
    """Confirm the order: from now on the command carries it out. Raises NotAllowed, Blocked."""
    with transaction.atomic():
        current = Expunction.objects.select_for_update(of=("self",)).select_related("document", "asked_by")
        order = current.get(pk=order.pk)
        if not may_confirm(order, rights.standing_of(actor)):
            raise NotAllowed("Người xác nhận phải là người khác; một trong hai là Trưởng ban hoặc người duyệt đăng.")
        check_is_down(order)
        order.confirmed_by, order.confirmed_at = actor, timezone.now()
        order.save()
        _tell(order, actor, "Đã xác nhận xóa vĩnh viễn, chờ quản trị kỹ thuật chạy lệnh")
        _record("expunge_confirmed", order, actor, origin)


def check_is_down(order: Expunction) -> None:
    """Raise Blocked while an edition is live, hidden or being worked on: first it is taken down, by its moves."""
    editions = kind_named(order.document.kind)._default_manager.filter(document=order.document)
    if editions.filter(state__in=LIVE_SLOT).exists():
        raise Blocked("Nội dung còn đang đăng hoặc tạm gỡ: xin gỡ trước.")
    if editions.open().exists():
        raise Blocked("Nội dung còn một phiên bản đang xử lý: xin bỏ hoặc không sử dụng phiên bản đó trước.")


def _may_publish(order: Expunction, standing: rights.Standing) -> bool:
    model = kind_named(order.document.kind)
    piece: Edition | None = find_standing(model, order.document_id)
    piece = piece or model._default_manager.filter(document=order.document).last()
    return bool(piece) and rights.may_publish(piece, standing)


def _tell(order: Expunction, actor: User, words: str) -> None:
    board = rights.people_holding(*BOARD_OFFICES).exclude(pk=actor.pk).order_by().values_list("pk", flat=True)
    sentence = f"{actor.full_name}: {words} (tin bài số {order.document_id})"
    notices.tell(set(board), sentence, is_urgent=True)


def _record(action: str, order: Expunction, actor: User, origin) -> None:
    data = {"paper": order.paper_number, "reason": order.reason}
    subject = f"expunction:{order.pk}"
    log.record(action, actor=actor, document=order.document, subject=subject, data=data, origin=origin)
