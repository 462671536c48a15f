"""The situations in which Scrapy ends with 0 without data: each must be red, with its verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.integration.crawling import Crawl, Environment, crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import (
    body,
    challenge,
    consent_wall,
    empty_listing,
    error_page,
    no_answer,
    redirect_home,
    redirect_to,
    soft_404,
    status,
)
from tests.newsweb.web import RunningPublisher

SECTION = "harbour"
CONSENT_ELSEWHERE = redirect_to("https://consent.news.example/collect?return=/harbour/")


@pytest.fixture
def crawl_section(
    site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> Callable[..., Crawl]:
    write_source(tmp_path, site.source_yaml())

    def run(**environment: str) -> Crawl:
        short = {"BROADSHEET_UNSTATED_PAUSES": "0.1,0.1"}
        where = {**crawl_environment, **environment}
        return crawl(where, tmp_path, source="courier", section=SECTION, settings=short)

    return run


def assert_red(result: Crawl, verdict: str, environment: Environment) -> str:
    """Red in the exit code, in the last line and in the row; returns the sentence."""
    assert result.exit_code != 0, result.output
    assert result.verdict == verdict, result.output[-3000:]
    (row,) = rows(environment, "SELECT verdict, verdict_reason, finished_at FROM news.crawl_runs")
    assert (row["verdict"], row["finished_at"] is not None) == (verdict, True)
    assert result.last_line == f"verdict: {verdict}: {row['verdict_reason']}"
    return str(row["verdict_reason"])


def test_every_response_is_a_server_error(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    site.misbehave(status(500), kind="section")
    sentence = assert_red(crawl_section(), "unreachable", crawl_environment)
    assert "HTTP 500" in sentence
    rejected = rows(crawl_environment, "SELECT reason, url FROM news.rejected_pages")
    assert (site.section_url(SECTION), "server_error") in {(row["url"], row["reason"]) for row in rejected}


def test_every_response_is_too_many_requests(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """Blocked until the time that the site states, which the row keeps."""
    site.misbehave(status(429, retry_after="1800"), kind="section")
    assert_red(crawl_section(), "blocked", crawl_environment)
    (row,) = rows(
        crawl_environment,
        "SELECT extract(epoch FROM retry_after_at - finished_at) AS wait FROM news.crawl_runs",
    )
    assert 1700 < float(row["wait"]) <= 1800


def test_the_connection_is_refused(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    site.down()
    assert_red(crawl_section(), "unreachable", crawl_environment)


def test_a_site_that_dies_under_way_is_not_asked_to_the_end(
    site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Unreachable, with the cause; what was not asked for is pending, and the next crawl has it all."""
    write_source(tmp_path, site.source_yaml([SECTION]))
    site.misbehave(no_answer, kind="article")
    result = crawl(crawl_environment, tmp_path, source="courier", settings={"BROADSHEET_LOST_AFTER": 0})
    sentence = assert_red(result, "unreachable", crawl_environment)
    assert re.match(
        r"the site stopped answering: 5 pages in a row failed .*, the last: connection \(", sentence
    )
    ends = rows(crawl_environment, "SELECT outcome FROM news.listed_links WHERE outcome <> 'not_article'")
    outcomes = Counter(row["outcome"] for row in ends)
    assert outcomes["rejected"] < outcomes["pending"], outcomes
    site.behave()
    assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    stored = rows(crawl_environment, "SELECT url FROM news.articles")
    assert len(stored) == len(site.truth(SECTION))


def test_a_callback_raises_on_every_page(
    crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    result = crawl_section(SCRAPY_SETTINGS_MODULE="tests.integration.sabotage.raising_callback")
    sentence = assert_red(result, "bug", crawl_environment)
    assert "KeyError" in sentence
    assert "a mistake of ours" in sentence


def test_a_stage_raises_on_every_item(
    crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    result = crawl_section(SCRAPY_SETTINGS_MODULE="tests.integration.sabotage.raising_stage")
    sentence = assert_red(result, "bug", crawl_environment)
    assert "a mistake of ours" in sentence


def test_the_end_of_a_run_fails_when_all_else_is_done(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """The row is not green for what was stored by then: what was to be noted for the next run is not."""
    refusal = "BEGIN RAISE 'no, not from cut_listings' USING ERRCODE = '42501'; END"
    function = f"CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {refusal} $$"
    trigger = "CREATE TRIGGER refusing BEFORE DELETE ON news.cut_listings EXECUTE FUNCTION public.refuse()"
    rows(crawl_environment, f"{function}; {trigger}; SELECT 1")
    sentence = assert_red(crawl_section(), "bug", crawl_environment)
    assert "cut_listings" in sentence
    assert site.truth(SECTION) and rows(crawl_environment, "SELECT url FROM news.articles")


def test_no_items_at_all(crawl_section: Callable[..., Crawl], crawl_environment: Environment) -> None:
    result = crawl_section(SCRAPY_SETTINGS_MODULE="tests.integration.sabotage.silent_spider")
    assert_red(result, "drift", crawl_environment)


def test_an_empty_section(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """A listing page that arrives without a single story is not a quiet day."""
    site.misbehave(empty_listing, kind="section")
    for kind in ("feed", "news_sitemap"):
        site.misbehave(status(404), kind=kind)
    assert_red(crawl_section(), "drift", crawl_environment)
    listed = rows(crawl_environment, "SELECT DISTINCT is_listing_complete FROM news.crawl_runs")
    assert listed == [{"is_listing_complete": False}]


@pytest.mark.parametrize(
    ("behaviour", "verdict"),
    [(consent_wall, "consent"), (challenge, "blocked"), (status(403), "blocked"), (redirect_home, "drift")],
    ids=["consent", "challenge", "403", "home"],
)
def test_a_wall_in_place_of_the_section(
    behaviour: object,
    verdict: str,
    site: RunningPublisher,
    crawl_section: Callable[..., Crawl],
    crawl_environment: Environment,
) -> None:
    """Whatever the status: a wall is told from an empty section; a front page's stories are not its own."""
    site.misbehave(behaviour, kind="section")  # type: ignore[arg-type]
    assert_red(crawl_section(), verdict, crawl_environment)


def test_the_run_after_a_red_one_is_red_while_nothing_is_mended(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """Pages that were given up are still missing: not asking for them again is no reason to be green."""
    site.misbehave(soft_404, kind="article")
    for _ in range(4):  # the fourth asks for none of them
        assert crawl_section().verdict == "drift"
    site.behave()
    assert rows(crawl_environment, "SELECT * FROM news.articles") == []


def test_one_page_at_every_address_is_red_until_each_shows_its_own(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """A cache that mixes pages up: what was not seen is asked for again, and no story is another's."""
    truth = site.truth(SECTION)
    with urlopen(truth[0].url) as answer:
        site.misbehave(body(answer.read()), kind="article")
    for _ in range(2):
        result = crawl_section()
        assert result.verdict == "drift", result.output[-3000:]
        assert "one and the same story" in result.last_line
    site.behave()
    assert crawl_section().verdict == "ok"
    stored = rows(crawl_environment, "SELECT url, headline FROM news.articles WHERE status = 'available'")
    assert {row["url"]: row["headline"] for row in stored} == {page.url: page.headline for page in truth}


@pytest.mark.parametrize(
    ("behaviour", "verdict"),
    [(CONSENT_ELSEWHERE, "consent"), (challenge, "blocked"), (empty_listing, "drift")],
    ids=["consent elsewhere", "challenge", "empty"],
)
def test_a_section_page_that_goes_bad_is_red_though_feed_and_sitemap_answer(
    behaviour: object, verdict: str, web: NewsWeb, site: RunningPublisher, crawl_section: Callable[..., Crawl]
) -> None:
    assert crawl_section().exit_code == 0
    web.clock.advance(hours=2)
    site.misbehave(behaviour, kind="section")  # type: ignore[arg-type]
    assert crawl_section().verdict == verdict


def test_another_sections_list_in_place_of_the_section_is_red_and_files_nothing(
    site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Whatever its address: it is known by its stories, which stay those of the section that lists them."""
    other = next(name for name in site.sections if name != SECTION)
    write_source(tmp_path, site.source_yaml([other, SECTION]))
    assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    filed = "SELECT article_id, section FROM news.article_sections ORDER BY 1, 2"
    before = rows(crawl_environment, filed)
    moved = redirect_to(f"{site.section_url(other)}index.html")
    site.misbehave(moved, path=f"/{SECTION}/")
    site.misbehave(body(urlopen(site.section_url(other)).read()), path=f"/{other}/index.html")
    result = crawl(crawl_environment, tmp_path, source="courier", section=SECTION)
    assert result.verdict == "drift", result.output[-3000:]
    assert f"shows the list of section {other}" in result.last_line
    assert rows(crawl_environment, filed) == before


def test_robots_txt_cannot_be_fetched(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """RFC 9309: unreachable means no; nothing but robots.txt is asked for."""
    site.misbehave(no_answer, kind="robots")
    sentence = assert_red(crawl_section(), "unreachable", crawl_environment)
    assert "robots.txt" in sentence


def test_robots_txt_answers_with_a_server_error(
    web: NewsWeb, site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """A 503 that states no time may be a moment's load: asked again twice, then it is the answer."""
    site.misbehave(status(503), kind="robots")
    assert_red(crawl_section(), "unreachable", crawl_environment)
    assert [entry.target for entry in web.log] == ["/robots.txt"] * 3


def test_robots_txt_forbids_the_section(
    web: NewsWeb, site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    site.misbehave(body("User-agent: *\nDisallow: /\n", "text/plain"), kind="robots")
    assert_red(crawl_section(), "blocked", crawl_environment)
    assert {entry.target for entry in web.log} == {"/robots.txt"}


def test_an_error_page_in_place_of_robots_txt_holds_no_rules(
    site: RunningPublisher, crawl_section: Callable[..., Crawl]
) -> None:
    site.misbehave(error_page, kind="robots")
    assert crawl_section().exit_code == 0


def test_a_missing_robots_txt_forbids_nothing(
    site: RunningPublisher, crawl_section: Callable[..., Crawl]
) -> None:
    site.misbehave(status(404), kind="robots")
    assert crawl_section().exit_code == 0


@pytest.mark.parametrize(
    ("behaviour", "verdict"),
    [
        (consent_wall, "consent"),
        (challenge, "blocked"),
        (soft_404, "drift"),
        (redirect_home, "drift"),
        (status(403), "blocked"),
        (status(500), "unreachable"),
    ],
)
def test_every_article_page_is_something_else(
    behaviour: object,
    verdict: str,
    site: RunningPublisher,
    crawl_section: Callable[..., Crawl],
    crawl_environment: Environment,
) -> None:
    """The listing is fine, its articles are not: no row is stored, each page is in quarantine."""
    site.misbehave(behaviour, kind="article")  # type: ignore[arg-type]
    assert_red(crawl_section(), verdict, crawl_environment)
    assert rows(crawl_environment, "SELECT * FROM news.articles") == []
    (row,) = rows(crawl_environment, "SELECT count(DISTINCT url) AS count FROM news.rejected_pages")
    assert row["count"] >= min(3, len(site.truth(SECTION)))


def test_stories_that_led_elsewhere_for_a_while_are_stored_once_they_are_there(
    site: RunningPublisher, crawl_section: Callable[..., Crawl], crawl_environment: Environment
) -> None:
    """Off the site, and one not there yet: red while all are, and none is given up for it."""
    site.misbehave(redirect_to("https://elsewhere.example/"), kind="article")
    site.misbehave(status(404), path=site.truth(SECTION)[0].url.removeprefix(site.base_url))
    sentence = assert_red(crawl_section(), "drift", crawl_environment)
    assert "elsewhere.example" in sentence
    site.behave()
    assert crawl_section().verdict == "ok"
    stored = rows(crawl_environment, "SELECT url FROM news.articles")
    assert len(stored) == len(site.truth(SECTION))
