"""Accounts, kept by the technical administrator: made, given a slip, switched off; never given an office."""

from django import forms
from django.contrib import admin
from django.urls import path
from django.utils import timezone

from editorial.accounts import factors, sessions
from editorial.admin import people_acts
from editorial.admin.base import LoggedAdmin
from editorial.models import User
from editorial.models.account_slip import Purpose
from editorial.sites import desk_site
from editorial.text import clean_text, fold


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "username", "email", "phone", "is_active"]

    def clean_username(self):
        return clean_text(self.cleaned_data["username"], lines=False).lower()

    def clean(self):
        """One person, one account: two that are in use never share an address."""
        cleaned = super().clean()
        for name in ("email", "phone"):
            value = cleaned.get(name)
            others = User.objects.filter(is_active=True, **{f"{name}__iexact": value}).exclude(pk=self.instance.pk)
            other = others.first() if value else None
            if other:
                self.add_error(name, f"Tài khoản {other.username} đã dùng: mỗi người chỉ một tài khoản.")
        return cleaned

    def save(self, commit=True):
        """A new account has no password until its person sets one with a slip; one opened again begins its 45 days."""
        if not self.instance.pk:
            self.instance.set_unusable_password()
        if self.instance.is_active and self.instance.dormant_at:
            self.instance.dormant_at = self.instance.reopening_asked_at = None
            self.instance.last_login = timezone.now()
        return super().save(commit)


@admin.register(User, site=desk_site)
class UserAdmin(LoggedAdmin):
    group = "Tài khoản"
    form = AccountForm
    asks_again = True
    tells_board = True
    change_form_template = "editorial/account_form.html"
    list_display = ("full_name", "username", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("full_name",)
    search_help_text = "Tìm theo họ và tên, có dấu hoặc không dấu, hoặc tên đăng nhập."
    ordering = ("sort_key", "pk")

    def may_see(self, standing) -> bool:
        return standing.is_technical

    def get_fields(self, request, obj=None):
        fields = ["full_name", "username", "email", "phone", "is_active"]
        if obj and obj.pk == request.user.pk:  # nobody locks the own door
            fields.remove("is_active")
        return fields

    def get_search_results(self, request, queryset, search_term):
        """Compare without marks; accounts are hundreds."""
        term = fold(search_term.strip()[:100])
        names = queryset.order_by().values_list("pk", "full_name", "username")
        found = [pk for pk, full_name, username in names if term in fold(full_name) or term in username]
        return (queryset.filter(pk__in=found) if term else queryset), False

    def get_urls(self):
        slip = self.admin_site.admin_view(lambda request, pk: people_acts.issue_slip(request, self.admin_site, pk))
        ended = self.admin_site.admin_view(lambda request, pk: people_acts.end_sessions(request, pk))
        return [
            path("<int:pk>/phieu/", slip, name="issue_slip"),
            path("<int:pk>/ket-thuc-phien/", ended, name="end_sessions"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {"factors": factors.names_of(obj), "sessions": sessions.listed(obj), "purposes": Purpose}
        return super().render_change_form(request, context, add, change, form_url, obj)
