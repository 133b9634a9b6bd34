"""A block that was lifted: by whom, why, and for exactly which words."""

from django.conf import settings
from django.db import models

from editorial.models.document import Document
from editorial.models.text import CleanTextModel


class Lift(CleanTextModel):
    """Of one document, for as long as the words around the place stay as they are (gates.Finding.mark)."""

    write_once = True

    document = models.ForeignKey(Document, models.PROTECT, related_name="lifts")
    edition_number = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    mark = models.CharField(max_length=64)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField("lý do", max_length=1000)
    lifted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "cho phép đăng"
        verbose_name_plural = "cho phép đăng"
        constraints = [
            models.UniqueConstraint(name="lift_once", fields=["document", "mark", "lifted_by"]),
        ]

    def __str__(self):
        return f"{self.document_id} {self.key} {self.mark[:12]}"
