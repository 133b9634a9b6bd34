"""Search and desk at every size of the archive: tests.bench.search and tests.bench.desk in each filled site."""

from tests.bench.databases import database_for
from tests.bench.report import say
from tests.bench.site import make_filled

MEASUREMENTS = ("search", "desk")


def measure(options) -> None:
    """Print both tables for each size; a line must not grow from one size to the next."""
    for size in options.sizes:
        name = f"filled-{size}"
        site = make_filled(options.folder / name, size, options.newest, database=database_for(name))
        for measurement in MEASUREMENTS:
            say(f"\n{measurement}, {size} articles")
            say(site.run("-m", f"tests.bench.{measurement}"))
