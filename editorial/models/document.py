"""The lasting identity of a piece. It has no state: its editions have."""

from django.db import models


class Document(models.Model):
    number = models.BigAutoField("số", primary_key=True)
    kind = models.CharField("loại", max_length=20, editable=False)
    first_published_at = models.DateTimeField("đăng lần đầu", null=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    class Meta:
        verbose_name = "hồ sơ tin bài"
        verbose_name_plural = "hồ sơ tin bài"

    def __str__(self):
        return str(self.number)
