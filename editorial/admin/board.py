"""Decisions, appointments and delegations: recorded here, by the rules of editorial/board.py."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from editorial import board, log, refusing, rights
from editorial.admin.base import DATE, DeskAdmin, LoggedAdmin
from editorial.models import Appointment, Decision, Delegation, Office
from editorial.models.edition import kinds
from editorial.refusals import NotAllowed, Refusal
from editorial.sites import desk_site


@admin.register(Decision, site=desk_site)
class DecisionAdmin(LoggedAdmin):
    tells_board = True
    group = "Ban biên tập"
    list_display = ("number", "issued_on", "title", "issued_by")
    fields = ("number", "issued_on", "issued_by", "title")

    def may_see(self, standing) -> bool:
        return standing.is_board or standing.is_technical

    def may_write(self, standing) -> bool:
        return board.may_record(standing)

    def has_change_permission(self, request, obj=None) -> bool:
        """A paper that somebody's right rests on is not rewritten."""
        used = obj and (obj.appointments.exists() or obj.delegations.exists())
        return not used and super().has_change_permission(request, obj)


class AppointmentForm(forms.ModelForm):
    actor = None

    def clean_person(self):
        person = self.cleaned_data["person"]
        if self.actor and person == self.actor:
            raise _refused("Không ai tự ghi chức danh cho chính mình.")
        return person


@admin.register(Appointment, site=desk_site)
class AppointmentAdmin(DeskAdmin):
    asks_again = True
    group = "Ban biên tập"
    form = AppointmentForm
    list_display = ("person", "office", "is_secretary", "starts_on", "ends_on", "decision")
    list_filter = ("office",)
    list_select_related = ("person", "decision")
    fields = ("person", "office", "is_secretary", "starts_on", "ends_on", "decision")

    def may_see(self, standing) -> bool:
        return standing.is_board or standing.is_technical

    def may_write(self, standing) -> bool:
        return board.may_record(standing)

    def has_change_permission(self, request, obj=None) -> bool:
        if obj and not board.may_end(obj, rights.standing_of(request.user)):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return bool(obj) and board.may_drop(obj, rights.standing_of(request.user))

    def delete_model(self, request, obj):
        board.drop_appointment(obj, actor=request.user, origin=log.origin_of(request))

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.get_fields(request, obj) if name != "ends_on"] if obj else []

    def get_fields(self, request, obj=None):
        return [name if not obj or name != "is_secretary" else "secretary_shown" for name in self.fields]

    @admin.display(description="kiêm thư ký")
    def secretary_shown(self, appointment):
        return "có" if appointment.is_secretary else self.empty_value_display

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        return form

    def save_model(self, request, obj, form, change):
        origin = log.origin_of(request)
        if change:
            board.end_appointment(obj, ends_on=obj.ends_on, actor=request.user, origin=origin)
        else:
            board.record_appointment(obj, actor=request.user, origin=origin)


class DelegationForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label="phạm vi",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Để trống là tất cả chuyên mục.",
    )

    paper_number = forms.CharField(label="số, ký hiệu văn bản giao quyền", required=False, max_length=60)
    paper_date = forms.DateField(label="ngày ban hành", required=False, widget=DATE, initial=timezone.localdate)

    actor = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "decision" in self.fields:
            self.fields["decision"].required = False
            self.fields["decision"].label = "hoặc chọn văn bản đã ghi"
        if "starts_on" in self.fields:
            self.fields["starts_on"].initial = timezone.localdate
        if not self.instance.pk:  # not a field of the form: whoever is at the keyboard lends the right
            self.instance.granted_by = self.actor
        if "scopes" in self.fields:
            self.fields["scopes"].choices = scope_choices()
        if "holder" in self.fields:
            self.fields["holder"].queryset = rights.people_holding(Office.DEPUTY, Office.MEMBER)

    def clean(self):
        cleaned = super().clean()
        if not board.may_lend(rights.standing_of(self.actor), is_acting=bool(cleaned.get("is_acting"))):
            raise _refused("Chỉ Trưởng ban giao quyền; khi khuyết Trưởng ban mới ghi phụ trách.")
        number, known = cleaned.get("paper_number"), cleaned.get("decision")
        if bool(number) == bool(known):
            self.add_error("paper_number", "Xin ghi số văn bản giao quyền, hoặc chọn một văn bản đã ghi.")
        elif number and Decision.objects.filter(number=number).exists():
            self.add_error("paper_number", "Văn bản số này đã được ghi: xin chọn ở ô dưới.")
        elif number and not cleaned.get("paper_date"):
            self.add_error("paper_date", "Xin ghi ngày ban hành.")
        return cleaned

    def paper(self) -> Decision | None:
        """Give the paper that was typed in, not saved yet; None when one was chosen."""
        number, day = self.cleaned_data.get("paper_number"), self.cleaned_data.get("paper_date")
        if not number:
            return None
        return Decision(number=number, issued_on=day, issued_by="Trưởng Ban biên tập", title="Giao quyền duyệt đăng")


@admin.register(Delegation, site=desk_site)
class DelegationAdmin(DeskAdmin):
    asks_again = True
    group = "Ban biên tập"
    form = DelegationForm
    change_form_template = "editorial/delegation_form.html"
    list_display = ("holder", "granted_by", "acting_shown", "scopes_shown", "starts_on", "ends_on", "stage")
    list_select_related = ("holder", "granted_by", "decision")
    fields = (
        "holder", "starts_on", "ends_on", "paper_number", "paper_date", "decision", "scopes", "is_acting",
    )  # fmt: skip
    read_fields = ("holder", "granted_by", "decision", "acting_shown", "starts_on", "ends_on", "scopes_shown", "stage")

    def may_write(self, standing) -> bool:
        return any(board.may_lend(standing, is_acting=acting) for acting in (False, True))

    def has_change_permission(self, request, obj=None) -> bool:
        """A delegation is made, confirmed and revoked, never rewritten."""
        return False

    def get_fields(self, request, obj=None):
        return self.read_fields if obj else self.fields

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            standing = rights.standing_of(request.user)
            context["may_confirm"] = board.may_confirm(obj, standing)
            context["may_revoke"] = board.may_revoke(obj, standing)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if change:
            raise PermissionDenied
        try:
            board.lend_right(obj, actor=request.user, paper=form.paper(), origin=log.origin_of(request))
        except Refusal as refusal:
            raise PermissionDenied(refusal.sentence) from refusal

    @admin.display(description="phụ trách")
    def acting_shown(self, delegation):
        return "phụ trách khi khuyết Trưởng ban" if delegation.is_acting else self.empty_value_display

    @admin.display(description="phạm vi")
    def scopes_shown(self, delegation):
        names = dict(scope_choices()) if delegation.scopes else {}
        return ", ".join(names.get(scope, scope) for scope in delegation.scopes) or "tất cả chuyên mục"

    @admin.display(description="tình trạng")
    def stage(self, delegation):
        if delegation.revoked_at:
            return f"đã thu hồi ngày {timezone.localtime(delegation.revoked_at):%d/%m/%Y}"
        if not delegation.confirmed_at:
            return "chờ thành viên khác xác nhận"
        return f"đã xác nhận: {delegation.confirmed_by}"


def _refused(sentence: str) -> ValidationError:
    """Give the error of a form that asked for what its sender has no right to; it is logged."""
    refusing.note(NotAllowed(sentence))
    return ValidationError(sentence)


def scope_choices() -> list[tuple[str, str]]:
    """Give the parts of the site for which the right can be lent, from every kind of content."""
    return [choice for model in kinds() for choice in model.scope_choices()]
