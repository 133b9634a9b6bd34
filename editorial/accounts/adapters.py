"""What django-allauth asks of the house: its words, its doors, the key of its secrets."""

import base64
import hashlib
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from editorial.accounts import dormant, throttle
from editorial.log import origin_of

NOWHERE = "192.0.2.0"  # where nobody comes from (RFC 5737)
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra lại, chú ý chữ hoa, chữ thường."
TOO_OFTEN = (
    "Đã thử sai quá nhiều lần từ nơi này. Xin thử lại sau, dùng khóa truy cập, hoặc báo người quản trị kỹ thuật."
)
WRONG_CODE = "Mã không đúng hoặc đã dùng rồi. Xin chờ mã mới trong ứng dụng rồi nhập lại."
LATE_CODE = (
    "Mã này đã quá 30 giây. Xin chờ ứng dụng hiện mã mới rồi nhập ngay. "
    "Nếu lần nào cũng vậy, xin bật chế độ tự chỉnh giờ trên điện thoại."
)


class AccountAdapter(DefaultAccountAdapter):
    """Login by user name; nobody signs up, no address is verified, no mail is sent from here."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be led there after the login: to a page of this host.

        allauth asks more hosts, and stumbles over an address like http://[::ffff:x].
        """
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request) -> str:
        origin = origin_of(request)
        return origin.address if origin else NOWHERE

    def pre_authenticate(self, request, **credentials) -> None:
        """Refuse a guess too many before the password is looked at; the same for names that do not exist."""
        if throttle.is_login_closed(request, credentials.get("username", "")):
            throttle.tell("login_refused", request, credentials.get("username", ""))
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """The bounds are throttle.py's: only what failed counts."""

    def authentication_failed(self, request, **credentials) -> None:
        throttle.note_failed_login(request, credentials.get("username", ""))

    def pre_login(self, request, user, **how):
        """An account that was closed for not being used is told how to open it again; whoever gave its password."""
        if not user.is_active and dormant.is_dormant(user):
            return dormant.offer_reopening(request, user)
        return super().pre_login(request, user, **how)

    def respond_user_inactive(self, request, user):
        return redirect("account_login")

    def get_reauthentication_methods(self, user) -> list[dict]:
        """A passkey first, where there is one: on a phone it is one touch."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: method["id"] != "mfa_reauthenticate:webauthn")

    def is_reauthentication_required(self, *, app: str, **how) -> bool:
        """Whoever has no second factor yet enrols the first one right after the password; else as at every act."""
        from editorial.accounts import confirming, factors

        return factors.has_any(self.request.user) and not confirming.is_confirmed(self.request)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Told in the product and by the desk's own mail (factors.py)."""


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets encrypted at rest, words of the house."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "late_code": LATE_CODE,
        "cannot_delete_authenticator": "Không bỏ được cách xác nhận cuối cùng. Xin thêm cách khác trước.",
        "cannot_generate_recovery_codes": "Xin thêm ứng dụng mã hoặc khóa truy cập trước khi lấy mã dự phòng.",
    }

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def get_totp_label(self, user) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def _get_user_identifier(self, user) -> str:
        return user.username

    def generate_authenticator_name(self, user, type) -> str:
        return "Khóa truy cập"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Give the secret; with a wrong key one that nobody knows, so that no code fits.

        An empty one would have codes that anybody can compute, and InvalidToken would be a page of an error.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator) -> bool:
        from editorial.accounts import factors

        return factors.may_remove(authenticator)


def _cipher() -> MultiFernet:
    """The first key writes, all read: FACTOR_KEYS, new ones put in front (docs/operations.md)."""
    return MultiFernet([Fernet(_fernet_key(key)) for key in settings.FACTOR_KEYS])


def _fernet_key(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"editorial.factors:" + key.encode()).digest())
