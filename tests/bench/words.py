"""A piece of 20,000 words: compared with an earlier version of it, and kept while it is typed."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from editorial.compare import word_diff
from tests.bench.pieces import PASSWORD
from tests.bench.report import say, table
from tests.bench.site import make_filled
from tests.bench.visitor import Visitor

WORDS = [f"từ{n * 7919 % 1500}" for n in range(20_000)]
MOST_MILLISECONDS = 100
CHANGES = {
    "a word more in every paragraph": [
        part for n, word in enumerate(WORDS) for part in ([word, "mới"] if n % 80 == 0 else [word])
    ],
    "one word in ten": ["khác" if n % 10 == 0 else word for n, word in enumerate(WORDS)],
    "two halves exchanged": WORDS[10_000:] + WORDS[:10_000],
    "all words": [f"lạ{word}" for word in WORDS],
}
WRITE, KEEP = "/cong-tac-vien/viet/", "/ban-lam-viec/tu-luu/"


def measure(options) -> None:
    """Say how long comparing takes in this process, and keeping through a server."""
    before = " ".join(WORDS)
    rows = {
        f"compare: {name}": _medians(partial(word_diff, before, " ".join(words)), options.rounds)
        for name, words in CHANGES.items()
    }
    rows["autosave"] = _autosave(options)
    table(["", "median ms", "longest ms"], [[name, *map("{:.0f}".format, times)] for name, times in rows.items()])
    word = "reached" if max(middle for middle, _ in rows.values()) <= MOST_MILLISECONDS else "MISSED"
    say(f"medians at most {MOST_MILLISECONDS} ms: {word}")


def _autosave(options) -> tuple[float, float]:
    site = make_filled(options.folder / "words", 40, 0)
    site.run("-m", "tests.bench.pieces", "prepare", "0")
    with site.served() as server:
        writer = Visitor(server.url)
        writer.log_in("do-dac-viet", PASSWORD)
        fields = writer.hidden_fields(WRITE) | {"headline": "Bài dài", "body": " ".join(WORDS)}
        return _medians(lambda: writer.post(KEEP, fields, accepted=200), options.rounds)


def _medians(act: Callable[[], object], rounds: int) -> tuple[float, float]:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - started))
    return median(times), max(times)
