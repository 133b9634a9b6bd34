"""Where a request comes from: the one place that is asked for a visitor's address.

nginx stands in front and says it in two headers that it sets itself, whatever the visitor sent under these names
(deploy/nginx.conf). They count only when the connection comes from a proxy named in TRUSTED_PROXIES, or over a unix
socket, which only this machine can open; a visitor who reaches the application directly forges nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.checks import Error
from django.db import transaction
from django.utils import timezone

from editorial.accounts import confirming
from editorial.models.log import LogOrigin

ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
PORT_HEADER = "HTTP_X_CLIENT_PORT"
IN_ROUND = 1000
LEAST_MONTHS = 12  # NĐ 333/2026 Đ16.6


@dataclass(frozen=True)
class Origin:
    """Where a request came from: the address and the source port; and whether its person was just asked again."""

    address: str
    port: int | None = None
    is_confirmed: bool = False  # a second factor no older than five minutes (accounts/confirming.py)


def client_address(request) -> str:
    """Give the visitor's address in one spelling; "" when none is known."""
    origin = origin_of(request)
    return origin.address if origin else ""


def origin_of(request) -> Origin | None:
    """Give the visitor's address and source port (NĐ 333/2026 Đ16.6 asks for both); None when none is known."""
    peer = request.META.get("REMOTE_ADDR", "")
    told = _read_address(request.META.get(ADDRESS_HEADER, "").rpartition(",")[2]) if is_trusted_proxy(peer) else None
    confirmed = confirming.is_confirmed(request)
    if told:
        return Origin(str(told), _read_port(request.META.get(PORT_HEADER, "")), confirmed)
    address = _read_address(peer)
    return Origin(str(address), _read_port(str(request.META.get("REMOTE_PORT", ""))), confirmed) if address else None


def is_trusted_proxy(peer: str) -> bool:
    """Whether what the other end of the connection says of the visitor counts."""
    if not peer:  # a unix socket
        return True
    address = _read_address(peer)
    return address is not None and any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


def forget_old() -> int:
    """Delete addresses and ports whose time is over, the oldest first; give how many. The decisions stay.

    Numbers rise with time, so the first that is still young ends the search.
    """
    limit = months_before(timezone.now(), settings.ORIGIN_MONTHS)
    oldest = LogOrigin.objects.order_by("pk").values_list("pk", "entry__at")[:IN_ROUND]
    numbers = [pk for pk, at in oldest if at < limit]
    if not numbers:
        return 0
    with transaction.atomic():
        return LogOrigin.objects.filter(pk__in=numbers).delete()[0]


def months_before(moment: datetime, months: int) -> datetime:
    """Give the same day so many months earlier, the 28th at the latest: never later than a database counts."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, 28))


def check_months(app_configs=None, **kwargs) -> list[Error]:
    """System check: addresses are kept as long as the decree asks."""
    said = f"ORIGIN_MONTHS phải từ {LEAST_MONTHS} trở lên."
    return [] if settings.ORIGIN_MONTHS >= LEAST_MONTHS else [Error(said, id="editorial.E003")]


def check_proxies(app_configs=None, **kwargs) -> list[Error]:
    """System check: TRUSTED_PROXIES names addresses or networks, and not everybody's."""
    try:
        networks = _networks(tuple(settings.TRUSTED_PROXIES))
    except ValueError:
        networks = []
        said = "TRUSTED_PROXIES phải gồm các địa chỉ hoặc mạng, cách nhau bằng dấu phẩy."
    else:
        said = "TRUSTED_PROXIES không được gồm mọi địa chỉ: ai cũng giả được địa chỉ của mình."
    is_well = networks and all(network.prefixlen for network in networks)
    return [] if is_well or not settings.TRUSTED_PROXIES else [Error(said, id="editorial.E002")]


@lru_cache(maxsize=8)
def _networks(named: tuple[str, ...]) -> list:
    return [ip_network(name, strict=False) for name in named]


def _read_address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address; IPv4 that comes over an IPv6 socket is IPv4."""
    try:
        address = ip_address(text.strip().partition("%")[0])  # without the name of a network card
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _read_port(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65536 else None
