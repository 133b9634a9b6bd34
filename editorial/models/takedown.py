"""Requests to take something down, the rules that give them their time, and orders to wipe something for good."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from editorial.models.board import PeriodQuerySet
from editorial.models.document import Document
from editorial.models.text import CleanTextModel


def _person(verbose_name, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=verbose_name, **options
    )


class TakedownBasis(CleanTextModel):
    """Who may ask, by which rule, and how long the board has; dated, because laws change."""

    body = models.CharField("ai yêu cầu", max_length=200)
    basis = models.CharField("căn cứ", max_length=300)
    hours = models.PositiveSmallIntegerField("thời hạn (giờ)")
    starts_on = models.DateField("áp dụng từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "căn cứ gỡ bài"
        verbose_name_plural = "căn cứ gỡ bài"
        ordering = ["hours", "pk"]
        constraints = [
            models.CheckConstraint(
                name="takedownbasis_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="takedownbasis_has_time",
                condition=Q(hours__gt=0),
                violation_error_message="Thời hạn phải từ 1 giờ trở lên.",
            ),
        ]

    def __str__(self):
        return f"{self.body} – {self.basis} ({self.hours} giờ)"


class TakedownQuerySet(models.QuerySet):
    def waiting(self):
        """Give the requests that nobody has decided yet, the most urgent first."""
        return self.filter(decided_at=None).order_by("due_at", "pk")


class TakedownRequest(CleanTextModel):
    """Somebody asks that a document be taken down; a clock runs until the board has decided."""

    class Channel(models.TextChoices):
        PAPER = "paper", "Văn bản"
        ELECTRONIC = "electronic", "Phương tiện điện tử"
        TELEPHONE = "telephone", "Điện thoại"

    class Outcome(models.TextChoices):
        WITHDRAWN = "withdrawn", "Đã gỡ"
        CORRECTED = "corrected", "Sửa bằng bản mới"
        REFUSED = "refused", "Không gỡ"

    document = models.ForeignKey(Document, models.PROTECT, related_name="takedowns", editable=False)
    basis = models.ForeignKey(TakedownBasis, models.PROTECT, related_name="+", verbose_name="ai yêu cầu, căn cứ")
    requester = models.CharField("tên cơ quan, người yêu cầu", max_length=200)
    channel = models.CharField("yêu cầu bằng", max_length=10, choices=Channel.choices, default=Channel.PAPER)
    paper_number = models.CharField("số, ký hiệu văn bản", max_length=60, blank=True)
    paper_date = models.DateField("ngày văn bản", null=True, blank=True)
    asked = models.TextField("nội dung yêu cầu", max_length=4000)
    received_at = models.DateTimeField("nhận lúc")
    due_at = models.DateTimeField("hạn", editable=False)
    entered_by = _person("người ghi")
    entered_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    reminded = models.PositiveSmallIntegerField(default=0, editable=False)  # how many reminders were sent
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices, blank=True, editable=False)
    answer = models.TextField("lý do", max_length=4000, blank=True, editable=False)
    decided_by = _person("người quyết định", null=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True, editable=False)

    objects = TakedownQuerySet.as_manager()

    # What stays when the document is wiped for good (news/expunge.py): nothing that a person wrote freely.
    expunge_keeps = ("channel", "paper_number", "outcome")

    class Meta:
        verbose_name = "yêu cầu gỡ bài"
        verbose_name_plural = "yêu cầu gỡ bài"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["due_at"], name="takedown_waiting", condition=Q(decided_at=None))]

    def __str__(self):
        return f"Yêu cầu gỡ số {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None

    @property
    def is_over(self) -> bool:
        """Whether the time has run out and nobody has decided."""
        return self.is_waiting and self.due_at < timezone.now()

    @property
    def time_left(self) -> str:
        """The time that is left, in words, to the minute below a day."""
        left = self.due_at - timezone.now()
        return f"quá hạn {_in_words(-left)}" if left < timedelta() else f"còn {_in_words(left)}"

    def reminders(self) -> list[tuple]:
        """Give the moments at which whoever decides is reminded, in order, each with its words."""
        half = self.received_at + (self.due_at - self.received_at) / 2
        moments = [(half, "đã hết nửa thời hạn"), (self.due_at - timedelta(hours=2), "còn chưa đầy 2 giờ")]
        return [*sorted(moments), (self.due_at, "đã quá hạn")]


class Expunction(CleanTextModel):
    """An order to wipe a document for good: by a numbered paper, asked by one and confirmed by another."""

    class Reason(models.TextChoices):
        SECRET = "secret", "Bí mật nhà nước"
        PERSONAL = "personal", "Dữ liệu cá nhân"

    document = models.ForeignKey(Document, models.PROTECT, related_name="expunctions", editable=False)
    reason = models.CharField("lý do", max_length=10, choices=Reason.choices)
    paper_number = models.CharField("số, ký hiệu văn bản", max_length=60)
    paper_date = models.DateField("ngày văn bản")
    asked_by = _person("người đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc", auto_now_add=True)
    confirmed_by = _person("người xác nhận", null=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, editable=False)
    done_at = models.DateTimeField("xóa xong lúc", null=True, editable=False)

    expunge_keeps = ("reason", "paper_number")

    class Meta:
        verbose_name = "đề nghị xóa vĩnh viễn"
        verbose_name_plural = "xóa vĩnh viễn"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="expunction_one_open", fields=["document"], condition=Q(done_at=None)),
            models.CheckConstraint(
                name="expunction_by_two", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by"))
            ),
        ]

    def __str__(self):
        return f"Xóa vĩnh viễn tin bài số {self.document_id} theo {self.paper_number}"

    @property
    def stage(self) -> str:
        """How far it has come, in words."""
        if self.done_at:
            return "đã xóa"
        return "đã xác nhận, chờ quản trị chạy lệnh" if self.confirmed_at else "chờ người thứ hai xác nhận"


def _in_words(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} ngày {hours} giờ"
    return f"{hours} giờ {minutes % 60} phút" if hours else f"{minutes} phút"
