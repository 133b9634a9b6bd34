"""Who may come in: the door of the contributors' pages."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

from editorial import rights


def for_writers(view):
    """Let in whoever may write today (contributors, the board); send strangers to the login, refuse others (403).

    Nothing behind this door is kept by a browser or a server in between.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not rights.standing_of(request.user).may_write:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))
