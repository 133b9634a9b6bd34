"""What people say to each other about an edition, and what the desk tells a person."""

from django.conf import settings
from django.db import models

from editorial.models.document import Document
from editorial.models.text import CleanTextModel


class Note(CleanTextModel):
    """A remark about an edition; with a move, the reason given for it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="notes")
    edition_number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người viết")
    text = models.TextField("ý kiến", max_length=4000)
    move = models.CharField(max_length=20, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ý kiến biên tập"
        verbose_name_plural = "ý kiến biên tập"
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["document", "edition_number"])]

    def __str__(self):
        return self.text[:60]


class Notice(models.Model):
    """A sentence for one person; made in the transaction of what it tells."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    edition_number = models.PositiveIntegerField(null=True)
    sentence = models.CharField(max_length=500)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["recipient", "-made_at"])]

    def __str__(self):
        return self.sentence
