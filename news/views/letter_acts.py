"""Addresses of what the board does with a letter; each only calls its function (news/letters/desk.py)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from editorial import log, rights
from editorial.refusals import Refusal
from news.letters import desk
from news.models import Letter

DONE = {
    "nhan": "Đã nhận xử lý.",
    "tra-loi": "Đã trả lời: người gửi đọc được bằng số biên nhận và mã tra cứu.",
    "khong-hop-le": "Đã đánh dấu không hợp lệ.",
    "mo-lai": "Đã mở lại.",
    "ghi-chu": "Đã ghi chú.",
    "xoa": "Đã xóa nội dung theo yêu cầu của người gửi.",
}


@login_required
@require_POST
@never_cache
@sensitive_post_parameters()
def act_on_letter(request, pk: int, act: str):
    """Do one act of DONE; a refusal comes back with what was typed."""
    if not rights.standing_of(request.user).is_board or act not in DONE:
        raise Http404
    letter = get_object_or_404(Letter, pk=pk)
    try:
        _do(act, letter, request, actor=request.user, origin=log.origin_of(request))
    except Refusal as refusal:
        context = {"refusal": refusal, "row": letter, "back": "admin:news_letter_change", "typed": _typed(request)}
        return render(request, "editorial/act_refused.html", context, status=refusal.status)
    messages.success(request, DONE[act])
    return redirect("admin:news_letter_change", pk)


def _typed(request) -> str:
    return request.POST.get("text", "")


def _do(act: str, letter: Letter, request, **who) -> None:
    if act == "nhan":
        desk.take(letter, **who)
    elif act == "tra-loi":
        desk.answer(letter, _typed(request), **who)
    elif act == "khong-hop-le":
        desk.mark_invalid(letter, **who)
    elif act == "mo-lai":
        desk.reopen(letter, **who)
    elif act == "xoa":
        desk.erase_on_request(letter, is_asked="da-yeu-cau" in request.POST, **who)
    else:
        desk.add_note(letter, _typed(request), **who)
