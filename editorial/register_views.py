"""The address of the rights register: a page to be printed, for the board and technical administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial import log, register, reviewing, rights
from editorial.refusals import Refusal


@login_required
@require_safe
@never_cache
def rights_register(request):
    """Show who may do what, since when, by which decision, as of today."""
    if not rights.may_enter_desk(request.user):
        raise Http404
    context = {"printed_by": request.user, "printed_at": timezone.now(), **register.gather(timezone.localdate())}
    context |= {"review": reviewing.last_review(), "may_review": rights.standing_of(request.user).is_chair}
    return render(request, "editorial/register.html", context)


@login_required
@require_POST
def review_accounts(request):
    """Put on record that accounts and rights were looked through; by the chair."""
    try:
        reviewing.record_review(actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        return render(request, "editorial/refused.html", {"refusal": refusal}, status=refusal.status)
    messages.success(request, "Đã ghi: tài khoản và quyền đã được rà soát.")
    return redirect("rights_register")
