"""security.txt (RFC 9116): where whoever finds a hole in the site tells of it. Never printed: it must not grow old."""

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from news.context import Frame
from news.months import Month

MONTHS_VALID = 6  # RFC 9116 §2.5.5 recommends less than a year
DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=DAY)
def security_txt(request):
    """Give the file; it is the same for a whole month, and ends five to six months later."""
    frame = Frame(request.path)
    lines = [f"Contact: {contact}" for contact in frame.security_contacts]
    lines += [
        f"Expires: {_end_of_validity().isoformat()}",
        "Preferred-Languages: vi, en",
        f"Canonical: {frame.origin}{reverse('security-txt')}",
        f"Policy: {frame.origin}{reverse('imprint')}#bao-mat",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _end_of_validity() -> datetime:
    month = Month.of(timezone.now())
    for _ in range(MONTHS_VALID):
        month = month.next
    return month.start
