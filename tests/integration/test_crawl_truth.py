"""Pages without a date stay without; edits make versions."""

from __future__ import annotations

from pathlib import Path

from broadsheet.urls import canonicalise
from tests.integration.crawling import Environment, crawl, rows, write_source
from tests.newsweb import NewsWeb


def test_the_web_has_pages_without_a_date_and_they_stay_without(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """No crawl time, no footer year, no date of a caption becomes a date of publication."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        undated = {canonicalise(page.url) for page in site.truth() if page.published_at is None}
        write_source(tmp_path, site.source_yaml())
        assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    assert undated
    stored = rows(crawl_environment, "SELECT url FROM news.articles WHERE published_at IS NULL")
    assert {row["url"] for row in stored} == undated


def test_an_edit_makes_a_version_and_furniture_does_not(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Some hours later: the new articles, and a second version of exactly those that were edited."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        write_source(tmp_path, site.source_yaml())
        assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
        first = web.clock.now()
        web.clock.advance(hours=3)
        with_checks_due(crawl_environment)
        assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
        now = web.clock.now()
        truth = {canonicalise(page.url): page for page in site.truth()}
    stored = {row["url"]: row for row in rows(crawl_environment, "SELECT * FROM news.articles")}
    assert truth.keys() <= stored.keys()
    old = {url: page for url, page in truth.items() if page.versions[0].seen_from <= first}
    edited = {url for url, page in old.items() if page.version_at(first) != page.version_at(now)}
    assert edited, "the web edited something"
    assert len(truth) > len(old), "the web published something"
    assert {url for url in old if stored[url]["version_count"] > 1} == edited
    assert {stored[url]["headline"] for url in edited} == {truth[url].headline for url in edited}


def with_checks_due(environment: Environment) -> None:
    """The database's clock does not follow the web's: what is to be looked at again is due now."""
    rows(environment, "UPDATE news.listed_links SET next_check_at = now() WHERE article_id > 0 RETURNING url")
