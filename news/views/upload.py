"""Pictures come in here one by one, from the phone's form and from the rich editor alike, and can be used again."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial import rights
from news.models import Picture
from news.pictures import MAX_BYTES, TOO_HEAVY, WIDTHS
from news.views.doors import for_writers

THUMB_WIDTH, BODY_WIDTH = WIDTHS[:2]
PER_PAGE = 24
MOST_OFFERED = 1000
LOGGED_OUT = "Phiên đăng nhập đã hết. Xin đăng nhập lại ở một cửa sổ khác rồi gửi lại ảnh."
NO_RIGHT = "Tài khoản này không có quyền gửi ảnh."
NO_FILE = "Chưa có ảnh nào được gửi. Xin chọn ảnh rồi gửi lại."


@never_cache
@require_POST
def upload_picture(request):
    """Take one picture (`upload`) into the library and answer in the words of CKEditor's upload protocol.

    The answer is {uploaded: 1, fileName, url, id, thumb, width, height}, or {uploaded: 0, error: {message}}.
    The name and the type that the browser claims are not used: what counts is what decodes.
    """
    if not request.user.is_authenticated:
        return _refuse(LOGGED_OUT, status=403)
    if not rights.standing_of(request.user).may_write:
        return _refuse(NO_RIGHT, status=403)
    upload = request.FILES.get("upload")
    if upload is None:
        return _refuse(NO_FILE)
    if upload.size > MAX_BYTES:
        return _refuse(TOO_HEAVY)
    try:
        picture = Picture.objects.take_in(upload.read(), uploaded_by=request.user)
    except ValidationError as error:
        return _refuse(" ".join(error.messages))
    return JsonResponse(_describe(picture))


@require_safe
@for_writers
def own_pictures(request):
    """Give a page of the pictures that this person has sent of late, the newest first, each picture once."""
    newest = Picture.objects.filter(uploaded_by=request.user).order_by("-pk").values_list("key", "pk")[:MOST_OFFERED]
    once = dict(reversed(newest))
    page = Paginator(sorted(once.values(), reverse=True), PER_PAGE).get_page(request.GET.get("trang"))
    pictures = [
        {
            "id": picture.pk,
            "thumb": picture.address(THUMB_WIDTH),
            "name": f"Ảnh gửi lúc {date_format(localtime(picture.uploaded_at), 'H:i, d/m/Y')}",
            "words": {"caption": picture.caption, "photographer": picture.credit, "alt": picture.alt},
        }
        for picture in Picture.objects.filter(pk__in=page.object_list).order_by("-pk")
    ]
    return JsonResponse({"pictures": pictures, "next": page.next_page_number() if page.has_next() else None})


def _describe(picture: Picture) -> dict:
    return {
        "uploaded": 1,
        "fileName": f"{picture.key}.jpg",
        "url": picture.address(BODY_WIDTH),
        "id": picture.pk,
        "thumb": picture.address(THUMB_WIDTH),
        "width": picture.width,
        "height": picture.height,
    }


def _refuse(sentence: str, status: int = 200) -> JsonResponse:
    # CKEditor shows the sentence of an answer of 200 only; of any other it shows words of its own.
    return JsonResponse({"uploaded": 0, "error": {"message": sentence}}, status=status)
