"""Who fetches a story that two sections list at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.article import Item, ListedLink, Page
from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.sharing import Claim, claim
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome, PageKind, Reason, Verdict, Way
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.integration.articledb.items import SITE, item, link, page, url, value
from tests.waiting import wait_until

SECTIONS = ("culture", "politics")
LONG_SILENT = timedelta(minutes=5)


def _start(section: str) -> RunStart:
    return RunStart(f"run-{section}", "example", section, datetime.now(UTC))


def _page(section: str) -> Page:
    return page(f"{SITE}/{section}/", section=section, run_id=f"run-{section}", kind=PageKind.LISTING)


def _claim(connection: Connection, section: str, names: Sequence[str]) -> Claim:
    links = [(_page(section), link(name)) for name in names]
    return claim(connection, _start(section), links, LONG_SILENT)


def _urls(*names: str) -> frozenset[str]:
    return frozenset(map(url, names))


@pytest.fixture
def processes(news_database: str) -> Iterator[list[Connection]]:
    """The connections of two crawls, each with its run of one section under way."""
    with closing(connect(news_database)) as one, closing(connect(news_database)) as other:
        for connection, section in zip((one, other), SECTIONS, strict=True):
            start_run(connection, _start(section))
        yield [one, other]


def test_what_one_run_has_claimed_no_other_section_fetches(processes: list[Connection]) -> None:
    """Its own claim holds when it asks again; what the other lists first is the other's."""
    one, other = processes
    assert _claim(one, "culture", "ab").ours == _urls("a", "b")
    assert _claim(other, "politics", "bc") == Claim(ours=_urls("c"), stored=frozenset())
    assert _claim(one, "culture", "abc") == Claim(ours=_urls("a", "b"), stored=frozenset())


def test_two_spellings_of_one_key_are_one_claim(processes: list[Connection]) -> None:
    """The database takes no zero byte, so that an address with one is that without it."""
    one, _ = processes
    odd = f"{url('a')}\0"
    links = [(_page("culture"), each) for each in (link("a"), ListedLink(odd, Way.SECTION_PAGE))]
    assert claim(one, _start("culture"), links, LONG_SILENT).ours == {url("a"), odd}


def test_what_is_stored_meanwhile_is_said_to_be(processes: list[Connection]) -> None:
    """Nobody fetches it, so that it is noted."""
    one, other = processes
    _claim(one, "culture", "a")
    store_items(one, [item("a", page_fields={"section": "culture", "run_id": "run-culture"})])
    assert _claim(other, "politics", "a") == Claim(ours=frozenset(), stored=_urls("a"))


@pytest.mark.parametrize("end", ["killed", "finished", "silent"])
def test_a_claim_ends_with_its_run(processes: list[Connection], end: str) -> None:
    """A process that is killed loses its session; a machine that is lost is silent for long."""
    one, other = processes
    _claim(one, "culture", "a")
    assert not _claim(other, "politics", "a").ours
    if end == "finished":
        finish_run(one, "run-culture", Judgement(Verdict.OK, "done"), RunCounts())
    elif end == "silent":
        with one.cursor() as cursor:
            silent = "UPDATE news.crawl_runs SET heartbeat_at = now() - %s * 2 WHERE section = 'culture'"
            cursor.execute(silent, (LONG_SILENT,))
    else:
        one.close()
        lock = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
        wait_until(lambda: not value(other, lock), "the server has noticed")
    assert _claim(other, "politics", "a").ours == _urls("a")


def test_of_two_that_claim_in_the_same_moment_one_gets_each_story(processes: list[Connection]) -> None:
    """However often they meet, and in whatever order they list."""
    meeting = threading.Barrier(2)
    names = [f"story-{number}" for number in range(40)]

    def run(connection: Connection, section: str) -> frozenset[str]:
        got: frozenset[str] = frozenset()
        order = names if section == "culture" else names[::-1]
        for first in range(0, len(order), 4):
            meeting.wait()
            got |= _claim(connection, section, order[first : first + 4]).ours
        return got

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(run, processes, SECTIONS)
    assert one | other == _urls(*names)
    assert not one & other


def test_what_a_page_left_and_a_feed_lists_as_a_story_is_the_feeds(processes: list[Connection]) -> None:
    """The claim says so already, for the feed's own row may be written later, or never."""
    one, _ = processes
    left = link("a", Outcome.NOT_ARTICLE, reason=Reason.OTHER_SECTION)
    front, feed = (Item(replace(_page("culture"), links=(each,))) for each in (left, link("a", way=Way.FEED)))
    store_items(one, [front])
    claim(one, _start("culture"), [(_page("culture"), link("a", way=Way.FEED))], LONG_SILENT)
    assert value(one, "SELECT ways FROM news.listed_links") == ["feed"]
    store_items(one, [front, feed])
    assert value(one, "SELECT ways FROM news.listed_links") == ["feed"]
