"""Who holds which office of the council and its bodies, from when to when: what names in pieces are compared with."""

from django.db import models
from django.db.models import F, Q

from editorial.models.board import PeriodQuerySet
from editorial.models.text import CleanTextModel


class OfficeHolder(CleanTextModel):
    name = models.CharField("họ và tên", max_length=120)
    office = models.CharField("chức danh", max_length=160, help_text="Viết đủ, ví dụ: Chủ tịch HĐND tỉnh.")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "người giữ chức danh"
        verbose_name_plural = "người giữ chức danh"
        ordering = ["office", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="holder_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.office}: {self.name}"
