"""What a move demands beside state, version and right. Each function raises a Refusal or returns None."""

import json

from django.utils import timezone

from editorial import rights
from editorial.compare import changed_fields, changed_tokens
from editorial.models import Withdrawal
from editorial.models.edition import kind_named
from editorial.refusals import Blocked

SMALL_WORDS = 5


def nothing(edition, request) -> None:
    """Demand nothing more."""


def a_member_not_an_author(edition, request) -> None:
    """The work can be given to a board member in office who is not an author."""
    if request.person is None:
        raise Blocked("Xin chọn người được phân công.")
    if not rights.is_member_not_author(edition, rights.standing_of(request.person)):
        raise Blocked("Người được phân công phải là thành viên Ban biên tập và không phải là tác giả.")


def a_time_to_come(edition, request) -> None:
    if request.time is None or request.time <= timezone.now():
        raise Blocked("Giờ hẹn phải là một thời điểm sắp tới.")
    same_as_approved(edition, request)


def same_as_approved(edition, request) -> None:
    """Only what was approved, with the fingerprint it has now, goes out."""
    if not edition.approved_fingerprint or edition.approved_fingerprint != edition.fingerprint():
        raise Blocked("Nội dung hiện nay khác với nội dung đã trình duyệt; cần trình duyệt lại.")


def same_as_published(edition, request) -> None:
    """What comes back is exactly what was on the site."""
    if edition.approved_fingerprint != edition.fingerprint():
        raise Blocked("Nội dung hiện nay khác với nội dung đã đăng; không thể đăng lại.")


def due_and_same_as_approved(edition, request) -> None:
    if edition.scheduled_for is None or edition.scheduled_for > timezone.now():
        raise Blocked("Chưa đến giờ hẹn.")
    same_as_approved(edition, request)


def past_its_end(edition, request) -> None:
    end = getattr(edition, "ends_at", None)
    if end is None or end > timezone.now():
        raise Blocked("Chưa đến giờ kết thúc.")


def a_way_to_withdraw(edition, request) -> None:
    """One of the ways this kind knows; to be merged, with another document that citizens read now.

    What a piece leads to is live when it is chosen, both documents are locked, and the piece itself is no longer
    live then: so no chain of such pieces ever leads back.
    """
    way = request.withdrawal or Withdrawal.ERROR
    if way not in edition.withdrawals:
        raise Blocked("Xin chọn một cách gỡ.")
    if way != Withdrawal.MERGED:
        return
    if request.target is None:
        raise Blocked("Xin ghi số hoặc địa chỉ của nội dung đang đăng mà địa chỉ cũ sẽ dẫn sang.")
    if request.target.pk == edition.document_id:
        raise Blocked("Không thể dẫn một nội dung về chính nó.")
    model = kind_named(request.target.kind)
    live = model._default_manager.live().filter(document=request.target).exists()
    if not (live and Withdrawal.MERGED in model.withdrawals):
        raise Blocked(f"Nội dung số {request.target.pk} hiện không đăng; chỉ dẫn sang nội dung đang đăng.")


def small_change(edition, request) -> None:
    """At most five words differ from the live edition, none with a digit, all else equal."""
    live = edition.live_edition()
    if live is None:
        raise Blocked("Sửa lỗi nhỏ chỉ dùng cho nội dung đang đăng.")
    before, after = live.canonical_text(), edition.canonical_text()
    changed = changed_fields(before, after)
    if not changed:
        raise Blocked("Chưa có gì khác với bản đang đăng.")
    if set(changed) - set(edition.prose_fields):
        raise Blocked("Thay đổi không chỉ ở câu chữ: xin trình duyệt theo cách thông thường.")
    count, tokens = changed_tokens(_prose(before, changed), _prose(after, changed))
    if count > SMALL_WORDS:
        raise Blocked(f"Thay đổi {count} từ, quá {SMALL_WORDS} từ: xin trình duyệt theo cách thông thường.")
    if any(token.startswith("<") or any(c.isdigit() for c in token) for token in tokens):
        raise Blocked("Thay đổi chạm vào con số hoặc cách trình bày: xin trình duyệt theo cách thông thường.")


def _prose(canonical: str, fields: list[str]) -> str:
    content = json.loads(canonical)
    return "\n\n".join(content[name] or "" for name in fields)
