"""Jobs that behave badly, for test_child.py."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path


def tell(data: bytes, *, greeting: str = "") -> dict:
    os.write(1, b"noise on standard output")
    secrets = sorted({"DATABASE_URL", "SECRET_KEY"} & set(os.environ))
    return {"greeting": greeting, "size": len(data), "secrets": secrets}


def open_files(data: bytes) -> dict:
    return {"open": sorted(int(name) for name in os.listdir("/proc/self/fd"))}


def devour(data: bytes) -> dict:
    return {"size": len(bytearray(1024**3))}


def dawdle(data: bytes) -> dict:
    """Hold a lock, together with a child of its own, for as long as either lives."""
    with Path(data.decode()).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[held.fileno()])
        held.write("held")
        held.flush()
        waiting.wait()
    return {}


def stumble(data: bytes) -> dict:
    raise ValueError(data)


def fall(data: bytes) -> dict:
    os.abort()


def flood(data: bytes) -> dict:
    return {"text": "x" * (70 * 1024 * 1024)}


def scribble(data: bytes) -> dict:
    with Path(data.decode()).open("wb") as out:
        for _ in range(70):
            out.write(bytes(1024 * 1024))
    return {}
