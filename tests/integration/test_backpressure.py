"""Scrapy stops fetching while it holds 5 MB of responses: a batch must never wait for more."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.settings.default_settings import SCRAPER_SLOT_MAX_ACTIVE_SIZE

from broadsheet.batching import MAX_SIZE
from broadsheet.urls import canonicalise
from spiders.settings import CONCURRENT_REQUESTS
from tests.conftest import ROOT
from tests.integration.crawling import crawl, finish, rows, start, stored_urls, write_source
from tests.integration.flaky_store import FlakyStore
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import altered
from tests.newsweb.large_pages import write_site
from tests.waiting import is_still, wait_until

PAGE_COUNT = 45
SOURCE = """
name: large
title: The Large Post
base_url: {base}
timezone: UTC
language: en
schedule: "0 * * * *"
request_delay: 0
concurrency: 16
private_network: true
sections:
  - name: news
    url: {base}/news/
"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    """A site of pages of 280 KB: 18 of them are what Scrapy holds at one time."""
    folder = tmp_path / "site"
    folder.mkdir()
    write_site(folder, PAGE_COUNT)
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.server", str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
    server.communicate()


def test_large_pages_neither_fill_a_batch_nor_stand_still(
    base: str, crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """No batch is ever full, and yet all pages are stored, those of the last batch too."""
    assert PAGE_COUNT < MAX_SIZE, "no batch can ever be full"
    write_source(tmp_path / "sources", SOURCE.format(base=base))
    began = time.monotonic()
    result = crawl(crawl_environment, tmp_path / "sources", source="large")
    assert result.exit_code == 0, result.output
    assert rows(crawl_environment, "SELECT count(*) AS count FROM news.articles") == [{"count": PAGE_COUNT}]
    assert time.monotonic() - began < 60


def test_a_store_that_is_slow_holds_up_fetching_and_not_memory(
    crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """While no put is answered, pages are held up to a bound; when they are, every page is stored."""
    size = 500_000
    # Fetched ones until they are more than Scrapy's measure, and those that are asked for by then.
    bound = SCRAPER_SLOT_MAX_ACTIVE_SIZE // size + 1 + CONCURRENT_REQUESTS
    with (
        NewsWeb(["courier"], listed_for=timedelta(hours=24)) as web,
        FlakyStore(crawl_environment["AWS_ENDPOINT_URL_S3"]) as store,
    ):
        site = web.publisher("courier")
        stories = site.truth("harbour")
        assert len(stories) > 1.5 * bound, "without a bound more would be held"
        site.misbehave(altered(lambda page: page + f"<!--{'x' * size}-->"), kind="article")
        at_once = CONCURRENT_REQUESTS // 2  # as many again wait at the gate
        write_source(tmp_path / "sources", site.source_yaml(["harbour"], concurrency=at_once))
        environment = crawl_environment | {"AWS_ENDPOINT_URL_S3": store.endpoint}
        process = start(environment, tmp_path / "sources", source="courier")
        held = 0
        try:
            wait_until(lambda: store.put_count >= 1, "a page was stored")
            store.flows.clear()
            wait_until(lambda: is_still(lambda: len(web.log)), "nothing more is fetched")
            held = len(web.log.of(kind="article")) - store.put_count
        finally:
            store.flows.set()
        result = finish(process)
    assert held <= bound
    assert result.exit_code == 0, result.output
    assert stored_urls(crawl_environment) == {canonicalise(story.url) for story in stories}
