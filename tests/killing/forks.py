"""Work done in a process of its own, which may die of it."""

import json
import os
import sys
import traceback
from dataclasses import dataclass, field


@dataclass
class End:
    """How a process ended: the signal that killed it or 0, and what it told before."""

    killed_by: int
    told: dict = field(default_factory=dict)


def in_fork(work) -> End:
    """Do some work in a child process and give its end. `work` is given a function that tells the parent things.

    What it raises is told as "error". The parent must have no open connection.
    """
    sys.stdout.flush()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work(work, writer)
    os.close(writer)
    with os.fdopen(reader) as lines:
        told = {name: value for line in lines for name, value in json.loads(line).items()}
    _, status = os.waitpid(child, 0)
    return End(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, told)


def _work(work, writer: int) -> None:
    def tell(**what) -> None:
        os.write(writer, json.dumps(what).encode() + b"\n")

    try:
        work(tell)
    except BaseException:
        tell(error=traceback.format_exc())
    finally:
        os._exit(0)
