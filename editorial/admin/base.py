"""What every screen of the desk has in common: whose it is, no way around a move, and the log of what changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.functional import cached_property

from editorial import log, notices, rights
from editorial.accounts import confirming
from editorial.forms import LeakCheckedForm
from editorial.models import BOARD_OFFICES, LogEntry
from editorial.reading import action_label, read_entries
from editorial.text import whole_number

# Doors of Django's admin that this desk does not have: windows that make rows, and copies by "save as new".
CLOSED_DOORS = {IS_POPUP_VAR, TO_FIELD_VAR, "_saveasnew"}

HISTORY = 100  # entries of the log that the page of one row shows

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class BoundedPaginator(Paginator):
    """Count to a limit and no further: a list of a million rows costs what one of a thousand does."""

    limit = 1000

    @cached_property
    def count(self) -> int:
        queryset: Any = self.object_list
        return queryset.order_by()[: self.limit].count()


class FoundSelect(AutocompleteSelect):
    """Django's field that finds a row by words; it shows a form again whatever was sent in place of a row's id."""

    def optgroups(self, name, value, attrs=None):
        """Leave out what is no id: Django would ask the database for it, and fail."""
        ids = [one for one in value if whole_number(one)]
        return super().optgroups(name, ids, attrs)


class DeskFields:
    """Form fields as the desk shows them: the browser's own calendar, no buttons that open windows."""

    view_on_site = False
    formfield_overrides = {
        models.DateField: {"form_class": forms.DateField, "widget": DATE},
        models.TimeField: {"form_class": forms.TimeField, "widget": TIME},
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MOMENT},
    }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("empty_label", "Không" if db_field.blank else "Chọn…")
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", FoundSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if not db_field.has_default():
            kwargs.setdefault("choices", db_field.get_choices(blank_choice=[("", "Chọn…")]))
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class DeskAdmin(DeskFields, admin.ModelAdmin):
    """A screen of the desk. Rights come from appointments (rights.py); Django's permissions are not asked."""

    asks_again = False  # a change wants a second factor no older than five minutes
    group = ""  # the heading in the menu (sites.py) under which the screen stands
    actions = None
    empty_value_display = "–"
    sortable_by = ()  # a click on a heading would sort the whole table
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    list_per_page = 50
    list_max_show_all = 0

    def may_see(self, standing: rights.Standing) -> bool:
        """Whether a person of this standing sees this screen: the board, when a screen says nothing else."""
        return standing.is_board

    def may_write(self, standing: rights.Standing) -> bool:
        """Whether a person of this standing writes here: who sees it, when a screen says nothing else."""
        return self.may_see(standing)

    def has_module_permission(self, request) -> bool:
        return self.may_see(rights.standing_of(request.user))

    def has_view_permission(self, request, obj=None) -> bool:
        return self.may_see(rights.standing_of(request.user))

    def has_add_permission(self, request) -> bool:
        return self.may_write(rights.standing_of(request.user))

    def has_change_permission(self, request, obj=None) -> bool:
        return self.may_write(rights.standing_of(request.user))

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def lookup_allowed(self, lookup, value, request):
        """Let a list be narrowed by the columns that its filters offer, and by no other.

        Django lets every column of the table itself pass: ?password__startswith=… would tell a password's hash letter
        by letter to who keeps accounts (Django guards its own list of users against that, and only that one).
        """
        column = lookup.partition("__")[0]
        columns = {field.name for field in self.opts.get_fields()}
        if column in columns and column not in self._filtered_columns(request):
            return False
        return super().lookup_allowed(lookup, value, request)

    def _filtered_columns(self, request) -> set[str]:
        offered = [one[0] if isinstance(one, tuple | list) else one for one in self.get_list_filter(request)]
        return {one if isinstance(one, str) else getattr(one, "parameter_name", "") for one in offered}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if CLOSED_DOORS.intersection((*request.GET, *request.POST)):
            raise PermissionDenied
        self._ask_again(request)
        return super().changeform_view(request, object_id, form_url or request.path, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        self._ask_again(request)
        return super().delete_view(request, object_id, extra_context)

    def _ask_again(self, request) -> None:
        if self.asks_again and request.method == "POST":
            confirming.require(request, f"Thay đổi {self.opts.verbose_name}")

    def history_view(self, request, object_id, extra_context=None):
        """Show what the log says of the row, in place of Django's history."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_view_permission(request, obj):
            raise Http404
        entries = LogEntry.objects.filter(subject=f"{self.opts.model_name}:{obj.pk}").select_related("actor")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Nhật ký: {obj}",
            "opts": self.opts,
            "log": read_entries(entries[:HISTORY]),
        }
        return TemplateResponse(request, "editorial/row_history.html", context)

    # Django's own log of the admin stays empty; the desk has one log (editorial/log.py).
    def log_addition(self, request, obj, message):
        """Leave the log to whoever makes the row."""

    def log_change(self, request, obj, message):
        """Leave the log to whoever changes the row."""

    def log_deletions(self, request, queryset):
        """Leave the log to whoever removes the row."""


class LoggedAdmin(DeskAdmin):
    """A screen of what is arranged without an edition: each change is an entry with the names of the fields."""

    form: type[forms.ModelForm] = LeakCheckedForm
    tells_board = False  # whether the whole board hears of a change: people, rights, settings

    def construct_change_message(self, request, form, formsets, add=False):
        return sorted(form.changed_data)

    def log_addition(self, request, obj, message):
        self.record("add", request, obj, message)

    def log_change(self, request, obj, message):
        if message:
            self.record("change", request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self.record("remove", request, obj, [])

    def record(self, action: str, request, obj, fields: list[str]) -> None:
        """Add the entry, in the transaction of what it tells."""
        log.record(
            action,
            actor=request.user,
            subject=f"{self.opts.model_name}:{obj.pk}",
            data={"fields": fields},
            origin=log.origin_of(request),
        )
        if self.tells_board:
            ids = set(rights.people_holding(*BOARD_OFFICES).order_by().values_list("pk", flat=True))
            what = f"{request.user}: {action_label(action).lower()} {self.opts.verbose_name}: {obj}"
            notices.tell(ids - {request.user.pk}, what[:500])


class RemovableAdmin(LoggedAdmin):
    """A screen whose rows may be taken away again: what only arranges other things."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return self.may_write(rights.standing_of(request.user))
