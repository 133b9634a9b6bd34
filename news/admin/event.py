"""What is coming, and the terms of the council: kept by the board."""

from django.contrib import admin

from editorial.admin.base import LoggedAdmin, RemovableAdmin
from editorial.sites import desk_site
from news.models import CouncilTerm, Event


@admin.register(Event, site=desk_site)
class EventAdmin(RemovableAdmin):
    group = "Lịch"
    list_display = ("starts_on", "title", "kind", "place", "needs_piece")
    list_display_links = ("title",)
    list_filter = ("kind", "needs_piece")
    fieldsets = (
        (None, {"fields": ("kind", "title", ("starts_on", "starts_at", "ends_on"), "place", "needs_piece")}),
        ("Của kỳ họp", {"fields": (("term", "session_number", "session_kind"),)}),
    )


@admin.register(CouncilTerm, site=desk_site)
class CouncilTermAdmin(LoggedAdmin):
    group = "Lịch"
    list_display = ("label", "starts_on", "ends_on")
    fields = ("label", "starts_on", "ends_on")


desk_site.add_page("Lịch", "Lịch sự kiện", "calendar")
desk_site.add_page("Thời hạn", "Kịp thời", "timely")
