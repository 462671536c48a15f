"""What is read from the pages of the local news web, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb


@pytest.fixture
def web() -> Iterator[NewsWeb]:
    with NewsWeb(["courier"]) as running:
        yield running


def test_the_courier_is_read_as_its_truth_says(
    web: NewsWeb, crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """Headlines, dates and names are exactly the truth's; what the page does not state is null."""
    site = web.publisher("courier")
    write_source(tmp_path, site.source_yaml(["harbour", "politics"]))
    result = crawl(crawl_environment, tmp_path, source="courier")
    assert result.exit_code == 0, result.output
    stored = {row["url"]: row for row in rows(crawl_environment, "SELECT * FROM news.articles")}
    truth = {canonicalise(page.url): page for name in ("harbour", "politics") for page in site.truth(name)}
    assert stored.keys() == truth.keys()
    wrong = {
        (url, column): (stored[url][column], page.columns()[column])
        for url, page in truth.items()
        for column in ("headline", "authors", "published_at", "published_precision")
        if stored[url][column] != page.columns()[column]
    }
    assert wrong == {}
    assert any(page.published_at is None for page in truth.values()), "the web has undated pages"
