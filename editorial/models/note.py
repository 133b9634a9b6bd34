"""What people say to each other about an edition, and what the desk tells a person."""

from django.conf import settings
from django.db import models

from editorial.models.document import Document
from editorial.models.text import CleanTextModel


class Note(CleanTextModel):
    """A remark about an edition; with a move, the reason given for it.

    A remark may be addressed to a person and is then open until it is resolved; a reply has no life of its own.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="notes")
    edition_number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người viết")
    text = models.TextField("ý kiến", max_length=4000)
    move = models.CharField(max_length=20, blank=True)
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    addressee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gửi cho"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    expunge_keeps = ("move",)  # that something was said, not what (news/expunge.py)

    class Meta:
        verbose_name = "ý kiến biên tập"
        verbose_name_plural = "ý kiến biên tập"
        ordering = ["written_at", "pk"]
        indexes = [
            models.Index(fields=["document", "edition_number"]),
            models.Index(fields=["addressee", "-id"], name="note_waiting", condition=models.Q(resolved_at=None)),
        ]

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
    # From when on mail may tell the recipient of it (mail.py); empty when none is to be sent, or it was.
    mail_after = models.DateTimeField(null=True, editable=False)
    # Whether the sentence itself stands in the mail, read here or not: the head of the log, which is no content.
    is_for_mail = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-made_at"]),
            models.Index(fields=["recipient", "-made_at"], name="notice_unread", condition=models.Q(read_at=None)),
            models.Index(fields=["mail_after"], name="notice_to_mail", condition=models.Q(mail_after__isnull=False)),
        ]

    def __str__(self):
        return self.sentence
