"""Banners at the board's desk."""

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string

from editorial.admin.edition import EditionAdmin
from editorial.admin.filters import within_newest
from editorial.forms import EditionForm
from editorial.sites import desk_site
from news.admin.picture import UploadedPicture
from news.models import Banner


class BannerForm(UploadedPicture, EditionForm):
    upload = forms.FileField(label="hoặc tải ảnh mới", required=False)

    class Meta:
        model = Banner
        fields = ["position", "title", "picture", "alt", "link", "starts_at", "ends_at"]


@admin.register(Banner, site=desk_site)
class BannerAdmin(EditionAdmin):
    group = "Băng rôn"
    form = BannerForm
    list_display = ("piece", "state_shown", "position", "starts_at", "ends_at", "editor", "waiting")
    autocomplete_fields = ("picture",)
    fieldsets = (
        (None, {"fields": ("position", "title", "link")}),
        ("Ảnh", {"fields": ("picture", "upload", "alt")}),
        ("Thời gian hiện", {"fields": (("starts_at", "ends_at"),)}),
    )
    read_fields = ("position", "title", "link", "picture_shown", "alt", "starts_at", "ends_at")

    def find_by_words(self, queryset, term):
        return within_newest(queryset).filter(title__icontains=term)

    @admin.display(description="ảnh")
    def picture_shown(self, banner):
        return render_to_string("admin/news/thumbnail.html", {"picture": banner.picture})
