"""Who holds which office of the council: kept by the board, so that the checks know a wrong name."""

from django.contrib import admin

from editorial.admin.base import RemovableAdmin
from editorial.sites import desk_site
from news.models import OfficeHolder


@admin.register(OfficeHolder, site=desk_site)
class OfficeHolderAdmin(RemovableAdmin):
    group = "Lịch"
    list_display = ("office", "name", "starts_on", "ends_on")
    list_display_links = ("office", "name")
    search_fields = ("name", "office")
    fields = ("name", "office", ("starts_on", "ends_on"))
