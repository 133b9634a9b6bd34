"""The take-down desk: requests with their clock, the rules behind them, and orders to wipe something for good."""

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.html import format_html

from editorial import expunction, log, rights, takedown
from editorial.admin.base import DeskAdmin, LoggedAdmin
from editorial.admin.filters import within_newest
from editorial.finding import find_document
from editorial.models import Expunction, TakedownBasis, TakedownRequest
from editorial.refusals import NotAllowed, Refusal
from editorial.sites import desk_site

GROUP = "Sau khi đăng"


@admin.register(TakedownBasis, site=desk_site)
class TakedownBasisAdmin(LoggedAdmin):
    tells_board = True
    group = GROUP
    list_display = ("body", "basis", "hours", "starts_on", "ends_on")
    fields = ("body", "basis", "hours", ("starts_on", "ends_on"))


class DocumentForm(forms.ModelForm):
    """A new row about a document, which is named by its number or its address."""

    place = forms.CharField(
        label="số hoặc địa chỉ của nội dung",
        max_length=500,
        help_text="Ví dụ 12, hoặc địa chỉ của trang đang đăng.",
    )
    actor = None

    def clean_place(self):
        place = self.cleaned_data["place"]
        document = find_document(place)
        if document is None:
            raise ValidationError("Không có nội dung nào mang số hoặc địa chỉ này.")
        self.instance.document = document
        return place


class TakedownForm(DocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "basis" in self.fields:
            self.fields["basis"].queryset = TakedownBasis.objects.on(timezone.localdate())
            self.fields["received_at"].initial = timezone.now

    def clean_received_at(self):
        received = self.cleaned_data["received_at"]
        if received > timezone.now():
            raise ValidationError("Thời điểm nhận không thể ở tương lai.")
        return received

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("channel") == TakedownRequest.Channel.PAPER and not cleaned.get("paper_number"):
            self.add_error("paper_number", "Yêu cầu bằng văn bản: xin ghi số, ký hiệu.")
        return cleaned


class ExpunctionForm(DocumentForm):
    def clean_place(self):
        place = super().clean_place()
        try:
            expunction.check_is_down(self.instance)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from refusal
        if Expunction.objects.filter(document=self.instance.document, done_at=None).exists():
            raise ValidationError("Nội dung này đã có một đề nghị xóa vĩnh viễn.")
        return place


class StandingFilter(SimpleListFilter):
    title = "tình trạng"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("waiting", "Đang chờ"), ("over", "Quá hạn"), *TakedownRequest.Outcome.choices]

    def queryset(self, request, queryset):
        value = self.value()
        if value == "waiting":
            return queryset.filter(decided_at=None)
        if value == "over":
            return queryset.filter(decided_at=None, due_at__lt=timezone.now())
        return within_newest(queryset, "pk").filter(outcome=value) if value else queryset


class EnteredAdmin(DeskAdmin):
    """Rows that are entered once, by the rules of the desk, and then read and acted on."""

    group = GROUP
    read_fields: tuple = ()

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def get_fields(self, request, obj=None):
        return self.read_fields if obj else self.fields

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            kwargs["form"] = forms.ModelForm
        return super().get_form(request, obj, change=change, **kwargs)

    def enter(self, obj, **how) -> None:
        """Save a new row by the rules of the desk."""
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        try:
            self.enter(obj, actor=request.user, origin=log.origin_of(request))
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.sentence) from refusal


@admin.register(TakedownRequest, site=desk_site)
class TakedownRequestAdmin(EnteredAdmin):
    form = TakedownForm
    change_form_template = "editorial/takedown_form.html"
    list_display = ("named", "document_shown", "requester", "received_at", "due_at", "stage")
    list_filter = (StandingFilter,)
    list_select_related = ("document",)
    fields = ("place", "basis", "requester", "channel", "paper_number", "paper_date", "asked", "received_at")
    read_fields = (
        *("document_shown", "basis", "requester", "channel", "paper_number", "paper_date", "asked", "received_at"),
        *("due_at", "entered_by", "stage", "answer", "decided_by", "decided_at"),
    )

    class Media:
        css = {"all": ["css/desk-takedown.css"]}

    def enter(self, obj, **how) -> None:
        takedown.enter_request(obj, **how)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            piece = takedown.piece_of(obj)
            context |= {
                "piece": piece,
                "may_hide": obj.is_waiting and piece and takedown.can_be_hidden(piece),
                "may_decide": takedown.may_decide(obj, rights.standing_of(request.user)),
                "outcomes": TakedownRequest.Outcome.choices,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="yêu cầu")
    def named(self, request):
        return f"Số {request.pk}"

    @admin.display(description="nội dung")
    def document_shown(self, request):
        return f"Số {request.document_id}"

    @admin.display(description="tình trạng")
    def stage(self, request):
        if not request.is_waiting:
            return request.get_outcome_display()
        return format_html('<span class="takedown-left{}">{}</span>', " is-over" * request.is_over, request.time_left)


@admin.register(Expunction, site=desk_site)
class ExpunctionAdmin(EnteredAdmin):
    form = ExpunctionForm
    change_form_template = "editorial/expunction_form.html"
    list_display = ("document_shown", "reason", "paper_number", "asked_by", "confirmed_by", "stage_shown")
    list_select_related = ("document", "asked_by", "confirmed_by")
    fields = ("place", "reason", "paper_number", "paper_date")
    read_fields = (
        *("document_shown", "reason", "paper_number", "paper_date", "asked_by", "asked_at"),
        *("confirmed_by", "confirmed_at", "done_at", "stage_shown"),
    )

    def enter(self, obj, **how) -> None:
        expunction.ask(obj, **how)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["may_confirm"] = expunction.may_confirm(obj, rights.standing_of(request.user))
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="nội dung")
    def document_shown(self, order):
        return f"Số {order.document_id}"

    @admin.display(description="tình trạng")
    def stage_shown(self, order):
        return order.stage
