"""Addresses of what the desk tells a person: the list, how mail is sent, what was read."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial import mail, pace
from editorial.models import MailPace, Notice
from editorial.notices import mark_read, unread_of
from editorial.reading import edition_address
from editorial.workflow import TABLE

MOST_UNREAD, MOST_READ = 200, 100


class PaceForm(forms.Form):
    mail_pace = forms.ChoiceField(label="Nhận thư báo việc mới", choices=MailPace.choices, widget=forms.RadioSelect)


@login_required
@require_safe
@never_cache
def own_notices(request):
    """List the newest notices of the person, those not read first, and how mail tells of them."""
    own = request.user.notices.select_related("document")
    context = {
        "unread": unread_of(request.user).select_related("document")[:MOST_UNREAD],
        "read": own.exclude(read_at=None)[:MOST_READ],
        "form": PaceForm(initial={"mail_pace": request.user.mail_pace}),
        "sends_mail": mail.is_on(),
        "urgent": [move.label.lower() for move in TABLE if move.is_urgent],
    }
    return render(request, "editorial/notices.html", context)


@login_required
@require_POST
def choose_pace(request):
    """Set how mail tells the person of notices."""
    form = PaceForm(request.POST)
    if form.is_valid():
        pace.choose_pace(request.user, form.cleaned_data["mail_pace"])
        messages.success(request, "Đã ghi cách nhận thư báo.")
    else:
        messages.error(request, "Xin chọn một trong các cách nhận thư báo.")
    return redirect("own_notices")


@login_required
@require_POST
def read_notices(request):
    """Mark all of the person's own notices as read."""
    mark_read(unread_of(request.user))
    return redirect("own_notices" if request.POST.get("next") == "own_notices" else "desk")


@login_required
@require_POST
def read_notice(request, pk: int):
    """Mark one of the person's own notices as read."""
    notice = get_object_or_404(Notice, pk=pk, recipient=request.user)
    mark_read(Notice.objects.filter(pk=notice.pk))
    return redirect("own_notices")


@login_required
@require_safe
@never_cache
def open_notice(request, pk: int):
    """Go to the piece of one of the person's own notices, which is read by that; the piece's page asks who may see it.

    A link followed from elsewhere writes no more than that this person was sent there.
    """
    own = Notice.objects.filter(recipient=request.user)
    notice = get_object_or_404(own.select_related("document"), pk=pk)
    if request.method == "GET":
        mark_read(own.filter(pk=pk))
    return redirect(edition_address(notice) if notice.document_id and notice.edition_number else "own_notices")
