"""Addresses of the desk about what the checks say: asking for a lift, converting a piece to Unicode."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from editorial import conversion, lifting, log, refusing, rights
from editorial.refusals import NotAllowed, Refusal
from editorial.text import whole_number
from editorial.views import find_edition


@login_required
@require_POST
def ask_lift(request, kind: str, pk: int):
    """Ask those who may publish to look at what stops a piece."""
    found = find_edition(request, kind, pk, move="ask_lift")
    try:
        told = lifting.ask_for_lift(found, actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        refusing.note(refusal)
        messages.error(request, refusal.sentence)
    else:
        said = "Đã nhờ người có quyền duyệt đăng xem xét. Bài vẫn ở đây; được phép thì gửi lại."
        messages.success(request, said if told else "Người có quyền duyệt đăng đã được nhờ từ trước, xin chờ trả lời.")
    return redirect(found.desk_url(request.user))


@login_required
@never_cache
def convert(request, kind: str, pk: int):
    """Show a piece typed in a font from before Unicode as it was meant (GET), and save it so (POST)."""
    found = find_edition(request, kind, pk, move="convert" if request.method == "POST" else "")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            conversion.convert(found, actor=request.user, version=whole_number(request.POST.get("version")))
        except Refusal as error:
            refusal = error
            found = find_edition(request, kind, pk)
        else:
            messages.success(request, "Đã chuyển bài sang Unicode. Xin đọc lại một lượt trước khi gửi.")
            return redirect(found.desk_url(request.user))
    elif not rights.may_edit(found, rights.standing_of(request.user)):
        refusal = NotAllowed("Tài khoản này không sửa được nội dung ở trạng thái hiện nay.")
    texts = conversion.preview(found) if not isinstance(refusal, NotAllowed) else []
    context = {"edition": found, "refusal": refusal, "texts": texts, "next": found.desk_url(request.user)}
    return render(request, "editorial/convert.html", context, status=refusal.status if refusal else 200)
