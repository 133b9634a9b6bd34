"""The look of the site on days of mourning and on holidays: one stylesheet, shown from one moment to another."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from editorial.models.text import CleanTextModel


class Occasion(models.TextChoices):
    MOURNING = "mourning", "Ngày tang"
    HOLIDAY = "holiday", "Ngày lễ"


class LookQuerySet(models.QuerySet):
    def within(self, now: datetime):
        """Give the looks whose days include this moment."""
        return self.filter(starts_at__lte=now, ends_at__gt=now)


class Look(CleanTextModel):
    occasion = models.CharField("giao diện", max_length=8, choices=Occasion.choices)
    starts_at = models.DateTimeField("từ")
    ends_at = models.DateTimeField("đến")
    note = models.CharField(
        "căn cứ, ghi chú", max_length=200, blank=True, help_text="Ví dụ: số thông báo quốc tang. Không hiện công khai."
    )
    # Set by news.looks, so that what citizens see depends on a row and not on the time of day.
    is_shown = models.BooleanField("đang hiện", default=False, editable=False)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = "giao diện ngày lễ, ngày tang"
        verbose_name_plural = "giao diện ngày lễ, ngày tang"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="look_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="Thời điểm kết thúc phải sau thời điểm bắt đầu.",
            ),
            models.UniqueConstraint(fields=["is_shown"], name="look_shown_once", condition=Q(is_shown=True)),
        ]

    def __str__(self):
        return self.get_occasion_display()
