"""The headers of the public tree: those of every answer (editorial/middleware.py), and how long it is kept."""

from editorial.middleware import EVERYWHERE, STRICT_TRANSPORT

PAGE_AGE = "no-cache"  # asked for again each time, answered by 304: a withdrawn page is gone at once
FILE_AGE = "public, max-age=31536000, immutable"  # an address names its content


def headers_of(file: str, *, over_https: bool) -> dict[str, str]:
    """Give the headers of a file of the tree, beside those of its bytes."""
    headers = dict(EVERYWHERE)
    headers["Cache-Control"] = FILE_AGE if file.startswith(("anh/", "tep/")) else PAGE_AGE
    if over_https:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    if file.startswith("tep/"):
        headers["Content-Disposition"] = f'attachment; filename="{file.rpartition("/")[2]}"'
        headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return headers
