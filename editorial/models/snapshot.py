"""The canonical text as it was: inserted, never changed (guards.py)."""

from django.conf import settings
from django.db import models

from editorial.models.document import Document


class Snapshot(models.Model):
    write_once = True

    document = models.ForeignKey(Document, models.PROTECT, related_name="snapshots")
    edition_number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    expunge_keeps = ("fingerprint",)  # news/expunge.py

    class Meta:
        verbose_name = "bản lưu"
        verbose_name_plural = "bản lưu"
        constraints = [
            models.UniqueConstraint(name="snapshot_once", fields=["document", "edition_number", "fingerprint"])
        ]

    def __str__(self):
        return f"{self.document_id}.{self.edition_number} {self.fingerprint[:12]}"
