"""Lighthouse's four scores on a slow phone, of pages served as in operation: nginx in front, compressed; plain HTTP.

Chromium takes 127.0.0.1 for a safe origin, so that HTTPS is not missed; certificates are not what is measured here.
"""

import json
import os
import shutil
from collections import defaultdict
from pathlib import Path
from statistics import median

from tests.bench.machine import NotMeasured, free_port, need, run
from tests.bench.nginx import nginx
from tests.bench.report import say, table
from tests.bench.site import Site, make_demonstration

VERSION = "12.8.2"
TARGET = 98
ROUNDS, SHORT_ROUNDS = 5, 1
SEARCH = "/tim-kiem/"  # results are kept out of search engines on purpose, which costs a third of the score for SEO
RESULTS = "/tim-kiem/?q=h%E1%BB%99i%20%C4%91%E1%BB%93ng"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM_FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking"


def measure(options) -> None:
    """Print the scores of each kind of page, medians of the runs, and the audits that found something."""
    need("nginx")
    port = free_port()
    folder = options.folder / "lighthouse"
    shutil.rmtree(folder, ignore_errors=True)
    site = make_demonstration(folder, origin=f"http://127.0.0.1:{port}")
    lighthouse = _find(options)
    with site.served() as server, nginx(site, folder / "nginx", port=port, application=server.url) as (front, _):
        for name, address in _pages(site).items():
            _measure_page(name, front.url + address, lighthouse, folder, SHORT_ROUNDS if options.short else ROUNDS)


def _pages(site: Site) -> dict[str, str]:
    addresses = json.loads(site.run("-m", "tests.bench.pieces", "addresses"))
    return {name: addresses[name] for name in ("home", "category", "article")} | {"search": SEARCH, "results": RESULTS}


def _find(options) -> list[str]:
    """Give the command of Lighthouse: the one that is named, or npm's. Raises NotMeasured when there is neither."""
    os.environ.setdefault("CHROME_PATH", need("chromium"))
    if options.lighthouse:
        return [str(options.lighthouse)]
    return [need("npx"), "--yes", f"lighthouse@{VERSION}"]


def _measure_page(name: str, url: str, lighthouse: list[str], folder: Path, rounds: int) -> None:
    runs = [_run(lighthouse, url, folder / f"{name}-{turn}.json") for turn in range(rounds)]
    scores = {category: [_score(one["categories"][category]) for one in runs] for category in CATEGORIES}
    say(f"\n{name}: {url}")
    table(
        ["", "median", "lowest", f"target {TARGET}"],
        [[category, *_judge(figures)] for category, figures in scores.items()],
    )
    for complaint, count in _complaints(runs).items():
        say(f"  {complaint} ({count} of {rounds})")


def _run(lighthouse: list[str], url: str, report: Path) -> dict:
    flags = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={CHROMIUM_FLAGS}"]
    run([*lighthouse, url, *flags])
    return json.loads(report.read_text())


def _score(category: dict) -> float:
    if category["score"] is None:
        raise NotMeasured(f"Lighthouse gave no score for {category['id']}")
    return 100 * category["score"]


def _judge(figures: list[float]) -> list[str]:
    word = "reached" if median(figures) >= TARGET else "MISSED"
    return [f"{median(figures):.0f}", f"{min(figures):.0f}", word]


def _complaints(runs: list[dict]) -> dict[str, int]:
    """Give the audits below the best score, in how many runs, with what Lighthouse calls them and their figure."""
    found: dict[str, int] = defaultdict(int)
    for one in runs:
        for audit in one["audits"].values():
            if audit["score"] is not None and audit["score"] < 0.9:
                found[f"{audit['id']}: {audit['title']}"] += 1
    return found
