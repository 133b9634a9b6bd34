"""Addresses of a document's versions: any two compared, an earlier one brought back as a new edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial import editing, log, rights, workflow
from editorial import versions as kept
from editorial.changes import changes_between
from editorial.models.edition import Edition, fingerprint_of, kind_named
from editorial.refusals import Refusal
from editorial.text import whole_number


@login_required
@require_safe
@never_cache
def versions(request, kind: str, document: int):
    """Show how two versions of a document differ; the last two when none are named."""
    edition = _find_document(request, kind, document)
    return _show(request, edition, request.GET.get("truoc", ""), request.GET.get("sau", ""))


@login_required
@require_POST
def restore_version(request, kind: str, document: int):
    """Bring the content of an earlier version back, as a new edition or into the open one."""
    edition = _find_document(request, kind, document)
    key = request.POST.get("ban", "")
    standing = rights.standing_of(request.user)
    text = kept.text_of(edition, key, standing)
    if text is None:
        raise Http404
    number = next((one.edition_number for one in kept.versions_of(edition, standing) if one.key == key), 0)
    origin = log.origin_of(request)
    try:
        restored, lost = editing.restore_version(
            edition,
            text,
            number=number,
            actor=request.user,
            version=whole_number(request.POST.get("version")),
            origin=origin,
        )
    except Refusal as refusal:
        workflow.log_refusal("restore_version", edition, request.user, refusal, origin)
        return _show(request, edition, key, request.POST.get("sau", ""), refusal)
    messages.success(
        request, f"Đã lấy lại nội dung của bản cũ vào bản {restored.number}. Xin xem lại trước khi gửi tiếp."
    )
    for sentence in lost:
        messages.warning(request, sentence)
    return redirect(restored.desk_url(request.user))


def _find_document(request, kind: str, document: int) -> Edition:
    """Give the newest edition of a document that this person may see; 404 for a document without one."""
    try:
        model = kind_named(kind)
    except LookupError as error:
        raise Http404 from error
    visible = model._default_manager.visible_to(rights.standing_of(request.user))
    edition = visible.select_related("document").filter(document=document).order_by("-number").first()
    if edition is None:
        raise Http404
    return edition


def _show(request, edition: Edition, before: str, after: str, refusal: Refusal | None = None):
    standing = rights.standing_of(request.user)
    found = kept.versions_of(edition, standing)
    after = after or found[0].key
    other = kept.text_of(edition, after, standing)
    if other is None:
        raise Http404
    before = before or kept.differing(found, after, fingerprint_of(other))
    one = kept.text_of(edition, before, standing)
    if one is None:
        raise Http404
    target = editing.may_restore(edition, standing)
    context = {
        "edition": edition,
        "versions": found,
        "before": before,
        "after": after,
        "changes": changes_between(edition, one, other),
        "refusal": refusal,
        "target": target,
        "restorable": [
            one for one in found if target and one.key in (before, after) and one.key != f"b{target.number}"
        ],
        "back": edition.desk_url(request.user),
    }
    return render(request, "editorial/versions.html", context, status=refusal.status if refusal else 200)
