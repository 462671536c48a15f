"""Stories that another section's run has in hand, as the run that waits for them counts them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from broadsheet.article import ListedLink, Page
from broadsheet.articledb import sharing
from broadsheet.articledb.sharing import Claim
from broadsheet.outcomes import PageKind, Way
from broadsheet.runs import RunStart
from broadsheet.sources import Section
from broadsheet.tally import RunTally
from spiders import claiming, links
from spiders.claiming import Claims
from spiders.links import LinkDesk
from spiders.runs import RunKeeper
from spiders.section_run import SectionRun

FRONT = "https://news.example/politics/"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PAGE = Page("run", "example", "politics", PageKind.LISTING, FRONT, NOW)
LINKS = [ListedLink(f"{FRONT}{name}", Way.SECTION_PAGE) for name in "abc"]


async def _at_once(work: Callable[[Any], Any]) -> Any:
    return work(None)


SERVICES: Any = SimpleNamespace(database=SimpleNamespace(run=_at_once))


@pytest.fixture
def run() -> SectionRun:
    """A run that has found three stories."""
    section = Section(name="politics", url=FRONT)
    found = SectionRun(RunStart("run", "example", "politics", NOW), section, RunTally())
    found.tally.open_urls = {link.url for link in LINKS}
    return found


def _answer(monkeypatch: pytest.MonkeyPatch, ours: str = "", stored: str = "") -> None:
    sets = (frozenset(f"{FRONT}{name}" for name in names) for names in (ours, stored))
    claim = Claim(*sets)
    monkeypatch.setattr(sharing, "claim", lambda *_: claim)
    monkeypatch.setattr(claiming, "store_items", lambda *_: [])


def test_a_story_in_other_hands_is_pending_until_it_is_stored(
    run: SectionRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A green run says how many stories are not there yet, whoever fetches them."""
    claims = Claims(SERVICES)
    monkeypatch.setattr(claiming, "_PATIENCE", 0.0)
    _answer(monkeypatch, ours="a")
    assert asyncio.run(claims.settle(run, PAGE, LINKS)) == LINKS[:1]
    _answer(monkeypatch, stored="b")
    assert asyncio.run(claims.take_up(run, lambda: True)) == []
    assert run.tally.open_urls == {f"{FRONT}a", f"{FRONT}c"}
    assert run.tally.counts.pending_count == 2
    assert run.tally.siblings.overtaken_count == 1


def test_a_story_that_was_stored_when_the_run_came_to_it_was_stored_by_no_run_beside_it(
    run: SectionRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one asked for in vain once, or left over, that another section has stored since."""
    claims = Claims(SERVICES)
    _answer(monkeypatch, stored="abc")
    assert asyncio.run(claims.settle(run, PAGE, LINKS)) == []
    assert asyncio.run(claims.take_up(run, lambda: True)) == []
    assert (run.tally.siblings.overtaken_count, run.tally.open_urls) == (0, set())


def test_what_is_left_to_others_costs_no_budget(run: SectionRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless they give it up, and this run fetches it after all."""
    claims = Claims(SERVICES)
    run.visited = {link.url for link in LINKS}
    _answer(monkeypatch, ours="a")
    asyncio.run(claims.settle(run, PAGE, LINKS))
    assert run.visit_count == 1
    _answer(monkeypatch, ours="b", stored="c")
    assert asyncio.run(claims.take_up(run, lambda: True)) == LINKS[1:2]
    assert run.visit_count == 2


def test_a_next_page_too_long_for_any_request_is_no_place_to_go_on(
    run: SectionRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database refuses such an address, and would make the run red for it."""
    kept: list[str] = []
    monkeypatch.setattr(links, "note_cut", lambda *given: kept.append(given[2].url))
    desk = LinkDesk(SERVICES, SimpleNamespace(recheck_budget=1))  # type: ignore[arg-type]
    for url in (f"{FRONT}?page=2", f"{FRONT}?page=2&{'a' * 2000}"):
        asyncio.run(desk.keep_place(run, url))
    assert kept == [f"{FRONT}?page=2"]


def test_a_mistake_of_ours_while_it_waits_ends_the_run(run: SectionRun) -> None:
    """It would be idle, and make it again, for ever."""

    async def take_up(_: SectionRun) -> list[Any]:
        raise ValueError("of ours")

    run.elsewhere = {link.url: (PAGE, link) for link in LINKS}
    spider = SimpleNamespace(take_up=take_up)
    crawler: Any = SimpleNamespace(spider=spider, engine=SimpleNamespace(_slot=None))
    asyncio.run(RunKeeper(crawler, SERVICES)._take_up(run))
    assert run.tally.is_stopped
    assert "of ours" in run.tally.bugs[0]
