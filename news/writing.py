"""What a contributor fills in: the article's form with its pictures and files, checked and saved as one."""

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.datastructures import MultiValueDict

from editorial.editing import create_document
from editorial.models import User
from news import pictures, richtext
from news.editing import article_body_widget
from news.forms import ArticleForm, AttachmentForm, PictureUseForm, may_use, taken_once
from news.models import Article, ArticlePicture, Attachment, Category, Picture, Topic
from news.models.body import PictureUse

TOPICS_OFFERED = 100
ROLES = (("lead", "Ảnh đại diện, hiện ở đầu bài"), ("photo", "Ảnh kèm theo, hiện sau bài"))


class ContributorForm(ArticleForm):
    """The article's form without what is the board's; on a phone the body is typed as plain paragraphs."""

    poster_upload = forms.FileField(label="ảnh bìa video", required=False)
    video_poster = forms.ModelChoiceField(Picture.objects.all(), required=False, widget=forms.HiddenInput)

    class Meta(ArticleForm.Meta):
        fields = [name for name in ArticleForm.Meta.fields if name != "correction_note"]
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2}),
            "standfirst": forms.Textarea(attrs={"rows": 4}),
            "body": forms.Textarea(attrs={"rows": 16}),
            "event_date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "source_url": forms.URLInput,
            "video_url": forms.URLInput,
            "video_summary": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "headline": "Tối đa 250 ký tự.",
            "standfirst": "Hai, ba câu nói ý chính của tin bài.",
            "body": "Để trống một dòng khi sang đoạn mới.",
            "event_date": "Ngày sự việc diễn ra, không phải ngày gửi bài.",
            "byline": "Tên sẽ hiện dưới bài.",
            "origin": "Bài lấy ở nơi khác cần ghi tên nguồn và liên kết.",
            "topic": "Chọn khi tin bài thuộc một chuỗi sự kiện đang theo dõi.",
            "video_url": "Địa chỉ của video, ví dụ trên trang của Đài Phát thanh và Truyền hình.",
            "video_length": "Ví dụ: 90 là một phút rưỡi.",
            "video_summary": "Cho người không xem được video.",
        }
        error_messages = {"headline": {"required": "Cần có tiêu đề."}}

    def __init__(self, *args, actor: User, is_rich: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.is_rich = is_rich
        # A browser cuts off what is longer than its maxlength without a word; the server says so instead.
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
        self.fields["category"].widget.choices = category_choices()
        self.fields["topic"].widget.choices = topic_choices(self.instance.topic)
        if is_rich:
            self.fields["body"].widget = article_body_widget()
            self.fields["body"].help_text = ""
        else:
            self.initial["body"] = richtext.html_to_plain(self.instance.body)

    def clean_body(self):
        if not self.is_rich:
            self.cleaned_data["body"] = richtext.plain_to_html(self.cleaned_data["body"])
        return super().clean_body()

    def clean_video_poster(self):
        poster = self.cleaned_data["video_poster"]
        if poster and poster.pk != self.instance.video_poster_id and not may_use(poster, self.actor):
            raise ValidationError("Không dùng được ảnh này.")
        return poster

    def clean_poster_upload(self):
        """Take the poster in; it becomes the value of video_poster, so that another field's error does not lose it."""
        upload = self.cleaned_data["poster_upload"]
        if upload:
            self.taken_poster = taken_once(upload, self._take_in)
        return upload

    def take_poster(self) -> None:
        """Take the poster in before anything is locked; what is wrong with it is said when the form is checked."""
        upload = self.files.get(self.add_prefix("poster_upload"))
        if upload:
            with suppress(ValidationError):
                taken_once(upload, self._take_in)

    def _take_in(self, upload) -> Picture:
        return Picture.objects.take_in(upload.read(pictures.MAX_BYTES + 1), uploaded_by=self.actor)

    taken_poster: Picture | None = None
    data: Any  # a copy, which may be changed: PieceForms makes it

    def clean(self):
        cleaned = super().clean()
        if self.taken_poster:
            cleaned["video_poster"] = self.taken_poster
        return cleaned

    @property
    def is_stale(self) -> bool:
        """Whether the save came too late: somebody else changed the piece since the form was opened."""
        return self.has_error("__all__", code="conflict")


def category_choices() -> list:
    """Give the categories as a select shows them: sections in the board's order, each with its parts."""
    categories = list(Category.objects.all())
    choices: list = [("", "Chọn chuyên mục")]
    for top in (category for category in categories if category.parent_id is None):
        parts = [(part.pk, part.name) for part in categories if part.parent_id == top.pk]
        choices.append((top.name, [(top.pk, f"{top.name} (chung)"), *parts]) if parts else (top.pk, top.name))
    return choices


def topic_choices(chosen: Topic | None) -> list:
    """Give the newest topics, and the one chosen already."""
    topics = list(Topic.objects.all()[:TOPICS_OFFERED])
    if chosen and chosen not in topics:
        topics.append(chosen)
    return [("", "Không thuộc dòng sự kiện nào"), *((topic.pk, topic.name) for topic in topics)]


class RowSet(BaseInlineFormSet):
    """Rows of pictures or files: what was taken in stays when something else on the page is wrong."""

    data: Any  # a copy, which may be changed: PieceForms makes it
    removal = "bỏ tệp này"

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = self.removal

    def keep_taken(self, name: str) -> None:
        """Put what was taken in with this form into its own hidden field, for when the form is shown again."""
        for form in self.forms:
            taken = getattr(form, "cleaned_data", {}).get(name)
            if taken:
                self.data[form.add_prefix(name)] = taken.pk

    def rebased(self):
        """Give the rows anew, over what is saved now: typed values stay, rows that were removed come back as new."""
        saved = {str(row.pk): row for row in self.get_queryset().all()}
        typed = [self._typed_row(form) for form in self.forms if form.has_changed() or form.instance.pk]
        by_pk = {row["id"]: row for row in typed}
        rows = [by_pk.get(pk) or self._saved_row(row) for pk, row in saved.items()]
        rows += [{**row, "id": ""} for row in typed if row["id"] not in saved]
        data = MultiValueDict()
        for number, row in enumerate(rows):
            data.update({f"{self.prefix}-{number}-{name}": value for name, value in row.items()})
        data.update({f"{self.prefix}-TOTAL_FORMS": len(rows), f"{self.prefix}-INITIAL_FORMS": len(saved)})
        return type(self)(data, instance=self.instance, queryset=self.queryset, prefix=self.prefix)

    def _typed_row(self, form) -> dict:
        names = [*form.fields, "id"]
        return {name: form.data.get(form.add_prefix(name), "") for name in names if name != "upload"}

    def _saved_row(self, row) -> dict:
        names = self.form._meta.fields
        values = {name: getattr(row, self.model._meta.get_field(name).attname) for name in names}
        return {**values, "id": str(row.pk)}


class PictureRows(RowSet):
    removal = "bỏ ảnh này"

    def clean(self):
        leads = [
            form for form in self.forms
            if getattr(form, "cleaned_data", {}).get("role") == PictureUse.Role.LEAD
            and not form.cleaned_data.get("DELETE")
        ]  # fmt: skip
        if len(leads) > 1:
            leads[-1].add_error("role", "Chỉ một ảnh làm ảnh đại diện.")


class PictureRowForm(PictureUseForm):
    role = forms.ChoiceField(label="vị trí", choices=ROLES, initial=PictureUse.Role.PHOTO)

    class Meta(PictureUseForm.Meta):
        labels = {"alt": "mô tả ảnh", "order": "thứ tự"}
        help_texts = {
            "caption": "Ai, việc gì, ở đâu. Hiện dưới ảnh.",
            "alt": "Cho người không nhìn thấy ảnh: trong ảnh có gì.",
        }
        widgets = {"caption": forms.Textarea(attrs={"rows": 2}), "alt": forms.Textarea(attrs={"rows": 2})}


class FileRowForm(AttachmentForm):
    class Meta(AttachmentForm.Meta):
        widgets = {"order": forms.HiddenInput}


class PieceForms:
    """The form of a piece with its pictures and its files."""

    def __init__(self, article: Article, *, actor: User, is_rich: bool, data=None, files=None, initial=None):
        self.article = article
        self.actor = actor
        data = data.copy() if data is not None else None
        self.form = ContributorForm(data, files, instance=article, actor=actor, is_rich=is_rich, initial=initial)
        shown = ArticlePicture.objects.exclude(role=PictureUse.Role.BODY).select_related("picture")
        pictures = _rows(ArticlePicture, PictureRowForm, PictureRows, actor)
        self.pictures = pictures(data, files, instance=article, queryset=shown, prefix="pictures")
        attached = Attachment.objects.select_related("file")
        self.files = _rows(Attachment, FileRowForm, RowSet, actor)(
            data, files, instance=article, queryset=attached, prefix="files"
        )

    def take_uploads(self) -> None:
        """Take in poster, pictures and files, and check their rows: a while, so before anything is locked."""
        self.form.take_poster()
        self.rows_are_valid = all([self.pictures.is_valid(), self.files.is_valid()])

    def save(self, *, origin=None) -> bool:
        """Check everything and save it, in one transaction; after take_uploads().

        Gives False, and keeps what was typed and what was uploaded, when something is wrong (see the forms'
        errors and `form.is_stale`). Raises NotAllowed when the person may not write.
        """
        with transaction.atomic():
            if self.form.is_valid() and self.rows_are_valid:
                self._save_all(origin)
                return True
        self.keep_uploads()
        return False

    def bring_back(self) -> None:
        """Check what an autosave holds, so that the page shows what is wrong or stale in it; save nothing."""
        self.take_uploads()
        with transaction.atomic():
            self.form.is_valid()
        self.keep_uploads()

    def _save_all(self, origin) -> None:
        if self.article.pk:
            self.form.save()
        else:
            create_document(self.form.save(commit=False), actor=self.actor, origin=origin)
            self.form.save_m2m()
        self.pictures.save()
        self.files.save()
        self.form.finish()

    def keep_uploads(self) -> None:
        """Keep what was uploaded for when the form is shown again; after take_uploads()."""
        self.pictures.keep_taken("picture")
        self.files.keep_taken("file")
        if self.form.taken_poster:
            self.form.data["video_poster"] = self.form.taken_poster.pk
        if self.form.is_stale:
            self.pictures, self.files = self.pictures.rebased(), self.files.rebased()


def _rows(model, form, formset, actor: User):
    acting = type(form.__name__, (form,), {"actor": actor})
    return inlineformset_factory(Article, model, form=acting, formset=formset, extra=2, max_num=60, absolute_max=80)
