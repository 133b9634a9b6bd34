"""Articles: what the site reports."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from editorial.checks.passages import Form, Passage
from editorial.gates import Finding
from editorial.models import State, Unread
from editorial.text import vi_slug
from news import pictures, search
from news.models.addresses import WEB_ADDRESS
from news.models.article_queries import ArticleQuerySet
from news.models.body import EditionWithBody, PictureUse
from news.models.category import Category
from news.models.children import ArticlePicture, Attachment
from news.models.library import Picture, StoredFile, keep
from news.models.topic import Tag, Topic
from news.months import months_before


class Genre(models.TextChoices):
    NEWS = "news", "Tin"
    FEATURE = "feature", "Bài"
    INTERVIEW = "interview", "Phỏng vấn"
    PHOTOS = "photos", "Phóng sự ảnh"
    VIDEO = "video", "Video"
    NOTICE = "notice", "Thông báo"
    ANSWER = "answer", "Hỏi – đáp"


class Origin(models.TextChoices):
    OWN = "own", "Tin bài của trang"
    SUPPLIED = "supplied", "Do cơ quan, đơn vị cung cấp"
    QUOTED = "quoted", "Dẫn lại, được phép"
    LINK = "link", "Chỉ dẫn liên kết"


# When somebody last answered for the content: at its publication, or when it was looked at again.
LAST_LOOKED_AT = Coalesce("reviewed_at", "published_at")
MOST_TO_REVIEW = 200


class Article(EditionWithBody):
    headline = models.CharField("tiêu đề", max_length=250)
    slug = models.CharField(max_length=100, editable=False)
    standfirst = models.TextField("tóm tắt (sapo)", max_length=1000, blank=True)
    genre = models.CharField("thể loại", max_length=12, choices=Genre.choices, default=Genre.NEWS)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name="chuyên mục"
    )
    # The category's first-level ancestor, for the lists of a whole section.
    section = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+", editable=False)
    event_date = models.DateField("ngày diễn ra sự kiện", null=True, blank=True)
    byline = models.CharField("tác giả, bút danh", max_length=120, blank=True)
    origin = models.CharField("nguồn gốc", max_length=10, choices=Origin.choices, default=Origin.OWN)
    source_name = models.CharField("tên nguồn", max_length=160, blank=True)
    source_url = models.CharField("liên kết nguồn", max_length=500, blank=True, validators=[WEB_ADDRESS])
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name="dòng sự kiện"
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles", verbose_name="thẻ")
    correction_note = models.TextField("đính chính (hiện công khai)", max_length=1000, blank=True)
    video_url = models.CharField("liên kết video", max_length=500, blank=True, validators=[WEB_ADDRESS])
    video_poster = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh bìa video"
    )
    video_length = models.PositiveIntegerField("thời lượng video (giây)", null=True, blank=True)
    video_summary = models.TextField("tóm tắt nội dung video", max_length=1000, blank=True)
    # When citizens could first read the correction as it stands; later editions that keep it keep the time.
    corrected_at = models.DateTimeField("đính chính lúc", null=True, editable=False)

    objects = ArticleQuerySet.as_manager()
    use_model = ArticlePicture

    WORKFLOW_FIELDS = (*EditionWithBody.WORKFLOW_FIELDS, "section", "corrected_at")
    kind = "article"
    canonical_form = "article/1"
    canonical_fields = (
        "headline",
        "standfirst",
        "body",
        "genre",
        "category",
        "event_date",
        "byline",
        "origin",
        "source_name",
        "source_url",
        "topic",
        "correction_note",
        "video_url",
        "video_length",
        "video_summary",
    )
    prose_fields = ("headline", "standfirst", "body")
    guarded_children = (
        ("news.ArticlePicture", "article_id"),
        ("news.Attachment", "article_id"),
        ("tags", "article_id"),
    )

    class Meta(EditionWithBody.Meta):
        verbose_name = "tin bài"
        verbose_name_plural = "tin bài"
        indexes = [
            *EditionWithBody.Meta.indexes,
            models.Index(
                fields=["-first_published_at", "-id"], name="article_newest", condition=Q(state=State.PUBLISHED)
            ),
            models.Index(
                fields=["category", "-first_published_at", "-id"],
                name="article_of_category",
                condition=Q(state=State.PUBLISHED),
            ),
            models.Index(
                fields=["section", "-first_published_at", "-id"],
                name="article_of_section",
                condition=Q(state=State.PUBLISHED),
            ),
            models.Index(
                fields=["topic", "-first_published_at", "-id"],
                name="article_of_topic",
                condition=Q(state=State.PUBLISHED),
            ),
            models.Index(
                fields=["-corrected_at", "-id"],
                name="article_corrected",
                condition=Q(state=State.PUBLISHED, corrected_at__isnull=False),
            ),
            models.Index("category", LAST_LOOKED_AT, name="article_to_review", condition=Q(state=State.PUBLISHED)),
        ]

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None:
            self.slug = vi_slug(self.headline)
            self.section_id = self.category.section_id if self.category_id else None
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None and self.video_poster_id:
            keep(Picture, self.video_poster_id)

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug, self.document_id])

    # -- what a kind must answer --------------------------------------------------------------------

    def title_text(self) -> str:
        return self.headline

    def scope(self) -> str:
        return f"category:{self.section_id}" if self.section_id else ""

    @classmethod
    def scope_choices(cls) -> list[tuple[str, str]]:
        return [(f"category:{category.pk}", category.name) for category in Category.objects.top()]

    def due_key(self) -> str:
        return f"{self.kind}:{self.genre}"

    @classmethod
    def due_choices(cls) -> list[tuple[str, str]]:
        return [(f"{cls.kind}:{genre.value}", genre.label) for genre in Genre]

    def keepers(self) -> list:
        return self.category.keepers() if self.category_id else []

    def canonical_parts(self) -> dict:
        return {
            **super().canonical_parts(),
            "files": [attachment.canonical() for attachment in self.attachments.select_related("file")],
            "tags": sorted(self.tags.values_list("name", flat=True)),
            "video_poster": self.video_poster.sha256 if self.video_poster_id else None,
        }

    def copy_children_from(self, edition) -> None:
        super().copy_children_from(edition)
        for attachment in edition.attachments.all():
            attachment.pk = None
            attachment.article = self
            attachment.save(force_insert=True)
        self.tags.set(edition.tags.all())

    def take_text(self, content: dict) -> list[str]:
        # What citizens were told of a correction does not go with a text that was before it.
        lost = super().take_text({**content, "correction_note": self.correction_note})
        if content.get("correction_note", "") != self.correction_note:
            lost.append("Phần «Đính chính» giữ như hiện nay: xin xem lại cho hợp với nội dung vừa lấy lại.")
        wanted = content.get("video_poster")
        self.video_poster = Picture.objects.filter(sha256=wanted).first() if wanted else None
        return lost + (
            ["Ảnh bìa video của bản cũ không còn trong thư viện."] if wanted and not self.video_poster else []
        )

    def take_children(self, content: dict) -> list[str]:
        lost = super().take_children(content)
        self.tags.set(Tag.objects.get_or_create(name=name)[0] for name in content.get("tags", ()))
        self.attachments.all().delete()
        for order, said in enumerate(content.get("files", ())):
            file = StoredFile.objects.filter(sha256=said["sha256"], name=said["name"]).first()
            if file is None:
                lost.append(f"Tệp «{said['title']}» không còn trong kho tệp.")
            else:
                Attachment.objects.create(article=self, file=file, title=said["title"], order=order)
        return lost

    def findings(self, move: str) -> list[Finding]:
        from news.missing import missing_in  # which knows the kinds

        return missing_in(self)

    def advice(self) -> list[Finding]:
        from news.craft import advice_on  # which knows the kinds

        return advice_on(self)

    def passages(self) -> list[Passage]:
        return [
            Passage("headline", "Tiêu đề", self.headline, Form.HEADING),
            Passage("standfirst", "Tóm tắt", self.standfirst, Form.SUMMARY),
            *self.body_passages(),
            Passage("byline", "Tác giả, bút danh", self.byline, Form.LABEL),
            Passage("source_name", "Tên nguồn", self.source_name, Form.LABEL),
            Passage("", "Đính chính", self.correction_note),
            Passage("video_summary", "Tóm tắt nội dung video", self.video_summary),
            *(self.video_poster.passages() if self.video_poster else []),
            *self._file_passages(),
            Passage("", "Thẻ", "\n".join(self.tags.values_list("name", flat=True)), Form.LABEL),
        ]

    def _file_passages(self) -> list[Passage]:
        """Give the names of the files, on the sender's machine too, and what was found in each."""
        attached = list(self.attachments.select_related("file"))
        names = [name for row in attached for name in (row.title, row.file.name, row.file.came_as)]
        named = Passage("files", "Tệp đính kèm", "\n".join(dict.fromkeys(names)), Form.LABEL)
        return [named, *(passage for row in attached for passage in row.file.passages(row.title))]

    def unread_files(self) -> list[Unread]:
        return [
            Unread(row.file.sha256, f"Tệp đính kèm «{row.title}»", row.get_absolute_url(), tuple(row.file.unread))
            for row in self.attachments.select_related("file")
            if row.file.unread or not row.file.is_read()
        ]

    def went_live(self) -> None:
        super().went_live()
        if self.correction_note and not self.corrected_at:
            self._date_correction()
        search.index_article(self)

    def was_taken_down(self) -> None:
        super().was_taken_down()
        search.remove_document(self.document_id)

    def addresses(self) -> list[str]:
        files = [attachment.get_absolute_url() for attachment in self.attachments.select_related("file")]
        posters = [self.video_poster.key] if self.video_poster_id else []
        return [*super().addresses(), *files, *pictures.addresses(posters)]

    def months_to_review(self) -> int | None:
        return self.category.review_after_months if self.category_id else None

    @classmethod
    def to_review(cls, now) -> list:
        """Give what is due in each category that has a time for it, at most MOST_TO_REVIEW of each."""
        found: list[Article] = []
        for category in Category.objects.exclude(review_after_months=None):
            found += cls.stale_in(category, months_before(now, category.review_after_months or 0))
        return sorted(found, key=lambda piece: piece.last_looked_at)[:MOST_TO_REVIEW]

    @classmethod
    def stale_in(cls, category, since):
        """Give the live pieces of a category for which nobody answered since a moment, at most MOST_TO_REVIEW."""
        pieces = cls.objects.live().filter(category=category).annotate(looked_at=LAST_LOOKED_AT)
        return pieces.filter(looked_at__lt=since).order_by("looked_at").without_body()[:MOST_TO_REVIEW]

    @property
    def last_looked_at(self):
        """When somebody last answered for the content."""
        return self.reviewed_at or self.published_at

    def _date_correction(self) -> None:
        """Write down since when citizens can read the correction: since an earlier edition that had the same one."""
        earlier = self.siblings().filter(correction_note=self.correction_note).exclude(corrected_at=None)
        self.corrected_at = earlier.values_list("corrected_at", flat=True).first() or self.published_at
        Article.objects.filter(pk=self.pk).update(corrected_at=self.corrected_at)

    # -- what pages show ------------------------------------------------------------------------------

    @property
    def lead(self):
        """The use of the lead picture, or None; one query unless the list was fetched by for_lists()."""
        if hasattr(self, "lead_uses"):
            return self.lead_uses[0] if self.lead_uses else None
        return next((use for use in self.picture_uses() if use.role == PictureUse.Role.LEAD), None)

    @property
    def updated_at(self):
        """When what citizens read now was published, if that was after the first publication; else None."""
        return self.published_at if self.published_at != self.first_published_at else None
