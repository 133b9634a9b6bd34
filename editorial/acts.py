"""Addresses of the desk beside moves: delegations confirmed and revoked, blocks lifted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from editorial import board, declaring, lifting, log, rights
from editorial.accounts import confirming
from editorial.models import Delegation
from editorial.models.edition import kind_named
from editorial.refusals import NotAllowed, Refusal
from editorial.views import find_edition


@login_required
@require_safe
def edition(request, kind: str, document: int, number: int):
    """Go to the form of one edition of a document, as the log and the notices name it."""
    try:
        model = kind_named(kind)
    except LookupError as error:
        raise Http404 from error
    visible = model._default_manager.visible_to(rights.standing_of(request.user))
    found = get_object_or_404(visible, document=document, number=number)
    return redirect(found.desk_url(request.user))


@login_required
def lift(request, kind: str, pk: int):
    """Let words that the gates stop pass (POST), or ask for the reason first (GET)."""
    found = find_edition(request, kind, pk, move="lift" if request.method == "POST" else "")
    refusal: Refusal | None = None
    if request.method == "POST":
        mark, reason = request.POST.get("mark", "")[:64], request.POST.get("reason", "")[:1000]
        try:
            lifting.lift_block(found, mark=mark, reason=reason, actor=request.user, origin=log.origin_of(request))
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, "Đã cho phép đoạn này; Ban biên tập đã được báo.")
            return redirect(found.desk_url(request.user))
    standing = rights.standing_of(request.user)
    if not refusal and not rights.may_lift(found, standing):
        refusal = NotAllowed(lifting.ONLY_WHO)
    context = {"edition": found, "refusal": refusal, "findings": lifting.liftable(found, standing)}
    context |= {"typed": request.POST, "next": found.desk_url(request.user)}
    return render(request, "editorial/lift.html", context, status=refusal.status if refusal else 200)


@login_required
def declare(request, kind: str, pk: int):
    """Stand for a file that no machine could read (POST), or say first what that means (GET)."""
    found = find_edition(request, kind, pk, move="declare" if request.method == "POST" else "")
    refusal: Refusal | None = None
    if request.method == "POST":
        sha256, agreed = request.POST.get("sha256", "")[:64], request.POST.get("agreed") == "on"
        try:
            declaring.declare_read(
                found, sha256=sha256, agreed=agreed, actor=request.user, origin=log.origin_of(request)
            )
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, "Đã ghi xác nhận; người duyệt và người duyệt đăng thấy họ tên người xác nhận.")
            return redirect(found.desk_url(request.user))
    standing = rights.standing_of(request.user)
    if not refusal and not rights.may_declare(found, standing):
        refusal = NotAllowed(declaring.ONLY_WHO)
    context = {"edition": found, "refusal": refusal, "files": declaring.declarable(found, standing)}
    context |= {"statement": declaring.STATEMENT, "next": found.desk_url(request.user)}
    return render(request, "editorial/declare.html", context, status=refusal.status if refusal else 200)


@login_required
@require_POST
def confirm_delegation(request, pk: int):
    """Confirm that the right to publish was lent; by another board member."""
    return _act(request, pk, board.confirm_delegation, "Đã xác nhận: quyền duyệt đăng có hiệu lực.")


@login_required
@require_POST
def revoke_delegation(request, pk: int):
    """Take the right to publish back at once."""
    return _act(request, pk, board.revoke_delegation, "Đã thu hồi quyền duyệt đăng.")


def _act(request, pk: int, act, done: str):
    if not rights.standing_of(request.user).is_board:
        raise Http404
    delegation = get_object_or_404(Delegation, pk=pk)
    confirming.require(request, f"Quyền duyệt đăng: {delegation}")
    try:
        act(delegation, actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        context = {"refusal": refusal, "delegation": delegation}
        return render(request, "editorial/refused.html", context, status=refusal.status)
    messages.success(request, done)
    return redirect("admin:editorial_delegation_change", pk)
