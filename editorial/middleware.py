"""Security headers, the same on every answer: this table, also of the press (news/press/headers.py) and of nginx
(deploy/); and what was typed is kept when a login has ended meanwhile.
"""

from django.conf import settings

from editorial import autosaving

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# What CKEditor 4 with its divarea plugin needs: attributes, never an inline script (shared measurements).
EDITOR = (
    "default-src 'none'; script-src 'self'; script-src-attr 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": STRICT,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains; preload"


class SecurityHeadersMiddleware:
    """Outside of all others, so that nothing is answered without: no static file, no refusal of another middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
        return response


def relax_for_editor(response):
    """Give the answer the policy of the two forms that hold the editor."""
    response.headers["Content-Security-Policy"] = EDITOR
    return response


def allow_frames_of_this_site(response):
    """Let a page hold frames of this site: the preview."""
    response.headers["Content-Security-Policy"] = f"{STRICT}; frame-src 'self'"
    return response


def show_in_frame_without_scripts(response):
    """Let a page stand in a frame of this site, where nothing of it runs: what a contributor wrote.

    Its pictures are private, so it keeps its origin; no other page may stand in a frame.
    """
    policy = STRICT.replace("frame-ancestors 'none'", "frame-ancestors 'self'").replace("script-src 'self'; ", "")
    policy += "; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    response.headers["Content-Security-Policy"] = policy
    return response


class KeepTypedMiddleware:
    """A form sent after the login had ended is kept as an autosave of its person before the login page is shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == 302 and not request.user.is_authenticated:
            autosaving.keep_sent(request.POST)
        return response
