"""The figures of the site, on this machine alone; tests/bench/README.md says how to read them."""

import argparse
import importlib
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.machine import Failed, NotMeasured, describe
from tests.bench.report import heading, say

PARTS = ("serve", "visible", "rebuild", "scale", "words", "log", "peer", "lighthouse")
SHORT_PARTS = ("serve", "visible")
SHORT = {"rounds": 1, "seconds": 1, "pieces": 5, "sizes": [100], "newest": 0}


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--short", action="store_true", help="serve and visible on the demonstration: under a minute")
    parser.add_argument("--rounds", type=int, default=7, help="of each comparison (%(default)s)")
    parser.add_argument("--seconds", type=int, default=4, help="of a round (%(default)s)")
    parser.add_argument("--pieces", type=int, default=30, help="published and withdrawn (%(default)s)")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 100_000, 1_000_000], help="articles (%(default)s)"
    )
    parser.add_argument("--newest", type=int, default=10_000, help="articles that are printed of these (%(default)s)")
    parser.add_argument("--entries", type=int, default=1_000_000, help="of the log (%(default)s)")
    parser.add_argument("--keep", type=Path, help="a folder where filled sites stay, to be measured again")
    parser.add_argument("--peer", type=Path, help="the folder of the Wagtail site to compare with")
    parser.add_argument("--peer-text", type=Path, help="a file of Vietnamese text that fills the peer's articles")
    parser.add_argument("--peer-articles", type=int, default=100_000, help="articles of both sites (%(default)s)")
    parser.add_argument("--lighthouse", type=Path, help="the program (npm's npx fetches it when none is named)")
    if parser.parse_args().short:
        parser.set_defaults(**SHORT)
    options = parser.parse_args()
    options.parts = options.parts or list(SHORT_PARTS if options.short else PARTS)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


def main() -> int:
    options, failed = read_options(), False
    say(describe())
    with tempfile.TemporaryDirectory(prefix="hdnd-bench-") as scratch:
        options.folder = options.keep.resolve() if options.keep else Path(scratch)
        for part in options.parts:
            failed |= not measure(part, options)
    return int(failed)


def measure(part: str, options: argparse.Namespace) -> bool:
    """Make one measurement and say how it went; give whether nothing went wrong."""
    heading(part.upper())
    started = time.monotonic()
    try:
        importlib.import_module(f"tests.bench.{part}").measure(options)
    except NotMeasured as reason:
        say(f"{part}: not measured: {reason}")
    except Failed as error:
        say(f"{part}: FAILED: {error}")
        return False
    finally:
        say(f"({part}: {time.monotonic() - started:.0f} s; {describe()})")
    return True


if __name__ == "__main__":
    sys.exit(main())
