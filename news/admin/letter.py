"""Letters of citizens at the desk: the list, one letter with what can be done, and the board's rules for them."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from editorial import rights
from editorial.admin.base import DeskAdmin
from editorial.admin.due import ClockAdmin
from editorial.admin.filters import within_newest
from editorial.finding import find_standing
from editorial.models import TakedownRequest
from editorial.models.edition import kind_named
from editorial.sites import Waiting, desk_site
from news.letters import desk
from news.letters.reading import read_notes
from news.models import ConsentText, Letter, LetterKind, LetterState, LetterTime


class LetterStateFilter(SimpleListFilter):
    """What waits, when nothing is chosen."""

    title = "trạng thái"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("late", "Quá hạn"), *LetterState.choices]

    def choices(self, changelist):
        everything, *states = super().choices(changelist)
        yield {**everything, "display": "Đang chờ trả lời"}
        yield from states

    def queryset(self, request, queryset):
        if self.value() == "late":
            return queryset.late(timezone.now())
        if self.value() in LetterState.values:
            return within_newest(queryset, "pk").filter(state=self.value())
        return queryset if request.GET.get("q") else queryset.waiting()


@admin.register(Letter, site=desk_site)
class LetterAdmin(DeskAdmin):
    group = "Sau khi đăng"
    change_form_template = "news/letters/desk.html"
    list_display = ("number", "kind", "stage", "received_at", "due_shown", "holder", "document_shown")
    list_filter = (LetterStateFilter, "kind")
    list_select_related = ("holder",)
    search_fields = ("number",)
    search_help_text = "Số biên nhận"
    fields = ("number",)

    class Media:
        css = {"all": ["css/desk-takedown.css", "css/desk-letter.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("holder", "closed_by", "consent")

    def get_ordering(self, request):
        """What waits: the most late first; what is closed: the newest first."""
        closed = request.GET.get("state") in (LetterState.ANSWERED, LetterState.INVALID)
        return ("-pk",) if closed else (F("due_at").asc(nulls_last=True), "pk")

    def get_search_results(self, request, queryset, search_term):
        """Look for the number as it stands on the receipt, or its last figures."""
        figures = search_term.strip().upper()
        return (queryset.filter(number__endswith=figures) if figures else queryset), False

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {
                "notes": read_notes(obj),
                "piece": _piece_of(obj),
                "may_take": obj.is_waiting and obj.holder_id != request.user.pk,
                "may_close": obj.is_waiting and obj.holder_id in (None, request.user.pk),
                "may_reopen": not obj.is_waiting and not obj.is_erased,
                "may_erase": not obj.is_erased and rights.standing_of(request.user).leads,
                "longest_answer": desk.LONGEST_ANSWER,
                "longest_note": desk.LONGEST_NOTE,
                "asks_takedown": obj.kind == LetterKind.WRONG and obj.document_id,
                "electronic": TakedownRequest.Channel.ELECTRONIC,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="trạng thái")
    def stage(self, letter):
        return "Đã xóa nội dung" if letter.is_erased else letter.get_state_display()

    @admin.display(description="hạn trả lời")
    def due_shown(self, letter):
        if not letter.is_waiting or letter.due_at is None:
            return None
        day = timezone.localtime(letter.due_at).strftime("%d/%m/%Y")
        late = " (quá hạn)" if letter.is_late else ""
        return format_html('<span class="takedown-left{}">{}{}</span>', " is-over" * letter.is_late, day, late)

    @admin.display(description="tin bài")
    def document_shown(self, letter):
        return f"Số {letter.document_id}" if letter.document_id else None


@admin.register(LetterTime, site=desk_site)
class LetterTimeAdmin(ClockAdmin):
    list_display = ("kind", "length", "starts_on", "ends_on", "basis")
    list_filter = ("kind",)
    fields = ("kind", ("days", "is_working"), ("starts_on", "ends_on"), "basis")

    @admin.display(description="thời hạn")
    def length(self, time):
        return time.length_shown()


@admin.register(ConsentText, site=desk_site)
class ConsentTextAdmin(ClockAdmin):
    """A text that has begun is never changed: citizens have agreed to it. A new one is written beside it."""

    group = "Sau khi đăng"
    list_display = ("__str__", "basis")
    fields = ("starts_on", "text", "basis")

    def has_view_permission(self, request, obj=None) -> bool:
        return rights.standing_of(request.user).is_board

    def has_change_permission(self, request, obj=None) -> bool:
        begun = obj is not None and obj.starts_on <= timezone.localdate()
        return not begun and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return self.has_change_permission(request, obj)

    def get_list_display_links(self, request, list_display):
        return list_display[:1]


def _piece_of(letter: Letter):
    """Give the edition that says what the address of the piece answers; None when no piece is named, or never live."""
    if not letter.document_id:
        return None
    return find_standing(kind_named(letter.document.kind), letter.document_id)


def _waiting_letters() -> Waiting:
    counts, address = desk.counts(), reverse("admin:news_letter_changelist")
    return Waiting("Ý kiến công dân", address, counts["waiting"], counts["late"], f"{address}?state=late")


desk_site.add_waiting(_waiting_letters)
