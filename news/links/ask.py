"""Ask one address on the web whether it is there, without being led to a machine inside the house.

The host is resolved once, every address it has must be a public one, and the connection goes to exactly that
address: what a second look-up would say does not count. Ports 80 and 443, HEAD alone, no body is read, each hop of a
redirect is looked at anew.
"""

import http.client
import socket
import ssl
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

TIMEOUT = 3  # seconds for each connection
MOST_HOPS = 3
GONE = (404, 410)
MOVED = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}


class NotAsked(Exception):
    """The address is none that may be asked, or gave no clear answer."""


def is_dead(target: str) -> bool:
    """Whether an address says itself that it is gone, or its host has no name any more.

    Raises NotAsked when nothing was learnt: refused here, no answer in time, a server with troubles of its own.
    """
    for _ in range(MOST_HOPS):
        status, moved_to = _ask(target)
        if status in MOVED and moved_to:
            target = urljoin(target, moved_to)
            continue
        if status in GONE or 200 <= status < 300:
            return status in GONE
        break
    raise NotAsked


def _ask(target: str) -> tuple[int, str]:
    try:
        parts = urlsplit(target)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise NotAsked from error
    if port != PORTS.get(parts.scheme) or not host or parts.username or parts.password:
        raise NotAsked
    address = public_address(host, port)
    if not address:
        return 410, ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        return _head(host, address, port, path)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotAsked from error


def public_address(host: str, port: int) -> str:
    """Give an address of a host, "" when the host has no name any more.

    Raises NotAsked if any of its addresses is not a public one, or names cannot be asked for now.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            return ""
        raise NotAsked from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise NotAsked
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also if it is written inside an address of IPv6."""
    ip = ip_address(address)
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if getattr(ip, "teredo", None):
        return False
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def _head(host: str, address: str, port: int, path: str) -> tuple[int, str]:
    line = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    line.sock = socket.create_connection((address, port), timeout=TIMEOUT)
    try:
        if port == PORTS["https"]:
            line.sock = ssl.create_default_context().wrap_socket(line.sock, server_hostname=host)
        line.request("HEAD", path, headers={"User-Agent": "hdnd-links", "Accept": "*/*"})
        answer = line.getresponse()
        return answer.status, answer.headers.get("Location", "")[:2000]
    finally:
        line.close()
