"""Discovery in a whole crawl: what is remembered, what is estimated, what is called complete."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from broadsheet.urls import canonicalise
from tests.benchmarks.discovery import publisher_of
from tests.integration.crawling import Environment, crawl, rows, stored_urls, write_source
from tests.newsweb import NewsWeb, RunningPublisher
from tests.newsweb.behaviours import Exchange, altered, body, empty_listing, no_answer, status
from tests.newsweb.messages import Response, http_date
from tests.newsweb.recipes import NAMED, Paging, Recipe

PLACE_REFUSED_TWICE = """
INSERT INTO news.cut_listings (source, section, url, run_id, cut_at, failure_count)
VALUES ('courier', 'harbour', %s, 'a-run', now(), 2) RETURNING url
"""
RUNS = "SELECT is_listing_complete, missed_estimate, pending_count FROM news.crawl_runs ORDER BY started_at"


@contextmanager
def served(recipe: Recipe, folder: Path) -> Iterator[tuple[NewsWeb, RunningPublisher]]:
    """A publisher of that recipe, and a source file, `paper`, of its section of affairs."""
    with NewsWeb([publisher_of(recipe, "paper")]) as web:
        site = web.publisher("paper")
        write_source(folder, site.source_yaml(["affairs"]))
        yield web, site


def affairs(site: RunningPublisher) -> set[str]:
    """Every article of the section of affairs."""
    return {canonicalise(page.url) for page in site.truth("affairs")}


def test_a_list_behind_a_button_is_read_and_absent_addresses_are_asked_for_once(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Every article of the section; the second crawl asks for the list's first page and its feed, no more."""
    with NewsWeb([publisher_of(NAMED["gazette"], "gazette")]) as web:
        site = web.publisher("gazette")
        write_source(tmp_path, site.source_yaml(["affairs"]))
        first = crawl(crawl_environment, tmp_path, source="gazette")
        assert first.exit_code == 0, first.output
        assert stored_urls(crawl_environment) == affairs(site)
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
    """All articles, and no claim that the list was read to its end; where it does not go on is asked once."""
    recipe = Recipe("number", "cards", "endless", "labels", "section", "none", "en")
    with served(recipe, tmp_path) as (web, site):
        assert crawl(crawl_environment, tmp_path, source="paper").exit_code == 0
        assert stored_urls(crawl_environment) == affairs(site)
        assert [entry.target for entry in web.log].count("/affairs/?page=2") == 1
        web.log.clear()
        web.clock.advance(hours=9)
        assert crawl(crawl_environment, tmp_path, source="paper").exit_code == 0
        assert "/affairs/?page=2" not in {entry.target for entry in web.log}
    assert [run["is_listing_complete"] for run in rows(crawl_environment, RUNS)] == [False, False]


@pytest.mark.parametrize("paging", ["infinite", "hinted"])
def test_a_button_without_an_address_is_followed_where_custom_has_the_next_page(
    crawl_environment: Environment, tmp_path: Path, paging: Paging
) -> None:
    """All articles of a list without feed and sitemap, read to its end; or where the page only hints."""
    recipe = Recipe("number", "cards", paging, "labels", "none", "none", "en")
    with served(recipe, tmp_path) as (web, site):
        assert crawl(crawl_environment, tmp_path, source="paper").exit_code == 0
        assert stored_urls(crawl_environment) == affairs(site)
        web.log.clear()
        assert crawl(crawl_environment, tmp_path, source="paper").exit_code == 0
        assert not any("page=" in entry.target for entry in web.log), "nothing is new"
    assert [run["is_listing_complete"] for run in rows(crawl_environment, RUNS)] == [True, True]


def _numbered_answers(site: RunningPublisher) -> Callable[[Exchange], Response]:
    """Four stories a page, each under its place in the list; behind the last none."""

    def answer(exchange: Exchange) -> Response:
        start = 4 * (int(exchange.request.target.rpartition("/")[2]) - 1)
        found = list(enumerate(site.truth("affairs")))[start : start + 4]
        data = {str(place): {"no": place, "title": page.headline, "url": page.url} for place, page in found}
        return Response(HTTPStatus.OK, json.dumps({"data": data or []}).encode(), "application/json")

    return answer


def test_a_list_goes_on_where_a_script_joins_an_address_and_a_number(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Read to its end, page by page; where the budget is spent amid them the next run goes on there."""
    recipe = Recipe("folder", "cards", "hinted", "labels", "none", "none", "en")
    script = "<script>var no=3; more=()=>get('/ajax/affairs/'+no, rows=>{show(rows); no++})</script>"
    with served(recipe, tmp_path) as (web, site):
        # Nothing is asked for beside the list: else the order of answers says what takes the budget.
        text = site.source_yaml(["affairs"], request_budget=10, concurrency=1)
        alone = "- name: affairs\n  feeds: []\n  sitemaps: []\n"
        write_source(tmp_path, text.replace("- name: affairs\n", alone))
        site.misbehave(altered(lambda page: re.sub("<i data-at=.*?></i>", script, page)), path="/affairs/")
        site.misbehave(_numbered_answers(site), path="/ajax/affairs/*")
        ends = [crawl(crawl_environment, tmp_path, source="paper").exit_code for _ in range(3)]
        assert ends == [0, 0, 0]
        assert stored_urls(crawl_environment) == affairs(site)
        listings = [entry.target for entry in web.log if entry.target.startswith("/ajax/")]
    assert listings == [f"/ajax/affairs/{number}" for number in (3, 4, 5)], "the last has none"
    first, _, last = (run["is_listing_complete"] for run in rows(crawl_environment, RUNS))
    assert (first, last) == (False, True), "the second run sees the last page where its budget reaches so far"


def test_a_whole_list_that_begins_with_what_its_front_shows_is_read_on(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """The list's first page repeats the section's, which ends nothing; caught up, neither is turned."""
    recipe = Recipe("folder", "cards", "archive", "labels", "none", "none", "en")
    with served(recipe, tmp_path) as (web, site):
        assert crawl(crawl_environment, tmp_path, source="paper").exit_code == 0
        assert stored_urls(crawl_environment) == affairs(site)
        web.log.clear()
        assert crawl(crawl_environment, tmp_path, source="paper").exit_code == 0
        assert not any(entry.target.startswith("/archive/") for entry in web.log)


def test_behind_a_page_of_the_list_that_was_not_seen_is_gone_on_when_it_is_back(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """The second page is an error, then one whose list is called what is read most.

    Neither run calls the list complete; then all is stored, though nothing is new on the first page.
    """
    recipe = Recipe("folder", "cards", "query", "labels", "none", "none", "en")
    otherwise = altered(lambda page: page.replace("<h1>Harbour affairs</h1>", "<h2>Most read</h2>"))
    with served(recipe, tmp_path) as (_, site):
        site.misbehave(status(HTTPStatus.INTERNAL_SERVER_ERROR), path="/affairs/?page=2")
        assert crawl(crawl_environment, tmp_path, source="paper").verdict == "partial"
        site.behave()
        site.misbehave(otherwise, path="/affairs/?page=2")
        assert crawl(crawl_environment, tmp_path, source="paper").exit_code == 0
        assert not affairs(site) <= stored_urls(crawl_environment)
        site.behave()
        assert crawl(crawl_environment, tmp_path, source="paper").verdict == "ok"
        assert affairs(site) <= stored_urls(crawl_environment)
    assert [run["is_listing_complete"] for run in rows(crawl_environment, RUNS)] == [False, False, True]


def test_a_list_is_complete_where_only_its_story_failed_and_not_where_its_front_did(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """A story of the second page without an answer is no page of the list; without a front none was seen."""
    recipe = Recipe("folder", "cards", "query", "labels", "none", "none", "en")
    with served(recipe, tmp_path) as (_, site):
        site.misbehave(no_answer, path=urlsplit(site.truth("affairs")[-1].url).path)
        crawl(crawl_environment, tmp_path, source="paper")
        assert rows(crawl_environment, "SELECT url FROM news.cut_listings") == []
        site.misbehave(status(HTTPStatus.INTERNAL_SERVER_ERROR), path="/affairs/")
        assert crawl(crawl_environment, tmp_path, source="paper").verdict == "unreachable"
    assert [run["is_listing_complete"] for run in rows(crawl_environment, RUNS)] == [True, False]


def test_where_max_pages_cuts_a_list_off_the_next_run_goes_on(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """After a pause more is new than `max_pages` shows: the rest is read by the run after.

    Not on the first load, which goes back so far, in two runs where its budget is spent. A place that was
    refused for the third time fails the run that gives it up, and none after it.
    """
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        keys = "- name: harbour\n  max_pages: 2\n  feeds: []\n  sitemaps: []\n"
        for budget in (8, 500):
            text = site.source_yaml(["harbour"], request_budget=budget, concurrency=1)
            write_source(tmp_path, text.replace("- name: harbour\n", keys))
            assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
        asked = [entry.target for entry in web.log if entry.target.startswith("/harbour/page/")]
        assert asked == ["/harbour/page/2/"], "there is a third"
        assert rows(crawl_environment, "SELECT url FROM news.cut_listings") == []
        refused = f"{site.base_url}/harbour/page/9/"
        rows(crawl_environment, PLACE_REFUSED_TWICE, refused)
        site.misbehave(status(HTTPStatus.FORBIDDEN), path="/harbour/page/9/")
        then = web.clock.now()
        web.clock.advance(hours=9)
        published = {
            canonicalise(page.url) for page in site.truth("harbour") if page.versions[0].seen_from > then
        }
        ended = crawl(crawl_environment, tmp_path, source="courier")
        assert ended.verdict == "partial"
        assert f"; the list is followed no further: {refused} failed: blocked (HTTP 403)" in ended.last_line
        assert not published <= stored_urls(crawl_environment), "two pages do not hold what is new"
        kept = rows(crawl_environment, "SELECT pages_left FROM news.cut_listings")
        assert kept == [{"pages_left": None}]
        assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
        assert published <= stored_urls(crawl_environment)


def test_another_order_and_other_parameters_make_no_story_new(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Pinned, moved, linked with where it stood: each address is asked for once, each story stored once."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        paths = [urlsplit(page.url).path for page in site.truth("harbour")[:6]]
        write_source(tmp_path, site.source_yaml(["harbour"], recheck_budget=0))
        for kind in ("feed", "news_sitemap", "sitemap_index", "sitemap"):
            site.misbehave(status(HTTPStatus.NOT_FOUND), kind=kind)
        runs = [
            [paths[0], *paths],
            [paths[3], *reversed(paths)],
            [paths[5], *(f"{path}?iref=list_top" for path in paths[:3]), *paths[3:]],
            [*(f"{path}?iref=list_top" for path in paths[2::-1]), *paths],
        ]
        asked = []
        for listed in runs:  # the last rule has the last word
            site.misbehave(partial(hand_made_list, listed), kind="section")
            web.log.clear()
            ended = crawl(crawl_environment, tmp_path, source="courier")
            assert ended.exit_code == 0, ended.output
            asked.append(len(web.log.of(kind="article")))
    assert asked == [6, 0, 3, 0]
    assert len(stored_urls(crawl_environment)) == 6
    counts = rows(crawl_environment, "SELECT new_count FROM news.crawl_runs ORDER BY started_at")
    assert [run["new_count"] for run in counts] == [6, 0, 0, 0]


def test_what_earlier_crawls_fetched_tells_of_new_addresses(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Three pages of one form were no stories: a fourth is not asked for, and a new story is."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        paths = [urlsplit(page.url).path for page in site.truth("harbour")[:8]]
        boards = [f"/board/the-harbour-tide-table-number-{number}-is-out" for number in range(4)]
        write_source(tmp_path, site.source_yaml(["harbour"], recheck_budget=0))
        for kind in ("feed", "news_sitemap", "sitemap_index", "sitemap"):
            site.misbehave(status(HTTPStatus.NOT_FOUND), kind=kind)
        site.misbehave(body("<html><body><table><tr><td>4.10</td></tr></table></body></html>"), "/board/*")
        asked = []
        for listed in ([*paths[:7], *boards[:3]], [*paths, *boards]):
            site.misbehave(partial(hand_made_list, listed), kind="section")
            web.log.clear()
            crawl(crawl_environment, tmp_path, source="courier")
            asked.append({entry.target for entry in web.log} & {*paths, *boards})
    assert asked == [{*paths[:7], *boards[:3]}, {paths[7]}]


def test_what_neither_list_nor_feed_names_is_estimated(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Eleven on the page, as many in the feed, seven in both: 12 * 12 / 8 - 1 = 17 (Chapman), 15 known.

    Then eleven others, seven in both: with the four that the page showed before these are all of the feed.
    """
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        stories = site.truth("harbour")[:15]
        paths = [urlsplit(page.url).path for page in stories]
        items = "".join(
            f"<item><title>Number {number}</title><link>{page.url}</link>"
            f"<pubDate>{http_date(web.clock.now() - timedelta(minutes=number))}</pubDate></item>"
            for number, page in enumerate([*stories[:10], stories[14]])
        )
        feed = f'<rss version="2.0"><channel><title>Harbour</title>{items}</channel></rss>'
        site.misbehave(body(feed, "application/rss+xml"), kind="feed")
        text = site.source_yaml(["harbour"])
        keys = f"- name: harbour\n  feeds: [{site.base_url}/harbour/rss.xml]\n  sitemaps: []\n"
        write_source(tmp_path, text.replace("- name: harbour\n", keys))
        for listed in (paths[4:], [*paths[:4], *paths[10:14], *paths[4:6], paths[14]]):
            site.misbehave(partial(hand_made_list, listed), kind="section")
            ended = crawl(crawl_environment, tmp_path, source="courier")
            assert ended.exit_code == 0, ended.output
    assert [run["missed_estimate"] for run in rows(crawl_environment, RUNS)] == [17 - 15, 0]


def hand_made_list(paths: list[str], exchange: Exchange) -> Response:
    """A section page that lists these addresses in this order, the first as its top story."""
    items = [
        f'<li><h3><a href="{path}">The harbour report number {number} is out</a></h3></li>'
        for number, path in enumerate(paths)
    ]
    page = f"<html><body><h1>Harbour</h1><ul>{''.join(items)}</ul></body></html>"
    return Response(HTTPStatus.OK, page.encode(), exchange.response.content_type, kind="section")


def test_a_list_that_was_not_found_is_not_complete_and_nothing_that_was_there_before(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Neither the first crawl nor the next misses what none has seen; a box names the feed's stories."""
    recipe = Recipe("folder", "cards", "query", "labels", "section", "none", "en")
    with served(recipe, tmp_path) as (_, site):
        site.misbehave(empty_listing, path="/affairs/")
        verdicts = [crawl(crawl_environment, tmp_path, source="paper").verdict for _ in range(2)]
    assert verdicts == ["ok", "quiet"]
    assert [run["is_listing_complete"] for run in rows(crawl_environment, RUNS)] == [False, False]


def _without_stories(exchange: Exchange) -> Response:
    """A further page of the list that holds nothing and leads on, whatever its number."""
    following = int(exchange.request.target.rpartition("=")[2]) + 1
    page = f'<html><h1>Affairs</h1><a rel="next" href="/affairs/?page={following}">Next</a></html>'
    return Response(HTTPStatus.OK, page.encode(), "text/html", kind="section")


def test_behind_pages_that_show_no_story_and_lead_on_the_next_run_goes_on(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Whether the list ends there, nothing says: it is not complete. Behind six of them the run says so."""
    asked = []
    with served(Recipe("folder", "cards", "query", "labels", "none", "none", "en"), tmp_path) as (web, site):
        site.misbehave(_without_stories, path="/affairs/?page=*")
        for _ in range(2):
            web.log.clear()
            ended = crawl(crawl_environment, tmp_path, source="paper")
            assert ended.exit_code == 0, ended.output
            asked.append([int(entry.target[-1]) for entry in web.log if "?page=" in entry.target])
    assert asked == [[2, 3, 4], [5, 6, 7]]
    assert "; the list is followed no further: 3 more pages from " in ended.last_line
    assert [run["is_listing_complete"] for run in rows(crawl_environment, RUNS)] == [False, False]
    (place,) = rows(crawl_environment, "SELECT url, state FROM news.cut_listings")
    assert (place["url"].rpartition("=")[2], place["state"]) == ("5", "ended")
