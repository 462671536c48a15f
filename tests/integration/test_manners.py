"""Own hosts only, public addresses only, at the stated pace, by robots.txt, under our own name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.crawling import Environment, crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import body, redirect_to
from tests.newsweb.web import RunningPublisher

SECTION = "harbour"


@pytest.fixture
def web() -> Iterator[NewsWeb]:
    with NewsWeb(["courier", "valle"]) as running:
        yield running


def test_a_private_address_is_refused_unless_the_source_says_so(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    write_source(tmp_path, site.source_yaml([SECTION], private_network=False))
    result = crawl(crawl_environment, tmp_path, source="courier")
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert "private_network: true" in result.last_line
    assert list(web.log) == []


def test_a_name_that_leads_to_a_private_address_is_refused_when_it_is_resolved(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    text = site.source_yaml([SECTION], private_network=False).replace("127.0.0.1", "localhost")
    write_source(tmp_path, text)
    result = crawl(crawl_environment, tmp_path, source="courier")
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert "no public address" in result.last_line
    assert list(web.log) == []


def test_a_redirect_to_another_host_is_not_followed(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """The other publisher, on the same machine and another port, sees no request."""
    site.misbehave(redirect_to(web.publisher("valle").base_url + "/"), kind="article", times=1)
    write_source(tmp_path, site.source_yaml([SECTION]))
    assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    assert web.log.of("valle") == []
    (row,) = rows(
        crawl_environment,
        "SELECT count(*) FROM news.listed_links WHERE outcome = 'off_site' AND url LIKE %s",
        site.base_url + "%",
    )
    assert row["count"] == 1


def test_delay_and_concurrency_are_those_of_the_source_file(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Measured by the server: never two at once, none before its turn."""
    write_source(tmp_path, site.source_yaml([SECTION], request_delay=0.2, concurrency=1, request_budget=8))
    assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    assert len(web.log) > 8
    assert web.log.max_concurrency() == 1
    assert web.log.earliest(0.2) < 0.6, "a pace that nobody keeps is 1.6 seconds early by then"


def test_a_crawl_delay_of_robots_txt_is_heeded(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    site.misbehave(body("User-agent: *\nCrawl-delay: 0.5\nDisallow:\n", "text/plain"), kind="robots")
    write_source(tmp_path, site.source_yaml([SECTION], request_budget=5))
    assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    assert len(web.log) > 5
    assert web.log.earliest(0.5, since=web.log.of(kind="robots")[0].started) < 0.6


def test_an_article_that_robots_txt_forbids_is_not_asked_for(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    forbidden = site.truth(SECTION)[0].url.removeprefix(site.base_url)
    site.misbehave(body(f"User-agent: *\nDisallow: {forbidden}\n", "text/plain"), kind="robots")
    write_source(tmp_path, site.source_yaml([SECTION]))
    assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    assert web.log.of(path=forbidden) == []
    (row,) = rows(
        crawl_environment, "SELECT reason FROM news.rejected_pages WHERE url LIKE %s", "%" + forbidden
    )
    assert row["reason"] == "robots"


def test_we_give_our_name_and_an_address_to_write_to(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """And ask for pages in the section's language: a site with several editions shows the one asked for."""
    write_source(tmp_path, site.source_yaml([SECTION], request_budget=3, language="de"))
    crawl({**crawl_environment, "CRAWLER_CONTACT": "desk@example.org"}, tmp_path, source="courier")
    names = {entry.headers.get("user-agent") for entry in web.log}
    assert names == {"Broadsheet/0.1 (+desk@example.org)"}
    pages = [entry for entry in web.log if entry.kind != "robots"]
    assert {entry.headers.get("accept-language") for entry in pages} == {"de,*;q=0.5"}
