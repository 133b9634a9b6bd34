"""The virus scanner: clamd, asked over its socket (INSTREAM in clamd(8)); where one is named, all passes by it.

What it cannot or does not answer in its own words counts as not scanned.
"""

import re
import socket
import struct
import time
from collections.abc import Iterable, Iterator

from django.conf import settings

CONNECT_SECONDS, SECONDS, PING_SECONDS = 3, 15, 2
CHUNK = 64 * 1024
LONGEST_ANSWER = 1000
LONGEST_NAME = 80
CLEAN, WELL = "stream: OK", "PONG"
FOUND = re.compile(r"stream: (.+) FOUND")
# After a silence nobody waits for it anew at once: the files of one form together stay within nginx's patience.
REST = 5


class Infected(Exception):
    """The scanner found something; `name` is its word for it, in plain letters."""

    def __init__(self, name: str):
        self.name = re.sub(r"[^A-Za-z0-9._/-]", "?", name)[:LONGEST_NAME]
        super().__init__(self.name)


class NotScanned(Exception):
    """There is a scanner, and it did not say whether the bytes are clean."""


class _Rest:
    until = 0.0


def scan(data: bytes) -> None:
    """Have bytes scanned, if a scanner is named (VIRUS_SCANNER). Raises Infected and NotScanned."""
    if not settings.VIRUS_SCANNER or not data:
        return
    if time.monotonic() < _Rest.until:
        raise NotScanned("silent a moment ago")
    try:
        answer = _converse(_stream(data), SECONDS)
    except NotScanned:
        _Rest.until = time.monotonic() + REST
        raise
    found = FOUND.fullmatch(answer)
    if found:
        raise Infected(found[1])
    if answer != CLEAN:
        raise NotScanned(repr(answer))


def is_well() -> bool:
    """Whether the scanner that is named answers a ping."""
    try:
        return _converse([b"zPING\0"], PING_SECONDS) == WELL
    except NotScanned:
        return False


def _stream(data: bytes) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for start in range(0, len(data), CHUNK):
        chunk = data[start : start + CHUNK]
        yield struct.pack(">I", len(chunk)) + chunk
    yield struct.pack(">I", 0)


def _converse(parts: Iterable[bytes], seconds: float) -> str:
    """Say the parts and give the answer, all within so many seconds. Raises NotScanned."""
    until = time.monotonic() + seconds
    try:
        with _connect() as scanner:
            is_said = _say(scanner, parts, until)
            answer = _hear(scanner, until)
    except (OSError, ValueError) as error:
        raise NotScanned(f"{type(error).__name__}: {error}") from error
    if answer == CLEAN and not is_said:
        raise NotScanned("answered before it had everything")
    return answer


def _connect() -> socket.socket:
    """Connect to a path or to host:port. Raises OSError, and ValueError for what is neither."""
    named = settings.VIRUS_SCANNER
    if not named.startswith("/"):
        host, _, port = named.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(CONNECT_SECONDS)
    try:
        scanner.connect(named)
    except OSError:
        scanner.close()
        raise
    return scanner


def _say(scanner: socket.socket, parts: Iterable[bytes], until: float) -> bool:
    """Send everything; give False when the scanner hung up before: what it finds too large it does not hear out."""
    try:
        for part in parts:
            scanner.settimeout(_left(until))
            scanner.sendall(part)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _hear(scanner: socket.socket, until: float) -> str:
    """Give the answer up to its closing zero. Raises ValueError when it has none."""
    heard = b""
    while not heard.endswith(b"\0"):
        scanner.settimeout(_left(until))
        part = scanner.recv(LONGEST_ANSWER)
        heard += part
        if not part or len(heard) > LONGEST_ANSWER:
            raise ValueError(f"no whole answer: {heard[:100]!r}")
    return heard[:-1].decode("utf-8", errors="replace")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("out of time")
    return left
