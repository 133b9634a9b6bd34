"""The picture library: what was uploaded, with words of its own that a use may start from."""

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.template.loader import render_to_string

from editorial.admin.base import LoggedAdmin
from editorial.admin.filters import within_newest
from editorial.forms import LeakCheckedForm
from editorial.sites import desk_site
from news.models import Picture
from news.pictures import MAX_BYTES


class UploadedPicture:
    """A form with `picture` chosen from the library or sent as `upload`; needs `actor`."""

    def clean_upload(self):
        """Take the picture in; a file that is none is refused at its own field."""
        upload = self.cleaned_data["upload"]
        self.taken = Picture.objects.take_in(upload.read(MAX_BYTES + 1), uploaded_by=self.actor) if upload else None
        return upload

    def clean(self):
        cleaned = super().clean()
        if getattr(self, "taken", None):
            cleaned["picture"] = self.taken
        return cleaned


class PictureForm(LeakCheckedForm):
    upload = forms.FileField(label="ảnh (JPEG, PNG, WebP)", required=True)

    actor = None

    class Meta:
        model = Picture
        fields = ["caption", "credit", "alt"]

    def clean_upload(self):
        """Take the picture in: its row is the one this form then saves."""
        self.instance = Picture.objects.take_in(self.cleaned_data["upload"].read(MAX_BYTES + 1), uploaded_by=self.actor)
        return self.cleaned_data["upload"]

    def clean(self):
        """What the board puts here, or describes, it means to keep."""
        self.instance.kept = True
        return super().clean()


@admin.register(Picture, site=desk_site)
class PictureAdmin(LoggedAdmin):
    group = "Thư viện"
    form = PictureForm
    list_display = ("thumbnail", "caption_shown", "credit", "uploaded_by", "uploaded_at")
    list_display_links = ("thumbnail", "caption_shown")
    list_select_related = ("uploaded_by",)
    list_per_page = 30
    search_fields = ("caption",)
    search_help_text = "Tìm trong chú thích, mô tả và tên người chụp của những ảnh mới nhất."

    def get_fields(self, request, obj=None):
        words = ["caption", "credit", "alt"]
        return ["thumbnail", *words, "uploaded_by", "uploaded_at"] if obj else ["upload", *words]

    def get_readonly_fields(self, request, obj=None):
        return ["thumbnail", "uploaded_by", "uploaded_at"] if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        if obj:
            form.base_fields.pop("upload", None)
        return form

    def get_search_results(self, request, queryset, search_term):
        """Look among the newest; words inside have no index."""
        term = search_term.strip()[:100]
        if not term:
            return queryset, False
        found = Q(caption__icontains=term) | Q(alt__icontains=term) | Q(credit__icontains=term)
        return within_newest(queryset, "pk").filter(found), False

    @admin.display(description="ảnh")
    def thumbnail(self, picture):
        return render_to_string("admin/news/thumbnail.html", {"picture": picture})

    @admin.display(description="chú thích")
    def caption_shown(self, picture):
        return str(picture)
