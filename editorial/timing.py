"""Addresses of what time does at the desk: the urgent lane, the calendar of what is scheduled, a list of days off."""

from collections import defaultdict
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial import holidays, lane, log, rights
from editorial.calendar_month import CalendarMonth
from editorial.models import Edition, Holiday, State
from editorial.models.edition import kinds
from editorial.refusals import NotAllowed, Refusal
from editorial.views import find_edition, next_address

LISTED = 300  # scheduled pieces of each kind in a month
CLOCK_SLOW = timedelta(minutes=2)  # a round takes seconds: what is still scheduled later waits for a clock that stands


@login_required
def urgent(request, kind: str, pk: int):
    """Put a piece in the urgent lane, or take it out (POST); ask for the reason first (GET)."""
    edition = find_edition(request, kind, pk, move="mark_urgent" if request.method == "POST" else "")
    refusal: Refusal | None = None
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        origin = log.origin_of(request)
        try:
            if "unmark" in request.POST:
                lane.unmark_urgent(edition, actor=request.user, origin=origin)
            else:
                lane.mark_urgent(edition, actor=request.user, reason=reason, origin=origin)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, "Đã ghi. Hạn xử lý đã tính lại.")
            return redirect(next_address(request, edition))
    elif not rights.may_mark_urgent(edition, rights.standing_of(request.user)):
        refusal = NotAllowed("Chỉ đánh dấu cần gấp được tin bài đang xử lý.")
    context = {"edition": edition, "refusal": refusal, "reason": reason, "next": next_address(request, edition)}
    context["longest"] = lane.LONGEST_REASON
    context["offered"] = rights.may_mark_urgent(edition, rights.standing_of(request.user))
    return render(request, "editorial/urgent.html", context, status=refusal.status if refusal else 200)


@login_required
@require_safe
@never_cache
def schedule(request):
    """Show what is scheduled in a month, day by day; first what should have gone out and has not."""
    if not rights.standing_of(request.user).is_board:
        raise Http404
    month, now = CalendarMonth.read(request.GET.get("thang")), timezone.now()
    days: defaultdict[date, list[Edition]] = defaultdict(list)
    for edition in scheduled_in(month):
        days[timezone.localdate(edition.scheduled_for)].append(edition)
    context = {
        "month": month,
        "days": sorted(days.items()),
        "late": overdue(now),
        "today": timezone.localdate(now),
        "holidays": Holiday.objects.filter(starts_on__lte=month.last, ends_on__gte=month.first).order_by("starts_on"),
    }
    return render(request, "editorial/schedule.html", context)


def scheduled_in(month: CalendarMonth) -> list[Edition]:
    """Give what is scheduled in a month and what went out by schedule, in order; a query for each kind."""
    first, end = month.moments
    found: list[Edition] = []
    for model in kinds():
        editions = model._default_manager.select_related("document", "author", "scheduled_by").without_texts()
        dated = editions.filter(scheduled_for__isnull=False, scheduled_for__gte=first, scheduled_for__lt=end)
        found += dated.order_by("scheduled_for", "pk")[:LISTED]
    return sorted(found, key=lambda edition: (edition.scheduled_for, edition.document_id))


def overdue(now) -> list[Edition]:
    """Give what should have gone out and still is scheduled, the most late first: its clock stands."""
    found: list[Edition] = []
    for model in kinds():
        editions = model._default_manager.select_related("document", "author", "scheduled_by").without_texts()
        late = editions.filter(state=State.SCHEDULED, scheduled_for__isnull=False, scheduled_for__lt=now - CLOCK_SLOW)
        found += late.order_by("scheduled_for", "pk")[:LISTED]
    return sorted(found, key=lambda edition: edition.scheduled_for or now)


@login_required
@never_cache
def add_holidays(request):
    """Take a pasted list of days off (POST), or show the field for it with what is recorded."""
    if not rights.standing_of(request.user).leads:
        raise Http404
    text = request.POST.get("text", "")
    errors: list[holidays.LineError] = []
    confirmed = "is_confirmed" in request.POST
    if request.method == "POST":
        added, errors = holidays.add_holidays(
            text, is_confirmed=confirmed, actor=request.user, origin=log.origin_of(request)
        )
        if not errors:
            messages.success(
                request, f"Đã ghi {added} dòng ngày nghỉ. Hạn xử lý được tính lại ở lượt sau của bộ hẹn giờ."
            )
            return redirect("admin:editorial_holiday_changelist")
    year = timezone.localdate().year
    context = {
        "title": "Ghi danh sách ngày nghỉ",
        "text": text,
        "errors": errors,
        "is_confirmed": confirmed,
        "most": holidays.MOST_LINES,
        "recorded": Holiday.objects.filter(ends_on__year__gte=year).order_by("starts_on"),
    }
    return render(request, "editorial/holidays.html", context, status=422 if errors else 200)
