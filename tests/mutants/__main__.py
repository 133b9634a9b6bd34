"""How many small faults in the modules that matter do the tests notice?

    python -m tests.mutants                        # every target of TARGETS
    python -m tests.mutants editorial.rights       # one
    python -m tests.mutants editorial.rights --every 5

The database is set up once; each mutant lives in a fork of that process, where the code of the functions is exchanged,
and dies with the first test that fails. Survivors are printed with their lines; those that change nothing a person
could see are listed with a reason in tests/mutants/README.md. For SQLite (a fork has its own copy of the database).
"""

import argparse
import gc
import importlib
import os
import signal
import sys
import time
import types
from pathlib import Path

import pytest

from tests.mutants.mutating import Mutant, mutants_of
from tests.mutants.targets import TARGETS

PATIENCE = 300  # seconds for the tests of one mutant: whoever needs longer turns in a circle, and is noticed


class EachMutant:
    """A pytest run of which every mutant has a fork."""

    def __init__(self, module: str, every: int):
        self.module, self.every = module, every
        self.survivors: list[Mutant] = []
        self.tried = 0

    def pytest_runtestloop(self, session):
        first, second = session.items[0], session.items[1]
        session.config.hook.pytest_runtest_protocol(item=first, nextitem=second)  # the database stands from here on
        if session.testsfailed or _run_in_fork(session, None):
            raise pytest.UsageError("the tests fail without a mutant")
        source = Path(importlib.import_module(self.module).__file__)
        for number, mutant in enumerate(mutants_of(source.read_text())):
            if number % self.every:
                continue
            self.tried += 1
            code = compile(mutant.tree, str(source), "exec")
            if not _run_in_fork(session, (self.module, code)):
                self.survivors.append(mutant)
                print(f"  survived: {source.name}:{mutant.line} {mutant.what}", flush=True)  # noqa: T201
        return True


def _run_in_fork(session, mutation) -> bool:
    """Give whether a test failed, or did not end, in a fork with the mutation."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        try:
            if mutation:
                _exchange(*mutation)
            for item, after in zip(session.items[1:], [*session.items[2:], session.items[1]], strict=True):
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if session.testsfailed:
                    os._exit(1)
        except BaseException:
            os._exit(1)
        os._exit(0)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status != 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _exchange(module: str, code: types.CodeType) -> None:
    """Give every function of the module, wherever it is already known, the code it has in the mutant."""
    new = {}
    waiting = [code]
    while waiting:
        for constant in waiting.pop().co_consts:
            if isinstance(constant, types.CodeType):
                new[constant.co_qualname] = constant
                waiting.append(constant)
    for known in gc.get_objects():
        if not isinstance(known, types.FunctionType) or known.__module__ != module:
            continue
        twin = new.get(known.__qualname__)
        if twin and len(known.__code__.co_freevars) == len(twin.co_freevars):
            known.__code__ = twin


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("modules", nargs="*", default=list(TARGETS))
    parser.add_argument("--every", type=int, default=1, help="try one mutant of so many")
    given = parser.parse_args()
    bad = False
    for module in given.modules:
        plugin = EachMutant(module, given.every)
        pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", *TARGETS[module]], plugins=[plugin])
        killed = plugin.tried - len(plugin.survivors)
        print(f"{module}: {killed} of {plugin.tried} mutants noticed", flush=True)  # noqa: T201
        bad |= not plugin.tried or killed < 0.9 * plugin.tried
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
