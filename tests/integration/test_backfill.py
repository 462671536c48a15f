"""`python -m broadsheet backfill`: what a source published on some days of the past, and nothing else."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.urls import canonicalise
from tests.integration.crawling import (
    Crawl,
    Environment,
    crawl,
    finish,
    rows,
    start,
    stored_urls,
    write_source,
)
from tests.integration.forked import Forked
from tests.newsweb import NewsWeb
from tests.newsweb.archives import days_between, keep_archive_pages, keep_sitemaps, stories_of, truth_of
from tests.newsweb.behaviours import Exchange, body, redirect_home, redirect_to, status
from tests.newsweb.messages import Response
from tests.newsweb.web import RunningPublisher
from tests.waiting import wait_until

FIRST, LAST = date(2026, 9, 3), date(2026, 9, 4)
KEPT = days_between(date(2026, 8, 30), date(2026, 9, 8))
SOURCE = """
name: courier
title: The Courier
base_url: http://127.0.0.1:9
timezone: UTC
language: en
schedule: "0 * * * *"
private_network: true
sections: [{name: harbour, url: http://127.0.0.1:9/harbour/}]
"""
ARTICLES = "SELECT url, published_at, first_seen_at, is_initial_load FROM news.articles"


def backfill(environment: Environment, folder: Path, *words: str) -> Crawl:
    """As ops type it. The command starts a crawl, a process that imports everything anew."""
    return finish(Forked(["broadsheet", "backfill", *words], {**environment, "SOURCES_DIR": str(folder)}))


def fetch(
    environment: Environment, folder: Path, source: str, first: date = FIRST, last: date = LAST, **more: str
) -> Crawl:
    """The crawl that the command starts, for what does not depend on the command."""
    days = {"since": str(first), "until": str(last)}
    return crawl(environment, folder, spider="backfill", source=source, **days, **more)


@pytest.fixture
def web() -> Iterator[NewsWeb]:
    with NewsWeb(["courier", "valle"]) as running:
        yield running


def expected(site: RunningPublisher, section: str, first: date = FIRST, last: date = LAST) -> set[str]:
    return {canonicalise(truth.url) for truth in truth_of(site, section, days_between(first, last))}


def words(first: date = FIRST, last: date = LAST) -> tuple[str, ...]:
    return "--since", str(first), "--until", str(last)


def test_the_days_asked_for_from_sitemaps_and_nothing_twice(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Exactly the stories of those days, with the date their page states; a second time fetches none."""
    site = web.publisher("courier")
    keep_sitemaps(site, KEPT)
    write_source(tmp_path, site.source_yaml(["harbour"]))
    began = datetime.now().astimezone()
    result = backfill(crawl_environment, tmp_path, "courier", *words())
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert stored_urls(crawl_environment) == expected(site, "harbour")
    truth = {canonicalise(page.url): page for page in truth_of(site, "harbour", days_between(FIRST, LAST))}
    for row in rows(crawl_environment, ARTICLES):
        assert row["published_at"] == truth[row["url"]].published_at
        assert row["first_seen_at"] >= began and row["is_initial_load"]
    ways = rows(crawl_environment, "SELECT DISTINCT ways FROM news.listed_links WHERE article_id IS NOT NULL")
    assert ways == [{"ways": ["archive"]}]
    assert_far_sitemaps_were_not_read(web)
    web.log.clear()
    again = fetch(crawl_environment, tmp_path, "courier")
    assert (again.exit_code, again.verdict) == (0, "ok"), again.output
    assert web.log.of(kind="article") == []


def assert_far_sitemaps_were_not_read(web: NewsWeb) -> None:
    asked = {entry.target for entry in web.log if entry.target.startswith("/sitemaps/")}
    near = days_between(FIRST - timedelta(days=1), LAST + timedelta(days=1))
    assert asked == {f"/sitemaps/{day}.xml" for day in near}


def test_the_days_asked_for_from_archive_pages(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Found by a link on the section's page; pages of other months and of other sections are left."""
    site = web.publisher("valle")
    keep_archive_pages(site, KEPT)
    write_source(tmp_path, site.source_yaml(["local", "cultura"]))
    result = backfill(crawl_environment, tmp_path, "valle", *words(FIRST, FIRST), "--section", "local")
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert stored_urls(crawl_environment) == expected(site, "local", FIRST, FIRST)
    assert web.log.of(path="/archive/2026/08/") == []
    (run,) = rows(crawl_environment, "SELECT kind, since_on, until_on FROM news.crawl_runs")
    assert run == {"kind": "backfill", "since_on": FIRST, "until_on": FIRST}


def test_an_archive_that_only_the_front_page_leads_to_and_only_to_its_last_day(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Where one day is, the others are; that some of them are not, however a site says so, is no failure.

    One that may not be looked at is told.
    """
    site = web.publisher("valle")
    keep_archive_pages(site, [FIRST], linked="/archive/2026/09/12/", kind="front")
    site.misbehave(status(404), kind="sitemap_index")
    dead = [redirect_home, redirect_to("http://127.0.0.1:9/"), status(400), status(403), status(500)]
    for number, behaviour in enumerate(dead, start=5):
        site.misbehave(behaviour, path=f"/archive/2026/09/{number:02}/")
    site.misbehave(_nothing_written, path="/archive/2026/09/04/")
    site.misbehave(status(500), path="/archive/2026/09/?????*/")  # whatever is no day
    write_source(tmp_path, site.source_yaml(["local"]))
    result = fetch(crawl_environment, tmp_path, "valle", FIRST, date(2026, 9, 9))
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert stored_urls(crawl_environment) == expected(site, "local", FIRST, FIRST)
    archive = f"{site.base_url}/archive/2026/09"
    told = f"; {archive}/08/ failed: blocked; {archive}/09/ failed: server_error"
    assert told in result.last_line
    refused = rows(crawl_environment, "SELECT url FROM news.rejected_pages WHERE kind = 'listing'")
    assert {row["url"] for row in refused} == {f"{archive}/08/", f"{archive}/09/"}


def _nothing_written(exchange: Exchange) -> Response:
    """Status 200, and the page says in its title that nothing is there."""
    family = exchange.site.family
    return exchange.site.html(family.plain_page(*family.notices.not_found))


def test_without_an_archive_the_sections_own_pages_are_walked_back(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Nothing on the listing says of which day a story is; the walk ends soon after the first day."""
    with NewsWeb(["courier"], listed_for=timedelta(days=3)) as web:
        site = web.publisher("courier")
        site.misbehave(status(404), kind="sitemap_index")
        site.misbehave(body("User-agent: *\nDisallow:\n", "text/plain"), kind="robots")
        write_source(tmp_path, site.source_yaml(["harbour"]))
        result = fetch(crawl_environment, tmp_path, "courier", *[date(2026, 9, 14)] * 2)
        assert (result.exit_code, result.verdict) == (0, "ok"), result.output
        truth = truth_of(site, "harbour", [date(2026, 9, 14)], also_listed=True)
        dated = {canonicalise(page.url) for page in truth if page.published_at is not None}
        assert stored_urls(crawl_environment) == dated
        pages = [entry for entry in web.log.of(kind="section") if "/page/" in entry.target]
        newer = truth_of(
            site, "harbour", days_between(date(2026, 9, 14), date(2026, 9, 15)), also_listed=True
        )
        assert len(newer) / 8 - 1 <= len(pages) <= len(newer) / 8 + 3, "8 stories a page, of 3 days in all"


def test_where_addresses_do_not_name_sections_only_the_sections_own_pages_count(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Nothing of other sections is stored, and that an archive reaches back says nothing of this one."""
    with NewsWeb(["podjezi"], listed_for=timedelta(days=3)) as web:
        site = web.publisher("podjezi")
        keep_sitemaps(site, [date(2026, 8, 1), *KEPT, date(2026, 9, 14)])
        write_source(tmp_path, site.source_yaml(["obec"]))
        result = fetch(crawl_environment, tmp_path, "podjezi")
        assert (result.exit_code, result.verdict) == (1, "drift"), result.output
        assert "does not say of which section" in result.last_line
        assert stored_urls(crawl_environment) == set()
        result = fetch(crawl_environment, tmp_path, "podjezi", *[date(2026, 9, 14)] * 2)
        assert (result.exit_code, result.verdict) == (0, "ok"), result.output
        listed = truth_of(site, "obec", [date(2026, 9, 14)], also_listed=True)
        assert stored_urls(crawl_environment) == {canonicalise(truth.url) for truth in listed}


def test_a_dry_run_reads_the_archive_only_and_says_how_long_it_would_take(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Neither an article is fetched nor anything recorded but the run, which is called what it was."""
    site = web.publisher("courier")
    keep_sitemaps(site, KEPT)
    write_source(tmp_path, site.source_yaml(["harbour"], request_delay=0.01))
    result = backfill(crawl_environment, tmp_path, "courier", *words(), "--dry-run")
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert "dry run, nothing stored" in result.last_line and "minute" in result.last_line
    assert web.log.of(kind="article") == []
    for table in ("listed_links", "captures", "rejected_pages"):
        assert rows(crawl_environment, f"SELECT url FROM news.{table}") == []
    (run,) = rows(crawl_environment, "SELECT kind, passed FROM news.crawl_runs")
    assert run["kind"] == "dry_run"
    read = days_between(FIRST - timedelta(days=1), LAST + timedelta(days=1))
    named = sum(len(stories_of(site.site, day)) for day in read)
    others = named - len(truth_of(site, "harbour", read))
    assert run["passed"]["other_section"] >= others > 0, "and what else the section's page shows"


def test_a_dry_run_ends_as_the_backfill_would(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Stories of which no listing says the day are no find: the dry run is red, too, where none is of it.

    The front page is asked for on the chance that it names an archive; what it answers is not the verdict.
    """
    site = web.publisher("courier")
    site.misbehave(status(403), kind="front")
    address = f"url: {site.section_url('harbour')}"
    without = site.source_yaml(["harbour"]).replace(address, f"{address}\n  sitemaps: []")
    write_source(tmp_path, without)
    days = date(2024, 5, 1), date(2024, 5, 2)
    dry = fetch(crawl_environment, tmp_path, "courier", *days, dry_run="1")
    real = fetch(crawl_environment, tmp_path, "courier", *days)
    fetched = len(web.log.of(kind="article"))
    assert fetched
    assert {entry.status for entry in web.log.of(kind="front")} == {403}
    assert (dry.exit_code, dry.verdict) == (real.exit_code, real.verdict) == (1, "drift"), dry.output
    assert f"would fetch {fetched} pages" in dry.last_line
    assert "whether any is of those days, only the pages themselves say" in dry.last_line
    assert f"{site.base_url} failed: blocked" in dry.last_line


def test_a_budget_cuts_off_and_the_next_time_goes_on(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """What is left is pending, a crawl leaves it alone, and the next backfill of those days fetches it.

    Nor does a backfill forget where a crawl is to go on with the section's list.
    """
    place = "INSERT INTO news.cut_listings VALUES ('courier', 'harbour', '/harbour/?page=9', 'a-run', now())"
    rows(crawl_environment, f"{place} RETURNING url")
    site = web.publisher("courier")
    keep_sitemaps(site, KEPT)
    write_source(tmp_path, site.source_yaml(["harbour"]))
    result = backfill(crawl_environment, tmp_path, "courier", *words(FIRST, FIRST), "--request-budget", "20")
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert "left for the next backfill" in result.last_line
    assert rows(crawl_environment, "DELETE FROM news.cut_listings RETURNING run_id") == [{"run_id": "a-run"}]
    first = stored_urls(crawl_environment)
    assert 0 < len(first) < len(expected(site, "harbour", FIRST, FIRST)), result.output
    site.behave()
    crawl(crawl_environment, tmp_path, source="courier")
    keep_sitemaps(site, KEPT)
    old = "SELECT url FROM news.articles WHERE published_at < '2026-09-10'"
    assert {row["url"] for row in rows(crawl_environment, old)} <= first
    result = fetch(crawl_environment, tmp_path, "courier", FIRST, FIRST)
    assert result.exit_code == 0, result.output
    assert expected(site, "harbour", FIRST, FIRST) <= stored_urls(crawl_environment)
    assert f", {len(first)} known before" in result.last_line, "what the crawl stored is of other days"


def test_killed_and_started_again_it_ends_as_if_undisturbed(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """No article is lost, none is stored twice."""
    site = web.publisher("courier")
    keep_sitemaps(site, KEPT)
    write_source(tmp_path, site.source_yaml(["harbour"], request_delay=0.02))
    process = start(crawl_environment, tmp_path, spider="backfill", source="courier", since=str(FIRST))
    wait_until(lambda: len(stored_urls(crawl_environment)) >= 5, "five stories are stored")
    assert process.poll() is None
    process.kill()
    process.communicate()
    result = fetch(crawl_environment, tmp_path, "courier")
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert expected(site, "harbour") <= stored_urls(crawl_environment)
    versions = rows(crawl_environment, "SELECT max(version_count) AS most FROM news.articles")
    assert versions == [{"most": 1}]


def test_a_site_without_a_past_is_not_green(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Nothing of those days, nor anything that shows that the archive reaches back to them."""
    site = web.publisher("courier")
    write_source(tmp_path, site.source_yaml(["harbour"]))
    result = fetch(crawl_environment, tmp_path, "courier", date(2024, 5, 1), date(2024, 5, 2))
    assert (result.exit_code, result.verdict) == (1, "drift"), result.output
    assert "no story found of 2024-05-01 to 2024-05-02" in result.last_line


def test_an_archive_that_says_nothing_of_those_days_is_quiet(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """It reaches back beyond them, so the publisher published nothing."""
    site = web.publisher("courier")
    keep_sitemaps(site, [FIRST - timedelta(days=9), LAST + timedelta(days=2)])
    write_source(tmp_path, site.source_yaml(["harbour"]))
    result = fetch(crawl_environment, tmp_path, "courier")
    assert (result.exit_code, result.verdict) == (0, "quiet"), result.output


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("courier",), "--since"),
        (("nosuch", "--since", "2024-05-01"), "nosuch"),
        (("courier", "--since", "2024-05-01", "--section", "nosuch"), "one of harbour"),
        (("courier", "--since", "yesterday"), "--since yesterday: expected a day such as 2024-05-01"),
        (("courier", "--since", "2024-02-30"), "--since 2024-02-30: expected a day"),
        (("courier", "--since", "2024-05-02", "--until", "2024-05-01"), "is before --since"),
        (("courier", "--since", "2999-01-01"), "lies in the future"),
        (("courier", "--since", "1024-05-01"), "from 1990-01-01 on"),
        (
            ("courier", "--since", "2024-05-01", "--request-budget", "0"),
            "--request-budget: 0: expected a number",
        ),
    ],
)
def test_what_was_typed_wrongly_is_one_sentence(typed: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """Exit code 2, the option, the value and what was expected; no traceback."""
    write_source(tmp_path, SOURCE)
    settings = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing", "RAW_HTML_BUCKET": "bucket"}
    result = backfill(settings, tmp_path, *typed)
    assert result.exit_code == 2, result.output
    assert told in result.output and "Traceback" not in result.output


def test_a_section_that_is_a_feed_of_the_whole_site_takes_all_of_its_past(
    web: NewsWeb, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Stories do not lie under a feed's address, but under its folder."""
    site = web.publisher("courier")
    keep_sitemaps(site, [FIRST])
    text = site.source_yaml(["harbour"]).replace("/harbour/", "/rss.xml")
    write_source(tmp_path, text)
    result = fetch(crawl_environment, tmp_path, "courier", FIRST, FIRST, request_budget="30")
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    sections = {url.removeprefix(site.base_url).split("/")[1] for url in stored_urls(crawl_environment)}
    assert len(sections) > 1


def test_ctrl_c_ends_it_in_order(web: NewsWeb, crawl_environment: Environment, tmp_path: Path) -> None:
    """The verdict says that it was stopped, and the exit code is not 0."""
    site = web.publisher("courier")
    keep_sitemaps(site, KEPT)
    write_source(tmp_path, site.source_yaml(["harbour"], request_delay=0.2))
    process = Forked(
        ["broadsheet", "backfill", "courier", *words()],
        {**crawl_environment, "SOURCES_DIR": str(tmp_path)},
        new_session=True,  # as a terminal does: Ctrl-C goes to the whole group
    )
    wait_until(lambda: stored_urls(crawl_environment), "a story is stored")
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    result = finish(process)
    assert (result.exit_code, result.verdict) == (1, "interrupted"), result.output
    assert "Traceback" not in result.output
