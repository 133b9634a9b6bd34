"""A session of the desk: it exists only after two factors, is bound to the browser that began it, and ends by idleness.

`request.user` is nobody unless all of that holds (middleware.py), so that no view has to ask.
"""

import hashlib
import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.dispatch import receiver

from editorial import rights

KEY = "desk"  # what the house knows of a session: browser, since, seen, idle
STAMP = 60  # seconds; being seen again sooner is not written down


def begin(request, user) -> None:
    """Bind the session, which has just begun, to the browser and set for how long it may be idle (domain.md §2)."""
    technical = rights.standing_of(user).is_technical
    now = time.time()
    request.session[KEY] = {
        "browser": browser_of(request),
        "since": now,
        "seen": now,
        "idle": settings.IDLE_SECONDS_TECHNICAL if technical else settings.IDLE_SECONDS,
    }


@receiver(authentication_step_completed, dispatch_uid="editorial.renew_session")
def want_new_key(sender, request, method, reauthenticated=False, **kwargs):
    """A second factor that was asked for again, or enrolled, is worth a new key (ASVS 7.2.4)."""
    request.wants_new_key = method == "mfa" and reauthenticated


def renew(request, response) -> None:
    """Give the session a new key after a confirmation, and end the old one; it stays one line of the person's list.

    Done when the answer is ready: the act that was confirmed may take seconds (publishing waits for the press), and
    other tabs go on with the old key until the browser has the new one. An answer of 5xx carries no cookie.
    """
    if getattr(request, "wants_new_key", False) and response.status_code < 500 and request.session.session_key:
        change_key(request)


def change_key(request) -> None:
    """Give the session a new key, with all that is in it; nothing is left under the old one."""
    old = request.session.session_key
    with transaction.atomic():
        request.session.cycle_key()
        keep_listed(old, request.session.session_key)


def keep_listed(old: str, new: str) -> None:
    """Let a session whose key has changed stay the one that the person's list shows."""
    from allauth.usersessions.models import UserSession

    UserSession.objects.filter(session_key=old).update(session_key=new)


def person_behind(request):
    """Give the person whose session this is; nobody without a second factor, from another browser, or after idleness.

    An idle session is emptied at once.
    """
    person = get_user(request)
    if not person.is_authenticated:
        return person
    desk = request.session.get(KEY)
    if not desk or desk["browser"] != browser_of(request):
        return AnonymousUser()
    now = time.time()
    if now - desk["seen"] > desk["idle"] or now - desk["since"] > settings.SESSION_COOKIE_AGE:
        request.session.flush()
        return AnonymousUser()
    if second_factor_at(request, person) is None:
        return AnonymousUser()
    if now - desk["seen"] > STAMP:
        request.session[KEY] = {**desk, "seen": now}
    return person


def half_way(request):
    """Give the person who came with the password alone: may enrol a second factor and nothing else."""
    person = get_user(request)
    desk = request.session.get(KEY) if person.is_authenticated else None
    if not desk or desk["browser"] != browser_of(request) or time.time() - desk["since"] > settings.ENROL_SECONDS:
        return AnonymousUser()
    return person


def second_factor_at(request, person) -> float | None:
    """Give when this session last saw a second factor of the person, in seconds since 1970; None for never."""
    times = [one["at"] for one in get_authentication_records(request, person) if one.get("method") == "mfa"]
    return max(times, default=None)


def browser_of(request) -> str:
    """Give a short mark of the browser, of which nothing can be read."""
    return mark_of(request.META.get("HTTP_USER_AGENT", ""))


def mark_of(user_agent: str) -> str:
    return hashlib.sha256(user_agent.encode()).hexdigest()[:16]


def end_others(person, but: str = "") -> int:
    """End every session of the person but the one with this key, and give their number."""
    from allauth.usersessions.models import UserSession

    ended = 0
    for session in UserSession.objects.filter(user=person).exclude(session_key=but):
        session.end()
        ended += 1
    return ended


def listed(person) -> list:
    """Give the sessions of a person that are alive, newest first."""
    from allauth.usersessions.models import UserSession

    alive = UserSession.objects.purge_and_list(person)
    return sorted(alive, key=lambda session: session.created_at, reverse=True)
