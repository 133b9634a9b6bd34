"""Kill the site at each of its writes, and check after each kill that nothing is wrong, and nothing stays undone.

For each scenario and each n: the site is put back, a child process makes the change and kills itself at its n-th
write; what stands then is checked, operation goes on (the clock ticks) and all is checked again. Every violation is
printed with its scenario, n and the call; any makes the exit status 1. SQLite, or PostgreSQL if DATABASE_URL says so.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from signal import SIGKILL

import django

from tests import roles
from tests.killing.state import State


def main() -> int:
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="hdnd-killing-") as scratch:
        state = State(Path(scratch))
        state.use()
        try:
            return run(state, options)
        finally:
            state.drop()


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="kill at every N-th write only")
    parser.add_argument("--scenario", action="append", metavar="NAME", help="only this one (may be repeated)")
    return parser.parse_args()


def run(state: State, options: argparse.Namespace) -> int:
    """Play the scenarios; give the exit status."""
    django.setup()
    roles.become_site()
    from news.press import drain
    from tests.killing.scenarios import SCENARIOS
    from tests.killing.world import make_world

    drain.PATIENCE = 300  # on a busy machine too a request that is answered has its pages printed
    world = make_world()
    state.keep()
    violations = 0
    for name in options.scenario or SCENARIOS:
        started = time.monotonic()
        points, writes, found = play(name, SCENARIOS[name], world, state, options.every)
        violations += found
        say(f"{name:10} {points:5} kills at {writes:5} writes, {found} violations, {time.monotonic() - started:.0f} s")
    return int(violations > 0)


def play(name: str, scenario, world, state: State, every: int) -> tuple[int, int, int]:
    """Kill a scenario at its writes until it survives; give the number of kills, of its writes and of violations."""
    from tests.killing import attempts

    points, found = 0, 0
    while True:
        at = (every + 1) // 2 + points * every
        end, faults = attempts.attempt(scenario, world, state, at)
        where = end.told.get("call", "acknowledged")
        for fault in faults:
            say(f"{name} at {at} ({where}): {fault}")
        found += len(faults)
        if end.killed_by != SIGKILL:
            return points, end.told.get("writes", 0), found
        points += 1


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
