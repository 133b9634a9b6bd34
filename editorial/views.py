"""Addresses of the desk that are the same for every kind of content: moves, a new edition.

A move is called from an address of its own, never from a form's save: the admin wraps those in a transaction.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from editorial import editing, gates, log, rights, workflow
from editorial.accounts import confirming
from editorial.finding import find_document
from editorial.models import User, Withdrawal
from editorial.models.edition import kind_named
from editorial.moments import read_time_to_come
from editorial.refusals import Blocked, NotAllowed, Refusal
from editorial.text import whole_number

MOST_FINDINGS = 100
TIMED = ("schedule",)  # moves that ask for a day and an hour


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
    typed = read_time_to_come(request.POST.get("day", ""), request.POST.get("clock", "")) if name in TIMED else None
    if typed and typed.errors:
        return _ask(request, edition, wanted, errors=typed.errors)
    if wanted.asks_again:
        confirming.require(request, wanted.label, [edition])
    try:
        edition = workflow.perform(
            name,
            edition=edition,
            actor=request.user,
            version=whole_number(request.POST.get("version")),
            reason=request.POST.get("reason", "")[:4000],
            person=User.objects.filter(pk=whole_number(request.POST.get("person"))).first(),
            time=typed.moment if typed else None,
            origin=log.origin_of(request),
            withdrawal=request.POST.get("withdrawal", "")[:6],
            target=find_document(request.POST.get("target", "")[:500]),
        )
    except Refusal as refusal:
        edition = find_edition(request, kind, pk)
        return _ask(request, edition, wanted, refusal=refusal)
    messages.success(request, f"{wanted.label}: đã thực hiện. Trạng thái hiện nay: «{edition.get_state_display()}».")
    return redirect(next_address(request, edition))


def _ask(request, edition, wanted, refusal: Refusal | None = None, errors: dict[str, str] | None = None):
    """Show the page of a move: its question, what was typed, what is wrong with it, and the refusal if any."""
    standing = rights.standing_of(request.user)
    findings = _findings(edition, wanted, refusal)
    context = {
        "edition": edition,
        "move": wanted,
        "refusal": refusal,
        "findings": findings,
        "may_lift": gates.may_be_lifted(findings) and rights.may_lift(edition, standing),
        "may_declare": gates.may_be_declared(findings) and rights.may_declare(edition, standing),
        "version": edition.version,
        "typed": request.POST,
        "offered": wanted in workflow.allowed_moves(edition, standing)
        and (refusal is None or isinstance(refusal, Blocked)),
        "needs_person": wanted.name == "assign",
        "needs_time": wanted.name in TIMED,
        "errors": errors or {},
        "today": timezone.localdate(),
        "ways": withdrawal_choices(edition) if wanted.name == "withdraw" else [],
        "people": _assignees(edition) if wanted.name == "assign" else [],
        "next": next_address(request, edition),
    }
    status = 422 if errors else refusal.status if refusal else 200
    return render(request, "editorial/move.html", context, status=status)


def _findings(edition, wanted, refusal: Refusal | None) -> list[gates.Finding]:
    """Give what stopped the move; before it is tried, all that its gates say."""
    if refusal:
        return gates.worst(getattr(refusal, "findings", []), MOST_FINDINGS)
    return gates.worst(gates.examine(edition, wanted.name), MOST_FINDINGS) if wanted.gates else []


def withdrawal_choices(edition) -> list[tuple[str, str]]:
    """Give the ways in which this edition can be withdrawn, in words; none when there is no choice."""
    ways = [(way, label) for way, label in Withdrawal.choices if way in edition.withdrawals]
    return ways if len(ways) > 1 else []


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
        return redirect(next_address(request, live))
    messages.success(request, "Đã mở một bản mới; bản đang đăng vẫn giữ nguyên cho đến khi bản mới được duyệt đăng.")
    return redirect(edition.desk_url(request.user))


def next_address(request, edition) -> str:
    """Give where to go after an act: the address the form named, if it is ours, else the piece's own form."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return edition.desk_url(request.user)
