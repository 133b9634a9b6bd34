"""Acts on one account: a slip on paper, an end to its sessions. By the technical administrator."""

import io

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from editorial import log, rights
from editorial.accounts import confirming, sessions, slips
from editorial.models import User
from editorial.models.account_slip import Purpose
from editorial.refusals import Refusal


@require_POST
@never_cache
def issue_slip(request, site, pk: int):
    """Make a slip and show it once, to be printed: its code is nowhere else."""
    person = _account(request, pk)
    purpose = request.POST.get("purpose", "")
    if purpose not in Purpose.values:
        raise PermissionDenied
    confirming.require(request, f"Lập phiếu tài khoản cho {person.username}")
    try:
        slip, secret = slips.issue(person, purpose=purpose, actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("admin:editorial_user_change", pk)
    context = {**site.each_context(request), "title": "Phiếu tài khoản", "slip": slip, "address": slips.address()}
    context |= {"secret": slips.in_groups(secret), "picture": code_of(slips.link_of(secret))}
    return TemplateResponse(request, "editorial/account_slip.html", context)


@require_POST
def end_sessions(request, pk: int):
    """End every session of the account at once."""
    person = _account(request, pk)
    ended = sessions.end_others(person)
    log.record("end_sessions", actor=request.user, subject=f"user:{pk}", origin=log.origin_of(request))
    messages.success(request, f"Đã kết thúc {ended} phiên đăng nhập của {person.username}.")
    return redirect("admin:editorial_user_change", pk)


def code_of(address: str) -> str:
    """Give an address as a QR code, an SVG to stand in a page."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, xmldecl=False, svgclass=None, lineclass=None)
    return drawn.getvalue().decode()


def _account(request, pk: int) -> User:
    if not rights.standing_of(request.user).is_technical:
        raise PermissionDenied
    return get_object_or_404(User, pk=pk)
