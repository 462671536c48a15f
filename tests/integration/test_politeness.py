"""One budget per host, measured by the server that is being crawled."""

from __future__ import annotations

import re
import signal
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.integration.crawling import Environment, crawl, finish, rows, start, stored_urls, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import body, late, moved, redirect_in_circles, status
from tests.newsweb.requestlog import Entry
from tests.newsweb.web import RunningPublisher
from tests.waiting import wait_until

DELAY = 0.3  # seconds
LATENESS = 0.6  # seconds that a request may take from its place to the server, on a machine with much to do
# What another client holds in this database. Renewing a lease takes a moment: it is there and gone. The lock
# that shows that a run is at work is shared, and nobody ever waits for it.
HELD = """SELECT a.pid, a.state, l.locktype, l.relation::regclass::text, l.mode
    FROM pg_stat_activity AS a LEFT JOIN pg_locks AS l ON l.pid = a.pid AND l.mode <> 'ShareLock'
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_type = 'client backend'
        AND (a.state LIKE 'idle in transaction%%' OR l.pid IS NOT NULL)"""
FIRST, SECOND = "harbour", "culture"
OPS = Path(__file__).resolve().parents[2] / "docs" / "ops.md"
LEFT_BY_THE_KILLED = """UPDATE news.host_budgets SET waiting = jsonb_build_object(
    'killed', jsonb_build_object(
        'since', extract(epoch FROM now()), 'due', extract(epoch FROM back_off_until))) RETURNING host"""


def _both(environment: Environment, folder: Path, *names: dict[str, str], **options: Any) -> list[str]:
    """Two crawls at once; the verdicts."""
    return [
        finish(process).verdict
        for process in [start(environment, folder, **options, **arguments) for arguments in names]
    ]


def _gaps(entries: list[Entry]) -> list[float]:
    return [later.started - earlier.started for earlier, later in pairwise(entries)]


def test_two_sections_at_once_share_delay_and_concurrency(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Two processes; robots.txt, redirects and retries count like any other request.

    Every article has moved, every third fails once, and robots.txt leads on twice: those that pass no gate
    add up to seconds.
    """
    site.misbehave(redirect_in_circles, kind="robots", times=4)
    site.misbehave(moved, kind="article")
    failing = [truth.url for name in (FIRST, SECOND) for truth in site.truth(name)[::3]]
    for url in failing:
        site.misbehave(status(500), path=f"{urlsplit(url).path}?moved=yes", times=1)
    # All of them, so that none is much slower than usual and the pace stays as stated.
    site.misbehave(late(0.15), kind="robots")
    site.misbehave(late(0.35), path="/[!r]*")
    text = site.source_yaml([FIRST, SECOND], request_delay=DELAY, concurrency=2, request_budget=16)
    write_source(tmp_path, text)
    sections = [{"source": "courier", "section": name} for name in (FIRST, SECOND)]
    _both(crawl_environment, tmp_path, *sections)
    assert len(web.log.of(kind="robots")) == 2 + 4
    seen = Counter(entry.status for entry in web.log)
    assert seen[302] > 10, seen
    assert seen[500] > 3, seen
    assert web.log.earliest(DELAY) < LATENESS
    assert web.log.max_concurrency() <= 2
    (told,) = rows(crawl_environment, "SELECT sum(request_count) AS request_count FROM news.crawl_runs")
    assert told["request_count"] == len(web.log)
    assert len(web.log) - len(web.log.of(kind="robots")) <= 2 * 16, "redirects and retries are in the budget"


def test_of_two_files_that_name_one_host_the_stricter_counts(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Whether the other file has ever been crawled or not."""
    write_source(tmp_path, site.source_yaml([FIRST], request_budget=6, concurrency=8))
    other = site.source_yaml([SECOND], request_delay=DELAY, concurrency=1, paused=True)
    write_source(tmp_path, other.replace("name: courier", "name: other", 1), "other.yaml")
    assert crawl(crawl_environment, tmp_path, source="courier").exit_code == 0
    assert len(web.log) > 5
    assert web.log.earliest(DELAY) < LATENESS
    assert web.log.max_concurrency() == 1


@pytest.mark.parametrize("concurrency", [1, 3])
def test_slow_answers_never_exceed_the_concurrency(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path, concurrency: int
) -> None:
    """It is reached, too, and not exceeded by two processes."""
    site.misbehave(late(0.3), kind="article")
    text = site.source_yaml([FIRST, SECOND], request_delay=0, concurrency=concurrency, request_budget=9)
    write_source(tmp_path, text)
    sections = [{"source": "courier", "section": name} for name in (FIRST, SECOND)]
    assert _both(crawl_environment, tmp_path, *sections) == ["ok", "ok"]
    assert web.log.max_concurrency() == concurrency


def test_the_places_of_a_killed_worker_are_free_when_its_leases_end(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Not before: what it had asked for may still be under way. Then the next one goes on.

    While one answer is slow and the others wait for their turn, no transaction is open and no lock is held.
    """
    write_source(tmp_path, site.source_yaml([FIRST], concurrency=1, request_budget=6))
    slow = site.misbehave(late(30), kind="article")
    lease = {"BROADSHEET_LEASE_TIME": 3}
    process = start(crawl_environment, tmp_path, source="courier", settings=lease)
    wait_until(lambda: web.log.of(kind="article"), "a story was asked for")
    time.sleep(3.5)  # longer than a lease: a worker that lives renews it
    wait_until(lambda: rows(crawl_environment, HELD) == [], "nothing is held in the database")
    (asked,) = web.log.of(kind="article")
    assert asked.finished is None, "the others wait for their turn meanwhile"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    asked_at = time.monotonic()
    (held,) = rows(
        crawl_environment,
        """SELECT max(l.value::float8) - extract(epoch FROM clock_timestamp()) AS left
           FROM news.host_budgets, jsonb_each(leases) AS l""",
    )
    assert 0 < held["left"] <= 3
    slow.stop()
    assert crawl(crawl_environment, tmp_path, source="courier", settings=lease).exit_code == 0
    first = next(entry for entry in web.log if entry.started > asked_at)
    assert first.started >= asked_at + float(held["left"])


def test_a_crawl_delay_longer_than_ours_is_the_pace_of_all(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """From the very next request after robots.txt."""
    rules = f"User-agent: *\nCrawl-delay: {DELAY}\nDisallow:\n"
    site.misbehave(body(rules, "text/plain"), kind="robots")
    write_source(tmp_path, site.source_yaml([FIRST, SECOND], request_budget=10))
    sections = [{"source": "courier", "section": name} for name in (FIRST, SECOND)]
    assert _both(crawl_environment, tmp_path, *sections) == ["ok", "ok"]
    after = web.log.of(kind="robots")[-1].started
    assert len([entry for entry in web.log if entry.started >= after]) > 8
    assert web.log.earliest(DELAY, since=after) < LATENESS


def test_a_short_retry_after_is_waited_out_by_every_worker(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Then the same address is asked for again, and nothing is missing."""
    site.misbehave(status(429, retry_after="2"), kind="article", skip=2, times=1)
    write_source(tmp_path, site.source_yaml([FIRST, SECOND], request_delay=0.05, request_budget=40))
    sections = [{"source": "courier", "section": name} for name in (FIRST, SECOND)]
    assert _both(crawl_environment, tmp_path, *sections) == ["ok", "ok"]
    (refused,) = [entry for entry in web.log if entry.status == 429]
    assert refused.finished is not None
    heard = refused.finished + LATENESS  # by the other worker, too
    later = [entry for entry in web.log if entry.started > heard]
    assert min(entry.started for entry in later) >= refused.finished + 2
    assert refused.target in {entry.target for entry in later}


def test_a_story_that_is_put_off_for_ever_costs_itself(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """The others are stored, and the run is not blocked by an address that nobody is to read."""
    path = urlsplit(site.truth(FIRST)[0].url).path
    site.misbehave(status(429, retry_after="1"), path=path)
    write_source(tmp_path, site.source_yaml([FIRST], request_delay=0.02))
    result = crawl(crawl_environment, tmp_path, source="courier")
    assert result.verdict == "ok", result.output
    assert len([entry for entry in web.log if entry.target == path]) == 6
    rejected = rows(crawl_environment, "SELECT reason FROM news.rejected_pages")
    assert [row["reason"] for row in rejected] == ["blocked"]
    assert len(stored_urls(crawl_environment)) == len(site.truth(FIRST)) - 1


def test_a_refusal_that_states_no_time_is_asked_again_twice(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """A 503 that passes costs no article; a 429 that does not is `blocked` for a quarter of an hour."""
    passing, lasting = (urlsplit(story.url).path for story in site.truth(FIRST)[:2])
    site.misbehave(status(503), path=passing, times=2)
    site.misbehave(status(429), path=lasting)
    write_source(tmp_path, site.source_yaml([FIRST], request_delay=0, concurrency=1))
    short = {"BROADSHEET_UNSTATED_PAUSES": "0.2,0.4"}
    assert crawl(crawl_environment, tmp_path, source="courier", settings=short).verdict == "blocked"
    passed, refused = (
        [entry for entry in web.log.of(kind="article") if entry.target == path] for path in (passing, lasting)
    )
    assert [entry.status for entry in passed] == [503, 503, 200]
    assert [entry.status for entry in refused] == [429] * 3
    assert passed[-1].started - passed[0].finished > 0.4, "pauses of 0.2 and 0.4 seconds lie between"
    (run,) = rows(
        crawl_environment,
        "SELECT new_count, extract(epoch FROM retry_after_at - finished_at) AS pause FROM news.crawl_runs",
    )
    assert run["new_count"] >= 1
    assert 850 < run["pause"] <= 900


def test_a_long_retry_after_ends_both_runs_and_holds_back_the_host(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """Blocked with the time to come back; a third section of the host asks for nothing before it.

    Unless ops lift the pause, as their page says: then a crawl goes at once, whoever was killed in it. Where
    a list was to be gone on with is kept for it.
    """
    place = "INSERT INTO news.cut_listings VALUES ('courier', %s, %s, 'a-run', now()) RETURNING url"
    rows(crawl_environment, place, SECOND, f"{site.base_url}/?page=9")
    refusing = site.misbehave(status(503, retry_after="7200"), kind="article")
    write_source(tmp_path, site.source_yaml([FIRST, SECOND]))
    began = time.monotonic()
    assert crawl(crawl_environment, tmp_path, source="courier", section=FIRST).verdict == "blocked"
    count = len(web.log)
    result = crawl(crawl_environment, tmp_path, source="courier", section=SECOND)
    assert result.verdict == "blocked", result.output
    assert time.monotonic() - began < 60
    assert len(web.log) == count
    assert len(rows(crawl_environment, "DELETE FROM news.cut_listings RETURNING url")) == 1
    found = rows(
        crawl_environment,
        """SELECT section, verdict_reason, extract(epoch FROM retry_after_at - finished_at) AS pause,
               retry_after_at = (SELECT back_off_until FROM news.host_budgets) AS is_that_of_the_host
           FROM news.crawl_runs""",
    )
    assert all(7100 < row["pause"] <= 7200 for row in found)
    assert [row["is_that_of_the_host"] for row in found] == [True, True]
    (reason,) = (row["verdict_reason"] for row in found if row["section"] == SECOND)
    assert "left alone" in reason and "robots.txt" not in reason
    (pending,) = rows(
        crawl_environment,
        "SELECT count(*) FROM news.listed_links WHERE section = %s AND outcome <> 'pending'",
        SECOND,
    )
    assert pending["count"] == 0
    refusing.stop()
    rows(crawl_environment, LEFT_BY_THE_KILLED)
    rows(crawl_environment, _documented_lifting(urlsplit(site.base_url).netloc))
    assert crawl(crawl_environment, tmp_path, source="courier", section=SECOND).verdict == "ok"


def _documented_lifting(host: str) -> str:
    (statement,) = re.findall(r"`(UPDATE news\.host_budgets .*?)`", OPS.read_text())
    return statement.replace("www.example.com", host) + " RETURNING host"


def test_a_host_that_fails_or_gets_slow_is_asked_less_often(
    web: NewsWeb, site: RunningPublisher, crawl_environment: Environment, tmp_path: Path
) -> None:
    """The pace falls with the failures, and returns with good answers."""
    site.misbehave(status(500), skip=8, times=7)
    write_source(tmp_path, site.source_yaml([FIRST], request_delay=0.1, concurrency=1))
    crawl(crawl_environment, tmp_path, source="courier")
    failed = [number for number, entry in enumerate(web.log) if entry.status == 500]
    gaps = _gaps(list(web.log))
    assert len(failed) == 7
    assert gaps[failed[-1]] >= 1
    (budget,) = rows(crawl_environment, "SELECT failure_count, adaptive_delay FROM news.host_budgets")
    assert budget["failure_count"] == 0
    assert budget["adaptive_delay"] < 1
