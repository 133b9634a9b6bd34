"""What is coming: sessions, supervision, voters' meetings. Kept by the board, so that none goes unreported."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from editorial.models import Document
from editorial.models.text import CleanTextModel


class CouncilTerm(CleanTextModel):
    """The council as it is constituted from a day on: after a merger the numbers of sessions begin anew."""

    label = models.CharField("tên gọi", max_length=120, help_text="Ví dụ: khóa X, sau hợp nhất.")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "khóa Hội đồng nhân dân"
        verbose_name_plural = "khóa Hội đồng nhân dân"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return self.label


class EventKind(models.TextChoices):
    SESSION = "session", "Kỳ họp"
    SUPERVISION = "supervision", "Giám sát, khảo sát"
    VOTERS = "voters", "Tiếp xúc cử tri"
    OTHER = "other", "Việc khác"


class SessionKind(models.TextChoices):
    REGULAR = "regular", "Thường lệ"
    THEMATIC = "thematic", "Chuyên đề"
    URGENT = "urgent", "Giải quyết công việc phát sinh đột xuất"


class EventQuerySet(models.QuerySet):
    def between(self, first: date, last: date):
        """Give the events of which a day lies from the first to the last day, in order."""
        return self.filter(starts_on__lte=last, last_day__gte=first).order_by("starts_on", "starts_at", "pk")

    def sessions(self):
        """Give the sessions of the council, with their terms: which numbers there are, and on which days."""
        return self.filter(kind=EventKind.SESSION).select_related("term")

    def without_piece(self, today: date):
        """Give what has begun, should have a piece and has none that citizens read, the longest ago first."""
        live = Document.objects.filter(first_published_at__isnull=False, event_links__event=models.OuterRef("pk"))
        begun = self.filter(needs_piece=True, starts_on__lte=today)
        return begun.filter(~models.Exists(live)).order_by("starts_on", "pk")


class Event(CleanTextModel):
    kind = models.CharField("loại", max_length=12, choices=EventKind.choices)
    title = models.CharField("nội dung", max_length=250)
    starts_on = models.DateField("ngày bắt đầu")
    starts_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True, help_text="Để trống khi chỉ trong một ngày.")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    term = models.ForeignKey(
        CouncilTerm, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name="khóa"
    )
    session_number = models.PositiveSmallIntegerField("kỳ họp thứ", null=True, blank=True)
    session_kind = models.CharField("loại kỳ họp", max_length=10, choices=SessionKind.choices, blank=True)
    needs_piece = models.BooleanField("cần có tin bài", default=True)
    # The last day, stored: the one that a list by days can be read from.
    last_day = models.DateField(editable=False)
    documents = models.ManyToManyField(Document, through="EventPiece", related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["starts_on", "last_day"], name="event_by_day")]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                name="event_session_once",
                fields=["term", "session_number"],
                condition=Q(kind=EventKind.SESSION),
                violation_error_message="Kỳ họp này đã có trong lịch.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.last_day = self.ends_on or self.starts_on
        super().save(*args, **kwargs)

    def clean(self):
        if self.kind != EventKind.SESSION:
            self.term, self.session_number, self.session_kind = None, None, ""
            return
        needed = {"term": "Xin chọn khóa.", "session_number": "Xin ghi kỳ họp thứ mấy.", "session_kind": "Xin chọn."}
        missing = {name: said for name, said in needed.items() if getattr(self, name) in (None, "")}
        if missing:
            raise ValidationError(missing)
        if self.starts_on and self.starts_on < self.term.starts_on:
            raise ValidationError({"term": f"Khóa này bắt đầu từ ngày {self.term.starts_on:%d/%m/%Y}."})

    def days_ago(self, today: date | None = None) -> int:
        """Give how many days ago the event ended; 0 while it lasts or is still to come."""
        return max(((today or timezone.localdate()) - self.last_day).days, 0)


class EventPiece(models.Model):
    """That a piece reports an event; said by a person, never guessed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="links")
    document = models.ForeignKey(Document, models.PROTECT, related_name="event_links")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "tin bài của sự kiện"
        verbose_name_plural = "tin bài của sự kiện"
        constraints = [models.UniqueConstraint(name="event_piece_once", fields=["event", "document"])]

    def __str__(self):
        return f"{self.event_id}: {self.document_id}"
