"""Postgres or the object store away, the crawl killed: waited for, named, and nothing lost or twice."""

from __future__ import annotations

import re
import signal
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from broadsheet.articledb.connection import connect
from broadsheet.articledb.roles import ANALYST, set_role_password
from broadsheet.urls import canonicalise
from tests.benchmarks import moments
from tests.benchmarks.moments import Moment
from tests.conftest import owner_of
from tests.integration.crawling import Environment, crawl, finish, raw, rows, start, write_source
from tests.integration.flaky_store import FlakyStore
from tests.integration.outages import DiskFull, Outage, ReadOnly
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import late
from tests.newsweb.web import RunningPublisher
from tests.waiting import is_still, wait_until

SECTION = "harbour"


@pytest.fixture
def site(web: NewsWeb, tmp_path: Path) -> RunningPublisher:
    """A site slow enough for something to happen while it is crawled."""
    publisher = web.publisher("courier")
    publisher.misbehave(late(0.4), kind="article")
    write_source(tmp_path, publisher.source_yaml([SECTION], concurrency=2))
    return publisher


def wait_for_stories(web: NewsWeb, count: int) -> None:
    wait_until(lambda: article_requests(web) >= count, f"{count} stories were asked for")


def has_refused_more(store: FlakyStore, count: int) -> bool:
    return store.refused_count > count


def article_requests(web: NewsWeb) -> int:
    return len(web.log.of(kind="article"))


def assert_complete(site: RunningPublisher, environment: Environment) -> None:
    """Every article of the section once, one version each, every object there."""
    stored = rows(environment, "SELECT url, version_count, raw_html_key FROM news.articles")
    assert sorted(row["url"] for row in stored) == sorted(
        canonicalise(page.url) for page in site.truth(SECTION)
    )
    assert {row["version_count"] for row in stored} == {1}
    store = raw(environment)
    assert all(store.exists(row["raw_html_key"]) for row in stored)
    pending = rows(environment, "SELECT url FROM news.listed_links WHERE outcome = 'pending'")
    assert pending == []


def test_while_the_database_is_away_fetching_pauses_and_then_goes_on(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    outage = Outage(owner_of(crawl_environment))
    process = start(crawl_environment, tmp_path, source="courier")
    wait_for_stories(web, 4)
    outage(is_away=True)
    wait_until(lambda: is_still(lambda: article_requests(web), 2), "nothing more is fetched")
    assert article_requests(web) < len(site.truth(SECTION)), "nothing is fetched that cannot be stored"
    assert process.poll() is None
    outage(is_away=False)
    result = finish(process)
    assert result.exit_code == 0, result.output
    assert_complete(site, crawl_environment)


def test_a_database_away_for_too_long_is_named_and_the_next_run_completes(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    outage = Outage(owner_of(crawl_environment))
    process = start(crawl_environment, tmp_path, source="courier", settings={"BROADSHEET_PATIENCE": 2})
    wait_for_stories(web, 4)
    outage(is_away=True)
    result = finish(process)
    assert (result.exit_code, result.verdict) == (1, "storage"), result.output
    outage(is_away=False)
    again = crawl(crawl_environment, tmp_path, source="courier")
    assert again.exit_code == 0, again.output
    assert_complete(site, crawl_environment)


def test_a_missing_bucket_is_config_and_nothing_is_fetched(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    result = crawl({**crawl_environment, "RAW_HTML_BUCKET": "nosuchbucket"}, tmp_path, source="courier")
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert "nosuchbucket" in result.last_line
    assert list(web.log) == []
    (row,) = rows(crawl_environment, "SELECT verdict, verdict_reason FROM news.crawl_runs")
    assert row["verdict"] == "config"


def test_an_object_store_that_does_not_answer_is_storage(
    site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    nowhere = {**crawl_environment, "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9"}
    result = crawl(nowhere, tmp_path, source="courier", settings={"BROADSHEET_PATIENCE": 1})
    assert (result.exit_code, result.verdict) == (1, "storage"), result.output
    assert crawl_environment["AWS_SECRET_ACCESS_KEY"] not in result.output


def test_a_database_that_was_never_there_is_storage(
    site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    nowhere = {**crawl_environment, "DATABASE_URL": "postgresql://someone:hushhush@127.0.0.1:9/nothing"}
    result = crawl(nowhere, tmp_path, source="courier", settings={"BROADSHEET_PATIENCE": 1})
    assert (result.exit_code, result.verdict) == (1, "storage"), result.output
    assert "hushhush" not in result.output


def test_a_database_without_our_tables_is_config(
    site: RunningPublisher, crawl_environment: Environment, empty_database: str, tmp_path: Path
) -> None:
    result = crawl({**crawl_environment, "DATABASE_URL": empty_database}, tmp_path, source="courier")
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert "migrate" in result.last_line


def test_a_role_that_only_reads_is_config_at_once(
    site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """With the patience of every crawl, which is for what may come back."""
    owner = owner_of(crawl_environment)
    with closing(connect(owner)) as connection:
        set_role_password(connection, ANALYST, "of an analyst")
    netloc = f"{ANALYST}:of%20an%20analyst@{urlsplit(owner).netloc.rpartition('@')[2]}"
    reading = {**crawl_environment, "DATABASE_URL": urlsplit(owner)._replace(netloc=netloc).geturl()}
    result = crawl(reading, tmp_path, source="courier")
    assert (result.exit_code, result.verdict) == (2, "config"), result.output
    assert "DATABASE_URL: the role analyst only reads" in result.last_line
    assert "is away" not in result.output


def test_sigterm_ends_the_crawl_as_interrupted_and_the_next_run_completes(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    process = start(crawl_environment, tmp_path, source="courier")
    wait_for_stories(web, 4)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    result = finish(process)
    assert time.monotonic() - began < 60, "Airflow waits no longer before it kills"
    assert (result.exit_code, result.verdict) == (1, "interrupted"), result.output
    (row,) = rows(crawl_environment, "SELECT verdict, new_count, pending_count FROM news.crawl_runs")
    assert row["verdict"] == "interrupted"
    assert row["pending_count"] > 0
    stored = rows(crawl_environment, "SELECT count(*) AS count FROM news.articles")[0]["count"]
    assert stored == row["new_count"], "what was counted is what was stored"
    again = crawl(crawl_environment, tmp_path, source="courier")
    assert again.exit_code == 0, again.output
    assert_complete(site, crawl_environment)


def test_sigterm_ends_a_crawl_that_waits_for_its_turn(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """However long the host's delay: the next request is not waited for, and not sent."""
    write_source(tmp_path, site.source_yaml(["harbour"], request_delay=300))
    process = start(crawl_environment, tmp_path, source="courier")
    wait_until(lambda: len(web.log) >= 1, "the first request is sent")
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    result = finish(process)
    assert time.monotonic() - began < 120, "less than half of the delay"
    assert (result.exit_code, result.verdict) == (1, "interrupted"), result.output
    assert len(web.log) == 1


def test_kill_9_loses_nothing_and_doubles_nothing(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    for count in (3, 12):
        process = start(crawl_environment, tmp_path, source="courier")
        wait_for_stories(web, count)
        process.kill()
        assert finish(process).exit_code == -signal.SIGKILL
    unfinished = rows(crawl_environment, "SELECT verdict FROM news.crawl_runs WHERE verdict IS NULL")
    assert len(unfinished) == 2
    silence = "UPDATE news.crawl_runs SET heartbeat_at = now() - interval '6 minutes' RETURNING run_id"
    abandoned = {row["run_id"] for row in rows(crawl_environment, silence)}
    result = crawl(crawl_environment, tmp_path, source="courier")
    assert result.exit_code == 0, result.output
    assert_complete(site, crawl_environment)
    closed = rows(crawl_environment, "SELECT run_id, verdict FROM news.crawl_runs WHERE verdict <> 'ok'")
    assert {row["run_id"]: row["verdict"] for row in closed} == dict.fromkeys(abandoned, "interrupted")


def test_two_runs_of_one_section_at_once_end_as_one(crawl_environment: Environment, tmp_path: Path) -> None:
    """From two processes: each article once, counted as new by exactly one of them, no error to be seen."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        site.misbehave(late(0.05), kind="article")
        write_source(tmp_path, site.source_yaml([SECTION], concurrency=4))
        processes = [start(crawl_environment, tmp_path, source="courier") for _ in range(2)]
        results = [finish(process) for process in processes]
        assert [result.exit_code for result in results] == [0, 0], "\n".join(each.output for each in results)
        assert_complete(site, crawl_environment)
    told = "".join(result.output.lower() for result in results)
    assert "deadlock" not in told and "traceback" not in told
    counts = rows(crawl_environment, "SELECT sum(new_count + duplicate_count) AS n FROM news.crawl_runs")
    assert counts == [{"n": len(site.truth(SECTION))}]
    ledger = rows(crawl_environment, "SELECT outcome, article_id FROM news.listed_links")
    assert {row["outcome"] for row in ledger if row["article_id"]} <= {"new", "unchanged", "known"}


@pytest.mark.parametrize("fault", [ReadOnly, DiskFull])
def test_a_database_that_takes_nothing_is_waited_for_and_no_page_is_blamed(
    fault: type[Outage], web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Read-only, disk full: the pages are not refused for it, and are stored when it has passed."""
    outage = fault(owner_of(crawl_environment))
    process = start(crawl_environment, tmp_path, source="courier")
    wait_for_stories(web, 4)
    outage(is_away=True)
    time.sleep(2.5)
    outage(is_away=False)
    result = finish(process)
    assert result.exit_code == 0, result.output
    assert_complete(site, crawl_environment)
    assert rows(crawl_environment, "SELECT url FROM news.rejected_pages") == []


def test_a_database_that_goes_away_as_the_verdict_is_written_gets_it_when_it_is_back(
    site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """The last moment is waited for like any other."""
    outage = Outage(owner_of(crawl_environment))
    moment = Moment("as the verdict is written")
    moments.hold_up(owner_of(crawl_environment), moment)
    process = start(crawl_environment, tmp_path, source="courier")
    assert moments.wait_for(moment, outage.admin, outage.name, lambda: process.poll() is not None)
    outage(is_away=True)
    time.sleep(1)
    outage(is_away=False)
    result = finish(process)
    assert (result.exit_code, result.verdict) == (0, "ok"), result.output
    assert rows(crawl_environment, "SELECT verdict FROM news.crawl_runs") == [{"verdict": "ok"}]
    assert_complete(site, crawl_environment)


def test_an_object_store_that_answers_errors_is_waited_for(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """No page is stored without its bytes, none is lost."""
    with FlakyStore(crawl_environment["AWS_ENDPOINT_URL_S3"]) as flaky:
        environment = {**crawl_environment, "AWS_ENDPOINT_URL_S3": flaky.endpoint}
        process = start(environment, tmp_path, source="courier")
        wait_for_stories(web, 4)
        for status in ("500 InternalError", "503 SlowDown"):
            flaky.fails_with, before = status, flaky.refused_count
            wait_until(partial(has_refused_more, flaky, before), f"a write was answered {status}")
        time.sleep(1)
        flaky.fails_with = None
        result = finish(process)
    assert result.exit_code == 0, result.output
    assert_complete(site, crawl_environment)


def test_an_object_store_away_for_too_long_leaves_its_pages_pending_and_counted(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """The row says how many pages were not stored; the ledger holds the rest; the next run gets them."""
    with FlakyStore(crawl_environment["AWS_ENDPOINT_URL_S3"]) as flaky:
        environment = {**crawl_environment, "AWS_ENDPOINT_URL_S3": flaky.endpoint}
        often = {"BROADSHEET_PATIENCE": 1, "BROADSHEET_PROGRESS_INTERVAL": 0.1}
        process = start(environment, tmp_path, source="courier", settings=often)
        wait_for_stories(web, 6)
        flaky.fails_with = "503 SlowDown"
        result = finish(process)
    assert (result.exit_code, result.verdict) == (1, "storage"), result.output
    assert re.search(r"to go; .*; waiting for the object store, given up in [01] s", result.output)
    (run,) = rows(crawl_environment, "SELECT verdict, verdict_reason, pending_count FROM news.crawl_runs")
    assert run["verdict"] == "storage"
    assert re.search(r"; \d+ of \d+ pages were not stored; \d+ links are left", run["verdict_reason"])
    pending = rows(crawl_environment, "SELECT url FROM news.listed_links WHERE outcome = 'pending'")
    stored = rows(crawl_environment, "SELECT url FROM news.articles")
    assert run["pending_count"] == len(pending) == len(site.truth(SECTION)) - len(stored) > 0
    again = crawl(crawl_environment, tmp_path, source="courier")
    assert again.exit_code == 0, again.output
    assert_complete(site, crawl_environment)
