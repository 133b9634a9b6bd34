"""Letters of citizens: feedback, "this page is wrong", a request for information; and the board's rules for them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from editorial.models import Document
from editorial.models.board import PeriodQuerySet
from editorial.models.text import CleanTextModel


class LetterKind(models.TextChoices):
    FEEDBACK = "feedback", "Góp ý"
    WRONG = "wrong", "Báo nội dung chưa đúng"
    REQUEST = "request", "Yêu cầu cung cấp thông tin"


class LetterState(models.TextChoices):
    RECEIVED = "received", "Đã nhận"
    TAKEN = "taken", "Đang xử lý"
    ANSWERED = "answered", "Đã trả lời"
    INVALID = "invalid", "Không hợp lệ"


WAITING = (LetterState.RECEIVED, LetterState.TAKEN)


class ConsentText(CleanTextModel):
    """What a citizen agrees to: what is kept, why, who sees it. A letter names the text that was agreed to."""

    text = models.TextField(
        "nội dung",
        max_length=3000,
        help_text="Nêu giữ dữ liệu gì, để làm gì, ai được xem. Biểu mẫu tự ghi thêm thời hạn giữ theo cấu hình.",
    )
    starts_on = models.DateField("áp dụng từ ngày", unique=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "lời xin phép dùng dữ liệu"
        verbose_name_plural = "lời xin phép dùng dữ liệu"
        ordering = ["-starts_on"]

    def __str__(self):
        return f"Lời xin phép áp dụng từ {self.starts_on:%d/%m/%Y}"

    @classmethod
    def in_force(cls) -> "ConsentText | None":
        """Give the text of today: the newest that has begun."""
        return cls.objects.filter(starts_on__lte=timezone.localdate()).first()


class LetterTime(CleanTextModel):
    """In how many days a kind of letter must be answered, from a day on; dated, because laws change."""

    kind = models.CharField("loại", max_length=10, choices=LetterKind.choices)
    days = models.PositiveSmallIntegerField("số ngày")
    is_working = models.BooleanField("tính ngày làm việc", default=False, help_text="Không chọn: tính cả ngày nghỉ.")
    starts_on = models.DateField("áp dụng từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn trả lời ý kiến"
        verbose_name_plural = "thời hạn trả lời ý kiến"
        ordering = ["kind", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="letter_time_is_some_days",
                condition=Q(days__gt=0, days__lte=120),
                violation_error_message="Xin ghi số ngày từ 1 đến 120.",
            ),
            models.CheckConstraint(
                name="letter_time_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                name="letter_time_once",
                fields=["kind", "starts_on"],
                violation_error_message="Đã có thời hạn của loại này từ ngày này.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.length_shown()}"

    def length_shown(self) -> str:
        """Give how long in words: "10 ngày", "5 ngày làm việc"."""
        return f"{self.days} ngày" + (" làm việc" if self.is_working else "")


class LetterCount(models.Model):
    """The last number of a year; its row lock lets one letter at a time in, so that bounds are exact."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "số đếm ý kiến"
        verbose_name_plural = "số đếm ý kiến"

    def __str__(self):
        return f"{self.year}: {self.last}"


class LetterQuerySet(models.QuerySet):
    def waiting(self):
        """Give the letters that nobody has answered yet, the most late first."""
        return self.filter(state__in=WAITING).by_lateness()

    def late(self, now: datetime):
        """Give those of them whose time has run out."""
        return self.waiting().filter(due_at__lt=now)

    def to_erase(self, now: datetime, longest):
        """Give the closed letters whose time to be erased has come: as promised, or as is set now if shorter."""
        closed = self.filter(erased_at=None, closed_at__isnull=False)
        return closed.filter(Q(erase_after__lte=now) | Q(closed_at__lte=now - longest)).order_by("closed_at", "pk")

    def by_lateness(self):
        """Order by what is due first; what has no due time last."""
        return self.order_by(F("due_at").asc(nulls_last=True), "pk")


class Letter(CleanTextModel):
    """What a citizen sent, and what became of it. Erased by the clock (news/letters/erase.py); the row stays."""

    number = models.CharField("số biên nhận", max_length=20, unique=True)
    kind = models.CharField("loại", max_length=10, choices=LetterKind.choices)
    state = models.CharField("trạng thái", max_length=10, choices=LetterState.choices, default=LetterState.RECEIVED)
    text = models.TextField("nội dung", max_length=4000, blank=True)
    place = models.CharField("nơi có nội dung chưa đúng", max_length=500, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="letters", verbose_name="tin bài (số)"
    )
    name = models.CharField("họ và tên", max_length=120, blank=True)
    contact = models.CharField("cách liên hệ", max_length=200, blank=True)
    consent = models.ForeignKey(ConsentText, models.PROTECT, related_name="letters", verbose_name="đã đồng ý với")
    keep_days = models.PositiveSmallIntegerField("số ngày giữ đã báo cho người gửi")
    code_hash = models.CharField(max_length=64)  # of the code on the receipt; the code itself is kept nowhere
    token_hash = models.CharField(max_length=64, unique=True)  # of the form it came in, which is used once
    sender_mark = models.CharField(max_length=64, blank=True)  # of the day and the address; emptied after a day

    received_at = models.DateTimeField("nhận lúc")
    due_at = models.DateTimeField("hạn trả lời", null=True)
    late_told_at = models.DateTimeField(null=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người xử lý"
    )
    notes = models.JSONField("ghi chú nội bộ", default=list)  # [{"by": person, "at": moment, "text": words}]
    answer = models.TextField("trả lời", max_length=6000, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người trả lời"
    )
    closed_at = models.DateTimeField("trả lời lúc", null=True)
    erase_after = models.DateTimeField("xóa nội dung sau", null=True)
    erased_at = models.DateTimeField("đã xóa nội dung lúc", null=True)

    objects = LetterQuerySet.as_manager()

    # What stays when the piece it is about is wiped for good (news/expunge.py): nothing that a person wrote freely.
    expunge_keeps = ("number", "code_hash", "token_hash")

    class Meta:
        verbose_name = "ý kiến công dân"
        verbose_name_plural = "ý kiến công dân"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["due_at", "id"], name="letter_waiting", condition=Q(state__in=["received", "taken"])),
            models.Index(fields=["received_at"], name="letter_by_time"),
            models.Index(
                fields=["closed_at"],
                name="letter_to_erase",
                condition=Q(erased_at__isnull=True, closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Ý kiến {self.number}"

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_late(self) -> bool:
        """Whether the time has run out and nobody has answered."""
        return self.is_waiting and self.due_at is not None and self.due_at < timezone.now()

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None
