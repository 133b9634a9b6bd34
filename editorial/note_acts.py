"""Addresses of what people say to each other about a piece: a remark or reply sent, resolved, opened again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from editorial import log, notes, refusing, rights
from editorial.models import Note, User
from editorial.refusals import Refusal
from editorial.text import whole_number
from editorial.views import find_edition, next_address


@login_required
@require_POST
def add_note(request, kind: str, pk: int):
    """Send a remark about an edition, or a reply; what was typed comes back when it cannot be sent."""
    edition = find_edition(request, kind, pk)
    root = _readable(request, edition, request.POST["reply_to"]) if request.POST.get("reply_to") else None
    addressee = User.objects.filter(pk=whole_number(request.POST.get("addressee"))).first()
    try:
        notes.write_note(
            edition, actor=request.user, text=request.POST.get("text", ""), addressee=addressee, reply_to=root
        )
    except Refusal as refusal:
        return _ask_again(request, edition, root, refusal)
    messages.success(request, "Đã gửi ý kiến.")
    return redirect(f"{next_address(request, edition)}#y-kien")


@login_required
@require_POST
def resolve_note(request, kind: str, pk: int, note: int):
    """Mark a remark as dealt with, or open it again."""
    edition = find_edition(request, kind, pk)
    found = _readable(request, edition, note)
    is_resolved = request.POST.get("mo-lai") != "1"
    try:
        notes.resolve_note(
            found, edition=edition, actor=request.user, is_resolved=is_resolved, origin=log.origin_of(request)
        )
    except Refusal as refusal:
        refusing.note(refusal)
        messages.error(request, refusal.sentence)
    return redirect(f"{next_address(request, edition)}#y-kien")


def _readable(request, edition, pk) -> Note:
    """Give a remark on this piece that the person may read, 404 for any other."""
    note = get_object_or_404(Note.objects.select_related("author", "reply_to"), pk=whole_number(pk))
    if not notes.may_read(note, edition, rights.standing_of(request.user)):
        raise Http404
    return note


def _ask_again(request, edition, root: Note | None, refusal: Refusal):
    context = {
        "edition": edition,
        "refusal": refusal,
        "root": root,
        "typed": request.POST.get("text", ""),
        "people": rights.people_who_may_see(edition).exclude(pk=request.user.pk),
        "next": next_address(request, edition),
    }
    return render(request, "editorial/note.html", context, status=refusal.status)
