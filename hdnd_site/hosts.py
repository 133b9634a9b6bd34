"""Two hosts, one for citizens and one for the desk: each answers for its own rooms only.

Without a DESK_ORIGIN of its own both are one, as on a developer's machine. The public host sets no cookie and takes no
form but those of citizens; a script that somehow ran there would have nothing of the desk to take.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.views.defaults import page_not_found

from hdnd_site.outage import DESK_ROOMS

BOTH = ("static", "anh", "tep", "khoe", "favicon.ico", "giao-dien.css")  # rooms that either host answers for
CITIZENS_FORMS = ("gui-y-kien",)
READING = ("GET", "HEAD", "OPTIONS")


def desk_of_its_own() -> str:
    """Give the host (and port, where it is not the usual one) of the desk; "" where it shares the public site's."""
    desk, public = (urlsplit(origin).netloc for origin in (settings.DESK_ORIGIN, settings.SITE_ORIGIN))
    return "" if desk == public else desk


class HostsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        desk = desk_of_its_own()
        if not desk:
            return self.get_response(request)
        room = request.path.split("/")[1]
        if request.get_host() == desk:
            return self._at_the_desk(request, room)
        return self._in_public(request, room)

    def _at_the_desk(self, request, room: str):
        """Lead readers of public pages to where these are; the door leads to the desk."""
        if room in DESK_ROOMS or room in BOTH:
            return self.get_response(request)
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        return HttpResponseRedirect(
            settings.SITE_ORIGIN.rstrip("/") + request.get_full_path() if room else "/ban-lam-viec/"
        )

    def _in_public(self, request, room: str):
        """Know nothing of the desk, read no session, and let no cookie out."""
        if room in DESK_ROOMS:
            return page_not_found(request, None)
        if request.method not in READING and room not in CITIZENS_FORMS:
            return HttpResponseNotAllowed(READING)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        return response
