"""One line of the log: was it a page, read by a person? The line is data of strangers: nothing but that is believed.

The lines are those of the "combined" format that nginx, Apache and gunicorn all write, with or without the address.
"""

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from django.urls import Resolver404, resolve
from django.utils import timezone as site_time

from news.press.addresses import file_of

LINE = re.compile(
    rb"[^\[]{0,200}\[(?P<hour>\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d):\d\d:\d\d (?P<zone>[+-]\d{4})\] "
    rb'"GET (?P<address>/[^ ?"\x00-\x1f\x7f-\xff]{0,400})(?:\?[^ "]{0,9000})? HTTP/[0-9.]{1,3}" (?:200|304) [0-9-]+ '
    rb'"(?:[^"\\]|\\.){0,40000}" "(?P<agent>(?:[^"\\]|\\.){2,1000})"'
)
# What says of itself that it is no person. What hides it is counted: an honest list is better than guesses.
MACHINES = re.compile(
    rb"(?<!cu)bot|spider|crawl|slurp|curl|wget|python|java/|go-http|monitor|uptime|lighthouse|headless|"
    rb"facebookexternalhit|scan|fetch|feed|http-?client",
    re.IGNORECASE,
)
ARTICLE = re.compile("/tin/[a-z0-9-]+-([1-9][0-9]{0,14})/")
PAGES = {
    *("home", "category", "category-month", "month", "topic", "page", "search"),
    *("site-map", "board", "imprint", "readers"),
}
MONTHS = (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec")
NO_PIECE = 0


def read_of(line: bytes) -> tuple[date, int] | None:
    """Give the day of a read and the number of the article (NO_PIECE for another page); None for no read."""
    found = LINE.match(line)
    if not found or is_machine(found["agent"]):
        return None
    number = number_of(found["address"])
    day = day_of(found["hour"], found["zone"])
    return None if number is None or day is None else (day, number)


@lru_cache(maxsize=4096)
def is_machine(agent: bytes) -> bool:
    """Whether the name of a browser is that of a machine."""
    return bool(MACHINES.search(agent))


@lru_cache(maxsize=4096)
def number_of(address: bytes) -> int | None:
    """Give the number of the article at an address, NO_PIECE for another page; None for what is no public page."""
    path = address.decode("ascii")
    if not (file_of(path) or "").endswith(".html"):
        return None
    article = ARTICLE.fullmatch(path)
    if article:  # most lines, and quicker than the resolver
        return int(article[1])
    try:
        return NO_PIECE if resolve(path).url_name in PAGES else None
    except Resolver404:
        return None


@lru_cache(maxsize=64)
def day_of(hour: bytes, zone: bytes) -> date | None:
    """Give the day in the site's time zone of "24/Nov/2026:23" at an offset such as +0000; None for no such hour."""
    try:
        month = MONTHS.index(hour[3:6]) + 1
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        away = timezone(timedelta(minutes=minutes if zone[:1] == b"+" else -minutes))
        moment = datetime(int(hour[7:11]), month, int(hour[:2]), int(hour[12:14]), tzinfo=away)
    except ValueError:
        return None
    return site_time.localdate(moment)
