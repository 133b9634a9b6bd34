"""The pages on which citizens write to the board, and look up what became of it.

No cookie is set or read: a form carries a signed token instead (news/letters/token.py), so these views need no CSRF
cookie; a letter that another site makes a visitor send is a letter like any other, and bounded like any other.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from editorial.refusals import Refusal
from editorial.text import whole_number
from news.letters import token
from news.letters.bounds import Flood, address_of
from news.letters.form import SORTS, TRAP, LetterForm
from news.letters.receive import look_up, receive
from news.models import Article, ConsentText, LetterKind, LetterTime

LARGEST = 64 * 1024  # bytes of a form; the longest honest one is a third of it
ROUTES = {
    LetterKind.FEEDBACK: "letter-feedback",
    LetterKind.WRONG: "letter-wrong",
    LetterKind.REQUEST: "letter-request",
}
TOO_LARGE = "Nội dung gửi lên quá dài nên không đọc được. Xin quay lại trang trước, rút gọn rồi gửi lại."
OLD_FORM = (
    "Biểu mẫu đã mở quá lâu hoặc không còn dùng được. Nội dung vừa gõ còn nguyên dưới đây: xin xem lại và bấm «Gửi» lần"
    " nữa."
)
NEW_CONSENT = (
    "Nội dung xin phép dùng dữ liệu vừa thay đổi. Nội dung vừa gõ còn nguyên dưới đây: xin đọc lại phần «Dữ liệu được"
    " giữ», đánh dấu đồng ý và bấm «Gửi» lần nữa."
)
HASTY_FORM = "Biểu mẫu được gửi quá nhanh. Nội dung vừa gõ còn nguyên dưới đây: xin xem lại và bấm «Gửi» lần nữa."

_unkept = cache_control(no_store=True)


@require_safe
@_unkept
def choose(request):
    """Show the three forms and the way to look up a receipt."""
    choices = [(sort, reverse(ROUTES[kind]), time) for kind, sort, time in _sorts_with_times()]
    return render(request, "news/letters/choose.html", {"choices": choices})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@_unkept
def write(request, kind: str):
    """Show a form; take what it sends and show the receipt. What is refused comes back as it was typed."""
    consent = ConsentText.in_force()
    if consent is None:
        return render(request, "news/letters/closed.html", {"sort": SORTS[kind]}, status=503)
    if request.method != "POST":
        place = _place_asked_for(request) if kind == LetterKind.WRONG else ""
        form = LetterForm(SORTS[kind], initial={"place": place})
        return _show(request, kind, form, consent, token.issue(kind, consent.pk))
    if _length_of(request) > LARGEST:
        fresh = token.issue(kind, consent.pk)
        return _show(request, kind, LetterForm(SORTS[kind]), consent, fresh, refused=TOO_LARGE, status=413)
    return _take(request, kind, consent)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@_unkept
def look(request):
    """Show the state of a letter, with its answer, to who has number and code of the receipt."""
    if request.method != "POST" or _length_of(request) > LARGEST:
        return render(request, "news/letters/look.html")
    typed = {"number": request.POST.get("so", "")[:40], "code": request.POST.get("ma", "")[:40]}
    letter = look_up(typed["number"], typed["code"])
    context = {**typed, "letter": letter, "asked": True}
    return render(request, "news/letters/look.html", context, status=200 if letter else 404)


def _take(request, kind: str, consent: ConsentText) -> HttpResponse:
    sent = request.POST.get("phieu", "")
    fresh = token.issue(kind, consent.pk)
    try:
        ticket = token.read(sent, kind)
    except token.TooYoung:
        return _again(request, kind, consent, sent, HASTY_FORM)
    except token.TokenRefused:
        return _again(request, kind, consent, fresh, OLD_FORM)
    if request.POST.get(TRAP):
        return _again(request, kind, consent, fresh, OLD_FORM)
    if ticket.consent_id != consent.pk:
        return _again(request, kind, consent, fresh, NEW_CONSENT, agreed=False)
    form = LetterForm(SORTS[kind], request.POST)
    if not form.is_valid():
        return _show(request, kind, form, consent, sent, status=422)
    try:
        receipt = receive(kind, form.written(), ticket=ticket, address=address_of(request))
    except Flood as flood:
        response = _show(request, kind, form, consent, sent, refused=flood.sentence, status=flood.status)
        response["Retry-After"] = flood.retry_after
        # A flood writes no line of the log for each: Django looks at this mark before it does.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response
    except Refusal as refusal:
        return _show(request, kind, form, consent, fresh, refused=refusal.sentence, status=refusal.status)
    context = {"letter": receipt.letter, "code": token.spaced_code(receipt.code), "days": receipt.letter.keep_days}
    return render(request, "news/letters/receipt.html", context)


def _again(request, kind: str, consent: ConsentText, new_token: str, sentence: str, *, agreed=True) -> HttpResponse:
    """Show what was typed in a form that can be sent; without the consent where its text has changed."""
    data = request.POST.copy()
    if not agreed:
        data.pop("consent", None)
    form = LetterForm(SORTS[kind], initial=data.dict())
    return _show(request, kind, form, consent, new_token, refused=sentence, status=422)


def _show(request, kind, form, consent, new_token, *, refused="", status=200) -> HttpResponse:
    context = {
        "sort": SORTS[kind],
        "form": form,
        "consent": consent,
        "days": settings.LETTER_DAYS,
        "token": new_token,
        "trap": TRAP,
        "refused": refused,
    }
    return render(request, "news/letters/write.html", context, status=status)


def _sorts_with_times():
    times = {time.kind: time for time in LetterTime.objects.on(timezone.localdate()).order_by("starts_on")}
    return [(kind, sort, times.get(kind)) for kind, sort in SORTS.items()]


def _place_asked_for(request) -> str:
    """Give the address of the live article whose number stands in ?tin=; "" for anything else."""
    number = whole_number(request.GET.get("tin", ""))
    article = Article.objects.live().filter(document=number).first() if number else None
    return settings.SITE_ORIGIN.rstrip("/") + article.get_absolute_url() if article else ""


def _length_of(request) -> int:
    return whole_number(request.META.get("CONTENT_LENGTH") or 0)
