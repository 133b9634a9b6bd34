"""The pictures and files of a piece, as rows of its form."""

from django.contrib import admin

from editorial.admin.edition import ChildInline
from news.forms import AttachmentForm, PictureUseForm
from news.models import ArticlePicture, Attachment, Picture
from news.models.body import PictureUse
from news.writing import PictureRows, RowSet


class PictureRowForm(PictureUseForm):
    @property
    def shown_picture(self):
        """The picture of the row, also one that was taken in with a save that failed elsewhere."""
        key = self["picture"].value()
        if self.instance.picture_id and str(self.instance.picture_id) == str(key):
            return self.instance.picture
        return Picture.objects.filter(pk=key).first() if str(key or "").isdigit() else None


class PictureInline(ChildInline, admin.StackedInline):
    """Lead picture and photo story; pictures inside the body follow from the body."""

    model = ArticlePicture
    form = PictureRowForm
    formset = PictureRows
    template = "admin/news/picture_rows.html"
    verbose_name = "ảnh"
    verbose_name_plural = "ảnh đại diện, ảnh kèm theo"
    fields = ("picture", "upload", ("role", "order"), "caption", "photographer", "alt")
    taken = "picture"

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(role=PictureUse.Role.BODY).select_related("picture")


class AttachmentInline(ChildInline, admin.StackedInline):
    model = Attachment
    form = AttachmentForm
    formset = RowSet
    template = "admin/news/file_rows.html"
    fields = ("file", "upload", "title", "order")
    taken = "file"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file")
