"""The log: one decision an entry, written once, chained to the one before (editorial/log.py writes it)."""

from django.conf import settings
from django.db import models

from editorial.models.document import Document


class LogHead(models.Model):
    """The end of the chain; its row lock lets one writer at a time add an entry."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"
        verbose_name_plural = "đầu chuỗi nhật ký"

    def __str__(self):
        return f"{self.number} {self.hash[:12]}"


class LogEntry(models.Model):
    """`text` is exactly what was hashed; the other columns repeat it for looking up (verify_log compares)."""

    write_once = True

    number = models.BigIntegerField("số", primary_key=True)
    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện"
    )
    action = models.CharField("việc", max_length=40)
    subject = models.CharField("đối tượng", max_length=80, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="log", verbose_name="hồ sơ")
    edition_number = models.PositiveIntegerField("phiên bản", null=True)
    refused = models.BooleanField("bị từ chối", default=False)
    text = models.TextField()
    hash = models.CharField("mã", max_length=64)

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["document", "-number"], name="log_of_document"),
            models.Index(fields=["actor", "-number"], name="log_of_actor"),
            models.Index(fields=["action", "-number"], name="log_of_action"),
            models.Index(fields=["subject", "-number"], name="log_of_subject", condition=~models.Q(subject="")),
        ]

    def __str__(self):
        return f"Nhật ký số {self.number}"


class LogOrigin(models.Model):
    """Where a decision came from; expires, while its salted hash stays in the chain."""

    entry = models.OneToOneField(LogEntry, models.PROTECT, primary_key=True, related_name="origin")
    address = models.GenericIPAddressField("địa chỉ")
    port = models.PositiveIntegerField("cổng", null=True)
    salt = models.CharField(max_length=32)

    class Meta:
        verbose_name = "nơi thực hiện"
        verbose_name_plural = "nơi thực hiện"

    def __str__(self):
        return str(self.entry_id)


class LogKeeping(models.Model):
    """What the clock has done about the log, in one row: exported to where, which week's head was told."""

    exported = models.BigIntegerField(default=0)  # the last entry that stands in a file outside (exporting.py)
    exported_hash = models.CharField(max_length=64, default="", blank=True)
    failed_since = models.DateTimeField(null=True)
    failure_told_at = models.DateTimeField(null=True)
    head_week = models.CharField(max_length=10, default="", blank=True)  # the Monday of the week (weekly_head.py)

    class Meta:
        verbose_name = "việc giữ nhật ký"
        verbose_name_plural = "việc giữ nhật ký"

    def __str__(self):
        return str(self.exported)
