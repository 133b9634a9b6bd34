"""The board's clocks: working hours, days off, due times; kept by who leads, and logged."""

from django import forms
from django.contrib import admin

from editorial.admin.base import RemovableAdmin
from editorial.models import DueTime, Holiday, WorkingHours
from editorial.models.edition import kinds
from editorial.sites import desk_site


class ClockAdmin(RemovableAdmin):
    """What all members see as a list, and chair, deputy and secretary write."""

    tells_board = True

    group = "Thời hạn"

    def may_see(self, standing) -> bool:
        return standing.is_board

    def may_write(self, standing) -> bool:
        return standing.leads

    def has_view_permission(self, request, obj=None) -> bool:
        """The list says everything: its rows are opened by who may change them."""
        return super().has_view_permission(request, obj) and (obj is None or self.has_change_permission(request, obj))

    def get_list_display_links(self, request, list_display):
        return list_display[:1] if self.has_change_permission(request) else None


class DueTimeForm(forms.ModelForm):
    part = forms.ChoiceField(label="áp dụng cho", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = part_choices()


@admin.register(DueTime, site=desk_site)
class DueTimeAdmin(ClockAdmin):
    form = DueTimeForm
    list_display = ("stage", "part_shown", "is_urgent", "length_shown", "remind_minutes", "starts_on", "ends_on")
    list_filter = ("stage", "is_urgent")
    fields = (
        ("stage", "part", "is_urgent"),
        ("hours", "minutes", "round_the_clock"),
        "remind_minutes",
        ("starts_on", "ends_on"),
        "basis",
    )

    @admin.display(description="áp dụng cho")
    def part_shown(self, due_time):
        return dict(part_choices()).get(due_time.part, due_time.part)

    @admin.display(description="thời hạn")
    def length_shown(self, due_time):
        return due_time.length_shown()


@admin.register(WorkingHours, site=desk_site)
class WorkingHoursAdmin(ClockAdmin):
    list_display = ("weekday", "opens", "closes", "starts_on", "ends_on")
    fields = ("weekday", ("opens", "closes"), ("starts_on", "ends_on"))


@admin.register(Holiday, site=desk_site)
class HolidayAdmin(ClockAdmin):
    change_list_template = "editorial/holiday_list.html"
    list_display = ("name", "starts_on", "ends_on", "is_worked", "is_confirmed")
    fields = ("name", ("starts_on", "ends_on"), "is_worked", "is_confirmed")


def part_choices() -> list[tuple[str, str]]:
    """Give the sorts of pieces for which a due time can be recorded, from every kind of content."""
    return [("", "Mọi loại"), *(choice for model in kinds() for choice in model.due_choices())]
