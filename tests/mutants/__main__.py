"""How many small faults in the modules that matter do the tests notice?

    python -m tests.mutants                        # every target of TARGETS
    python -m tests.mutants rights                 # one
    python -m tests.mutants rights --every 5

The database is set up once, and it is seen which test reaches which line. Each mutant lives in a fork of that process,
where the code of the functions is exchanged, and dies with the first test that fails of those that reach it. Survivors
are printed with their lines; those that change nothing a person could see are listed with a reason in
tests/mutants/README.md. For SQLite (a fork has its own copy of the database).
"""

import argparse
import gc
import importlib
import os
import pickle
import signal
import sys
import tempfile
import time
import types
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import coverage
import pytest

from tests.mutants.mutating import Mutant, mutants_of
from tests.mutants.targets import TARGETS

LOADING = "loading"
PATIENCE = 60  # seconds for one test of a mutant: whoever needs longer turns in a circle, and is noticed


@dataclass(frozen=True)
class Reached:
    """What a test took without a mutant, in seconds, and the lines of each module it reached."""

    seconds: float
    lines: Mapping[Path, frozenset[int]]

    def meets(self, source: Path, lines: range) -> bool:
        return not self.lines[source].isdisjoint(lines)


class EachMutant:
    """A pytest run with a fork for every mutant, where the tests that reach its line are run, the likeliest first."""

    def __init__(self, modules: list[str], every: int):
        self.modules, self.every = modules, every
        self.survived: dict[str, int] = dict.fromkeys(modules, 0)
        self.tried: dict[str, int] = dict.fromkeys(modules, 0)
        self.noticed: Counter[str] = Counter()

    def pytest_runtestloop(self, session):
        run = session.config.hook.pytest_runtest_protocol
        run(item=session.items[0], nextitem=session.items[1])  # the database stands from here on
        sources = {module: Path(importlib.import_module(module).__file__) for module in self.modules}
        reached = _survey(session, list(sources.values()))
        self._check_order(session, reached)
        for module, source in sources.items():
            for mutant in islice(mutants_of(source.read_text()), None, None, self.every):
                self._try(session, module, source, mutant, reached)
            print(self.figure(module), flush=True)  # noqa: T201
        return True

    def _check_order(self, session, reached: Mapping[str, Reached]) -> None:
        """Run all tests without a mutant in the order in which mutants meet them first: a failure is none of theirs."""
        tests = sorted(session.items, key=lambda item: (_flushes(item), reached[item.nodeid].seconds))
        with tempfile.NamedTemporaryFile() as told:
            if _fails_in_fork(lambda: _run(session, tests, Path(told.name))):
                raise pytest.UsageError(f"in another order fails {Path(told.name).read_text() or 'a test'}")

    def _try(self, session, module: str, source: Path, mutant: Mutant, reached: Mapping[str, Reached]) -> None:
        tests = [item for item in session.items if reached[item.nodeid].meets(source, mutant.around)]
        if not tests and not reached[LOADING].lines[source].isdisjoint(mutant.around):
            return  # run while the module is loaded, before any fork: out of reach here
        tests.sort(key=lambda item: (_flushes(item), reached[item.nodeid].seconds / (1 + self.noticed[item.nodeid])))
        code = compile(mutant.tree, str(source), "exec")
        self.tried[module] += 1
        with tempfile.NamedTemporaryFile() as told:
            was_noticed = _fails_in_fork(lambda: _meet(session, module, code, tests, Path(told.name)))
            self.noticed[Path(told.name).read_text()] += 1
        if not was_noticed:
            self.survived[module] += 1
            print(f"  survived: {module}:{mutant.line} {mutant.what} ({len(tests)} tests)", flush=True)  # noqa: T201

    def figure(self, module: str) -> str:
        return f"{module}: {self.tried[module] - self.survived[module]} of {self.tried[module]} mutants noticed"


def _flushes(item) -> bool:
    """Whether a test empties the tables after itself, of what migrations put there too: such tests come last."""
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction"))


def _survey(session, sources: list[Path]) -> dict[str, Reached]:
    """Run every test without a mutant, in a fork, and give by its name what it reached."""
    with tempfile.NamedTemporaryFile() as told:
        if _fails_in_fork(lambda: Path(told.name).write_bytes(pickle.dumps(_reach(session, sources)))):
            raise pytest.UsageError("the tests fail without a mutant")
        return pickle.loads(Path(told.name).read_bytes())


def _reach(session, sources: list[Path]) -> dict[str, Reached]:
    watch = coverage.Coverage(data_file=None, include=list(map(str, sources)), config_file=False)
    watch.start()
    watch.switch_context(LOADING)
    for source in sources:
        name = ".".join(source.relative_to(Path.cwd()).with_suffix("").parts)
        exec(compile(source.read_text(), str(source), "exec"), {"__name__": f"{name}.again", "__file__": str(source)})
    seconds = {LOADING: 0.0}
    for item, after in pairwise([*session.items, session.items[0]]):
        watch.switch_context(item.nodeid)
        started = time.monotonic()
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        seconds[item.nodeid] = time.monotonic() - started
        if session.testsfailed:
            raise AssertionError(item.nodeid)
    watch.stop()
    data, reached = watch.get_data(), {}
    for name, took in seconds.items():
        data.set_query_context(name)
        lines = {source: frozenset(data.lines(str(source)) or ()) for source in sources}
        reached[name] = Reached(took, lines)
    return reached


def _meet(session, module: str, code: types.CodeType, tests: list, told: Path) -> None:
    """Let the tests meet a mutant; raises AssertionError at the first that notices, with its name in the file."""
    _exchange(module, code)
    _run(session, tests, told)


def _run(session, tests: list, told: Path) -> None:
    """Run tests; raises AssertionError at the first that fails, with its name in the file."""
    if tests:
        session._setupstate.teardown_exact(tests[0])  # leave what is set up for the test before, but not the session
    for item, after in pairwise([*tests, *session.items[:1]]):
        signal.alarm(PATIENCE)  # ends the fork
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            told.write_text(item.nodeid)
            raise AssertionError(item.nodeid)


def _fails_in_fork(work: Callable[[], object]) -> bool:
    """Give whether the work raised, or was ended."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


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
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--every", type=int, default=1, help="try one mutant of so many")
    parser.add_argument("--only", nargs="+", metavar="MODULE", help="of the targets' modules these")
    given = parser.parse_args()
    figures, bad = [], False
    for name in given.targets:
        modules, tests = TARGETS[name]
        plugin = EachMutant([each for each in modules if not given.only or each in given.only], given.every)
        pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", *tests], plugins=[plugin])
        tried, survived = sum(plugin.tried.values()), sum(plugin.survived.values())
        figures.append(f"{name}: {tried - survived} of {tried} mutants noticed")
        bad |= not tried or survived > 0.1 * tried
    print(*figures, sep="\n")  # noqa: T201
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
