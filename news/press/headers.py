"""The headers of the public tree: one table for the embedded server, checked against Django's and nginx's."""

from editorial.middleware import PERMISSIONS, STRICT

# As django.middleware.security, clickjacking and editorial.middleware set them.
EVERYWHERE = {
    "Content-Security-Policy": STRICT,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains; preload"
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
