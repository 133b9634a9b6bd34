"""The ordinary view is asked for a page, by a request of the press's own making: nobody's cookie, query or host."""

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.shortcuts import render as render_template

from news import access, pictures
from news.models import StoredFile
from news.models.library import rendition_path
from news.press.addresses import STATUS_PAGES, file_of

PRINTED = (200, 301, 404, 410)
ENDS = (b"</html>", b"</rss>", b"</urlset>", b"</sitemapindex>")
PICTURE = re.compile("/anh/([0-9a-f]{16})-([0-9]+)\\.(jpg|webp)")
FILE = re.compile("/tep/([0-9a-f]{16})/(.+)")


class Unprintable(Exception):
    """An answer that must not be kept for everybody."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    location: str = ""


def render(address: str) -> Answer:
    """Give what the view of an address answers anybody.

    Raises Unprintable for an error, an answer meant for one visitor, and a page that is not whole.
    """
    if address in STATUS_PAGES.values():
        template = {page: f"{status}.html" for status, page in STATUS_PAGES.items()}[address]
        response: Any = render_template(_request("/"), template)
    else:
        response = _handler().get_response(_request(address))
    if response.status_code not in PRINTED:
        raise Unprintable(f"{address}: {response.status_code}")
    if response.cookies or "cookie" in response.get("Vary", "").lower():
        raise Unprintable(f"{address}: meant for one visitor")
    if response.status_code != 200:
        return Answer(response.status_code, location=response.get("Location", ""))
    _check_whole(address, response.content)
    return Answer(200, response.content)


def stored_file(address: str) -> Path | None:
    """Give the stored bytes of a picture or file, if a live edition uses it; else None."""
    picture, file = PICTURE.fullmatch(address), FILE.fullmatch(address)
    path = ""
    if picture and int(picture[2]) in pictures.WIDTHS and access.picture_is_public(picture[1]):
        path = rendition_path(picture[1], int(picture[2]), picture[3])
    elif file:
        files = list(StoredFile.objects.filter(key=file[1], name=file[2]))
        path = files[0].path if access.file_is_public(files) else ""
    return Path(default_storage.path(path)) if path and default_storage.exists(path) else None


def _check_whole(address: str, body: bytes) -> None:
    end = body.rstrip()
    file = file_of(address) or ""
    if not file.endswith((".txt", ".css")) and not end.endswith(ENDS):
        raise Unprintable(f"{address}: its end is missing")
    if file.endswith(".html") and address not in STATUS_PAGES.values():
        link = f'<link rel="canonical" href="{settings.SITE_ORIGIN.rstrip("/")}{address}">'
        if link.encode() not in body:
            raise Unprintable(f"{address}: its canonical link is missing")


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _request(address: str) -> WSGIRequest:
    """Over HTTPS, whatever stands in front in truth: no redirect to it, and no page shows the scheme."""
    origin = urlsplit(settings.SITE_ORIGIN)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "QUERY_STRING": "",
            "SERVER_NAME": origin.hostname,
            "SERVER_PORT": "443",
            "HTTP_HOST": origin.netloc,
            "HTTP_X_FORWARDED_PROTO": "https",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(),
            "wsgi.errors": None,
        }
    )
