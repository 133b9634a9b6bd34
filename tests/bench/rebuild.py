"""Pages per second of a whole reprint into an empty tree, by one process and by as many as there are cores."""

import os
import re
import shutil
import time
from statistics import median

from tests.bench.report import say, table
from tests.bench.site import Site, make_filled

ARTICLES, SHORT_ARTICLES = 1000, 100
ROUNDS, SHORT_ROUNDS = 3, 1
PAGES = re.compile(r"(\d+) trang đang đăng")  # what the command says at its end


def measure(options) -> None:
    """Reprint the same site in turn by one process and by several."""
    articles = SHORT_ARTICLES if options.short else ARTICLES
    site = make_filled(options.folder / f"rebuilt-{articles}", articles, newest=0)
    several = os.cpu_count() or 1
    speeds: dict[int, list[float]] = {1: [], several: []}
    for _ in range(SHORT_ROUNDS if options.short else ROUNDS):
        for jobs in speeds:
            speeds[jobs].append(_pages_per_second(site, jobs))
    growth = median(many / one for one, many in zip(speeds[1], speeds[several], strict=True))
    say(f"{several} processes print {growth:.2f} times as fast as one")
    table(["", "pages/s"], [[f"--jobs {jobs}", f"{median(figures):.0f}"] for jobs, figures in speeds.items()])


def _pages_per_second(site: Site, jobs: int) -> float:
    shutil.rmtree(site.public)
    started = time.perf_counter()
    said = site.manage("press", "--rebuild", "--jobs", str(jobs))
    return int(PAGES.search(said)[1]) / (time.perf_counter() - started)
