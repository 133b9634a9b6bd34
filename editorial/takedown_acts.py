"""Addresses of the take-down desk: hide, decide, confirm an order to wipe, print evidence; what is to be reviewed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial import evidence, expunction, log, rights, takedown
from editorial.accounts import confirming
from editorial.models import Document, Expunction, TakedownRequest
from editorial.models.edition import kinds
from editorial.refusals import Refusal


@login_required
@require_POST
def hide(request, pk: int):
    """Hide at once what the request is about."""
    wanted = _request_of(request, pk)
    return _try(request, wanted, lambda **who: takedown.hide(wanted, **who), "Đã tạm gỡ; người quyết định đã được báo.")


@login_required
@require_POST
def decide(request, pk: int):
    """Decide a request: withdrawn, corrected by a new edition, refused."""
    wanted = _request_of(request, pk)
    confirming.require(request, f"Giải quyết {wanted}")
    outcome, answer = request.POST.get("outcome", ""), request.POST.get("answer", "")[:4000]
    done = "Đã ghi kết quả giải quyết."
    return _try(request, wanted, lambda **who: takedown.decide(wanted, outcome, answer=answer, **who), done)


@login_required
@require_POST
def confirm_expunction(request, pk: int):
    """Confirm, as the second person, that a document is to be wiped for good."""
    _check_board(request)
    order = get_object_or_404(Expunction, pk=pk)
    return _try(
        request, order, lambda **who: expunction.confirm(order, **who), "Đã xác nhận. Lệnh xóa chạy trên máy chủ."
    )


@login_required
@require_safe
@never_cache
def print_evidence(request, document: int):
    """Show, to be printed, what was shown of a document, from when to when and at which addresses."""
    _check_board(request)
    found = get_object_or_404(Document, pk=document)
    context = {"printed_by": request.user, "printed_at": timezone.now(), **evidence.gather(found)}
    return render(request, "editorial/evidence.html", context)


@login_required
@require_safe
def to_review(request):
    """Show live content whose time to be looked at again has come, the longest waiting first."""
    _check_board(request)
    now = timezone.now()
    return render(
        request, "editorial/to_review.html", {"pieces": [e for model in kinds() for e in model.to_review(now)]}
    )


def _check_board(request) -> None:
    if not rights.standing_of(request.user).is_board:
        raise Http404


def _request_of(request, pk: int) -> TakedownRequest:
    _check_board(request)
    return get_object_or_404(TakedownRequest.objects.select_related("document"), pk=pk)


def _try(request, row, act, done: str):
    """Do an act and go back to the row; what was typed stays on the page of a refusal."""
    back = f"admin:editorial_{row._meta.model_name}_change"
    try:
        act(actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        context = {"refusal": refusal, "row": row, "back": back, "typed": request.POST.get("answer", "")}
        return render(request, "editorial/act_refused.html", context, status=refusal.status)
    messages.success(request, done)
    return redirect(back, row.pk)
