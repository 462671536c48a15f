"""Large sitemaps are read beside the event loop, one at a time."""

from __future__ import annotations

import asyncio
import gzip
import threading
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from broadsheet.article import Page
from broadsheet.discovery import Listing
from broadsheet.outcomes import PageKind
from spiders.apart import read_apart

LARGE = b"x" * 500_000


class Crawl:
    """Stands for the crawl to which pages belong."""


def page(kind: PageKind, body: bytes) -> Page:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return Page("run", "example", "politics", kind, "https://e.example/x", at, body=body)


@pytest.mark.parametrize("body", [LARGE, gzip.compress(LARGE)], ids=["plain", "gzip"])
def test_the_loop_goes_on_while_a_large_sitemap_is_read(body: bytes) -> None:
    """The reading ends only when the loop has come to something else. A small file may hold a large one."""
    other = threading.Event()

    def read() -> Listing:
        assert other.wait(30), "the loop stands still"
        return Listing(())

    async def crawl() -> Listing:
        asyncio.get_running_loop().call_soon(other.set)
        return await read_apart(cast(Any, Crawl()), page(PageKind.SITEMAP, body), read)

    assert asyncio.run(crawl()) == Listing(())


def test_two_large_sitemaps_are_read_one_after_the_other() -> None:
    """What both hold at once would not fit into memory."""
    under_way, most = 0, 0

    def read() -> Listing:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        threading.Event().wait(0.01)
        under_way -= 1
        return Listing(())

    async def crawl() -> None:
        crawler = cast(Any, Crawl())
        sitemap = page(PageKind.SITEMAP, LARGE)
        await asyncio.gather(*(read_apart(crawler, sitemap, read) for _ in range(4)))

    asyncio.run(crawl())
    assert most == 1


@pytest.mark.parametrize(
    ("kind", "body"), [(PageKind.SITEMAP, b"x"), (PageKind.LISTING, LARGE)], ids=["small", "page"]
)
def test_what_takes_little_time_is_read_at_once(kind: PageKind, body: bytes) -> None:
    """A thread for each small sitemap would only cost."""
    threads = list[threading.Thread]()

    def read() -> Listing:
        threads.append(threading.current_thread())
        return Listing(())

    asyncio.run(read_apart(cast(Any, Crawl()), page(kind, body), read))
    assert threads == [threading.main_thread()]
