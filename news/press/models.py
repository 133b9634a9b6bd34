"""The queue of what changed, and what stands in the public tree."""

from django.db import models
from django.utils import timezone


class Priority(models.IntegerChoices):
    REMOVAL = 0, "gỡ"
    PIECE = 1, "tin bài"
    LIST = 2, "danh mục"
    REST = 3, "còn lại"


class Change(models.Model):
    """What changed, written in the transaction that changed it; it goes when every page says so."""

    class Kind(models.TextChoices):
        DOCUMENT = "document"  # subject: its number
        CATEGORY = "category"  # subject: its id
        TOPIC = "topic"  # subject: its id
        TAG = "tag"  # subject: its id
        ADDRESS = "address"  # subject: one page
        LIST = "list"  # subject: the address of a list, whose months are meant; in a rebuild
        RANGE = "range"  # subject: the first of RANGE_SIZE numbers of documents, in a rebuild
        SITE = "site"  # the frame of every page

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=400, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.LIST)
    tries = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "việc chờ xuất bản"
        verbose_name_plural = "việc chờ xuất bản"
        indexes = [models.Index(fields=["priority", "id"], name="change_by_urgency")]

    def __str__(self):
        return f"{self.kind} {self.subject}"


class Printed(models.Model):
    """What the public tree answers for one address."""

    address = models.CharField(max_length=400, unique=True)
    status = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    printed_at = models.DateTimeField()
    # Of a page of a month: the list it belongs to and the month as a number (202611), to know where the printed
    # archive begins and ends.
    archive = models.CharField(max_length=160, blank=True)
    month = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = "trang đã xuất bản"
        verbose_name_plural = "trang đã xuất bản"
        indexes = [
            models.Index(
                fields=["archive", "month"], name="printed_archive", condition=models.Q(status=200, month__gt=0)
            )
        ]

    def __str__(self):
        return self.address


class Mention(models.Model):
    """A printed page shows something of a document."""

    page = models.ForeignKey(Printed, models.CASCADE, related_name="mentions")
    number = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "trang có nhắc tới"
        verbose_name_plural = "trang có nhắc tới"
        indexes = [models.Index(fields=["number"], name="mention_of")]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="mention_once")]

    def __str__(self):
        return f"{self.page_id}: {self.number}"
