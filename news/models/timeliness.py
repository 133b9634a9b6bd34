"""How long it takes from an event to its first piece, counted by the clock into a small table (news/timeliness.py)."""

from django.db import models

LAST_YEAR = "year"  # the period of the last twelve months together; the others are months, 2026-11


class Group(models.TextChoices):
    ALL = "all", "Toàn trang"
    CATEGORY = "category", "Chuyên mục"
    GENRE = "genre", "Thể loại"


class Timeliness(models.Model):
    period = models.CharField(max_length=7)
    group = models.CharField(max_length=8, choices=Group.choices)
    key = models.CharField(max_length=20, blank=True)  # the category's number, the genre
    pieces = models.PositiveIntegerField()
    median_hours = models.PositiveIntegerField()
    nine_in_ten_hours = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = "số đo kịp thời"
        verbose_name_plural = "số đo kịp thời"
        constraints = [models.UniqueConstraint(name="timeliness_once", fields=["period", "group", "key"])]

    def __str__(self):
        return f"{self.period} {self.group} {self.key}"
