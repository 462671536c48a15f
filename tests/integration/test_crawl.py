"""A crawl of the local news web beside its truth: every article once, every byte kept, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.sources import hostport
from broadsheet.urls import canonicalise
from tests.integration.crawling import Environment, crawl, raw, rows, stored_urls, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.publishers import PUBLISHERS
from tests.newsweb.web import RunningPublisher

COUNTS = "SELECT count(*), sum(version_count) FROM news.articles"
STATED = (
    "headline", "kicker", "section_label", "desk_label", "deck", "body_text", "correction_text", "authors",
    "agencies", "byline_location", "published_at", "published_precision", "published_offset",
    "is_zone_assumed", "modified_at", "language", "tags", "image_url", "image_caption", "image_credit",
    "content_type", "access",
)  # fmt: skip


@pytest.mark.parametrize("publisher", sorted(PUBLISHERS))
def test_a_crawl_is_the_truth_and_a_second_one_adds_nothing(
    publisher: str, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Every article once, every column as stated, every byte kept, every link accounted for, nothing else."""
    with NewsWeb([publisher]) as web:
        site = web.publisher(publisher)
        write_source(tmp_path, site.source_yaml())
        first = crawl(crawl_environment, tmp_path, source=publisher)
        assert first.exit_code == 0, first.output
        assert_articles_are_those_of_the_truth(site, crawl_environment)
        assert_columns_are_as_stated(site, crawl_environment)
        assert_raw_pages_are_what_the_server_sent(site, crawl_environment)
        assert_every_link_has_an_outcome(site, crawl_environment)
        before = rows(crawl_environment, COUNTS)
        web.log.clear()
        second = crawl(crawl_environment, tmp_path, source=publisher)
        assert second.exit_code == 0, second.output
        assert rows(crawl_environment, COUNTS) == before
        assert_no_article_was_asked_for(web, site)


def assert_articles_are_those_of_the_truth(site: RunningPublisher, environment: Environment) -> None:
    """The addresses in the database with the sections they stand in; nothing invented, nothing lost."""
    memberships = rows(
        environment,
        "SELECT url, array_agg(section ORDER BY section) AS sections FROM news.articles "
        "LEFT JOIN news.article_sections USING (article_id) GROUP BY article_id",
    )
    truth = {canonicalise(page.url): sorted(page.sections) for page in site.truth()}
    assert {row["url"]: row["sections"] for row in memberships} == truth
    assert len(memberships) == len(truth)


def assert_columns_are_as_stated(site: RunningPublisher, environment: Environment) -> None:
    """What a page does not state is null."""
    stored = {row["url"]: row for row in rows(environment, "SELECT * FROM news.articles")}
    wrong = {}
    for page in site.truth():
        row, truth = stored[canonicalise(page.url)], page.columns()
        wrong |= {(page.url, name): (row[name], truth[name]) for name in STATED if row[name] != truth[name]}
    assert wrong == {}


def assert_raw_pages_are_what_the_server_sent(site: RunningPublisher, environment: Environment) -> None:
    """Each article's row points at an object whose decoded bytes are the page's own."""
    store = raw(environment)
    captured = rows(environment, "SELECT final_url, raw_html_key FROM news.captures WHERE kind = 'article'")
    assert len(captured) >= len(site.truth())
    for row in captured:
        assert store.get(row["raw_html_key"]) == site.page_bytes(row["final_url"]), row["final_url"]
    pointed_at = {row["raw_html_key"] for row in rows(environment, "SELECT raw_html_key FROM news.articles")}
    assert pointed_at <= {row["raw_html_key"] for row in captured}


def assert_every_link_has_an_outcome(site: RunningPublisher, environment: Environment) -> None:
    """Nothing stays pending after a green first run; links elsewhere are told apart, each with a reason."""
    links = rows(environment, "SELECT url, outcome, reason FROM news.listed_links")
    assert [link for link in links if link["outcome"] == "pending"] == []
    off_site = [link for link in links if hostport(link["url"]) != hostport(site.base_url)]
    assert {link["outcome"] for link in off_site} <= {"off_site"}
    left = [link for link in links if link["outcome"] in {"not_article", "off_site", "rejected"}]
    assert all(link["reason"] for link in left)


def assert_no_article_was_asked_for(web: NewsWeb, site: RunningPublisher) -> None:
    """Costs follow what is new: the listings, and nothing else."""
    articles = {canonicalise(page.url) for page in site.truth()}
    asked = [canonicalise(site.base_url + entry.target) for entry in web.log]
    assert asked, "the log of the server saw the second crawl"
    assert [url for url in asked if url in articles] == []


def test_what_a_run_did_not_get_to_is_pending_and_the_next_run_gets_to_it(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """A spent budget is a count, not a colour; nothing is forgotten, neither links nor pages of the list.

    Pages of the list cost requests like any other, so that a spent budget ends the list, too.
    """
    with NewsWeb(["courier"], rolling=True) as running:
        site = running.publisher("courier")
        listed = {canonicalise(page.url) for page in site.truth("harbour")}
        write_source(tmp_path, site.source_yaml(["harbour"], request_budget=8))
        first = crawl(crawl_environment, tmp_path, source="courier")
        assert first.exit_code == 0, first.output
        pending = rows(
            crawl_environment, "SELECT url, reason FROM news.listed_links WHERE outcome = 'pending'"
        )
        (run,) = rows(crawl_environment, "SELECT pending_count FROM news.crawl_runs")
        assert run["pending_count"] == len(pending) > 0
        assert {row["reason"] for row in pending} == {"budget"}, first.output
        assert len(running.log.of(kind="section")) == 1
        assert len(rows(crawl_environment, "SELECT url FROM news.cut_listings")) == 1
        running.clock.advance(hours=24)
        write_source(tmp_path, site.source_yaml(["harbour"]))
        second = crawl(crawl_environment, tmp_path, source="courier")
        assert second.exit_code == 0, second.output
    stored = stored_urls(crawl_environment)
    assert {row["url"] for row in pending} <= stored
    assert listed <= stored
