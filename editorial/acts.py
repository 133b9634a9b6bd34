"""Addresses of the desk beside moves: delegations confirmed and revoked, notices read, texts compared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial import board, log, rights
from editorial.admin import panel
from editorial.models import Delegation, Notice, Snapshot
from editorial.models.edition import kind_named
from editorial.refusals import Refusal
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
@require_safe
@never_cache
def compare(request, kind: str, pk: int, snapshot: int):
    """Show how an edition differs from a text that was kept of the same document."""
    found = find_edition(request, kind, pk)
    kept = get_object_or_404(Snapshot.objects.select_related("saved_by"), pk=snapshot, document=found.document_id)
    context = {"edition": found, "kept": kept, "changes": panel.changes_of(found, kept.text)}
    return render(request, "editorial/compare.html", context)


@login_required
@require_POST
def read_notices(request):
    """Mark a person's own notices as read."""
    Notice.objects.filter(recipient=request.user, read_at=None).update(read_at=timezone.now())
    return redirect("desk")


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
    try:
        act(delegation, actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        context = {"refusal": refusal, "delegation": delegation}
        return render(request, "editorial/refused.html", context, status=refusal.status)
    messages.success(request, done)
    return redirect("admin:editorial_delegation_change", pk)
