"""Costs follow what is new: what has not changed is asked for by name, and re-checks keep to their budget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from broadsheet.local.postgres import PostgresServer
from tests.conftest import fresh_database
from tests.integration.crawling import Environment, crawl, cursor, raw, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import (
    Behaviour,
    by_date_alone,
    by_tag_alone,
    redirect_home,
    redirect_to,
    redirect_to_section,
    soft_404,
    status,
)
from tests.newsweb.clock import START
from tests.newsweb.requestlog import Entry
from tests.newsweb.web import RunningPublisher

SECTION = "harbour"
FATES: dict[str, tuple[Behaviour, str, str]] = {
    "410": (status(410), "gone", "gone"),
    "404": (status(404), "gone", "gone"),
    "soft": (soft_404, "gone", "soft_404"),
    "home": (redirect_home, "redirected", "redirected"),
    "section": (redirect_to_section, "redirected", "redirected"),
}
LISTINGS = {"section", "feed", "news_sitemap", "sitemap_index", "sitemap"}


@pytest.fixture(scope="module")
def crawled(
    module_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[NewsWeb, Environment]]:
    """A site, and what one crawl of it has stored."""
    with NewsWeb(["courier"]) as web:
        folder = tmp_path_factory.mktemp("first")
        write_source(folder, web.publisher("courier").source_yaml([SECTION]))
        assert crawl(module_environment, folder, source="courier").exit_code == 0
        yield web, module_environment


@pytest.fixture
def web(crawled: tuple[NewsWeb, Environment]) -> Iterator[NewsWeb]:
    """The site as it was at that crawl."""
    web, _ = crawled
    yield web
    web.publisher("courier").behave()
    web.clock.advance(START - web.clock.now())


@pytest.fixture
def environment(
    crawled: tuple[NewsWeb, Environment], postgres_server: PostgresServer
) -> Iterator[Environment]:
    """That of the next crawl, over a copy of the rows."""
    _, first = crawled
    template = urlsplit(first["DATABASE_URL"]).path.lstrip("/")
    with fresh_database(postgres_server, template) as database:
        yield {**first, "DATABASE_URL": database}


def _crawl(web: NewsWeb, environment: Environment, folder: Path) -> tuple[str, list[Entry]]:
    """The verdict, and what the server saw of it."""
    web.log.clear()
    result = crawl(environment, folder, source="courier")
    return result.verdict, list(web.log)


def _make_due(environment: Environment) -> None:
    """The address that ends last in the alphabet has been due longest."""
    with cursor(environment) as open_cursor:
        open_cursor.execute(
            """UPDATE news.listed_links AS l SET next_check_at = now() - i.place * interval '1 minute'
               FROM (SELECT url, row_number() OVER (ORDER BY url) AS place FROM news.listed_links
                     WHERE article_id IS NOT NULL) AS i WHERE i.url = l.url"""
        )


@pytest.mark.parametrize("named_by", [None, by_date_alone, by_tag_alone])
def test_a_second_crawl_costs_its_listings_and_nothing_else(
    web: NewsWeb,
    site: RunningPublisher,
    environment: Environment,
    tmp_path: Path,
    named_by: Behaviour | None,
) -> None:
    """None of them is sent again, whether the site names its versions by date, by tag or by both.

    The run counts what it lists as if they had been sent, and every story of them is known.
    """
    write_source(tmp_path, site.source_yaml([SECTION]))
    if named_by is not None:
        site.misbehave(named_by)
        web.clock.advance(hours=1)
        _, changed = _crawl(web, environment, tmp_path)
        assert ("section", 200) in {(entry.kind, entry.status) for entry in changed}
    verdict, asked = _crawl(web, environment, tmp_path)
    assert verdict in {"ok", "quiet"}
    assert {entry.kind for entry in asked} <= {*LISTINGS, "robots"}
    assert {entry.status for entry in asked if entry.kind in LISTINGS} == {304}
    found = rows(environment, "SELECT listed_count, request_count FROM news.crawl_runs ORDER BY started_at")
    assert found[-2]["listed_count"] == found[-1]["listed_count"] == len(site.truth(SECTION))
    assert found[-1]["request_count"] == len(asked)
    told = rows(
        environment,
        """SELECT url, outcome, ways FROM news.listed_links WHERE article_id IS NOT NULL
           AND last_run_id = (SELECT run_id FROM news.crawl_runs ORDER BY started_at DESC LIMIT 1)""",
    )
    assert {row["url"] for row in told} >= {truth.url for truth in site.truth(SECTION)}
    assert [row for row in told if row["outcome"] != "known"] == []


def test_new_articles_cost_little_more_than_themselves(
    web: NewsWeb, site: RunningPublisher, environment: Environment, tmp_path: Path
) -> None:
    """At most 1.3 requests each, beside the listings; red as long as not one of them is there."""
    write_source(tmp_path, site.source_yaml([SECTION]))
    before = {truth.url for truth in site.truth(SECTION)}
    while len(new := {truth.url for truth in site.truth(SECTION)} - before) < 3:
        web.clock.advance(minutes=10)
    for url in new:
        site.misbehave(status(404), path=urlsplit(url).path)
    verdict, _ = _crawl(web, environment, tmp_path)
    assert verdict == "drift"
    site.behave()
    verdict, asked = _crawl(web, environment, tmp_path)
    assert verdict == "ok"
    others = [entry for entry in asked if entry.kind not in {*LISTINGS, "robots"}]
    assert {site.base_url + entry.target for entry in others} >= new
    assert len(others) <= 1.3 * len(new)


def test_rechecks_keep_to_their_budget_and_the_longest_due_come_first(
    web: NewsWeb, site: RunningPublisher, environment: Environment, tmp_path: Path
) -> None:
    """An article that has not changed is a sighting: no bytes, no version, and its next look is set."""
    keys = {"recheck_budget": 3, "recheck_after": [5, 50]}
    write_source(tmp_path, site.source_yaml([SECTION], **keys))
    count = "SELECT count(*) FROM news.captures WHERE kind = 'article'"
    (captured,) = rows(environment, count)
    _make_due(environment)
    longest_due = rows(
        environment,
        "SELECT url FROM news.listed_links WHERE next_check_at < now() ORDER BY next_check_at LIMIT 6",
    )
    for place in (0, 3):
        verdict, asked = _crawl(web, environment, tmp_path)
        assert verdict in {"ok", "quiet"}
        looks = [entry for entry in asked if entry.kind == "article"]
        wanted = {row["url"] for row in longest_due[place : place + 3]}
        assert {site.base_url + entry.target for entry in looks} == wanted
        assert {entry.status for entry in looks} == {304}
    assert rows(environment, count) == [captured]
    (run,) = rows(environment, "SELECT unchanged_count FROM news.crawl_runs ORDER BY started_at DESC LIMIT 1")
    assert run["unchanged_count"] == 3
    looked_at = rows(
        environment,
        """SELECT round(extract(epoch FROM l.next_check_at - a.first_seen_at) / 3600) AS hours
           FROM news.listed_links AS l JOIN news.articles AS a USING (article_id)
           WHERE l.url = ANY(%s)""",
        [row["url"] for row in longest_due],
    )
    assert [row["hours"] for row in looked_at] == [5] * 6


def test_an_article_that_changed_is_read_again(
    web: NewsWeb, site: RunningPublisher, environment: Environment, tmp_path: Path
) -> None:
    """The version that is named is the one that is held."""
    write_source(tmp_path, site.source_yaml([SECTION]))
    web.clock.advance(hours=12)
    _make_due(environment)
    _crawl(web, environment, tmp_path)
    held = rows(environment, "SELECT url, headline, version_count FROM news.articles")
    told = {row["url"]: row["headline"] for row in held}
    assert {truth.url: truth.headline for truth in site.truth(SECTION) if truth.url in told}.items() <= (
        told.items()
    )
    assert max(row["version_count"] for row in held) > 1


def test_an_article_that_is_not_there_any_more_keeps_its_row_and_says_so(
    web: NewsWeb, site: RunningPublisher, environment: Environment, tmp_path: Path
) -> None:
    """A second look confirms it, and makes no run red; no row changes, that of another story neither."""
    write_source(tmp_path, site.source_yaml([SECTION]))
    kept = "SELECT article_id, url, headline, body_text, version_count FROM news.articles ORDER BY url"
    told = rows(environment, kept)
    cases = dict(zip([*FATES, "elsewhere"], (row["url"] for row in told), strict=False))
    target = told[len(FATES) + 1]["url"]
    fates = FATES | {"elsewhere": (redirect_to(target), "redirected", "redirected")}
    for name, (behaviour, *_) in fates.items():
        site.misbehave(behaviour, path=urlsplit(cases[name]).path)
    status_of = "SELECT url, status FROM news.articles WHERE status <> 'available'"
    for _ in range(2):
        assert rows(environment, status_of) == []
        _make_due(environment)
        verdict, _asked = _crawl(web, environment, tmp_path)
        assert verdict in {"ok", "quiet"}, "nothing failed that could have been stored"
    assert {row["url"]: row["status"] for row in rows(environment, status_of)} == {
        cases[name]: status for name, (_, status, _) in fates.items()
    }
    ledger = "SELECT url, reason FROM news.listed_links WHERE url = ANY(%s)"
    assert {row["url"]: row["reason"] for row in rows(environment, ledger, list(cases.values()))} == {
        cases[name]: reason for name, (_, _, reason) in fates.items()
    }
    assert rows(environment, kept) == told


def test_a_page_whose_bytes_are_missing_is_asked_for_whole(
    web: NewsWeb, site: RunningPublisher, environment: Environment, tmp_path: Path
) -> None:
    """Someone emptied the bucket: the run is as good as before, and what it looks at is kept again."""
    write_source(tmp_path, site.source_yaml([SECTION], recheck_budget=1))
    _make_due(environment)
    with cursor(environment) as open_cursor:
        open_cursor.execute("UPDATE news.captures SET raw_html_key = 'aa/gone' WHERE kind <> 'article'")
    (longest_due,) = rows(
        environment,
        """SELECT url, raw_html_key FROM news.listed_links JOIN news.articles AS a USING (article_id, url)
           ORDER BY next_check_at LIMIT 1""",
    )
    store, key = raw(environment), longest_due["raw_html_key"]
    store._client.delete_object(Bucket=environment["RAW_HTML_BUCKET"], Key=key)
    assert not store.exists(key)
    verdict, asked = _crawl(web, environment, tmp_path)
    assert verdict in {"ok", "quiet"}
    assert {entry.status for entry in asked if entry.kind == "section"} == {200, 304}
    looks = [(site.base_url + entry.target, entry.status) for entry in asked if entry.kind == "article"]
    assert looks == [(longest_due["url"], 304), (longest_due["url"], 200)]
    assert store.exists(key)


def test_the_version_of_one_address_is_not_named_to_another(
    web: NewsWeb, site: RunningPublisher, environment: Environment, tmp_path: Path
) -> None:
    """An article that has moved: neither its old address nor the new one is asked by the old name."""
    write_source(tmp_path, site.source_yaml([SECTION], recheck_budget=1))
    _make_due(environment)
    site.misbehave(redirect_to(site.truth(SECTION)[0].url), kind="article", times=1)
    _, asked = _crawl(web, environment, tmp_path)
    first, *redirected = [entry for entry in asked if entry.kind == "article"]
    assert "if-none-match" in first.headers
    assert redirected and not any("if-none-match" in entry.headers for entry in redirected)


def test_not_modified_to_a_request_that_named_no_version_is_a_failure(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """With its reason; it is no sighting of anything."""
    site.misbehave(status(304), kind="article", times=1)
    write_source(tmp_path, site.source_yaml([SECTION]))
    _crawl(web, crawl_environment, tmp_path)
    (rejected,) = rows(crawl_environment, "SELECT reason, detail FROM news.rejected_pages")
    assert rejected["reason"] == "bad_response"
    assert "304" in rejected["detail"]
