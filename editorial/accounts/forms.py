"""Forms of the door: allauth's, with the house's words and bounds."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from editorial.accounts import factors, recovery, slips, throttle
from editorial.accounts.adapters import TOO_OFTEN
from editorial.models import User

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12", "autofocus": True}


class LoginForm(AllauthLoginForm):
    """`login` is what allauth calls the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Tên đăng nhập"
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["login"].max_length = 60
        self.fields["password"].label = "Mật khẩu"
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].strip = False


class _BoundedCode:
    """Mix into a form with a code: guesses are bounded (throttle.py), and a code works once, over all processes.

    Whoever sends the right code a little late guesses nothing: that is told, and not counted.
    """

    user: User
    cleaned_data: dict
    takes_paper = True  # also a recovery code

    def clean_code(self) -> str:
        request = context.request
        if throttle.is_code_closed(request, self.user):
            throttle.tell("code_refused", request, self.user.username)
            raise forms.ValidationError(TOO_OFTEN)
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        if self.takes_paper and (paper := recovery.use(self.user, self.cleaned_data["code"])):
            self.authenticator = paper
            return self.cleaned_data["code"]
        try:
            code = super().clean_code()
        except forms.ValidationError:
            if factors.is_late(self.secret_of_codes(), self.cleaned_data["code"]):
                raise get_adapter().validation_error("late_code") from None
            throttle.note_failed_code(request, self.user)
            raise
        if not throttle.use_code_once(self.user, code):
            throttle.note_failed_code(request, self.user)
            raise get_adapter().validation_error("incorrect_code")
        return code

    def secret_of_codes(self) -> str:
        return factors.secret_of(self.user)


def _as_code(field, label: str) -> None:
    field.label = label
    field.help_text = "Mỗi mã của ứng dụng dùng được 30 giây; sắp hết giờ thì chờ mã mới."
    field.widget.attrs = CODE.copy()
    field.max_length = 12


class CodeForm(_BoundedCode, factor_forms.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], "Mã 6 số trong ứng dụng, hoặc một mã dự phòng 8 số")


class ConfirmCodeForm(_BoundedCode, factor_forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], "Mã 6 số trong ứng dụng, hoặc một mã dự phòng 8 số")


class AddTotpForm(_BoundedCode, totp_forms.ActivateTOTPForm):
    """The secret shown stays while the form is open: allauth would make another one at each look."""

    takes_paper = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.secret = totp.get_totp_secret()
        _as_code(self.fields["code"], "Mã 6 số mà ứng dụng đang hiện")

    def secret_of_codes(self) -> str:
        return self.secret


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A key of this house is always a passkey: it logs in alone, and asks for a finger, a face or a code of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Đặt tên để nhận ra"
        self.fields["name"].help_text = "Ví dụ: Điện thoại của tôi, Máy tính cơ quan."
        self.fields["name"].max_length = 60
        self.fields.pop("passwordless", None)

    def clean(self):
        """What the finger or the face proves must have been proved here too."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


class SlipCodeForm(forms.Form):
    """The code printed on a slip; cleaned, it is the slip."""

    code = forms.CharField(
        label="Mã trên phiếu",
        max_length=80,
        help_text="Chữ hoa hay chữ thường, có dấu gạch hay không, đều được.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self):
        slip = slips.find(slips.hash_of(self.cleaned_data["code"]))
        if slip is None:
            raise forms.ValidationError(slips.VOID)
        return slip


class NewPasswordForm(forms.Form):
    """The password a person sets with a slip."""

    password = forms.CharField(
        label="Mật khẩu mới", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password") != cleaned.get("again") and "again" in cleaned:
            self.add_error("again", "Hai lần nhập chưa giống nhau.")
        return cleaned
