"""From the press of the button to what a citizen sees: a piece published, and the same piece withdrawn.

At every size of the archive at once, in turn; each size is a site with its own server and database.
"""

import json
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median, quantiles

from tests.bench.databases import database_for
from tests.bench.machine import Failed, Server
from tests.bench.report import say, table
from tests.bench.site import Site, make_filled
from tests.bench.visitor import Visitor

PATIENCE = 120  # seconds until a page must be true
LEFT_TO_CLOCK = 15  # seconds after which the request has given up waiting for its pages, on a busy machine
MOST_RATIO, MOST_SECONDS = 1.5, 1.0
ACTS = {"publish_now": "published to visible", "withdraw": "withdrawn to gone"}


@dataclass
class Stage:
    """One site under measurement: the chair at the desk, a citizen, the pieces that wait.

    And what each act took: seconds, and those of them that the server's processes worked (the rest is the disk,
    and other work of the machine).
    """

    site: Site
    server: Server
    chair: Visitor
    citizen: Visitor
    category: str
    pieces: list[dict]
    seconds: dict[str, list[float]]
    worked: dict[str, list[float]]


def measure(options) -> None:
    """Publish and withdraw pieces at every size of the archive, in turn, and compare the sizes."""
    with ExitStack() as servers:
        stages = {size: _set_up(size, options, servers) for size in options.sizes}
        for turn in range(options.pieces):
            for stage in stages.values():
                _publish_and_withdraw(stage, stage.pieces[turn])
    _compare(stages)
    _show(stages)


def _set_up(size: int, options, servers: ExitStack) -> Stage:
    name = f"filled-{size}"
    site = make_filled(options.folder / name, size, options.newest, database=database_for(name))
    ready = json.loads(site.run("-m", "tests.bench.pieces", "prepare", str(options.pieces)))
    server = servers.enter_context(site.served())
    chair = Visitor(server.url)
    chair.log_in(ready["username"], ready["password"])
    times: tuple[dict, dict] = ({act: [] for act in ACTS}, {act: [] for act in ACTS})
    return Stage(site, server, chair, Visitor(server.url), ready["category"], ready["pieces"], *times)


def _publish_and_withdraw(stage: Stage, piece: dict) -> None:
    lists = ("/", stage.category)
    link = f'href="{piece["address"]}"'
    _act(stage, piece["publish_now"], "publish_now", lambda: _shows(stage.citizen, piece["address"], lists, link))
    _act(stage, piece["withdraw"], "withdraw", lambda: _is_gone(stage.citizen, piece["address"], lists, link))


def _act(stage: Stage, address: str, name: str, is_true: Callable[[], bool]) -> None:
    """Make a move and wait until the public pages say so; the form is fetched before the clock starts."""
    fields = stage.chair.hidden_fields(address) | {"reason": "Đo thời gian"}
    started, worked = time.perf_counter(), stage.server.cpu_seconds()
    stage.chair.post(address, fields)
    while not is_true():
        waited = time.perf_counter() - started
        if waited > PATIENCE:
            raise Failed(f"{address}: not true after {PATIENCE} seconds")
        if waited > LEFT_TO_CLOCK:
            stage.site.manage("clock", "--once")
    stage.seconds[name].append(time.perf_counter() - started)
    stage.worked[name].append(stage.server.cpu_seconds() - worked)


def _shows(citizen: Visitor, address: str, lists, link: str) -> bool:
    return citizen.get(address)[0] == 200 and all(link in citizen.get(page)[1] for page in lists)


def _is_gone(citizen: Visitor, address: str, lists, link: str) -> bool:
    return citizen.get(address)[0] == 410 and not any(link in citizen.get(page)[1] for page in lists)


def _compare(stages: dict[int, Stage]) -> None:
    small, large = min(stages), max(stages)
    for act, words in ACTS.items():
        slowest = _slowest(stages[large].seconds[act])
        if small != large:
            growth = median(stages[large].seconds[act]) / median(stages[small].seconds[act])
            word = "reached" if growth <= MOST_RATIO else "MISSED"
            say(f"{words}: {large} articles take {growth:.2f} times as long as {small}, at most {MOST_RATIO}: {word}")
        word = "reached" if slowest < MOST_SECONDS else "MISSED"
        say(f"{words}: p99 {slowest:.3f} s at {large} articles, under {MOST_SECONDS:g} s: {word}")


def _show(stages: dict[int, Stage]) -> None:
    rows = []
    for size, stage in stages.items():
        pages = stage.site.run("-m", "tests.bench.pieces", "pages", str(stage.pieces[-1]["number"])).strip()
        for act, words in ACTS.items():
            seconds = stage.seconds[act]
            worked = f"{median(stage.worked[act]):.3f}"
            rows.append([words, str(size), f"{median(seconds):.3f}", f"{_slowest(seconds):.3f}", worked, pages])
    table(["", "articles", "median s", "p99 s", "server s", "pages printed"], rows)


def _slowest(seconds: list[float]) -> float:
    """Give the time of the slowest hundredth; with few pieces, the slowest."""
    return quantiles(seconds, n=100, method="inclusive")[98]
