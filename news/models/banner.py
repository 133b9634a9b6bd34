"""Banners: through the same moves as articles; their beginning and end are moves of the clock."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from editorial.checks.passages import Passage
from editorial.gates import Finding
from editorial.models import Edition, EditionQuerySet, State
from news import pictures
from news.models.addresses import check_link
from news.models.library import Picture, keep, thumbnail
from news.press.queue import note_document


class Position(models.TextChoices):
    STRIP = "strip", "Dải thông tin khẩn đầu trang"
    HOME = "home", "Dưới tin chính trang chủ"
    SIDE = "side", "Cột bên trang chủ"


class Banner(Edition):
    position = models.CharField("vị trí", max_length=8, choices=Position.choices, default=Position.HOME)
    title = models.CharField("lời trên băng rôn", max_length=200)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh")
    alt = models.CharField("mô tả cho người không nhìn thấy ảnh", max_length=300, blank=True)
    link = models.CharField("liên kết", max_length=500, blank=True, validators=[check_link])
    starts_at = models.DateTimeField("hiện từ", null=True, blank=True)
    ends_at = models.DateTimeField("hiện đến", null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    kind = "banner"
    canonical_form = "banner/1"
    canonical_fields = ("position", "title", "alt", "link", "starts_at", "ends_at")
    prose_fields = ("title", "alt")

    class Meta(Edition.Meta):
        verbose_name = "băng rôn"
        verbose_name_plural = "băng rôn"
        indexes = [
            *Edition.Meta.indexes,
            models.Index(fields=["position"], name="banner_live", condition=Q(state=State.PUBLISHED)),
            models.Index(fields=["ends_at"], name="banner_ending", condition=Q(state=State.PUBLISHED)),
        ]
        constraints = [
            *Edition.Meta.constraints,
            models.CheckConstraint(
                name="banner_ends_after_start",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="Thời điểm kết thúc phải sau thời điểm bắt đầu.",
            ),
        ]

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None and self.picture_id:
            keep(Picture, self.picture_id)

    def title_text(self) -> str:
        return self.title

    def take_text(self, content: dict) -> list[str]:
        lost = super().take_text(content)
        wanted = content.get("picture")
        self.picture = Picture.objects.filter(sha256=wanted).first() if wanted else None
        return lost + (["Ảnh của bản cũ không còn trong thư viện."] if wanted and not self.picture else [])

    def thumbnail(self, sha256: str) -> str:
        return thumbnail(sha256)

    def canonical_parts(self) -> dict:
        return {"picture": self.picture.sha256 if self.picture_id else None}

    def addresses(self) -> list[str]:
        return pictures.addresses([self.picture.key] if self.picture_id else [])

    def passages(self) -> list[Passage]:
        said = [Passage("title", "Lời trên băng rôn", self.title), Passage("alt", "Mô tả ảnh", self.alt)]
        return said + (self.picture.passages() if self.picture else [])

    def findings(self, move: str) -> list[Finding]:
        now = timezone.now()
        at_once = move in ("publish", "publish_now", "publish_small", "publish_urgent")
        rules = (
            (not self.title, "Cần có lời trên băng rôn.", "title"),
            (self.position != Position.STRIP and not self.picture_id, "Vị trí này cần có ảnh.", "picture"),
            (self.picture_id and not self.alt, "Ảnh cần có mô tả cho người không nhìn thấy ảnh.", "alt"),
            (self.ends_at and self.ends_at <= now, "Thời điểm kết thúc đã qua.", "ends_at"),
            (
                at_once and self.starts_at and self.starts_at > now,
                "Chưa đến thời điểm bắt đầu: xin hẹn giờ đăng.",
                "starts_at",
            ),
        )
        return [Finding(sentence, field) for broken, sentence, field in rules if broken]

    def went_live(self) -> None:
        note_document(self.document_id)

    def was_taken_down(self) -> None:
        note_document(self.document_id, removal=True)
