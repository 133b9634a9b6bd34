"""The slip on which a leader outside the board signed for one text, as it was scanned."""

from django.conf import settings
from django.db import models

from editorial.models.document import Document
from editorial.models.snapshot import Snapshot
from editorial.models.text import CleanTextModel


class SignedSlip(CleanTextModel):
    """Kept for ever beside the log, whose entry holds both hashes: of the scan, and of the text that was signed."""

    write_once = True

    document = models.ForeignKey(Document, models.PROTECT, related_name="signed_slips")
    edition_number = models.PositiveIntegerField()
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    signed_by = models.CharField("người ký", max_length=160)
    signed_on = models.DateField("ngày ký")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("cỡ (byte)")
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "phiếu trình đã ký"
        verbose_name_plural = "phiếu trình đã ký"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["document", "edition_number"], name="slip_of_edition")]

    def __str__(self):
        return f"{self.document_id}.{self.edition_number} {self.signed_by}"

    @property
    def path(self) -> str:
        """The private path of the scan."""
        return f"slips/{self.sha256[:2]}/{self.sha256}"
