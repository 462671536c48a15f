"""A crawl of the local news web beside its truth: every article once, every byte kept, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.sources import hostport
from broadsheet.urls import canonicalise
from tests.integration.crawling import Crawl, crawl, raw, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.publishers import PUBLISHERS

Environment = dict[str, str]
COLUMNS = (
    "headline",
    "deck",
    "body_text",
    "authors",
    "published_at",
    "published_precision",
    "correction_text",
)


@pytest.fixture(params=sorted(PUBLISHERS))
def publisher(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def web(publisher: str) -> Iterator[NewsWeb]:
    with NewsWeb([publisher]) as running:
        yield running


def crawl_all(web: NewsWeb, publisher: str, environment: Environment, folder: Path) -> Crawl:
    write_source(folder, web.publisher(publisher).source_yaml())
    return crawl(environment, folder, source=publisher)


def test_every_article_is_stored_once_and_nothing_else(
    web: NewsWeb, publisher: str, crawl_environment: Environment, tmp_path: Path
) -> None:
    """The addresses in the database are those of the truth, with the sections they stand in."""
    result = crawl_all(web, publisher, crawl_environment, tmp_path)
    assert result.exit_code == 0, result.output
    truth = web.publisher(publisher).truth()
    stored = rows(crawl_environment, "SELECT url FROM news.articles")
    assert sorted(row["url"] for row in stored) == sorted(canonicalise(page.url) for page in truth)
    memberships = rows(
        crawl_environment,
        "SELECT url, array_agg(section ORDER BY section) AS sections FROM news.articles "
        "JOIN news.article_sections USING (article_id) GROUP BY url",
    )
    assert {row["url"]: row["sections"] for row in memberships} == {
        canonicalise(page.url): sorted(page.sections) for page in truth
    }


def test_every_raw_page_is_what_the_server_sent(
    web: NewsWeb, publisher: str, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Each article's row points at an object whose decoded bytes are the page's own."""
    assert crawl_all(web, publisher, crawl_environment, tmp_path).exit_code == 0
    store, site = raw(crawl_environment), web.publisher(publisher)
    captured = rows(
        crawl_environment, "SELECT final_url, raw_html_key FROM news.captures WHERE kind = 'article'"
    )
    assert len(captured) >= len(site.truth())
    for row in captured:
        assert store.get(row["raw_html_key"]) == site.page_bytes(row["final_url"]), row["final_url"]
    kept = {row["raw_html_key"] for row in captured}
    pointed_at = {
        row["raw_html_key"] for row in rows(crawl_environment, "SELECT raw_html_key FROM news.articles")
    }
    assert pointed_at <= kept


def test_a_second_crawl_fetches_listings_and_writes_nothing_new(
    web: NewsWeb, publisher: str, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Costs follow what is new: the same articles and versions, and no article page asked for again."""
    assert crawl_all(web, publisher, crawl_environment, tmp_path).exit_code == 0
    counts = "SELECT count(*), sum(version_count) FROM news.articles"
    before = rows(crawl_environment, counts)
    web.log.clear()
    second = crawl_all(web, publisher, crawl_environment, tmp_path)
    assert second.exit_code == 0, second.output
    assert rows(crawl_environment, counts) == before
    paths = {canonicalise(page.url) for page in web.publisher(publisher).truth()}
    base = web.publisher(publisher).base_url
    asked = [canonicalise(base + entry.target) for entry in web.log]
    assert asked, "the log of the server saw the second crawl"
    assert [url for url in asked if url in paths] == []


def test_what_a_run_did_not_get_to_is_pending_and_the_next_run_gets_to_it(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """A spent budget is a count, not a colour; links that left the listing since are not forgotten."""
    with NewsWeb(["courier"], rolling=True) as running:
        site = running.publisher("courier")
        write_source(tmp_path, site.source_yaml(["harbour"], request_budget=8))
        first = crawl(crawl_environment, tmp_path, source="courier")
        assert first.exit_code == 0, first.output
        pending = rows(crawl_environment, "SELECT url FROM news.listed_links WHERE outcome = 'pending'")
        (run,) = rows(crawl_environment, "SELECT pending_count FROM news.crawl_runs")
        assert run["pending_count"] == len(pending) > 0
        running.clock.advance(hours=24)
        write_source(tmp_path, site.source_yaml(["harbour"]))
        second = crawl(crawl_environment, tmp_path, source="courier")
        assert second.exit_code == 0, second.output
    stored = {row["url"] for row in rows(crawl_environment, "SELECT url FROM news.articles")}
    assert {row["url"] for row in pending} <= stored


def test_every_link_has_an_outcome(
    web: NewsWeb, publisher: str, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Nothing stays pending after a green first run; links elsewhere are told apart."""
    assert crawl_all(web, publisher, crawl_environment, tmp_path).exit_code == 0
    links = rows(crawl_environment, "SELECT url, outcome, reason FROM news.listed_links")
    assert [link for link in links if link["outcome"] == "pending"] == []
    hosts = {hostport(web.publisher(publisher).base_url)}
    off_site = [link for link in links if hostport(link["url"]) not in hosts]
    assert {link["outcome"] for link in off_site} <= {"off_site"}
    left = [link for link in links if link["outcome"] in {"not_article", "off_site", "rejected"}]
    assert all(link["reason"] for link in left)
