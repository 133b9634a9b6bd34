"""Second factors of people in tests: an application for codes whose secret the test knows."""

import time

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client

from editorial.accounts import sessions
from tests.codes import SECRET, code

LOGIN = "/dang-nhap/"
SECOND = "/dang-nhap/ma/"


# What browsers of tests say of themselves; the editor wants to know their engine.
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
_force_login = Client.force_login


def make_logins_whole() -> None:
    """Let every force_login of a test be a login with both factors, the second one given just now."""
    Client.force_login = _login_with_both_factors


def _login_with_both_factors(self, user, backend=None):
    self.cookies.pop(settings.SESSION_COOKIE_NAME, None)  # a new session, not one that has seen a second factor
    _force_login(self, user, backend)
    session = self.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()


def cookie_for(person, agent: str = AGENT) -> str:
    """Give the cookie of a new session of this person in a browser that says this of itself."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[sessions.KEY] |= {"browser": sessions.mark_of(agent)}
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def add_application(person) -> None:
    """Give the person an application for codes."""
    TOTP.activate(person, SECRET)


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
