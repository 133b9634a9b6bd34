"""What was tried in vain is logged in one place: moves where they are refused, every other act where it is answered.

An entry says who, where and why not; never what was sent. Somebody who tries without end fills no log: after
REFUSALS_A_MINUTE one entry says that there were more, and the rest goes to the stream alone.
"""

import logging
import re
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from editorial import lines, log
from editorial.models import LogEntry
from editorial.models.edition import kinds
from editorial.refusals import Refusal

logger = logging.getLogger(__name__)

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
BY_STATUS = {403: "NotAllowed", 404: "NotFound", 409: "Conflict"}
ACT, OFTEN = "act", "refused_often"
MINUTE = timedelta(minutes=1)
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class Seen:
    """What happened so far to a request that wants to change something."""

    request: HttpRequest
    is_act: bool = False  # a view was reached, and one whose refusals count
    refusal: str = ""
    is_logged: bool = False


_seen: ContextVar[Seen | None] = ContextVar("seen", default=None)


def note(refusal: Refusal) -> None:
    """Say that an act was refused whose answer does not show it: a form with an error, a redirect with a message."""
    if seen := _seen.get():
        seen.refusal = type(refusal).__name__


def origin_of_request() -> log.Origin | None:
    """Give where the request that is answered now came from, for who is deep below its view; None where none is."""
    seen = _seen.get()
    return log.origin_of(seen.request) if seen else None


def not_logged(view):
    """Mark a view whose refusals are no refused decision: what a form sends by itself while somebody types."""
    view.logs_no_refusal = True
    return view


def record_refusal(action: str, *, actor, refusal: str, data: dict | None = None, origin=None, **about) -> None:
    """Log a refusal in a transaction of its own; only in the stream when the person has had too many already."""
    if seen := _seen.get():
        seen.is_logged = True
    most = settings.REFUSALS_A_MINUTE
    with transaction.atomic(durable=True):
        refused = _refused_lately(actor, most)
        if len(refused) < most:
            log.record(
                action, actor=actor, refused=True, data={**(data or {}), "refusal": refusal}, origin=origin, **about
            )
        elif OFTEN not in refused:
            log.record(OFTEN, actor=actor, refused=True, data={"refusal": refusal, "most": most}, origin=origin)
        else:
            lines.tell("refused", person=actor, origin=origin, action=action, refusal=refusal)


def _refused_lately(actor, most: int) -> list[str]:
    """Give the actions of a person that were refused within a minute; the clock is not counted."""
    if actor is None:
        return []
    newest = LogEntry.objects.filter(actor=actor).order_by("-number").values_list("action", "refused", "at")
    since = timezone.now() - MINUTE
    return [action for action, refused, at in newest[: 2 * most + 1] if refused and at > since]


class LogRefusalsMiddleware:
    """Log what a person who is logged in sent and was refused (403, 404, 409, or as `note` says)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SAFE or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)  # without a session nobody is logged in, and none is looked for
        seen = Seen(request)
        token = _seen.set(seen)
        try:
            response = self.get_response(request)
            if seen.refusal or response.status_code in BY_STATUS:
                _settle(request, seen, response.status_code)
        finally:
            _seen.reset(token)
        return response

    def process_view(self, request, view, args, kwargs):
        """Note that the request got past the check of its origin and to an address that exists."""
        if seen := _seen.get():
            seen.is_act = bool(request.resolver_match.url_name) and not getattr(view, "logs_no_refusal", False)


def _settle(request, seen: Seen, status: int) -> None:
    if seen.is_logged or not request.user.is_authenticated:
        return
    origin = log.origin_of(request)
    if not request.resolver_match or not seen.is_act:
        lines.tell("refused_request", person=request.user, origin=origin, status=status)
        return
    try:
        record_refusal(
            ACT,
            actor=request.user,
            refusal=seen.refusal or BY_STATUS[status],
            data={"place": place_of(request.resolver_match)},
            origin=origin,
        )
    except DatabaseError:
        logger.exception("refusal")  # the person gets the answer all the same


def place_of(match) -> str:
    """Give the address of a request without anything made up: numbers and kinds of content alone stand in it."""
    known = {model.kind for model in kinds()}

    def said(found: re.Match) -> str:
        value = str(match.kwargs.get(found[1], ""))
        return value if value in known or (value.isascii() and value.isdecimal()) else "…"

    return "/" + PARAMETER.sub(said, match.route)[:199]
