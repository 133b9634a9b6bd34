"""Who forges: people outside a route's audience, and sessions that are no longer, or not yet, a person's."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from django.conf import settings
from django.test import Client
from django.utils import timezone

from editorial.accounts import sessions
from editorial.accounts.middleware import ENROLMENT
from tests.second_factor import add_application, give_password, grow_old
from tests.test_audience import WRITERS, audience_of
from tests.visiting import routes

FORGED_TOKEN = {"HTTP_X_CSRFTOKEN": "a" * 32}
ABROAD = {"HTTP_ORIGIN": "https://ke.xau"}
# Of one person alone, whatever the office: the world's belong to its writer and to people who do not forge here.
OF_ONE_PERSON = {
    "use_autosave", "read_autosave", "drop_autosave", "read_notice", "open_notice", "end_session",
    "mfa_edit_webauthn", "mfa_remove_webauthn",
}  # fmt: skip
# What wants a second factor no older than five minutes, beside the moves that say so (accounts/confirming.py).
ASKS_AGAIN = {
    "publish_ticked", "confirm_slip", "reopen_account", "confirm_delegation", "revoke_delegation", "takedown_decide",
    "admin:issue_slip",
    *(f"admin:editorial_{name}_{door}" for name in ("user", "appointment", "delegation") for door in ("add", "change")),
}  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """`come` gives a client; `is_outside` says of a route by its name whether all that is sent there is a forgery."""

    come: Callable[[SimpleNamespace], Client]
    is_outside: Callable[[str], bool]
    is_known: bool = False  # a person is behind the session: each refusal is an entry of the log


def _closed_to(standing: str) -> Callable[[str], bool]:
    return lambda name: standing not in audience_of(name)


def _closed_to_nobody_known(name: str) -> bool:
    return "anonymous" not in audience_of(name)


def _closed_half_way(name: str) -> bool:
    """Who gave a password alone may enrol a second factor, or leave."""
    return _closed_to_nobody_known(name) and name not in ENROLMENT


def _closed_to_other_writer(name: str) -> bool:
    return (
        "other" not in audience_of(name) or name in OF_ONE_PERSON or (audience_of(name) == WRITERS and _of_piece(name))
    )


def _of_piece(name: str) -> bool:
    """Whether the address names a piece: who did not write it, and is not of the board, is told that there is none."""
    whole = routes()[name]
    return "<slug:kind>" in whole or name == "contributor_piece"


def _closed_to_member(name: str) -> bool:
    return "member" not in audience_of(name) or name in OF_ONE_PERSON


def _asks_again(name: str) -> bool:
    return name in ASKS_AGAIN or name == "move"


def _anything_that_is_sent(name: str) -> bool:
    """Every door checks where a form comes from, but those of citizens (no cookie, no login) and of an old login."""
    return not (name.startswith("letter-") or name == "letters")


def _person(name: str, **how) -> Callable:
    def come(world) -> Client:
        client = Client(**how)
        client.force_login(getattr(world.people, name))
        return client

    return come


def _session(change: Callable[[dict], dict]) -> Callable:
    """Give the chair's session, of which something is no longer so."""

    def come(world) -> Client:
        client = _person("chair")(world)
        session = client.session
        session[sessions.KEY] = change(session[sessions.KEY])
        session.save()
        return client

    return come


def _half_way(world) -> Client:
    """The chair's password, before a second factor was enrolled."""
    client = Client()
    give_password(client, world.people.chair)
    assert client.session[sessions.KEY], "no session after the password"
    return client


def _between_steps(world) -> Client:
    """The chair's password is known, the code of the application is not."""
    client = Client()
    add_application(world.people.chair)
    assert give_password(client, world.people.chair).status_code == 302
    return client


def _switched_off(**fields) -> Callable:
    def come(world) -> Client:
        client = _person("chair")(world)
        type(world.people.chair).objects.filter(pk=world.people.chair.pk).update(is_active=False, **fields)
        return client

    return come


def _logged_out(world) -> Client:
    client = _person("chair")(world)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.logout()
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    return client


def _stale(world) -> Client:
    add_application(world.people.chair)
    client = _person("chair")(world)
    grow_old(client, settings.CONFIRM_SECONDS + 1)
    return client


def _other_browser(world) -> Client:
    client = _person("chair")(world)
    client.defaults["HTTP_USER_AGENT"] = "curl/8"
    return client


def _without_token(**headers) -> Callable:
    return _person("chair", enforce_csrf_checks=True, **headers)


ACTORS = {
    "anonymous": Actor(lambda world: Client(), _closed_to_nobody_known),
    "half way": Actor(_half_way, _closed_half_way),
    "between the steps": Actor(_between_steps, _closed_to_nobody_known),
    "logged out": Actor(_logged_out, _closed_to_nobody_known),
    "other browser": Actor(_other_browser, _closed_to_nobody_known),
    "idle": Actor(_session(lambda own: {**own, "seen": own["seen"] - own["idle"] - 1}), _closed_to_nobody_known),
    "half a day old": Actor(
        _session(lambda own: {**own, "since": time.time() - settings.SESSION_COOKIE_AGE - 1}), _closed_to_nobody_known
    ),
    "disabled": Actor(_switched_off(), _closed_to_nobody_known),
    "dormant": Actor(_switched_off(dormant_at=timezone.now()), _closed_to_nobody_known),
    "expired": Actor(_person("expired"), _closed_to("expired"), is_known=True),
    "technical": Actor(_person("technical"), _closed_to("technical"), is_known=True),
    "other": Actor(_person("other"), _closed_to_other_writer, is_known=True),
    "member": Actor(_person("member"), _closed_to_member, is_known=True),
    "stale": Actor(_stale, _asks_again, is_known=True),
    "no token": Actor(_without_token(), _anything_that_is_sent),
    "wrong token": Actor(_without_token(**FORGED_TOKEN), _anything_that_is_sent),
    "from abroad": Actor(_without_token(**ABROAD), _anything_that_is_sent),
}
