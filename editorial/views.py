"""Addresses of the desk that are the same for every kind of content: moves, notes, a new edition.

A move is called from an address of its own, never from a form's save: the admin wraps those in a transaction.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import is_naive, make_aware
from django.views.decorators.http import require_POST

from editorial import editing, log, rights, workflow
from editorial.models import Note, User
from editorial.models.edition import kind_named
from editorial.refusals import Blocked, NotAllowed, Refusal


@login_required
def choose_desk(request):
    """Send a person who has logged in to the room where the day is spent."""
    standing = rights.standing_of(request.user)
    if standing.is_board or standing.is_technical:
        return redirect("admin:index")
    if standing.may_write:
        return redirect("contributor_pieces")
    return render(request, "editorial/no_office.html", status=403)


def find_edition(request, kind: str, pk: int, *, move: str = ""):
    """Give an edition that this person may see at the desk.

    Raises Http404 alike for one that does not exist and one that is not theirs to see; a move tried on the
    latter is logged as refused.
    """
    try:
        model = kind_named(kind)
    except LookupError as error:
        raise Http404 from error
    visible = model._default_manager.visible_to(rights.standing_of(request.user))
    edition = visible.select_related("document").filter(pk=pk).first()
    if edition is None:
        hidden = model._default_manager.filter(pk=pk).first() if move else None
        if hidden:
            refusal = NotAllowed("Không được xem tin bài này.")
            workflow.log_refusal(move, hidden, request.user, refusal, log.origin_of(request))
        raise Http404
    return edition


@login_required
def move(request, kind: str, pk: int, name: str):
    """Make a move (POST), or ask for what it demands first (GET)."""
    wanted = workflow.MOVES.get(name)
    if wanted is None or wanted.by_clock:
        raise Http404
    edition = find_edition(request, kind, pk, move=name if request.method == "POST" else "")
    if request.method != "POST":
        return _ask(request, edition, wanted)
    try:
        edition = workflow.perform(
            name,
            edition=edition,
            actor=request.user,
            version=_number(request.POST.get("version")),
            reason=request.POST.get("reason", "")[:4000],
            person=User.objects.filter(pk=_number(request.POST.get("person"))).first(),
            time=_time(request.POST.get("time", "")),
            origin=log.origin_of(request),
        )
    except Refusal as refusal:
        edition = find_edition(request, kind, pk)
        return _ask(request, edition, wanted, refusal=refusal)
    messages.success(request, f"{wanted.label}: đã thực hiện. Trạng thái hiện nay: «{edition.get_state_display()}».")
    return redirect(_next(request, edition))


def _ask(request, edition, wanted, refusal: Refusal | None = None):
    """Show the page of a move: its question, what was typed, and the refusal if there was one."""
    standing = rights.standing_of(request.user)
    context = {
        "edition": edition,
        "move": wanted,
        "refusal": refusal,
        "findings": getattr(refusal, "findings", []),
        "version": edition.version,
        "typed": request.POST,
        "offered": wanted in workflow.allowed_moves(edition, standing)
        and (refusal is None or isinstance(refusal, Blocked)),
        "needs_person": wanted.name == "assign",
        "needs_time": wanted.name == "schedule",
        "people": _assignees(edition) if wanted.name == "assign" else [],
        "next": _next(request, edition),
    }
    return render(request, "editorial/move.html", context, status=refusal.status if refusal else 200)


def _assignees(edition):
    people = rights.people_holding("chair", "deputy", "member")
    return people.exclude(pk__in=edition.author_ids)


@login_required
@require_POST
def open_edition(request, kind: str, pk: int):
    """Open a new edition over a live one and go to its form."""
    live = find_edition(request, kind, pk, move="open")
    try:
        edition = editing.open_edition(live, actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        workflow.log_refusal("open", live, request.user, refusal, log.origin_of(request))
        messages.error(request, refusal.sentence)
        return redirect(_next(request, live))
    messages.success(request, "Đã mở một bản mới; bản đang đăng vẫn giữ nguyên cho đến khi bản mới được duyệt đăng.")
    return redirect(edition.desk_url(request.user))


@login_required
@require_POST
def add_note(request, kind: str, pk: int):
    """Add a note to an edition."""
    edition = find_edition(request, kind, pk)
    text = request.POST.get("text", "").strip()[:4000]
    if text:
        Note.objects.create(document=edition.document, edition_number=edition.number, author=request.user, text=text)
        messages.success(request, "Đã ghi ý kiến.")
    else:
        messages.error(request, "Xin viết ý kiến trước khi gửi.")
    return redirect(_next(request, edition))


def _next(request, edition) -> str:
    """Give where to go after an act: the address the form named, if it is ours, else the piece's own form."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return edition.desk_url(request.user)


def _number(value) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else 0


def _time(value: str):
    try:
        moment = parse_datetime(value)
    except ValueError:
        return None
    return make_aware(moment) if moment and is_naive(moment) else moment
