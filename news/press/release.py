"""A release changes what every page looks like: the clock sees it by the site's own files, and has all printed anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from news.press.models import Change, Printed, Priority
from news.press.queue import note

ROOMS = ("templates", "static", "locale", "hdnd_site", "editorial", "news")
KINDS = {".html", ".css", ".js", ".svg", ".png", ".woff2", ".po", ".py", ".xml", ".txt"}


def print_release() -> None:
    """Queue the whole site, if what is printed was printed by another release, or nothing is printed yet."""
    mark = Path(settings.PRESS_DIR, "release")
    if mark.exists() and mark.read_text() == fingerprint() and Printed.objects.exists():
        return
    if not Change.objects.filter(kind=Change.Kind.SITE).exists():
        note(Change.Kind.SITE, priority=Priority.REST)
    mark.write_text(fingerprint())


@cache
def fingerprint() -> str:
    """Give one hash of everything that makes a page, beside the database: files of the site and its own address."""
    found = hashlib.sha256(settings.SITE_ORIGIN.encode())
    for path in _files():
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return found.hexdigest()


def _files() -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in sorted((settings.BASE_DIR / room).rglob("*")) if path.suffix in KINDS)
