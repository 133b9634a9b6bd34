"""The log as a list: who did what, when, and what was refused. Nothing here writes."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.utils.html import format_html

from editorial import reading
from editorial.admin.base import DeskAdmin
from editorial.admin.filters import within_newest
from editorial.models import LogEntry
from editorial.sites import desk_site
from editorial.text import whole_number
from editorial.workflow import MOVES


class ActionFilter(SimpleListFilter):
    title = "việc"
    parameter_name = "action"

    def lookups(self, request, model_admin):
        return [(name, reading.action_label(name)) for name in (*MOVES, *reading.ACTIONS)]

    def queryset(self, request, queryset):
        return queryset.filter(action=self.value()) if self.value() else queryset


class RefusedFilter(SimpleListFilter):
    title = "kết quả"
    parameter_name = "refused"

    def lookups(self, request, model_admin):
        return [("1", "Bị từ chối")]

    def queryset(self, request, queryset):
        """Look among the newest entries: refusals have no index."""
        return within_newest(queryset, "number").filter(refused=True) if self.value() == "1" else queryset


@admin.register(LogEntry, site=desk_site)
class LogAdmin(DeskAdmin):
    group = "Nhật ký"
    list_display = ("number", "moment", "who", "action_shown", "about", "detail_shown")
    list_filter = (ActionFilter, RefusedFilter)
    list_select_related = ("actor", "document")
    search_fields = ("number",)
    search_help_text = "Tìm theo số của tin bài."
    fields = ("number", "moment", "who", "action_shown", "about", "detail_shown", "text_shown", "hash")
    list_display_links = ("number",)

    def may_see(self, standing) -> bool:
        return standing.is_board or standing.is_technical

    def may_write(self, standing) -> bool:
        return False

    def get_search_results(self, request, queryset, search_term):
        term = search_term.strip()
        if not term:
            return queryset, False
        if number := whole_number(term):
            return queryset.filter(document=number), False
        return queryset.none(), False

    @admin.display(description="lúc")
    def moment(self, entry):
        return entry.at

    @admin.display(description="người thực hiện")
    def who(self, entry):
        return reading.who(entry)

    @admin.display(description="việc")
    def action_shown(self, entry):
        return reading.action_label(entry.action)

    @admin.display(description="đối tượng")
    def about(self, entry):
        words = reading.subject_words(entry)
        if entry.document_id and entry.edition_number:
            return format_html('<a href="{}">{}</a>', reading.edition_address(entry), words)
        return words

    @admin.display(description="chi tiết")
    def detail_shown(self, entry):
        return reading.detail(entry)

    @admin.display(description="nguyên văn đã ghi")
    def text_shown(self, entry):
        return entry.text
