"""Scrapy stops fetching while it holds 5 MB of responses: a batch must never wait for more."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.batching import MAX_SIZE
from tests.conftest import ROOT
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb.large_pages import write_site

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
