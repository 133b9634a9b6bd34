"""Second factors of a person: what hangs on adding, using and removing one."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset, authenticator_used
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from editorial import log, notices
from editorial.accounts import recovery, sessions

PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
NAMES = {
    Authenticator.Type.TOTP: "ứng dụng mã",
    Authenticator.Type.WEBAUTHN: "khóa truy cập",
    Authenticator.Type.RECOVERY_CODES: "mã dự phòng",
}


def has_any(person) -> bool:
    """Whether the person has a second factor of the own: an application for codes, or a passkey."""
    return person.is_authenticated and Authenticator.objects.filter(user_id=person.pk, type__in=PRIMARY).exists()


def names_of(person) -> list[str]:
    """Give in words which second factors the person has."""
    types = Authenticator.objects.filter(user=person).order_by("type").values_list("type", flat=True)
    return [NAMES[Authenticator.Type(one)] for one in types]


def secret_of(person) -> str:
    """Give the secret of the person's application for codes; empty when there is none."""
    application = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).first()
    return decrypt(application.data["secret"]) if application else ""


def is_late(secret: str, code: str) -> bool:
    """Whether this is the code that the application shows half a minute before it counts, or after (RFC 6238 §5.2)."""
    counts = list(totp.yield_hotp_counters_from_time())
    beside = (counts[0] - 1, counts[-1] + 1)
    return bool(secret) and code in {totp.format_hotp_value(totp.hotp_value(secret, turn)) for turn in beside}


def may_remove(authenticator) -> bool:
    """The last way to confirm stays until there is another: nobody is left with a password alone."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=PRIMARY).exclude(pk=authenticator.pk)
    return authenticator.type not in PRIMARY or others.exists()


def remove_all(person) -> None:
    """Take away every second factor, so that the next login begins with enrolment (accounts/slips.py)."""
    Authenticator.objects.filter(user=person).delete()


@receiver(user_logged_in, dispatch_uid="editorial.begin_session")
def begin_session(sender, request, user, **kwargs):
    """Bind the new session; a login with both factors is an entry of the log."""
    sessions.begin(request, user)
    recovery.hash_old(user)
    if sessions.second_factor_at(request, user) is not None:
        _tell_of_login(request, user)


@receiver(authenticator_added, dispatch_uid="editorial.factor_added")
def factor_added(sender, request, user, authenticator, **kwargs):
    """Whoever enrols has just shown the factor: the session counts as confirmed."""
    first = sessions.second_factor_at(request, user) is None
    if authenticator.type in PRIMARY:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    _record("factor_added", request, user, authenticator)
    if first and authenticator.type in PRIMARY:
        _tell_of_login(request, user)


@receiver(authenticator_removed, dispatch_uid="editorial.factor_removed")
def factor_removed(sender, request, user, authenticator, **kwargs):
    _record("factor_removed", request, user, authenticator)


@receiver(authenticator_reset, dispatch_uid="editorial.codes_renewed")
def codes_renewed(sender, request, user, authenticator, **kwargs):
    _record("factor_added", request, user, authenticator)


@receiver(authenticator_used, dispatch_uid="editorial.recovery_code_used")
def factor_used(sender, request, user, authenticator, **kwargs):
    """A code from the paper is rare: its owner hears of it."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _record("recovery_code_used", request, user, authenticator)


def _record(action: str, request, user, authenticator) -> None:
    log.record(
        action,
        actor=user,
        subject=f"user:{user.pk}",
        data={"factor": str(authenticator.type)},
        origin=log.origin_of(request),
    )
    words = {
        "factor_added": "Tài khoản này vừa có thêm",
        "factor_removed": "Tài khoản này vừa bỏ",
        "recovery_code_used": "Tài khoản này vừa đăng nhập hoặc xác nhận bằng",
    }
    sentence = (
        f"{words[action]} {NAMES[authenticator.type]}. Nếu không phải chính mình làm, xin báo ngay người quản trị."
    )
    notices.tell({user.pk}, sentence, is_urgent=True)


def _tell_of_login(request, user) -> None:
    log.record("login", actor=user, subject=f"user:{user.pk}", data={}, origin=log.origin_of(request))
