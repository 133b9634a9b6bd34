"""A session of the desk: it exists only after two factors, is bound to the browser that began it, and ends by idleness.

`request.user` is nobody unless all of that holds (middleware.py), so that no view has to ask.
"""

import hashlib
import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser

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
