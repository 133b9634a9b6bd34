"""Asked again at the act: what binds the site wants a second factor no older than five minutes."""

import time

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings

from editorial.accounts import sessions

SHOWN = "confirming"  # in the session: what the page of confirmation says is being done


def is_confirmed(request) -> bool:
    """Whether this session saw the person's second factor in the last five minutes (issue 6, item 2)."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False  # and no session is looked for: an answer to a citizen does not depend on one
    at = sessions.second_factor_at(request, request.user)
    return at is not None and time.time() - at <= settings.CONFIRM_SECONDS


def require(request, act: str, editions=()) -> None:
    """Ask for the second factor if the last one is too old, saying for what; what was sent is kept and done after it.

    `editions` are listed with their fingerprints. Raises ReauthenticationRequired, which allauth's middleware answers.
    """
    if is_confirmed(request):
        return
    request.session[SHOWN] = {
        "act": act,
        "pieces": [{"title": one.title_text(), "fingerprint": one.fingerprint()} for one in editions],
        "path": request.path,
    }
    raise ReauthenticationRequired
