"""How often letters may come: from one address, and all together. Exact while the lock of the count is held.

Of an address nothing is kept but a keyed hash that also holds the day, and that only for a day (forget_senders).
"""

import ipaddress
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from editorial.origins import client_address
from editorial.refusals import Refusal
from news.models import Letter

FROM_ONE = 5  # letters an hour; a household or an office behind one address still can write
FROM_ALL = 60
HOUR = timedelta(hours=1)
REMEMBERED = timedelta(days=1)
SITE = 64  # bits of an IPv6 address that one subscriber has


class Flood(Refusal):
    """Too many letters; the same one is taken later."""

    status = 429
    retry_after = 3600  # seconds


def address_of(request) -> str:
    """Give the address a request came from, of an IPv6 address the part that one subscriber has; "" when unknown."""
    parsed = _parsed(client_address(request))
    return _network(parsed) if parsed else ""


def marks_of(address: str) -> list[str]:
    """Give the marks of an address for today and yesterday; none when the address is not known."""
    today = timezone.localdate()
    return [_mark(address, day) for day in (today, today - timedelta(days=1))] if address else []


def check(address: str) -> None:
    """Raise Flood when this address, or all together, have sent as many letters in the last hour as may be."""
    marks = marks_of(address)
    lately = Letter.objects.filter(received_at__gt=timezone.now() - HOUR).order_by()
    sent = lately.aggregate(all=Count("pk"), own=Count("pk", filter=Q(sender_mark__in=marks)))
    if marks and sent["own"] >= FROM_ONE:
        raise Flood(
            f"Từ kết nối mạng này đã gửi {FROM_ONE} ý kiến trong một giờ, là số nhiều nhất được nhận. Nội dung vừa gõ"
            " còn nguyên dưới đây: xin để nguyên trang này và bấm «Gửi» lại sau một giờ."
        )
    if sent["all"] >= FROM_ALL:
        raise Flood(
            "Hiện có quá nhiều ý kiến gửi đến cùng lúc. Nội dung vừa gõ còn nguyên dưới đây: xin để nguyên trang này và"
            " bấm «Gửi» lại sau một giờ, hoặc liên hệ Ban biên tập theo địa chỉ ở cuối trang."
        )


def count_lately() -> int:
    """Give how many letters came in the last hour."""
    return Letter.objects.filter(received_at__gt=timezone.now() - HOUR).count()


def forget_senders() -> int:
    """Empty the marks of senders that are a day old; none is left."""
    old = Letter.objects.exclude(sender_mark="").filter(received_at__lt=timezone.now() - REMEMBERED)
    old.update(sender_mark="")
    return 0


def _parsed(text: str):
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _network(address) -> str:
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped or address.version == 4:
        return str(mapped or address)
    return str(ipaddress.ip_network((address, SITE), strict=False))


def _mark(address: str, day) -> str:
    return salted_hmac("news.letters.sender", f"{day} {address}", algorithm="sha256").hexdigest()
