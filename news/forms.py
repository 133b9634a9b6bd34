"""The forms of an article, the same at the board's desk and on the contributors' pages."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from editorial import rights
from editorial.forms import EditionForm
from news import files, pictures, richtext
from news.models import Article, ArticlePicture, Attachment, Picture, StoredFile, Tag
from news.models.body import PictureUse

SHOWN_ROLES = [(role.value, role.label) for role in (PictureUse.Role.LEAD, PictureUse.Role.PHOTO)]


class ArticleForm(EditionForm):
    tag_names = forms.CharField(
        label="thẻ", required=False, max_length=300, help_text="Cách nhau bằng dấu phẩy, ví dụ: nước sạch, chất vấn."
    )

    class Meta:
        model = Article
        fields = [
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
            "video_poster",
            "video_length",
            "video_summary",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["tag_names"] = ", ".join(self.instance.tags.values_list("name", flat=True))

    def clean_body(self):
        body = self.cleaned_data["body"]
        lost = richtext.lost_pictures(body)
        if lost:
            self.lost_pictures = lost
        return richtext.clean_html(body)

    lost_pictures = 0

    def _save_m2m(self):
        super()._save_m2m()
        names = dict.fromkeys(" ".join(name.split()) for name in self.cleaned_data["tag_names"].split(","))
        tags = [_tag(name) for name in names if name]
        self.instance.tags.set(tags)


def _tag(name: str) -> Tag:
    return Tag.objects.filter(name__iexact=name).first() or Tag.objects.create(name=name[:120])


# Uploads are read to a byte beyond their limit, which is enough for take_in to refuse them.
class PictureUseForm(forms.ModelForm):
    """One picture of an article: taken from what was uploaded (`picture`) or sent with the form (`upload`)."""

    picture = forms.ModelChoiceField(Picture.objects.all(), label="ảnh", required=False, widget=forms.HiddenInput)
    upload = forms.FileField(label="chọn ảnh", required=False)
    role = forms.ChoiceField(label="vai trò", choices=SHOWN_ROLES, initial=PictureUse.Role.PHOTO)

    actor = None

    class Meta:
        model = ArticlePicture
        fields = ["picture", "role", "order", "caption", "photographer", "alt"]

    def clean_picture(self):
        """A picture stays the one it is, or is one that this person uploaded, or the board's choice."""
        picture = self.cleaned_data["picture"]
        if picture and picture.pk != self.instance.picture_id and not may_use(picture, self.actor):
            raise ValidationError("Không dùng được ảnh này.")
        return picture

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if upload:
            try:
                cleaned["picture"] = taken_once(upload, self._take_in)
            except ValidationError as error:
                self.add_error("upload", error)
        elif not cleaned.get("picture") and "upload" not in self.errors and "picture" not in self.errors:
            self.add_error("upload", "Xin chọn một ảnh.")
        return cleaned

    def _take_in(self, upload) -> Picture:
        return Picture.objects.take_in(upload.read(pictures.MAX_BYTES + 1), uploaded_by=self.actor)


class AttachmentForm(forms.ModelForm):
    """One attachment: a file that was taken in before (`file`), or one sent with the form (`upload`)."""

    file = forms.ModelChoiceField(StoredFile.objects.all(), label="tệp", required=False, widget=forms.HiddenInput)
    upload = forms.FileField(label="chọn tệp (PDF, Word, Excel)", required=False)
    title = forms.CharField(label="tên gọi", max_length=250, required=False)

    actor = None

    class Meta:
        model = Attachment
        fields = ["file", "title", "order"]

    def clean_file(self):
        """A file stays the one it is, or is one that this person uploaded."""
        file = self.cleaned_data["file"]
        if file and file.pk != self.instance.file_id and file.uploaded_by_id != getattr(self.actor, "pk", None):
            raise ValidationError("Không dùng được tệp này.")
        return file or (self.instance.file if self.instance.file_id else None)

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if upload:
            try:
                cleaned["file"] = self.instance.file = taken_once(upload, self._take_in)
            except ValidationError as error:
                self.add_error("upload", error)
        elif not cleaned.get("file") and "upload" not in self.errors and "file" not in self.errors:
            self.add_error("upload", "Xin chọn một tệp.")
        if not cleaned.get("title") and cleaned.get("file"):
            cleaned["title"] = cleaned["file"].name.rsplit(".", 1)[0]
        return cleaned

    def _take_in(self, upload) -> StoredFile:
        data = upload.read(files.MAX_BYTES + 1)
        return StoredFile.objects.take_in(data, name=upload.name, uploaded_by=self.actor)


def taken_once(upload, take_in: Callable[[Any], Any]):
    """Give what was taken in of an uploaded file, or raise what was wrong with it; taken in once in a request.

    A form may so be checked before anything is locked, and again under the lock.
    """
    if not hasattr(upload, "outcome"):
        try:
            upload.outcome = take_in(upload)
        except ValidationError as error:
            upload.outcome = error
    if isinstance(upload.outcome, ValidationError):
        raise upload.outcome
    return upload.outcome


def may_use(picture: Picture, person) -> bool:
    """Whether a person may put a picture into a piece: whoever uploaded it, and the board any of the library."""
    return bool(person) and (picture.uploaded_by_id == person.pk or rights.standing_of(person).is_board)
