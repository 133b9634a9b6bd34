"""Several pieces published at once: ticked on one screen, confirmed once, each by its own move."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from editorial import log, rights, workflow
from editorial.accounts import confirming
from editorial.models.edition import Edition, kind_named
from editorial.refusals import Refusal
from editorial.text import whole_number

MOST = 30


@dataclass(frozen=True)
class Ticked:
    """A piece and the version of it that the person saw."""

    edition: Edition
    version: int


@login_required
@require_POST
def publish_ticked(request):
    """Publish each piece that was ticked in the queue; what is refused is listed with its reason."""
    if not rights.standing_of(request.user).is_board:
        raise PermissionDenied
    chosen = read_ticked(request)
    if not chosen:
        messages.error(request, "Chưa chọn tin bài nào.")
        return redirect("admin:index")
    confirming.require(request, f"Duyệt đăng {len(chosen)} tin bài", [one.edition for one in chosen])
    refused = []
    for one in chosen:
        try:
            workflow.perform(
                "publish",
                edition=one.edition,
                actor=request.user,
                version=one.version,
                origin=log.origin_of(request),
            )
        except Refusal as refusal:
            refused.append({"edition": one.edition, "refusal": refusal})
    if len(refused) < len(chosen):
        messages.success(request, f"Đã duyệt đăng {len(chosen) - len(refused)} tin bài.")
    if refused:
        return render(request, "editorial/ticked_refused.html", {"refused": refused}, status=409)
    return redirect("admin:index")


def read_ticked(request) -> list[Ticked]:
    """Give the pieces that the fields «piece» name as kind-row-version, at most MOST, of those this person may see."""
    standing = rights.standing_of(request.user)
    found = []
    for named in list(dict.fromkeys(request.POST.getlist("piece")))[:MOST]:
        kind, _, numbers = named.partition("-")
        pk, _, version = numbers.partition("-")
        try:
            visible = kind_named(kind)._default_manager.visible_to(standing)
        except LookupError:
            continue
        edition = visible.select_related("document").filter(pk=whole_number(pk)).first()
        if edition:
            found.append(Ticked(edition, whole_number(version)))
    return found
