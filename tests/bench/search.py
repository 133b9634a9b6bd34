"""Measures the search in the database that DATABASE_URL names; fill it first (manage.py fill).

    python -m tests.bench.search

prints for each kind of query the hits found, and the milliseconds of the whole page (median and 99th percentile), of
the hits with their marks, of the index alone (median and 99th percentile), and of this process's processor for the page
(the database's own work is in it on SQLite only): all kinds in turn in each of the rounds. Read columns against each
other, or the same line on databases of different size: a line that grows with the archive is a fault. On a busy
machine the processor's milliseconds are the ones to compare.
"""

import os
from collections import Counter
from datetime import UTC, datetime
from statistics import median
from time import perf_counter, process_time
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdnd_site.settings")
django.setup()

from django.conf import settings  # noqa: E402  settings come first
from django.test import Client  # noqa: E402

from editorial.text import fold  # noqa: E402
from news.models import SearchEntry  # noqa: E402
from news.search import search  # noqa: E402
from news.search.find import find_newest  # noqa: E402
from news.search.results import MOST_LISTED  # noqa: E402
from news.search.terms import PLAIN, read_query  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "30"))
SAMPLE = 2000
VISITOR = Client(SERVER_NAME="localhost", secure=not settings.DEBUG)
HEAD = f"{'':41} {'hits':>6} {'page, p99':>16} {'marked':>7} {'index, p99':>16} {'cpu':>7}"
Times = tuple[float, float, float, float]


def main() -> None:
    kinds = choose_queries()
    times: dict[str, list[Times]] = {name: [] for name in kinds}
    for _ in range(ROUNDS):
        for name, (query, page) in kinds.items():
            times[name].append(measure(query, page))
    print(f"{SearchEntry.objects.count()} entries, load {os.getloadavg()[0]:.1f}; milliseconds")  # noqa: T201
    print(HEAD)  # noqa: T201
    for name, (query, page) in kinds.items():
        whole, marked, index, cpu = (sorted(column) for column in zip(*times[name], strict=True))
        found = search(query, page)
        figures = (
            f"{median(whole):7.1f} /{p99(whole):7.1f} {median(marked):7.1f} {median(index):7.1f} /{p99(index):7.1f}"
        )
        hits = f"{found.total:5}{'+' if found.more else ' '}"
        print(f"{name:41} {hits} {figures} {median(cpu):7.1f}  {query[:40]}")  # noqa: T201


def p99(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.99)]


def measure(query: str, page: int) -> Times:
    """Give the milliseconds of the whole page, of its hits with their marks, of finding ids; and of the processor."""
    asked = read_query(query)
    terms = asked.terms() if asked.has_accents else asked.without_accents().terms(PLAIN)
    address = f"/tim-kiem/?q={quote(query)}&trang={page}"
    start, worked = perf_counter(), process_time()
    VISITOR.get(address)
    shown, cpu = perf_counter(), process_time() - worked
    search(query, page)
    marked = perf_counter()
    find_newest(terms, MOST_LISTED + 1)
    end = perf_counter()
    return (shown - start) * 1000, (marked - shown) * 1000, (end - marked) * 1000, cpu * 1000


def choose_queries() -> dict[str, tuple[str, int]]:
    """Give a query for each kind, by how often terms occur in a sample over the whole archive."""
    ids = list(SearchEntry.objects.order_by("pk").values_list("pk", flat=True))
    sample = SearchEntry.objects.filter(pk__in=ids[:: max(len(ids) // SAMPLE, 1)]).values_list("terms", flat=True)
    often = Counter(term for terms in sample.iterator() for term in terms.split())
    words = [term for term, _ in often.most_common() if term.isalpha() and not term.isascii()]
    pairs = [term for term, _ in often.most_common() if "_" in term and not term.startswith(PLAIN)]
    common = words[:4]
    first_year = datetime.fromtimestamp(ids[0] / 1_000_000, UTC).year + 1
    return {
        "the commonest word": (words[0], 1),
        "the commonest word, page 50": (words[0], 50),
        "the commonest word without accents": (fold(words[0]), 1),
        "four common words": (" ".join(common), 1),
        "twelve common words": (" ".join(words[:12]), 1),
        "a word in 10 %": (_nearest(often, words, 0.1), 1),
        "a word in 3 %": (_nearest(often, words, 0.03), 1),
        "a word in 1 %": (_nearest(often, words, 0.01), 1),
        "a word in 0.1 %": (_nearest(often, words, 0.001), 1),
        "a common phrase": (_quoted(pairs[0]), 1),
        "a rare phrase of common words": (_quoted(_rare_pair(pairs, set(words[:40]))), 1),
        "a phrase of common words that is nowhere": (f'"{common[0]} {common[0]}"', 1),
        "a year long ago": (str(first_year), 1),
        "two years that are rarely together": (f"{first_year} {first_year + 7}", 1),
        "no hit": ("xyzzyx", 1),
    }


def _nearest(often: Counter, words: list[str], share: float) -> str:
    return min(words, key=lambda word: abs(often[word] - share * SAMPLE))


def _rare_pair(pairs: list[str], common: set[str]) -> str:
    return [pair for pair in pairs if set(pair.split("_")) <= common][-1]


def _quoted(pair: str) -> str:
    return '"' + pair.replace("_", " ") + '"'


if __name__ == "__main__":
    main()
