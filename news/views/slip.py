"""Slips (*phiếu trình*) at the desk: made, printed, taken as a Word file, and kept once a leader has signed."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial import log, rights, slips
from editorial.models import SignedSlip, Snapshot
from editorial.refusals import Refusal
from editorial.views import find_edition
from news import docx, files, inspection, intake
from news.models.library import put
from news.slip import read_slip, slip_docx

ONLY_SCANS = "Chỉ nhận tệp PDF hoặc ảnh (JPEG, PNG) của phiếu đã ký."
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class SignedForm(forms.Form):
    """A scan with who signed and when; `made` are the slips of which one was signed."""

    slip = forms.ModelChoiceField(Snapshot.objects.none(), label="phiếu đã ký", empty_label=None)
    signed_by = forms.CharField(label="người ký (họ tên, chức vụ)", max_length=160)
    signed_on = forms.DateField(label="ngày ký", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    scan = forms.FileField(label="bản chụp hoặc quét (PDF, JPEG, PNG)")

    def __init__(self, *args, made: list[dict], actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        field: Any = self.fields["slip"]
        field.queryset = Snapshot.objects.filter(pk__in=[one["snapshot"].pk for one in made]).order_by("-pk")
        field.label_from_instance = lambda kept: f"Mã nội dung {kept.fingerprint[:12]}"

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError("Ngày ký không thể sau hôm nay.")
        return day

    def clean_scan(self):
        """Give (bytes as they are kept, type): a PDF as it came, for it may be signed; a picture encoded anew."""
        data = self.cleaned_data["scan"].read(files.MAX_BYTES + 1)
        if len(data) > files.MAX_BYTES:
            raise ValidationError(files.TOO_HEAVY)
        intake.admit(data, person=self.actor)
        if data.startswith(b"%PDF-"):
            return inspection.check_upload(data, "phieu.pdf").data, files.CONTENT_TYPES["pdf"]
        if data.startswith(b"PK"):
            raise ValidationError(ONLY_SCANS)
        clean = inspection.check_picture(data, scaled=False).clean
        return clean.master, f"image/{clean.format.lower()}"


@login_required
@never_cache
def slips_page(request, kind: str, pk: int):
    """Show the slips of an edition and those that were signed; make one of the text as it stands (POST)."""
    edition = find_edition(request, kind, pk)
    if request.method == "POST":
        try:
            kept = slips.make_slip(edition, actor=request.user, origin=log.origin_of(request))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return redirect("slips", kind, pk)
        return redirect("slip", kind, pk, kept.pk)
    return _show(request, edition)


@login_required
@never_cache
def keep_signed(request, kind: str, pk: int):
    """Keep the scan of a signed slip."""
    edition = find_edition(request, kind, pk)
    if not slips.may_keep_scan(edition, rights.standing_of(request.user)):
        raise Http404
    if request.method != "POST":
        return redirect("slips", kind, pk)
    form = SignedForm(request.POST, request.FILES, made=slips.slips_of(edition), actor=request.user)
    if not form.is_valid():
        return _show(request, edition, form)
    data, content_type = form.cleaned_data["scan"]
    digest = hashlib.sha256(data).hexdigest()
    put(f"slips/{digest[:2]}/{digest}", data)
    slips.keep_signed(
        edition,
        snapshot=form.cleaned_data["slip"],
        signed_by=form.cleaned_data["signed_by"],
        signed_on=form.cleaned_data["signed_on"],
        sha256=digest,
        content_type=content_type,
        size=len(data),
        actor=request.user,
        origin=log.origin_of(request),
    )
    messages.success(request, "Đã lưu phiếu trình đã ký cùng nhật ký.")
    return redirect("slips", kind, pk)


def _show(request, edition, form: SignedForm | None = None):
    may_keep = slips.may_keep_scan(edition, rights.standing_of(request.user))
    fingerprint, made = edition.fingerprint(), slips.slips_of(edition)
    context = {
        "edition": edition,
        "fingerprint": fingerprint,
        "made": made,
        "signed": slips.signed_of(edition),
        "may_keep": may_keep,
        "form": (form or SignedForm(made=made, actor=request.user)) if may_keep and made else None,
        "next": edition.desk_url(request.user),
    }
    return render(request, "editorial/slips.html", context, status=400 if form else 200)


@login_required
@require_safe
@never_cache
def slip(request, kind: str, pk: int, snapshot: int):
    """Show one slip as it is printed."""
    edition, read = _read(request, kind, pk, snapshot)
    return render(request, "editorial/slip.html", {"slip": read, "edition": edition, "snapshot": snapshot})


@login_required
@require_safe
@never_cache
def slip_word(request, kind: str, pk: int, snapshot: int):
    """Give one slip as a Word file."""
    edition, read = _read(request, kind, pk, snapshot)
    response = HttpResponse(slip_docx(read), content_type=docx.MIME)
    name = f"phieu-trinh-{edition.document_id}-{edition.number}-{read.fingerprint[:8]}.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _read(request, kind: str, pk: int, snapshot: int):
    edition = find_edition(request, kind, pk)
    made = next((one for one in slips.slips_of(edition) if one["snapshot"].pk == snapshot), None)
    if made is None:
        raise Http404
    return edition, read_slip(edition, made["snapshot"], made["at"])


@login_required
@require_safe
@never_cache
def signed_scan(request, kind: str, pk: int, slip: int):
    """Give the scan of a signed slip, to the board alone."""
    edition = find_edition(request, kind, pk)
    if not slips.may_keep_scan(edition, rights.standing_of(request.user)):
        raise Http404
    kept = get_object_or_404(SignedSlip, pk=slip, document=edition.document_id, edition_number=edition.number)
    name = f"phieu-trinh-da-ky-{edition.document_id}-{edition.number}.{ENDINGS[kept.content_type]}"
    try:
        file = default_storage.open(kept.path)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=kept.content_type, as_attachment=True, filename=name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
