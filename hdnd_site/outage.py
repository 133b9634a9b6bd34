"""What a visitor is told when the server cannot answer: a page that needs no database."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from news.press.addresses import STATUS_PAGES, file_of

# Rooms of the site whose pages are never printed.
DOOR = ("dang-nhap", "dang-xuat", "doi-mat-khau", "tai-khoan")
DESK_ROOMS = ("quan-tri", "cong-tac-vien", "ban-lam-viec", *DOOR)
UNPRINTED = (*DESK_ROOMS, "tim-kiem", "gui-y-kien")
RETRY_AFTER = 30  # seconds


def server_error(request):
    """Say that the server failed (500); or, while the database is away, that it will be back (503).

    What a form sent comes back in a form that sends it again, which asks neither session nor user. Whoever asks for a
    page that is not printed while the database is away gets the printed 404: every public page is printed.
    """
    if not isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return _answer("500.html", 500, request)
    missing = Path(settings.PUBLIC_DIR, file_of(STATUS_PAGES[404]) or "")
    is_public = file_of(request.path) and request.path.split("/")[1] not in UNPRINTED
    if settings.PRESS and request.method in ("GET", "HEAD") and is_public and missing.is_file():
        return HttpResponse(missing.read_bytes(), status=404)
    response = _answer("503.html", 503, request)
    response["Retry-After"] = RETRY_AFTER
    return response


def _answer(template: str, status: int, request) -> HttpResponse:
    sent = _sent_by(request)
    words = [value for _, value in sent if len(value.split()) > 1]  # what a person wrote, not what a form carries
    context = {"sent": sent, "words": words, "address": request.get_full_path(), "has_files": False}
    if request.method == "POST":
        context |= {"is_write": True, "enctype": request.content_type or "", "has_files": _has_files(request)}
    response = HttpResponse(render_to_string(template, context), status=status)
    if context["sent"]:
        response["Cache-Control"] = "no-store"
    return response


def _sent_by(request) -> list[tuple[str, str]]:
    """Give the fields that a form sent, in order; without passwords, which are typed again."""
    try:
        fields = request.POST.lists() if request.method == "POST" else []
    except (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError):
        return []
    return [(name, value) for name, values in fields for value in values if not is_secret(name)]


def is_secret(name: str) -> bool:
    """Whether a field of this name is typed again rather than kept."""
    return "password" in name or name in ("code", "credential", "again")


def _has_files(request) -> bool:
    return request.content_type == "multipart/form-data" and any(request.FILES.values())
