"""The look of the site on holidays and days of mourning, set by the board."""

from django.contrib import admin
from django.utils import timezone

from editorial.admin.base import RemovableAdmin
from editorial.sites import desk_site
from news import looks
from news.models import Look


@admin.register(Look, site=desk_site)
class LookAdmin(RemovableAdmin):
    group = "Trang chủ"
    list_display = ("occasion", "starts_at", "ends_at", "is_shown", "note")
    fields = ("occasion", ("starts_at", "ends_at"), "note")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        self._put_on()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._put_on()

    def _put_on(self) -> None:
        """What is in force now does not wait for the clock; what is shown already may have changed its kind."""
        looks.swap(timezone.now())
        looks.note_stylesheet()
