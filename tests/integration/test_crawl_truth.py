"""What is read from the pages of the local news web, field by field, from the socket to the row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.publishers import PUBLISHERS

Environment = dict[str, str]
EXACT = (
    "headline", "kicker", "section_label", "desk_label", "deck", "body_text", "correction_text", "authors",
    "agencies", "byline_location", "published_at", "published_precision", "published_offset",
    "is_zone_assumed", "modified_at", "language", "tags", "image_url", "image_caption", "image_credit",
    "content_type", "access",
)  # fmt: skip


def differences(stored: dict[str, Any], truth: dict[str, Any]) -> dict[str, Any]:
    return {name: (stored[name], truth[name]) for name in EXACT if stored[name] != truth[name]}


@pytest.mark.parametrize("publisher", sorted(PUBLISHERS))
def test_every_column_of_every_article_is_what_the_page_states(
    publisher: str, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Nothing invented, nothing lost: what a page does not state is null."""
    with NewsWeb([publisher]) as web:
        site = web.publisher(publisher)
        write_source(tmp_path, site.source_yaml())
        result = crawl(crawl_environment, tmp_path, source=publisher)
        truth = {canonicalise(page.url): page.columns() for page in site.truth()}
    assert result.exit_code == 0, result.output
    stored = {row["url"]: row for row in rows(crawl_environment, "SELECT * FROM news.articles")}
    assert stored.keys() == truth.keys()
    wrong = {url: found for url in truth if (found := differences(stored[url], truth[url]))}
    assert wrong == {}


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
