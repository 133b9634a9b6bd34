"""Second factors of people in tests: an application for codes whose secret the test knows."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30  # seconds
LOGIN = "/dang-nhap/"
SECOND = "/dang-nhap/ma/"


def add_application(person) -> None:
    """Give the person an application for codes, and recovery codes."""
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)


def code(turns: int = 0, secret: str = SECRET) -> str:
    """Give the code that the application shows now, or some turns of half a minute away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + turns))


def recovery_codes(person) -> list[str]:
    return Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()


def give_password(client: Client, person, password: str = "mat-khau-thu", **more):
    return client.post(LOGIN, {"login": person.username, "password": password, **more})


def log_in(person, client: Client | None = None, **more) -> Client:
    """Log a person in as at a keyboard: password, then the code of the application."""
    client = client or Client()
    give_password(client, person, **more)
    client.post(SECOND, {"code": code()})
    return client


def grow_old(client: Client, seconds: int) -> None:
    """Let the second factor of a session have been given so long ago."""
    session = client.session
    for one in session["account_authentication_methods"]:
        one["at"] -= seconds
    session.save()
