"""What the board arranges without an edition, and the log notes: menu, links, order of what is live, imprint."""

from django.core.exceptions import ValidationError
from django.db import models

from editorial.models import Document
from editorial.models.text import CleanTextModel
from news.models.addresses import check_link
from news.models.category import Category


class MenuItem(CleanTextModel):
    """An entry of the two-level menu: a category, a page (by its document) or an address."""

    label = models.CharField("tên mục", max_length=80)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="mục cha"
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=100)
    category = models.ForeignKey(
        Category, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="chuyên mục"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trang (số)"
    )
    address = models.CharField("địa chỉ", max_length=300, blank=True, validators=[check_link])

    class Meta:
        verbose_name = "mục của thanh điều hướng"
        verbose_name_plural = "thanh điều hướng"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label

    def clean(self):
        if self.parent_id and (self.parent_id == self.pk or self.parent.parent_id):
            raise ValidationError({"parent": "Mục cha phải ở cấp một."})
        if sum(bool(value) for value in (self.category_id, self.document_id, self.address)) > 1:
            raise ValidationError("Mỗi mục chỉ dẫn đến một nơi: chuyên mục, trang hoặc địa chỉ.")


class SisterLink(CleanTextModel):
    name = models.CharField("tên trang", max_length=120)
    address = models.CharField("địa chỉ", max_length=300, validators=[check_link])
    order = models.PositiveSmallIntegerField("thứ tự", default=100)

    class Meta:
        verbose_name = "liên kết website"
        verbose_name_plural = "liên kết website"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class FrontPageItem(CleanTextModel):
    """A published piece that the board puts first on the home page; the first is the lead story."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="front_page", verbose_name="tin bài (số)")
    order = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "tin nổi bật trang chủ"
        verbose_name_plural = "tin nổi bật trang chủ"
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.order}. số {self.document_id}"


class Imprint(CleanTextModel):
    """Who stands behind the site; the law wants these on the home page (NĐ 174/2026). One row."""

    site_name = models.CharField(
        "tên trang", max_length=160, default="Trang thông tin điện tử Đại biểu nhân dân tỉnh Đồng Tháp"
    )
    governing_body = models.CharField("cơ quan chủ quản", max_length=200, blank=True)
    responsible_person = models.CharField("người chịu trách nhiệm nội dung", max_length=200, blank=True)
    address = models.CharField("địa chỉ", max_length=250, blank=True)
    telephone = models.CharField("điện thoại", max_length=60, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    licence = models.CharField("giấy phép", max_length=200, blank=True)
    reuse = models.CharField("ghi chú phát hành lại", max_length=200, default="Ghi rõ nguồn khi phát hành lại.")

    class Meta:
        verbose_name = "thông tin trang"
        verbose_name_plural = "thông tin trang"

    def __str__(self):
        return self.site_name

    @classmethod
    def load(cls) -> "Imprint":
        """Give the one row, or its defaults when it has not been filled in."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)
