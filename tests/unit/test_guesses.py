"""What it means that a listing of the past fails, by who promised it."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from broadsheet.article import Failure, ListedLink, Page
from broadsheet.backfill.guesses import (
    Loss,
    is_proven,
    loss_of_guess,
    loss_of_hint,
    refuse_led_away,
    refuse_notices,
    shown_period,
)
from broadsheet.backfill.judging import judge_backfill
from broadsheet.errors import PageRejected
from broadsheet.outcomes import PageKind, Reason, Verdict, Way
from broadsheet.responses import failure_of_status
from broadsheet.sources import Source
from broadsheet.tally import ListingFact
from spiders.backfill_run import BackfillRun, plan_backfills
from spiders.failed_listings import FailedListings

SITE = "https://x.example"
GUESS = f"{SITE}/archive/2024/05/"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SOURCE = Source.model_validate(
    {
        "name": "paper",
        "title": "The Paper",
        "base_url": SITE,
        "timezone": "UTC",
        "language": "en",
        "schedule": "0 * * * *",
        "sections": [{"name": "local", "url": f"{SITE}/local/"}],
    }
)


def page(url: str = GUESS, kind: PageKind = PageKind.LISTING, **changes: Any) -> Page:
    headers = (("Content-Type", "text/html"),)
    given: dict[str, Any] = {"final_url": url, "status_code": 200, "headers": headers}
    return Page("run", "paper", "local", kind, url, NOW, **(given | changes))


def page_called(title: str) -> Page:
    return page(body=f"<html><head><title>{title}</title></head><body><p>Sorry.</p></body></html>".encode())


@pytest.mark.parametrize("status", [400, 404, 405, 410, 422, 304])
def test_a_status_that_speaks_of_the_address_costs_nothing(status: int) -> None:
    """The site says that it has no such page."""
    failure = failure_of_status(status, None)
    assert failure is not None
    assert loss_of_guess(failure, status) is (Loss.DATA if status == 304 else Loss.NOTHING)


@pytest.mark.parametrize(
    "reason",
    [Reason.REDIRECTED, Reason.OFF_SITE, Reason.SOFT_404, Reason.NOT_HTML, Reason.TOO_MANY_REDIRECTS],
)
def test_another_page_in_its_place_costs_nothing(reason: Reason) -> None:
    """The front page, another site, a notice, a file, a circle: no archive of those days."""
    assert loss_of_guess(Failure(reason), 200) is Loss.NOTHING


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_is_told(status: int) -> None:
    """Some say so of what they do not have, others of what they keep; asking again does not tell which."""
    assert loss_of_guess(Failure(Reason.BLOCKED), status) is Loss.UNSEEN
    assert loss_of_guess(Failure(Reason.ROBOTS), None) is Loss.UNSEEN


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (Reason.SERVER_ERROR, 500),
        (Reason.SERVER_ERROR, 502),
        (Reason.SERVER_ERROR, 503),
        (Reason.HTTP_ERROR, 408),
        (Reason.TIMEOUT, None),
        (Reason.CONNECTION, None),
        (Reason.DNS, None),
        (Reason.TLS, None),
        (Reason.BAD_RESPONSE, 200),
        (Reason.CONSENT, 200),
        (Reason.TOO_LARGE, 200),
        (Reason.TOO_COMPLEX, 200),
        (Reason.BUG, 200),
    ],
)
def test_what_may_hide_stories_is_lost(reason: Reason, status: int | None) -> None:
    """No answer, a passing one, or a page that is there and could not be read."""
    assert loss_of_guess(Failure(reason), status) is Loss.DATA


def test_a_program_that_fails_over_any_unknown_address_hides_nothing_more() -> None:
    """Where an address that nobody made gets the same 500; a gateway's error says nothing of the address."""
    failure = Failure(Reason.SERVER_ERROR)
    assert loss_of_guess(failure, 500, 500) is Loss.UNSEEN
    assert loss_of_guess(failure, 500, 404) is Loss.DATA
    assert loss_of_guess(failure, 502, 502) is Loss.DATA


def test_a_sitemap_that_robots_txt_names_must_answer() -> None:
    """Unless its file is not there any more, is another host's, or is the feed that may stand there."""
    named = page(f"{SITE}/news.xml", PageKind.SITEMAP)
    assert loss_of_hint(named, Failure(Reason.GONE)) is Loss.UNSEEN
    assert loss_of_hint(named, Failure(Reason.OFF_SITE)) is Loss.UNSEEN
    assert loss_of_hint(named, Failure(Reason.BAD_LISTING)) is Loss.DATA
    assert loss_of_hint(named, Failure(Reason.BLOCKED)) is Loss.DATA
    feed = page(f"{SITE}/rss.xml", PageKind.SITEMAP, body=b"<?xml version='1.0'?><rss version='2.0'></rss>")
    assert loss_of_hint(feed, Failure(Reason.BAD_LISTING)) is Loss.UNSEEN


@pytest.mark.parametrize("target", ["/", "/local/", "/archive/", "/archive/2026/10/"])
def test_an_archive_page_that_leads_to_other_days_is_not_there(target: str) -> None:
    """Its stories are of no day that was asked for, and it shows nothing of how far the archive reaches."""
    away = page(redirects=(GUESS,), final_url=SITE + target)
    with pytest.raises(PageRejected) as refused:
        refuse_led_away(away)
    assert refused.value.reason is Reason.REDIRECTED


@pytest.mark.parametrize(
    "target", ["/2024/05/", "/archive?year=2024&month=5", "/archive/2024/05/12/", "/archive/2024/"]
)
def test_an_archive_page_may_have_moved(target: str) -> None:
    """The days that count are those of the address it came from."""
    moved = page(redirects=(GUESS,), final_url=SITE + target)
    refuse_led_away(moved)
    found = shown_period(moved)
    assert found is not None
    assert found.first.year == 2024
    assert (found.first.day, found.last.day) == ((12, 12) if "12" in target else (1, 31))


def test_the_days_of_a_sitemap_are_those_of_its_own_name() -> None:
    """The numbers of the place that keeps its bytes are no days."""
    asked = f"{SITE}/sitemap-2024-05.xml"
    kept = page(asked, PageKind.SITEMAP, redirects=(asked,), final_url=f"{SITE}/files/2026/01/02/a.xml")
    assert shown_period(kept) == shown_period(page(asked, PageKind.SITEMAP))


def test_a_section_that_has_a_year_in_its_name_may_move() -> None:
    """It is no archive page: what it leads to is where its stories are listed now."""
    old = f"{SITE}/elections-2024/"
    refuse_led_away(page(old, redirects=(old,), final_url=f"{SITE}/elections/"))


def test_a_notice_is_no_archive_page_whatever_its_status() -> None:
    """Where it lists a story of its days nobody asks."""
    notice = page_called("Page not found")
    with pytest.raises(PageRejected) as refused:
        refuse_notices(notice, SOURCE)
    assert refused.value.reason is Reason.SOFT_404
    refuse_notices(page_called("May 2024"), SOURCE)
    listed = ListedLink(f"{SITE}/2024/05/12/harbour-vote", Way.ARCHIVE)
    assert is_proven(notice, [listed])
    assert not is_proven(notice, [ListedLink(f"{SITE}/2026/10/31/fire", Way.ARCHIVE)])


@pytest.fixture
def run() -> BackfillRun:
    (planned,) = plan_backfills(SOURCE, {"since": "2024-05-01", "until": "2024-05-31"})
    planned.tally.note_day(planned.days.since)
    return planned


def fail(run: BackfillRun, failed: Page, reason: Reason) -> Verdict:
    """The verdict of a run in which that listing failed, and nothing else happened."""
    spider = SimpleNamespace(logger=logging.getLogger("test"), source=SOURCE)
    failure = Failure(reason, "told")
    if asyncio.run(FailedListings(cast(Any, spider)).note(run, failed, failure)):
        run.tally.listings.append(ListingFact(failed.kind, failed.url, 0, failure))
    return judge_backfill(run.tally).verdict


def test_what_the_site_named_must_be_there(run: BackfillRun) -> None:
    """A child of a sitemap index in any case, whether or not the index says when it was changed."""
    assert fail(run, page(f"{SITE}/sitemap-7.xml", PageKind.SITEMAP), Reason.GONE) is Verdict.PARTIAL


@pytest.mark.parametrize("reason", [Reason.REDIRECTED, Reason.BLOCKED, Reason.SERVER_ERROR, Reason.ROBOTS])
def test_an_archive_page_that_the_site_links_must_be_there(run: BackfillRun, reason: Reason) -> None:
    """Unless it says properly that it is not: then the list ends, and the sentence says where."""
    assert fail(run, page(), reason) is Verdict.PARTIAL


def test_a_list_of_the_past_may_end(run: BackfillRun) -> None:
    """Green, and told."""
    assert fail(run, page(), Reason.GONE) is Verdict.QUIET
    assert judge_backfill(run.tally).sentence.endswith(f"{GUESS} failed: gone")


def test_a_guess_costs_nothing_where_nothing_is(run: BackfillRun) -> None:
    """Neither colour nor word; what may not be seen costs a word, once for all of them."""
    run.guessed |= {GUESS, *(f"{SITE}/archive/2024/0{month}/" for month in range(1, 5))}
    assert fail(run, page(), Reason.REDIRECTED) is Verdict.QUIET
    assert "failed" not in judge_backfill(run.tally).sentence
    for month in range(1, 4):
        assert fail(run, page(f"{SITE}/archive/2024/0{month}/"), Reason.BLOCKED) is Verdict.QUIET
    told = f"; {SITE}/archive/2024/01/ and 2 more listings failed: blocked"
    assert judge_backfill(run.tally).sentence.endswith(told)
    assert fail(run, page(f"{SITE}/archive/2024/04/"), Reason.TIMEOUT) is Verdict.PARTIAL


def test_a_guessed_sitemap_that_does_not_answer_is_lost(run: BackfillRun) -> None:
    """/sitemap.xml, where robots.txt names none."""
    guess = page(f"{SITE}/sitemap.xml", PageKind.SITEMAP)
    run.guessed.add(guess.url)
    assert fail(run, guess, Reason.GONE) is Verdict.QUIET
    assert fail(run, guess, Reason.TIMEOUT) is Verdict.PARTIAL


def test_a_dead_line_of_robots_txt_is_told(run: BackfillRun) -> None:
    """It says nothing of any day."""
    named = page(f"{SITE}/news-sitemap.xml", PageKind.SITEMAP)
    run.hinted.add(named.url)
    assert fail(run, named, Reason.GONE) is Verdict.QUIET
    assert judge_backfill(run.tally).sentence.endswith("news-sitemap.xml failed: gone")
