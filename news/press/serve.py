"""The public tree as WSGI, in front of Django: a page is a file, kept in memory while its file is the same.

Whether it is the same is asked of the disk once in a LEASE. The press waits as long after it has written and before it
says so (news.press.drain): nobody is answered with an old page after that.

What is not printed, anything but GET and HEAD, and every address that is not exactly one of the map goes on to
Django. No setting, database or model is asked here.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from http import HTTPStatus

from news.press.addresses import COMPRESSED, STATUS_PAGES, file_of, type_of
from news.press.headers import headers_of

LEASE = 0.02  # seconds for which a copy is served without asking the disk
IN_MEMORY = 64 * 1024 * 1024  # of all copies together
LARGEST_COPY = 512 * 1024  # what is larger is read in blocks
BLOCK = 64 * 1024
ASKS_QUESTIONS = "/tim-kiem/"  # the only address whose query is read
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # the first that the visitor takes
LONGEST_ADDRESS = 400
FOUND, MOVED, NOT_FOUND, GONE = 200, 301, 404, 410
STATUS_LINES = {status: f"{status} {HTTPStatus(status).phrase}" for status in (FOUND, MOVED, NOT_FOUND, GONE)}


@dataclass(slots=True)
class Copy:
    """A file with the headers that go with it; `key` says which version of the file it is."""

    key: tuple[int, int, int]
    lease: float  # the time, by time.monotonic, until which the disk need not be asked
    path: str
    etag: str
    headers: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]  # those of a 304
    body: bytes | None


class PublicTree:
    """A WSGI application that answers from the tree what it holds, and hands on the rest.

    `desk` is a host that has no public pages ("" for none): whoever asks there is Django's.
    """

    def __init__(self, root: str, application: Callable, *, over_https: bool = False, desk: str = ""):
        self.root = os.path.join(root, "")
        self.application = application
        self.over_https = over_https
        self.desk = desk
        self.copies: dict[str, Copy] = {}
        self.size = 0

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        file = self._asked_for(environ)
        if file is not None:
            encodings = accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
            copy = self._find(file, encodings)
            if copy:
                return self._send(copy, environ, start_response)
            if file.endswith((".html", ".xml")):
                answer = self._send_mark(file, encodings, environ, start_response)
                if answer is not None:
                    return answer
        return self.application(environ, start_response)

    def _asked_for(self, environ: dict) -> str | None:
        """Give the file of the address, if the request is one that the tree may answer."""
        address = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("SCRIPT_NAME"):
            return None
        if self.desk and environ.get("HTTP_HOST", "").lower() == self.desk:
            return None
        if len(address) > LONGEST_ADDRESS or address.startswith("/."):
            return None
        # As it was sent: %2e, %2f and the like spell no address of this site.
        sent = environ.get("RAW_URI", address)
        if sent != address and sent.partition("?")[0] != address:
            return None
        if environ.get("QUERY_STRING") and address == ASKS_QUESTIONS:
            return None
        if self.over_https and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
            return None  # Django sends it to https
        return file_of(address)

    def _find(self, file: str, encodings: tuple[str, ...]) -> Copy | None:
        for encoding in encodings if file.endswith(COMPRESSED) else ():
            copy = self._copy(file, encoding)
            if copy:
                return copy
        return self._copy(file, "")

    def _copy(self, file: str, encoding: str) -> Copy | None:
        path = self.root + file + ENCODINGS.get(encoding, "")
        kept, now = self.copies.get(path), time.monotonic()
        if kept and now < kept.lease:
            return kept
        try:
            if kept and kept.key == _key(os.stat(path)):
                kept.lease = now + LEASE
                return kept
            return self._read(path, file, encoding)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _read(self, path: str, file: str, encoding: str) -> Copy:
        now = time.monotonic()
        with open(path, "rb") as opened:
            found = os.fstat(opened.fileno())
            body = opened.read() if found.st_size <= LARGEST_COPY else None
        etag = f'"{found.st_mtime_ns // 10**9:x}-{found.st_size:x}"'
        headers = [("ETag", etag), *headers_of(file, over_https=self.over_https).items()]
        if file.endswith(COMPRESSED):
            headers.append(("Vary", "Accept-Encoding"))
        content = [("Content-Type", type_of(file)), ("Content-Length", str(found.st_size))]
        if encoding:
            content.append(("Content-Encoding", encoding))
        copy = Copy(_key(found), now + LEASE, path, etag, content + headers, headers, body)
        self._keep(copy)
        return copy

    def _keep(self, copy: Copy) -> None:
        if copy.body is None:
            return
        if self.size > IN_MEMORY:
            self.copies, self.size = {}, 0
        self.copies[copy.path] = copy
        self.size += len(copy.body)

    def _send(self, copy: Copy, environ, start_response, status: int = 200) -> Iterable[bytes]:
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and status == FOUND and is_unchanged(asked, copy.etag):
            start_response("304 Not Modified", copy.unchanged.copy())
            return []
        start_response(STATUS_LINES[status], copy.headers.copy())
        if environ["REQUEST_METHOD"] == "HEAD":
            return []
        return _blocks(copy.path) if copy.body is None else [copy.body]

    def _send_mark(self, file, encodings, environ, start_response) -> Iterable[bytes] | None:
        """Answer an address whose page was removed with the status that its mark says."""
        folder = self.root + file.rpartition("/")[0]
        for status in (GONE, NOT_FOUND):
            if os.path.exists(f"{folder}/.{status}"):
                page = self._find(file_of(STATUS_PAGES[status]) or "", encodings)
                return self._send(page, environ, start_response, status) if page else None
        try:
            with open(f"{folder}/.{MOVED}", encoding="utf-8") as mark:
                place = unescape(mark.read().partition('href="')[2].partition('"')[0])
                headers = [("Location", place), ("Content-Length", "0")]
        except (FileNotFoundError, NotADirectoryError):
            return None
        start_response(STATUS_LINES[MOVED], headers + list(headers_of(file, over_https=self.over_https).items()))
        return []


@lru_cache(maxsize=256)
def accepted(header: str) -> tuple[str, ...]:
    """Give which of our encodings an Accept-Encoding takes, ours in our order; "q=0" refuses one."""
    taken = set()
    for part in header[:400].lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if weight.strip("0.") or not weight:
            taken.add(name)
    return tuple(encoding for encoding in ENCODINGS if encoding in taken or "*" in taken)


def is_unchanged(header: str, etag: str) -> bool:
    """Whether an If-None-Match names this ETag (weak comparison, as for every GET)."""
    return bool(header) and (header == "*" or etag in {tag.strip().removeprefix("W/") for tag in header.split(",")})


def _key(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_mtime_ns, found.st_size


def _blocks(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            yield block
