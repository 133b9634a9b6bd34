"""Addresses of autosave: where forms send what is typed, and a person's own list of what was never saved."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial import autosaving, refusing, rights
from editorial.forms import in_words
from editorial.models import Autosave
from editorial.models.edition import kind_named
from editorial.refusals import Refusal
from editorial.text import whole_number

UNNAMED = "phần đã gõ"


@dataclass
class FormAutosave:
    """What a form shows of autosave: its own ticket, the autosave it brings back, and one that is offered."""

    ticket: str
    brought_back: Autosave | None = None
    offered: Autosave | None = None
    changes: list[dict] = field(default_factory=list)  # of the offered one, against what is saved


def of_form(request, kind: str, edition: int | None = None) -> FormAutosave:
    """Give the autosave of the form at this request's address; a form that is shown again keeps its ticket."""
    person, place = request.user, request.path
    sent = autosaving.read_ticket(request.POST.get(autosaving.FIELD, ""))
    token = sent.token if sent and (sent.person, sent.place) == (person.pk, place) else ""
    back = asked_for(request)
    ticket = autosaving.make_ticket(person, place, kind, edition, token=back.token if back else token)
    others = autosaving.open_of(person).filter(place=place).exclude(token=ticket.token)
    offers = request.method == "GET" and not back
    return FormAutosave(ticket.signed(), back, others.first() if offers else None)


def asked_for(request) -> Autosave | None:
    """Give the autosave that a form's address asks for, if it is this person's and of this form."""
    key = whole_number(request.GET.get(autosaving.FIELD, ""))
    return autosaving.open_of(request.user).filter(place=request.path, pk=key).first() if key else None


def as_sent(row: Autosave) -> QueryDict:
    """Give the fields of an autosave as a form would be sent with them."""
    data = QueryDict(mutable=True)
    for name, values in row.fields.items():
        data.setlist(name, values)
    return data


def said_of(row: Autosave) -> str:
    """Give the sentence over a form that an autosave was brought back into."""
    moment = date_format(localtime(row.saved_at), "H:i, d/m/Y")
    return f"Đây là bản tự lưu lúc {moment}, chưa lưu vào tin bài. Xin xem lại rồi bấm «Lưu»."


@refusing.not_logged
@never_cache
@require_POST
def autosave(request):
    """Keep what stands in a form; answer in JSON: {"state": kept | done | refused, "is_new", "sentence", "ticket"}.

    Also for a form whose login ended meanwhile: its ticket, issued to the person at most a day ago, says whose it is.
    """
    anonymous = not request.user.is_authenticated
    age = autosaving.VALID_WITHOUT_LOGIN if anonymous else None
    ticket = autosaving.read_ticket(request.POST.get(autosaving.FIELD, ""), age)
    if ticket is None or not (anonymous or ticket.person == request.user.pk):
        return JsonResponse({"state": "refused", "sentence": autosaving.NO_TICKET}, status=403)
    moment = whole_number(request.POST.get(autosaving.TYPED_AT, ""))
    began = timezone.now()
    try:
        row = autosaving.keep(ticket, dict(request.POST.lists()), moment)
    except Refusal as refusal:
        return JsonResponse({"state": "refused", "sentence": refusal.sentence}, status=refusal.status)
    if row is None:
        return JsonResponse({"state": "done", "ticket": autosaving.renewed(ticket).signed()})
    at = date_format(localtime(row.saved_at), "H:i")
    return JsonResponse({"state": "kept", "is_new": row.saved_at >= began, "at": at, "logged_out": anonymous})


def csrf_failure(request, reason=""):
    """Refuse a form whose token is old (somebody logged in anew in another window); keep what was typed in it."""
    return render(request, "403_csrf.html", {"kept": autosaving.keep_sent(request.POST)}, status=403)


def _own(request, pk: int) -> Autosave:
    if not rights.standing_of(request.user).may_write:
        raise PermissionDenied
    return get_object_or_404(autosaving.open_of(request.user), pk=pk)


@login_required
@require_safe
@never_cache
def autosaves(request):
    """List what this person typed and never saved."""
    if not rights.standing_of(request.user).may_write:
        raise PermissionDenied
    rows = [{"row": row, "title": title_of(row)} for row in autosaving.open_of(request.user)[: autosaving.MOST_OPEN]]
    return render(request, "editorial/autosaves.html", {"rows": rows})


@login_required
@require_safe
@never_cache
def read_autosave(request, pk: int):
    """Show the words of one autosave, to be copied where its form is closed."""
    row = _own(request, pk)
    return render(request, "editorial/autosave.html", {"row": row, "title": title_of(row), "parts": parts_of(row)})


@login_required
@require_POST
def use_autosave(request, pk: int):
    """Open the form with what was kept of it."""
    row = _own(request, pk)
    autosaving.adopt(row)
    return redirect(f"{row.place}?{autosaving.FIELD}={row.pk}")


@login_required
@require_POST
def drop_autosave(request, pk: int):
    """Throw an autosave away."""
    row = _own(request, pk)
    row.delete()
    messages.success(request, "Đã bỏ bản tự lưu.")
    return redirect(row.place if request.POST.get("next") == "form" else "autosaves")


def parts_of(row: Autosave) -> list[tuple[str, str]]:
    """Give what was typed, in the order of the kind's fields: (label, text)."""
    model = kind_named(row.kind)
    fields = [model._meta.get_field(name) for name in model.canonical_fields]
    typed = [(field, (row.fields.get(field.name) or [""])[0]) for field in fields if not field.is_relation]
    known = [(str(field.verbose_name), in_words(field, text)) for field, text in typed if text.strip()]
    # The questions of a guide have names of their own.
    return known or [(UNNAMED, value) for values in row.fields.values() for value in values if " " in value.strip()]


def title_of(row: Autosave) -> str:
    """Give the words by which a person knows an autosave again."""
    parts = parts_of(row)
    return parts[0][1][:120] if parts else "(chưa có chữ)"
