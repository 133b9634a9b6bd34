"""What this machine lends to a measurement: programs, ports, servers that end with it; and how busy it is."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

START_SECONDS = 300
SYSTEM_PROGRAMS = "/usr/sbin"  # nginx stands where an ordinary user's PATH does not look
DIRECT = urllib.request.ProxyHandler({})


class NotMeasured(Exception):
    """What a measurement needs is not here; it is said, and the other measurements go on."""


class Failed(Exception):
    """A program that a measurement started went wrong."""


def need(program: str) -> str:
    """Give the path of a program. Raises NotMeasured when this machine has none."""
    found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:{SYSTEM_PROGRAMS}")
    if found is None:
        raise NotMeasured(f"{program} is missing")
    return found


def run(command: list, *, environment: dict | None = None, folder: Path | None = None) -> str:
    """Give what a program prints. Raises Failed with the end of what it said, if it fails."""
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr)[-2000:]
        raise Failed(f"{' '.join(map(str, command))}: exit {done.returncode}\n{said}")
    return done.stdout


@dataclass(frozen=True)
class Server:
    """Where a running server answers, and its first process."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """Give the processor time that its processes, as they are now, have taken."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in (self.pid, *children)]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(command: list, url: str, *, environment: dict | None = None, log: Path) -> Iterator[Server]:
    """Run a server until the block ends; it begins when the address answers. Raises Failed if it never does."""
    with log.open("a") as said:
        server = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        _wait_for(server, url, log)
        yield Server(url, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=120)


def fetch(url: str, **headers: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Give status, bytes and headers of an address; a redirect is followed, an error status is an answer too."""
    opener = urllib.request.build_opener(DIRECT)
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=60) as answer:
            return answer.status, answer.read(), answer.getheaders()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read(), list(answer.headers.items())


def free_port() -> int:
    """Give a port of the loopback address that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def refuse_elsewhere(url: str) -> None:
    """Raise ValueError for an address that is not this machine's own."""
    if urlsplit(url).hostname not in ("127.0.0.1", "::1", "localhost"):
        raise ValueError(f"loopback only: {url}")


def settle(limit: float = 5) -> None:
    """Wait until a core is idle, not longer than `limit`: a slow server works on after its client hung up."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        before = _ticks()
        time.sleep(0.3)
        spent = [now - then for now, then in zip(_ticks(), before, strict=True)]
        idle = spent[3] + spent[4]
        if idle * (os.cpu_count() or 1) >= sum(spent[:8]):
            return


def describe() -> str:
    """Give one line on the machine as it is now."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = " ".join(f"{figure:.1f}" for figure in os.getloadavg())
    return f"{os.cpu_count()} cores, {memory:.0f} GB; load {load} (1, 5, 15 minutes)"


def _ticks() -> list[int]:
    return [int(ticks) for ticks in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]


def _wait_for(server: subprocess.Popen, url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            fetch(url)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise Failed(f"{url} did not answer:\n{log.read_text()[-2000:]}")
