"""Requests by the thousand: wrk against systems in turn, so that what burdens the machine burdens all of them."""

import re
from dataclasses import dataclass
from statistics import median

from tests.bench.machine import Failed, Server, fetch, need, refuse_elsewhere, run, settle
from tests.bench.report import table

MILLISECONDS = {"us": 1e-3, "ms": 1.0, "s": 1e3}
WARM_UP = 1  # seconds
HEADERS = ("-H", "User-Agent: Mozilla/5.0 (tests.bench)")


@dataclass(frozen=True)
class Target:
    """A page of a running server."""

    server: Server
    path: str

    @property
    def url(self) -> str:
        return self.server.url + self.path


@dataclass(frozen=True)
class Shot:
    """One round of wrk: answers per second, milliseconds (median, slowest hundredth), and the server's own cost.

    `cpu` is in microseconds of the server's processes for one answer: it hardly depends on who else is busy.
    """

    rate: float
    p50: float
    p99: float
    cpu: float


def shoot(target: Target, *, seconds: int, connections: int) -> Shot:
    """Ask one page for some seconds. Raises Failed when an answer is an error."""
    refuse_elsewhere(target.url)
    taken = target.server.cpu_seconds()
    command = [need("wrk"), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "--latency"]
    said = run([*command, *HEADERS, target.url])
    wrong = re.search(r"Non-2xx or 3xx responses: \d+|Socket errors: .*", said)
    if wrong:
        raise Failed(f"{target.url}: {wrong[0]}")
    taken = target.server.cpu_seconds() - taken
    rate, answers = (
        float(re.search(pattern, said)[1]) for pattern in (r"Requests/sec:\s+([\d.]+)", r"(\d+) requests in")
    )
    times = {
        share: float(n) * MILLISECONDS[unit] for share, n, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", said)
    }
    return Shot(rate, times["50"], times["99"], taken * 1e6 / max(answers, 1))


def shoot_in_turn(targets: dict[str, Target], *, rounds: int, seconds: int, connections: int = 8, settled=False):
    """Give the rounds of each target, by name; every round asks all of them, one after another.

    `settled` waits for a quiet machine before each. Raises Failed when one does not answer 200.
    """
    for target in targets.values():
        status = fetch(target.url)[0]
        if status != 200:
            raise Failed(f"{target.url}: {status}")
        shoot(target, seconds=WARM_UP, connections=connections)
    shots: dict[str, list[Shot]] = {name: [] for name in targets}
    for turn in range(rounds):
        for name in list(targets) if turn % 2 else list(targets)[::-1]:
            if settled:
                settle()
            shots[name].append(shoot(targets[name], seconds=seconds, connections=connections))
    return shots


def ratio(ours: list[Shot], theirs: list[Shot]) -> float:
    """Give the median over the rounds of our rate by theirs in the same round."""
    return median(our.rate / their.rate for our, their in zip(ours, theirs, strict=True))


def cost_ratio(ours: list[Shot], theirs: list[Shot]) -> float:
    """Give their cost of an answer by ours, each of the round that was disturbed least.

    What the ratio of rates would be on a machine that does nothing else, with the server as its only burden.
    """
    return min(shot.cpu for shot in theirs) / min(shot.cpu for shot in ours)


def middle(shots: list[Shot]) -> Shot:
    """Give the medians of the rounds."""
    return Shot(*(median(getattr(shot, name) for shot in shots) for name in ("rate", "p50", "p99", "cpu")))


def show(shots: dict[str, list[Shot]], base: str) -> None:
    """Print the raw figures of each target beside the ratio of its rate to that of `base`."""
    rows = []
    for name, rounds in shots.items():
        shot = middle(rounds)
        figures = [f"{shot.rate:.0f}", f"{shot.p50:.2f}", f"{shot.p99:.2f}", f"{shot.cpu:.0f}"]
        rows.append([name, f"{ratio(rounds, shots[base]):.3g}", *figures])
    table(["", f"x {base}", "answers/s", "median ms", "p99 ms", "server µs each"], rows)
