"""What no machine could read of a piece, and who has read it instead."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models

from editorial.models.document import Document
from editorial.models.text import CleanTextModel


@dataclass(frozen=True)
class Unread:
    """A file of an edition of which something could not be read (`reasons`, in sentences); none yet: it is being read.

    `name` is what people call it, `address` where whoever may see the piece finds it.
    """

    sha256: str
    name: str
    address: str
    reasons: tuple[str, ...] = ()


class Declaration(CleanTextModel):
    """A person's word that they read a file whole and that it holds no secret: for these bytes, in this document."""

    write_once = True

    document = models.ForeignKey(Document, models.PROTECT, related_name="declarations")
    edition_number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    statement = models.CharField(max_length=500)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "xác nhận đã đọc tệp"
        verbose_name_plural = "xác nhận đã đọc tệp"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="declared_once", fields=["document", "sha256", "declared_by"]),
        ]

    def __str__(self):
        return f"{self.document_id} {self.sha256[:12]}"
