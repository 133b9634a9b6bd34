"""Categories: an ordered tree of two levels, each with its own address and people who look after it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from news.models.slugged import Slugged


class CategoryQuerySet(models.QuerySet):
    def top(self):
        """Give the first level, in the board's order."""
        return self.filter(parent=None)

    def on_home(self):
        """Give the categories that have a block on the home page."""
        return self.filter(on_home=True)


def _keeper(verbose_name):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=verbose_name,
    )


class Category(Slugged):
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="chuyên mục cha"
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=100)
    description = models.CharField("giới thiệu ngắn", max_length=300, blank=True)
    on_home = models.BooleanField("có khối tin trên trang chủ", default=False)
    keeper = _keeper("người phụ trách")
    stand_in = _keeper("người thay khi vắng")
    review_after_months = models.PositiveSmallIntegerField(
        "rà soát lại sau (tháng)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="Để trống khi tin bài của chuyên mục không phải rà soát lại.",
    )

    objects = CategoryQuerySet.as_manager()

    address_name = "category"

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["order", "pk"]

    def clean(self):
        if self.parent_id is None:
            return
        if self.parent_id == self.pk or self.parent.parent_id is not None:
            raise ValidationError({"parent": "Chuyên mục cha phải ở cấp một."})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": "Chuyên mục đang có chuyên mục con nên không thể chuyển xuống cấp hai."})

    @property
    def section_id(self) -> int:
        """The first-level category in which this one stands; itself when it is of the first level."""
        return self.parent_id or self.pk

    def keepers(self) -> list:
        """Give the keeper and the stand-in, then those of the parent."""
        own = [person for person in (self.keeper, self.stand_in) if person]
        return own + (self.parent.keepers() if self.parent_id else [])
