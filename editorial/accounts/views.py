"""Coming in, going out, a new password, the own sessions, slips."""

from allauth.account import views as door
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.signals import authenticator_reset
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.messages.views import SuccessMessageMixin
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from editorial import log, refusing
from editorial.accounts import confirming, dormant, recovery, sessions, slips, throttle
from editorial.accounts.forms import NewPasswordForm, SlipCodeForm
from editorial.accounts.in_app import other_browser
from editorial.models import AccountSlip, User
from editorial.refusals import NotAllowed, Refusal


class LoginView(door.LoginView):
    """Name and password, or a passkey. The same sentence for an unknown name, a wrong password, a closed account."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated and sessions.half_way(request).is_authenticated:
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return {**context, "next": wanted, "other_browser": other_browser(self.request)}


class _ComesIn:
    """Mix into what completes a login: the browser is known from now on."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_authenticated and response.status_code == 302:
            throttle.remember_device(response, request.user)
        return response


class CodeView(_ComesIn, factor_views.AuthenticateView):
    """The second step of a login."""


class PasskeyLoginView(_ComesIn, webauthn_views.LoginWebAuthnView):
    """The first and only step with a passkey."""


class AddPasskeyView(webauthn_views.AddWebAuthnView):
    """A key that logs in alone; so it must know its person by itself."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "js_data": {"creation_options": webauthn.begin_registration(self.request.user, True)}}

    def get_success_url(self):
        return _after_enrolment(self.request)


class AddTotpView(totp_views.ActivateTOTPView):
    def get_success_url(self):
        return _after_enrolment(self.request)


def _after_enrolment(request) -> str:
    """Whoever has no codes on paper yet makes them next: a telephone is lost sooner or later."""
    return reverse("mfa_index" if recovery.left(request.user) else "mfa_generate_recovery_codes")


@method_decorator(never_cache, name="dispatch")
class RecoveryCodesView(recovery_views.GenerateRecoveryCodesView):
    """Ten new codes, shown in the answer to the form that makes them, and never again."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "unused_code_count": recovery.left(self.request.user)}

    def form_valid(self, form):
        row, codes = recovery.renew(self.request.user)
        authenticator_reset.send(sender=type(row), request=self.request, user=self.request.user, authenticator=row)
        return render(self.request, "mfa/recovery_codes/index.html", {"codes": codes})


class LogoutView(auth_views.LogoutView):
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        messages.success(request, "Đã đăng xuất.")
        return response


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChangePasswordView(SuccessMessageMixin, auth_views.PasswordChangeView):
    """A new password ends the other sessions: their mark no longer fits (Django), and they leave the list."""

    template_name = "registration/change_password.html"
    success_url = reverse_lazy("desk")
    success_message = "Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."

    def form_valid(self, form):
        old = self.request.session.session_key
        response = super().form_valid(form)
        sessions.keep_listed(old, self.request.session.session_key)
        sessions.end_others(self.request.user, but=self.request.session.session_key)
        log.record(
            "password",
            actor=self.request.user,
            subject=f"user:{self.request.user.pk}",
            data={"fields": ["password"]},
            origin=log.origin_of(self.request),
        )
        return response


@login_required
@never_cache
def own_sessions(request):
    """Show where the person is logged in."""
    listed = sessions.listed(request.user)
    return render(request, "account/sessions.html", {"sessions": listed, "own": request.session.session_key})


@login_required
@require_safe
@never_cache
def still_here(request):
    """Be told that the person is at work on a page that asks for nothing by itself: the idle time begins anew."""
    return HttpResponse(status=204)


@login_required
@require_POST
def end_session(request, pk: int):
    """End one of the own sessions."""
    confirming.require(request, "Kết thúc một phiên đăng nhập")
    session = next((one for one in sessions.listed(request.user) if one.pk == pk), None)
    if session:
        session.end()
        messages.success(request, "Đã kết thúc phiên đăng nhập.")
    elif UserSession.objects.filter(pk=pk).exclude(user=request.user).exists():
        refusing.note(NotAllowed("Không phải phiên đăng nhập của người này."))
    return redirect("own_sessions")


@login_required
@require_POST
def end_other_sessions(request):
    """End every session of the person but this one."""
    confirming.require(request, "Kết thúc các phiên đăng nhập khác")
    ended = sessions.end_others(request.user, but=request.session.session_key)
    messages.success(request, f"Đã kết thúc {ended} phiên đăng nhập khác.")
    return redirect("own_sessions")


@never_cache
@sensitive_post_parameters()
def use_slip(request):
    """Ask for the code of a slip, which comes in a body and never in an address; a wrong one is told so, not why."""
    form = SlipCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        slips.hold(request, form.cleaned_data["code"])
        return redirect("slip_password")
    if form.errors:
        throttle.tell("slip_failed", request, "")
    return render(request, "account/slip_code.html", {"form": form})


@never_cache
@sensitive_post_parameters()
def slip_password(request):
    """Set the own password with the slip whose code was given."""
    slip = slips.held(request)
    if slip is None:
        return redirect("use_slip")
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            slips.use(slip, password=form.cleaned_data["password"], origin=log.origin_of(request))
        except ValidationError as error:
            form.add_error("password", error)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return redirect("use_slip")
        else:
            request.session.flush()  # the person's own are ended; whoever else was logged in here makes room
            messages.success(request, "Đã đặt mật khẩu. Xin đăng nhập; lần đầu cần thêm một cách xác nhận thứ hai.")
            return redirect("account_login")
    return render(request, "account/slip.html", {"slip": slip, "form": form})


@login_required
@require_POST
def confirm_slip(request, pk: int):
    """Confirm that a person gets both factors anew; by a board member."""
    slip = get_object_or_404(AccountSlip, pk=pk)
    confirming.require(request, f"Xác nhận cấp lại cho tài khoản {slip.person.username}")
    return _act(request, slips.confirm, slip, "Đã xác nhận; phiếu cấp lại dùng được.")


@login_required
@require_POST
def reopen_account(request, pk: int):
    """Open again an account that was closed for not being used; by a board member."""
    user = get_object_or_404(User, pk=pk)
    confirming.require(request, f"Mở lại tài khoản {user.username}")
    return _act(request, dormant.reopen, user, f"Đã mở lại tài khoản {user.username}.")


def _act(request, act, row, done: str):
    try:
        act(row, actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        return render(request, "editorial/refused.html", {"refusal": refusal}, status=refusal.status)
    messages.success(request, done)
    return redirect("admin:index")
