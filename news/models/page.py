"""Pages: functions, organisation, contact …; a kind of edition with a place in the menu."""

from django.db import models
from django.urls import reverse

from editorial.checks.passages import Form, Passage
from editorial.gates import Finding
from editorial.text import vi_slug
from news import richtext
from news.models.body import EditionWithBody, PictureUse


class Page(EditionWithBody):
    title = models.CharField("tên trang", max_length=200)
    slug = models.CharField(max_length=100, editable=False)
    summary = models.CharField("giới thiệu ngắn", max_length=400, blank=True)

    kind = "page"
    canonical_form = "page/1"
    canonical_fields = ("title", "summary", "body")
    prose_fields = ("title", "summary", "body")
    guarded_children = (("news.PagePicture", "page_id"),)

    class Meta(EditionWithBody.Meta):
        verbose_name = "trang"
        verbose_name_plural = "trang"

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None:
            self.slug = vi_slug(self.title)
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug, self.document_id])

    def title_text(self) -> str:
        return self.title

    def passages(self) -> list[Passage]:
        return [
            Passage("title", "Tên trang", self.title, Form.HEADING),
            Passage("summary", "Giới thiệu ngắn", self.summary),
            *self.body_passages(),
        ]

    def findings(self, move: str) -> list[Finding]:
        rules = (
            (not self.title, "Cần có tên trang.", "title"),
            (not richtext.text_of(self.body).strip(), "Cần có nội dung.", "body"),
        )
        return [Finding(sentence, field) for broken, sentence, field in rules if broken]


class PagePicture(PictureUse):
    edition_key = "page"

    page = models.ForeignKey(Page, models.CASCADE, related_name="uses")

    class Meta:
        verbose_name = "ảnh của trang"
        verbose_name_plural = "ảnh của trang"


Page.use_model = PagePicture
