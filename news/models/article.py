"""Articles: what the site reports."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from editorial.gates import Finding
from editorial.models import EditionQuerySet, State
from editorial.models.text import CleanTextModel
from editorial.text import vi_slug
from news import richtext, search
from news.models.addresses import WEB_ADDRESS
from news.models.body import EditionWithBody, PictureUse
from news.models.category import Category
from news.models.library import Picture, StoredFile
from news.models.topic import Tag, Topic


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


class ArticleQuerySet(EditionQuerySet):
    def newest(self):
        """Order by first publication, the newest first; the order of every list."""
        return self.order_by("-first_published_at", "-pk")

    def within(self, category):
        """Give the pieces of a category; of a first-level one, those of its whole section."""
        if category.parent_id is None:
            return self.filter(section=category)
        return self.filter(category=category)

    def first_published_between(self, start, end):
        """Give the pieces first published from start up to, but not at, end."""
        return self.filter(first_published_at__gte=start, first_published_at__lt=end)

    def older_than(self, article):
        """Give the pieces first published before this one, the newest first."""
        return self.filter(first_published_at__lt=article.first_published_at).newest()

    def first_and_last(self):
        """Give the times of the first and the last publication, (None, None) when there is none.

        Two queries that each read one row of an index; a single one with MIN and MAX reads it all on SQLite.
        """
        times = self.order_by("first_published_at").values_list("first_published_at", flat=True)
        return times.first(), times.last()

    def without_body(self):
        """Fetch what a line of a list shows, with its category, in one query."""
        return self.select_related("category").defer("body", "correction_note", "video_summary")

    def for_lists(self):
        """Fetch what a list shows, with its category and lead picture, in two queries."""
        return self.without_body().prefetch_related(lead_pictures())


def lead_pictures() -> models.Prefetch:
    """Give the prefetch of the lead pictures of articles, which `Article.lead` then finds without a query."""
    leads = ArticlePicture.objects.filter(role=PictureUse.Role.LEAD).select_related("picture")
    return models.Prefetch("uses", queryset=leads, to_attr="lead_uses")


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

    objects = ArticleQuerySet.as_manager()

    WORKFLOW_FIELDS = (*EditionWithBody.WORKFLOW_FIELDS, "section")
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
        ]

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None:
            self.slug = vi_slug(self.headline)
            self.section_id = self.category.section_id if self.category_id else None
        super().save(*args, update_fields=update_fields, **kwargs)

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

    def findings(self, move: str) -> list[Finding]:
        """Give what is missing; the full gates are a later room (issue "The desk")."""
        uses = [use for use in self.picture_uses() if use.role != PictureUse.Role.BODY]
        has_photos = any(use.role == PictureUse.Role.PHOTO for use in uses)
        rules = (
            (not self.headline, "Cần có tiêu đề.", "headline"),
            (not self.category_id, "Cần chọn chuyên mục.", "category"),
            (not (richtext.text_of(self.body).strip() or has_photos or self.video_url), "Cần có nội dung.", "body"),
            (self.genre == Genre.PHOTOS and not has_photos, "Phóng sự ảnh cần có ảnh.", "genre"),
            (self.genre == Genre.VIDEO and not self.video_url, "Tin video cần có liên kết video.", "video_url"),
            (any(not use.alt for use in uses), "Mỗi ảnh cần có mô tả cho người không nhìn thấy ảnh.", "pictures"),
            (any(not use.caption for use in uses), "Mỗi ảnh cần có chú thích.", "pictures"),
            (self.origin != Origin.OWN and not self.source_name, "Cần ghi tên nguồn.", "source_name"),
            (
                self.origin in (Origin.QUOTED, Origin.LINK) and not self.source_url,
                "Cần có liên kết đến nguồn.",
                "source_url",
            ),
        )
        return [Finding(sentence, field) for broken, sentence, field in rules if broken]

    def went_live(self) -> None:
        super().went_live()
        search.index_article(self)

    def was_taken_down(self) -> None:
        super().was_taken_down()
        search.remove_document(self.document_id)

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


class ArticlePicture(PictureUse):
    edition_key = "article"

    article = models.ForeignKey(Article, models.CASCADE, related_name="uses")

    class Meta:
        verbose_name = "ảnh của tin bài"
        verbose_name_plural = "ảnh của tin bài"
        ordering = ["order", "pk"]


Article.use_model = ArticlePicture


class Attachment(CleanTextModel):
    article = models.ForeignKey(Article, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    title = models.CharField("tên gọi", max_length=250)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("file", args=[self.file.key, self.file.name])

    def canonical(self) -> dict:
        """Give the part of the canonical text that this file is."""
        return {"sha256": self.file.sha256, "title": self.title, "name": self.file.name}
