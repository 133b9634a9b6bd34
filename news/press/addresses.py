"""Which addresses can be printed, and in which file of the tree each stands. Knows nothing of Django.

The map is exact: an address that differs in one byte (another case, an encoded letter, a doubled slash, a dot)
is not in it, so nothing a visitor sends can name a file outside the tree or a second name of a page.
"""

import re
from functools import lru_cache

SEGMENT = "[a-z0-9][a-z0-9-]{0,130}"
FOLDER = re.compile(f"/(?:{SEGMENT}/){{0,6}}")
NAMED = re.compile(
    "/(?:robots\\.txt|giao-dien\\.css|sitemap(?:-trang|-[0-9]{4}-[0-9]{2})?\\.xml"
    "|anh/[0-9a-f]{16}-[0-9]{1,4}\\.(?:jpg|webp)"
    f"|tep/[0-9a-f]{{16}}/{SEGMENT}\\.(?:pdf|docx|xlsx))"
)
# Pages that answer for a status; no address of a citizen begins with a dot.
STATUS_PAGES = {404: "/.trang/404/", 410: "/.trang/410/"}
TYPES = {
    "html": "text/html; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FEED_TYPE = "application/rss+xml; charset=utf-8"
COMPRESSED = ("html", "xml", "txt", "css")


@lru_cache(maxsize=4096)
def file_of(address: str) -> str | None:
    """Give the file of an address, relative to the tree; None for what is no address of a printed page."""
    if FOLDER.fullmatch(address) or address in STATUS_PAGES.values():
        return address[1:] + ("index.xml" if address.startswith("/rss/") else "index.html")
    return address[1:] if NAMED.fullmatch(address) else None


def address_of(file: str) -> str | None:
    """Give the address whose page is this file of the tree; None for a file that belongs to none."""
    folder, _, name = file.rpartition("/")
    address = (
        f"/{folder}/" if folder and name.startswith("index.") else "/" if name.startswith("index.") else f"/{file}"
    )
    return address if file_of(address) == file else None


def is_upload(address: str) -> bool:
    """Whether the address is that of a picture or an attached file."""
    return address.startswith(("/anh/", "/tep/"))


def type_of(file: str) -> str:
    """Give the Content-Type of a file of the tree."""
    return FEED_TYPE if file.startswith("rss/") else TYPES[file.rpartition(".")[2]]
