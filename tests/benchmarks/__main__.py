"""`make bench`: `python -m tests.benchmarks [--pages N] [--rounds N]`."""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks.pipeline import benchmark


def main() -> int:
    """Run the benchmarks; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--pages", type=int, default=500, help="pages a round (default 500)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; medians are reported (default 3)")
    arguments = parser.parse_args()
    return benchmark(arguments.pages, arguments.rounds)


if __name__ == "__main__":
    sys.exit(main())
