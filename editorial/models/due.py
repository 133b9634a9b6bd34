"""The board's clocks as dated data: when people work, when they do not, and how long each step may take."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from editorial.models.board import PeriodQuerySet
from editorial.models.state import State
from editorial.models.text import CleanTextModel

WEEKDAYS = tuple(enumerate(("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")))


class WorkingHours(CleanTextModel):
    """One stretch of work on one day of the week; a morning and an afternoon are two rows."""

    weekday = models.PositiveSmallIntegerField("thứ", choices=WEEKDAYS)
    opens = models.TimeField("từ giờ")
    closes = models.TimeField("đến giờ")
    starts_on = models.DateField("áp dụng từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "giờ làm việc"
        verbose_name_plural = "giờ làm việc"
        ordering = ["weekday", "opens", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="working_hours_close_after_opening",
                condition=Q(closes__gt=F("opens")),
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                name="working_hours_end_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self):
        if None in (self.weekday, self.opens, self.closes, self.starts_on):
            return
        others = WorkingHours.objects.exclude(pk=self.pk).filter(weekday=self.weekday)
        others = others.filter(opens__lt=self.closes, closes__gt=self.opens)
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        if self.ends_on:
            others = others.filter(starts_on__lte=self.ends_on)
        if others.exists():
            raise ValidationError(f"Khoảng giờ này chồng lên một khoảng đã có: {others[0]}.")


class Holiday(CleanTextModel):
    """Days on which nobody works; or, the other way round, a day off that is worked to make up for one."""

    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    name = models.CharField("tên ngày nghỉ", max_length=120)
    is_worked = models.BooleanField(
        "là ngày làm bù", default=False, help_text="Ngày cuối tuần đi làm thay; tính giờ như thứ Hai."
    )
    is_confirmed = models.BooleanField("tỉnh đã thông báo", default=False)

    class Meta:
        verbose_name = "ngày nghỉ"
        verbose_name_plural = "ngày nghỉ"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="holiday_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        last = f" – {self.ends_on:%d/%m/%Y}" if self.ends_on != self.starts_on else ""
        return f"{self.name} ({self.starts_on:%d/%m/%Y}{last})"

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on >= self.starts_on:
            clash = Holiday.objects.exclude(pk=self.pk).filter(starts_on__lte=self.ends_on, ends_on__gte=self.starts_on)
            if clash.exists():
                raise ValidationError(f"Trùng ngày với một dòng đã có: {clash[0]}.")


class Stage(models.TextChoices):
    """What a due time is for: a state, a mark, or the whole way from handing in."""

    RETURNED = State.RETURNED.value, "Người gửi chỉnh sửa"
    SUBMITTED = State.SUBMITTED.value, "Tiếp nhận"
    IN_REVIEW = State.IN_REVIEW.value, "Biên tập"
    APPROVED = State.APPROVED.value, "Duyệt đăng"
    TO_CONFIRM = "to_confirm", "Hậu kiểm"
    WHOLE = "whole", "Cả quá trình, từ lúc gửi"


class DueTime(CleanTextModel):
    """How long a stage may take for one sort of piece, from a day on."""

    stage = models.CharField("khâu", max_length=12, choices=Stage.choices)
    part = models.CharField("áp dụng cho", max_length=40, blank=True)
    is_urgent = models.BooleanField("luồng gấp", default=False)
    hours = models.PositiveSmallIntegerField("số giờ", default=0)
    minutes = models.PositiveSmallIntegerField("số phút", default=0)
    round_the_clock = models.BooleanField("tính cả ngoài giờ làm việc", default=False)
    remind_minutes = models.PositiveSmallIntegerField("nhắc trước (phút)", default=30)
    starts_on = models.DateField("áp dụng từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn xử lý"
        verbose_name_plural = "thời hạn xử lý"
        ordering = ["stage", "is_urgent", "part", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="due_time_is_some_time",
                condition=Q(hours__gt=0) | Q(minutes__gt=0),
                violation_error_message="Xin ghi số giờ hoặc số phút.",
            ),
            models.CheckConstraint(
                name="due_time_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                name="due_time_once",
                fields=["stage", "part", "is_urgent", "starts_on"],
                violation_error_message="Đã có thời hạn của khâu này từ ngày này.",
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()}: {self.length_shown()}"

    @property
    def length(self) -> timedelta:
        return timedelta(hours=self.hours, minutes=self.minutes)

    def length_shown(self) -> str:
        """Give how long in words: "4 giờ làm việc", "30 phút"."""
        parts = [f"{self.hours} giờ"] if self.hours else []
        parts += [f"{self.minutes} phút"] if self.minutes else []
        return " ".join(parts) + ("" if self.round_the_clock else " làm việc")

    def clean(self):
        if self.remind_minutes and timedelta(minutes=self.remind_minutes) >= self.length > timedelta(0):
            raise ValidationError({"remind_minutes": "Giờ nhắc phải ngắn hơn thời hạn."})
