"""What an article carries: its pictures, its files."""

from django.db import models
from django.urls import reverse

from editorial.models.text import CleanTextModel
from news.models.body import PictureUse
from news.models.library import StoredFile, keep


class ArticlePicture(PictureUse):
    edition_key = "article"

    article = models.ForeignKey("Article", models.CASCADE, related_name="uses")

    class Meta:
        verbose_name = "ảnh của tin bài"
        verbose_name_plural = "ảnh của tin bài"
        ordering = ["order", "pk"]


class Attachment(CleanTextModel):
    article = models.ForeignKey("Article", models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    title = models.CharField("tên gọi", max_length=250)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        keep(StoredFile, self.file_id)

    def get_absolute_url(self) -> str:
        return reverse("file", args=[self.file.key, self.file.name])

    def canonical(self) -> dict:
        """Give the part of the canonical text that this file is."""
        return {"sha256": self.file.sha256, "title": self.title, "name": self.file.name}
