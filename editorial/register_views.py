"""The address of the rights register: a page to be printed, for the board and technical administrators."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial import register, rights


@login_required
@require_safe
@never_cache
def rights_register(request):
    """Show who may do what, since when, by which decision, as of today."""
    if not rights.may_enter_desk(request.user):
        raise Http404
    context = {"printed_by": request.user, "printed_at": timezone.now(), **register.gather(timezone.localdate())}
    return render(request, "editorial/register.html", context)
