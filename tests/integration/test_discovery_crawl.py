"""Discovery in a whole crawl: what is remembered, what is estimated, what is called complete."""

from __future__ import annotations

from pathlib import Path

from broadsheet.urls import canonicalise
from tests.benchmarks.discovery import publisher_of
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.recipes import NAMED, Recipe

Environment = dict[str, str]
RUNS = "SELECT is_listing_complete, missed_estimate, pending_count FROM news.crawl_runs ORDER BY started_at"


def test_a_list_behind_a_button_is_read_and_absent_addresses_are_asked_for_once(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Every article of the section; the second crawl asks for the list's first page and its feed, no more."""
    with NewsWeb([publisher_of(NAMED["gazette"], "gazette")]) as web:
        site = web.publisher("gazette")
        write_source(tmp_path, site.source_yaml(["affairs"]))
        first = crawl(crawl_environment, tmp_path, source="gazette")
        assert first.exit_code == 0, first.output
        assert stored(crawl_environment) == {canonicalise(page.url) for page in site.truth("affairs")}
        probed = rows(crawl_environment, "SELECT url, is_there FROM news.probes")
        assert {row["url"].removeprefix(site.base_url): row["is_there"] for row in probed} == {
            "/sitemap.xml": False,
            "/news-sitemap.xml": False,
            "/sitemap_news.xml": False,
        }
        web.log.clear()
        second = crawl(crawl_environment, tmp_path, source="gazette")
        assert second.exit_code == 0, second.output
        assert sorted(entry.target for entry in web.log) == ["/affairs/", "/feed", "/robots.txt"]
    runs = rows(crawl_environment, RUNS)
    assert [run["is_listing_complete"] for run in runs] == [True, True]
    assert runs[0]["missed_estimate"] == 0


def test_a_list_that_only_scripts_continue_is_carried_by_its_feed(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """All articles, and no claim that the list was read to its end."""
    recipe = Recipe("number", "cards", "infinite", "labels", "section", "none", "en")
    with NewsWeb([publisher_of(recipe, "endless")]) as web:
        site = web.publisher("endless")
        write_source(tmp_path, site.source_yaml(["affairs"]))
        assert crawl(crawl_environment, tmp_path, source="endless").exit_code == 0
        assert stored(crawl_environment) == {canonicalise(page.url) for page in site.truth("affairs")}
    (run,) = rows(crawl_environment, RUNS)
    assert run["is_listing_complete"] is False


def test_where_max_pages_cuts_a_list_off_the_next_run_goes_on(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """After a pause more is new than `max_pages` shows: the rest is read by the run after."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        text = site.source_yaml(["harbour"]).replace("- name: harbour\n", "- name: harbour\n  max_pages: 2\n")
        write_source(tmp_path, text.replace("max_pages: 2\n", "max_pages: 2\n  feeds: []\n  sitemaps: []\n"))
        assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
        then = web.clock.now()
        web.clock.advance(hours=9)
        published = {
            canonicalise(page.url) for page in site.truth("harbour") if page.versions[0].seen_from > then
        }
        assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
        assert not published <= stored(crawl_environment), "two pages do not hold what is new"
        assert rows(crawl_environment, "SELECT url FROM news.cut_listings")
        assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
        assert published <= stored(crawl_environment)


def stored(environment: Environment) -> set[str]:
    return {row["url"] for row in rows(environment, "SELECT url FROM news.articles")}
