"""The states of an edition, and which of them are open, live or frozen."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "Bản thảo"
    RETURNED = "returned", "Đề nghị chỉnh sửa"
    SUBMITTED = "submitted", "Chờ tiếp nhận"
    IN_REVIEW = "in_review", "Đang biên tập"
    APPROVED = "approved", "Chờ duyệt đăng"
    SCHEDULED = "scheduled", "Hẹn giờ đăng"
    PUBLISHED = "published", "Đã đăng"
    HIDDEN = "hidden", "Tạm gỡ"
    SUPERSEDED = "superseded", "Bản cũ"
    WITHDRAWN = "withdrawn", "Đã gỡ"
    REJECTED = "rejected", "Không sử dụng"
    DISCARDED = "discarded", "Đã bỏ"


class Withdrawal(models.TextChoices):
    """What the address of a withdrawn piece answers from then on."""

    ERROR = "error", "Gỡ hẳn: địa chỉ trả lời «Nội dung này đã được gỡ»"
    MERGED = "merged", "Nhập vào nội dung khác: địa chỉ dẫn sang nội dung đang đăng đó"
    KEPT = "kept", "Giữ lại để tra cứu: vẫn đọc được tại địa chỉ, có thông báo ở đầu trang"


OPEN = (
    State.DRAFT,
    State.RETURNED,
    State.SUBMITTED,
    State.IN_REVIEW,
    State.APPROVED,
    State.SCHEDULED,
)
CLOSED = (State.HIDDEN, State.SUPERSEDED, State.WITHDRAWN, State.REJECTED, State.DISCARDED)
LIVE_SLOT = (State.PUBLISHED, State.HIDDEN)
# The content of an edition that is or was published never changes again; the database refuses it too.
FROZEN = (State.PUBLISHED, State.HIDDEN, State.SUPERSEDED, State.WITHDRAWN)
