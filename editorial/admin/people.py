"""Accounts, kept by the technical administrator: made, given a password, switched off; never given an office."""

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from editorial import notices, rights
from editorial.admin.base import LoggedAdmin
from editorial.models import Office, User
from editorial.sites import desk_site
from editorial.text import clean_text, fold


class AccountForm(forms.ModelForm):
    new_password = forms.CharField(
        label="mật khẩu mới",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["full_name", "username", "email", "phone", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = "Để trống thì giữ mật khẩu hiện nay. " if self.instance.pk else ""
        self.fields["new_password"].required = not self.instance.pk
        self.fields["new_password"].help_text = kept + " ".join(password_validators_help_texts())

    def clean_username(self):
        return clean_text(self.cleaned_data["username"], lines=False).lower()

    def _post_clean(self):
        super()._post_clean()  # the password is compared with the names on the instance
        password = self.cleaned_data.get("new_password")
        if password:
            try:
                validate_password(password, self.instance)
            except forms.ValidationError as error:
                self.add_error("new_password", error)

    def save(self, commit=True):
        if self.cleaned_data["new_password"]:
            self.instance.set_password(self.cleaned_data["new_password"])
        elif not self.instance.pk:
            self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User, site=desk_site)
class UserAdmin(LoggedAdmin):
    group = "Tài khoản"
    form = AccountForm
    list_display = ("full_name", "username", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("full_name",)
    search_help_text = "Tìm theo họ và tên, có dấu hoặc không dấu, hoặc tên đăng nhập."
    ordering = ("sort_key", "pk")

    def may_see(self, standing) -> bool:
        return standing.is_technical

    def get_fields(self, request, obj=None):
        fields = ["full_name", "username", "email", "phone", "is_active", "new_password"]
        if obj and obj.pk == request.user.pk:  # nobody locks the own door
            fields.remove("is_active")
        return fields

    def get_search_results(self, request, queryset, search_term):
        """Compare without marks; accounts are hundreds."""
        term = fold(search_term.strip()[:100])
        names = queryset.order_by().values_list("pk", "full_name", "username")
        found = [pk for pk, full_name, username in names if term in fold(full_name) or term in username]
        return (queryset.filter(pk__in=found) if term else queryset), False

    @method_decorator(sensitive_post_parameters("new_password"))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    def log_change(self, request, obj, message):
        """A password set for somebody else is told to that person and to the chair."""
        fields = [name for name in message if name != "new_password"]
        super().log_change(request, obj, fields)
        if "new_password" in message:
            self.record("password", request, obj, [])
            chairs = rights.people_holding(Office.CHAIR).order_by().values_list("pk", flat=True)
            sentence = f"{request.user}: đặt lại mật khẩu của tài khoản {obj.username}"
            notices.tell({obj.pk, *chairs} - {request.user.pk}, sentence)
