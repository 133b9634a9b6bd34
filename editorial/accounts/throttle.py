"""Bounds on guessing: counted in the database, so that all processes count alike; only failures count.

Values: domain.md §2 (TCVN 14423:2026 suggests five wrong logins and a lock of twelve hours). The lock is of a name from
a place, so that nobody can lock another person out; a device that has logged in before is a place of its own, and a
passkey needs no password to guess.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from editorial import lines
from editorial.log import origin_of
from editorial.models import Attempt

WINDOW = timedelta(hours=12)
PER_NAME_AND_PLACE = 5
PER_PLACE = 50
PER_NAME = 100  # over all places: then only known devices and passkeys
PER_CODE = 5  # codes of the second factor, per person and place, in CODE_WINDOW
PER_PERSON_CODES = 30  # over all places but known devices
CODE_WINDOW = timedelta(minutes=15)

LOGIN, CODE, USED_CODE = "login", "code", "used_code"
# As the other cookies (settings): of this host alone in operation.
DEVICE_COOKIE = ("__Host-" if settings.SESSION_COOKIE_SECURE else "") + "thiet-bi-quen"
DEVICE_SALT = "thiet-bi-quen"
DEVICE_DAYS = 180


def is_login_closed(request, username: str) -> bool:
    """Whether a further guess at this name from this place is refused, whether or not such a name exists."""
    since = timezone.now() - WINDOW
    name = username.strip().lower()
    if _count(LOGIN, _key(name, _place(request, name)), since) >= PER_NAME_AND_PLACE:
        return True
    if knows_device(request, name):
        return False
    return _count(LOGIN, _key(_address(request)), since) >= PER_PLACE or _count(LOGIN, _key(name), since) >= PER_NAME


def note_failed_login(request, username: str) -> None:
    name = username.strip().lower()
    _note(LOGIN, _key(name, _place(request, name)), _key(_address(request)), _key(name))
    tell("login_failed", request, name)


def is_code_closed(request, person) -> bool:
    """Whether a further guess at the code of this person's second factor is refused from this place."""
    since = timezone.now() - CODE_WINDOW
    name = person.username
    if _count(CODE, _key(name, _place(request, name)), since) >= PER_CODE:
        return True
    return not knows_device(request, name) and _count(CODE, _key(name), since) >= PER_PERSON_CODES


def note_failed_code(request, person) -> None:
    _note(CODE, _key(person.username, _place(request, person.username)), _key(person.username))
    tell("code_failed", request, person.username)


def tell(event: str, request, username: str) -> None:
    """Put what was tried in vain into the stream; never what was typed, which may be a password in the wrong field."""
    from editorial.models import User

    person = User.objects.filter(username=username.strip().lower()).first()
    lines.tell(event, person=person, origin=origin_of(request))


def use_code_once(person, code: str) -> bool:
    """Give whether this code was not used before by the person; it is used from now on (RFC 6238 §5.2)."""
    return Attempt.objects.get_or_create(kind=USED_CODE, key=_used_key(person, code))[1]


def was_used(person, code: str) -> bool:
    return Attempt.objects.filter(kind=USED_CODE, key=_used_key(person, code)).exists()


def remember_device(response, person) -> None:
    """Let the browser say, at the next login of this person, that it has been here."""
    value = signing.dumps({"name": person.username, "stamp": _stamp(person)}, salt=DEVICE_SALT)
    response.set_cookie(
        DEVICE_COOKIE,
        value,
        max_age=DEVICE_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path="/",
    )


def knows_device(request, name: str) -> bool:
    """Whether the browser has logged in as this person before, with the password that still holds."""
    from editorial.models import User

    try:
        said = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT, max_age=timedelta(days=DEVICE_DAYS)
        )
    except signing.BadSignature:
        return False
    if said["name"] != name:
        return False
    person = User.objects.filter(username=name).first()
    return person is not None and said["stamp"] == _stamp(person)


def sweep(sender=None, **kwargs) -> None:
    """Remove what no bound counts any more; a round of the clock."""
    Attempt.objects.filter(at__lt=timezone.now() - WINDOW * 2).delete()


def _note(kind: str, *keys: str) -> None:
    Attempt.objects.bulk_create(Attempt(kind=kind, key=key) for key in keys)


def _count(kind: str, key: str, since) -> int:
    return Attempt.objects.filter(kind=kind, key=key, at__gte=since)[:PER_NAME].count()


def _place(request, name: str) -> str:
    return "known" if knows_device(request, name) else _address(request)


def _address(request) -> str:
    origin = origin_of(request)
    return origin.address if origin else ""


def _used_key(person, code: str) -> str:
    return _key("used", person.username, code)


def _key(*parts: str) -> str:
    return salted_hmac("editorial.throttle", "\n".join(parts), algorithm="sha256").hexdigest()


def _stamp(person) -> str:
    return salted_hmac("editorial.device", person.password, algorithm="sha256").hexdigest()[:16]
