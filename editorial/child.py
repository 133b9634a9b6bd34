"""Work on bytes from outside, done in a child process with limits: a hostile file ends the child, never the worker.

The child is a new Python (not a fork of a threaded server): it inherits no connection, no secret of the environment
and no open file. Its job is a plain function of bytes that gives a dict which JSON can carry.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore

ROOT = Path(__file__).resolve().parent.parent
SECONDS, MEGABYTES = 10, 512  # what issue 5 allows a file
MAX_OUTPUT = 64 * 1024 * 1024
MAX_OPEN_FILES = 64
AT_ONCE = BoundedSemaphore(2)  # in one process: beyond it, memory for readers would be at stake

SENTENCES = {
    "time": "Tệp quá lớn hoặc quá phức tạp, không đọc xong trong thời gian cho phép.",
    "memory": "Tệp cần quá nhiều bộ nhớ nên không đọc được.",
    "broken": "Tệp bị hỏng hoặc được ghi theo cách không đọc được.",
    "busy": "Máy chủ đang đọc nhiều tệp khác. Xin thử lại sau ít phút.",
}


class ChildFailed(Exception):
    """The job gave no result; `kind` is time, memory, broken or busy, `sentence` says it to a person."""

    def __init__(self, kind: str):
        super().__init__(kind)
        self.kind = kind
        self.sentence = SENTENCES[kind]


def run(job: str, data: bytes, *, seconds: float = SECONDS, megabytes: int = MEGABYTES, **options) -> dict:
    """Give what the function `job` ("package.module.function") answers to data and options, in a child process.

    The child has so many seconds by the clock and so much memory; it is killed with all it started when the time
    is over. Raises ChildFailed. Waits as long again for its turn when others are at work.
    """
    if not AT_ONCE.acquire(timeout=seconds):
        raise ChildFailed("busy")
    try:
        return _run(job, data, seconds, [str(seconds), str(megabytes), json.dumps(options)])
    finally:
        AT_ONCE.release()


def _run(job: str, data: bytes, seconds: float, arguments: list[str]) -> dict:
    with TemporaryFile() as given, TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603 - the job is named in code, the data go through standard input
            [sys.executable, "-m", __name__, job, *arguments],
            stdin=given,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
        _wait(child, seconds)
        answer.seek(0)
        return _read_answer(child.returncode, answer.read())


def _wait(child: subprocess.Popen, seconds: float) -> None:
    """Wait for the child to end, and end whatever else is in its group, whatever happens here."""
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ChildFailed("time") from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _read_answer(code: int, answer: bytes) -> dict:
    if code == -signal.SIGXCPU:
        raise ChildFailed("time")
    if code != 0:
        raise ChildFailed("broken")
    result = json.loads(answer)
    if "failed" in result:
        raise ChildFailed(result["failed"])
    return result["result"]


def _limit(seconds: float, megabytes: int) -> None:
    memory, processor = megabytes * 1024 * 1024, int(seconds) + 1
    # The kernel's first signal says that time is over; where both limits are the same, it kills without a word.
    limits = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (processor, processor + 1),
        resource.RLIMIT_FSIZE: (MAX_OUTPUT, MAX_OUTPUT),
        resource.RLIMIT_NOFILE: (MAX_OPEN_FILES, MAX_OPEN_FILES),
        resource.RLIMIT_CORE: (0, 0),
    }
    for limit, values in limits.items():
        resource.setrlimit(limit, values)


def _work(job: str, seconds: str, megabytes: str, options: str) -> None:
    """Be the child: read standard input, write the answer to standard output, which nothing else may write to."""
    _limit(float(seconds), int(megabytes))
    answer = os.dup(1)
    os.dup2(2, 1)
    module, _, name = job.rpartition(".")
    try:
        result = {"result": getattr(import_module(module), name)(sys.stdin.buffer.read(), **json.loads(options))}
        written = json.dumps(result).encode()
    except MemoryError:
        written = b'{"failed": "memory"}'
    except Exception:  # readers fed with hostile bytes raise anything
        written = b'{"failed": "broken"}'
    with os.fdopen(answer, "wb") as out:
        out.write(written)


if __name__ == "__main__":
    _work(*sys.argv[1:])
