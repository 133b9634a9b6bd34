"""What a person sets for themselves: days away, notices read."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from editorial import board, log, rights
from editorial.admin.base import DATE
from editorial.models import User


class AwayForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["away_from", "away_until"]
        widgets = {"away_from": DATE, "away_until": DATE}

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("away_from"), cleaned.get("away_until")
        if end and not start:
            raise ValidationError({"away_from": "Xin ghi ngày bắt đầu vắng."})
        if start and end and end < start:
            raise ValidationError({"away_until": "Ngày cuối phải từ ngày bắt đầu trở đi."})
        return cleaned


def report_absence(request, site):
    """Let a board member say on which days they are away."""
    if not rights.standing_of(request.user).is_board:
        raise PermissionDenied
    form = AwayForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        board.report_absence(actor=request.user, **form.cleaned_data, origin=log.origin_of(request))
        messages.success(request, "Đã ghi những ngày vắng mặt." if request.user.away_from else "Đã bỏ ngày vắng mặt.")
        return HttpResponseRedirect(reverse("admin:index"))
    context = {**site.each_context(request), "title": "Vắng mặt", "form": form}
    return TemplateResponse(request, "editorial/away.html", context)
