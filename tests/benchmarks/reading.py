"""What reading a page costs, beside the library that reads most alike: `python -m tests.benchmarks.reading`.

CPU of this process over pages as large as those of big news sites, each read by all in turn, so that a
machine that changes its pace changes it for all.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import trafilatura

from broadsheet.extraction import PageContext, read_whole
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.learning import learn
from tests.newsweb.large_pages import LargePage, large_pages

BAR_OF_LIBRARY = 1 / 3  # of the library's time with metadata
BAR_WITH_PROFILE = 4.0  # ms
_LEARNED_FROM = 10  # pages


def reading(count: int) -> None:
    """Print the milliseconds a page of each reader and the share of the library's that ours take."""
    pages = list(large_pages(_LEARNED_FROM + count, seed=int(time.time())))
    profile = learn(read_whole(page.body, _context(page)).observation for page in pages[:_LEARNED_FROM])
    readers: dict[str, Callable[[LargePage], object]] = {
        "read": lambda page: read_whole(page.body, _context(page)),
        "read with a profile": lambda page: read_whole(page.body, _context(page, profile)),
        "trafilatura": lambda page: trafilatura.bare_extraction(
            page.body, url=_address(page), with_metadata=True
        ),
    }
    for page in pages[:_LEARNED_FROM]:  # imports and caches are no part of a page's cost
        for one in readers.values():
            one(page)
    costs = _costs(pages[_LEARNED_FROM:], readers)
    library = costs["trafilatura"]
    for name, cost in costs.items():
        sys.stdout.write(f"{name:24} {cost:6.2f} ms/page   {cost / library:.2f} of trafilatura's\n")
    sys.stdout.write(
        f"bars: read {BAR_OF_LIBRARY:.2f} of trafilatura's, with a profile {BAR_WITH_PROFILE:.1f} ms\n"
    )


def _costs(pages: Sequence[LargePage], readers: dict[str, Callable[[LargePage], object]]) -> dict[str, float]:
    """Mean milliseconds a page, by reader."""
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for page in pages:
        for name, one in readers.items():
            began = time.process_time()
            one(page)
            spent[name].append(1000 * (time.process_time() - began))
    return {name: statistics.mean(several) for name, several in spent.items()}


def _context(page: LargePage, profile: SiteProfile | None = None) -> PageContext:
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return PageContext(
        _address(page), datetime.now(UTC), headers, "en", "UTC", "The Bench Post", profile=profile
    )


def _address(page: LargePage) -> str:
    return f"http://127.0.0.1:9{page.path}"


def main() -> int:
    """Run it alone, without servers."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading", description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="pages (default 100)")
    reading(parser.parse_args().pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
