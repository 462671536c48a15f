"""What it means that a listing fails which nobody promised, or that another page stands in its place. Pure.

Where one month of an archive is, others are likely to be. That one of them is not there is what a month
without stories looks like, in whatever way a site says so. Where the failure may hide one, a green run would
claim days that nobody has seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from http import HTTPStatus

from broadsheet.article import Failure, ListedLink, Page
from broadsheet.backfill.periods import Period, is_archive_page, story_period, written_period
from broadsheet.discovery.feeds import looks_like_feed
from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read
from broadsheet.outcomes import Outcome, PageKind, Reason
from broadsheet.sources import Source


class Loss(Enum):
    """What the failure of a guessed listing costs the run."""

    NOTHING = auto()  # the site's way to say that it has no such page
    UNSEEN = auto()  # we may not look, and asking again does not help: told, whatever the colour
    DATA = auto()  # a page of stories may be there: no green


_NOT_THERE = frozenset(
    {
        Reason.GONE,
        Reason.SOFT_404,
        Reason.REDIRECTED,
        Reason.OFF_SITE,
        Reason.TOO_MANY_REDIRECTS,
        Reason.HTTP_ERROR,  # 400, 405, 422 and their like speak of the address that was made up
        Reason.BAD_URL,
        Reason.NOT_HTML,
        Reason.EMPTY,
    }
)
# 403 is what many stores of files say of one that they do not have, and others of one that they keep to
# themselves. What is no sitemap is mostly the page of a site that answers anything, and may be a broken one.
_NOT_TO_BE_SEEN = frozenset({Reason.BLOCKED, Reason.ROBOTS, Reason.ADDRESS_REFUSED, Reason.BAD_LISTING})
_OUTDATED = frozenset({Reason.GONE, Reason.OFF_SITE})
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT})  # of 4xx: of the moment, not of the address
# A program that fails over an address nobody foresaw; 502 and above say that no program answered.
_OF_THE_PROGRAM = frozenset({HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.NOT_IMPLEMENTED})


def is_in_doubt(page: Page) -> bool:
    """Whether the status may be what the site answers to any address that it does not know."""
    return page.status_code in _OF_THE_PROGRAM


def loss_of_guess(failure: Failure, status: int | None, nowhere: int | None = None) -> Loss:
    """What it costs that a guessed listing failed; `nowhere` is the status of an address that nobody made."""
    if failure.reason in _NOT_THERE and status not in _PASSING:
        return Loss.NOTHING
    is_alike = status in _OF_THE_PROGRAM and status == nowhere
    return Loss.UNSEEN if failure.reason in _NOT_TO_BE_SEEN or is_alike else Loss.DATA


def loss_of_hint(page: Page, failure: Failure) -> Loss:
    """The same of a sitemap that robots.txt or a page names: a line that outlives its file costs nothing.

    Nor does one of another host, or a feed, which the protocol allows there and which holds no past.
    """
    is_feed = looks_like_feed(page.body, page.header("Content-Type"))
    return Loss.UNSEEN if failure.reason in _OUTDATED or is_feed else Loss.DATA


def refuse_led_away(page: Page) -> None:
    """PageRejected where an archive page's address redirects to a page of no such days, such as the front."""
    asked, shown = written_period(page.url), written_period(page.final_url)
    is_archive = page.kind is PageKind.LISTING and is_archive_page(page.url)
    is_redirected = bool(page.redirects) and page.failure is None
    if asked is None or not is_archive or not is_redirected:
        return
    if shown is None or not shown.meets(asked.first, asked.last):
        raise PageRejected(Reason.REDIRECTED, f"led to {page.final_url}")


def shown_period(page: Page) -> Period | None:
    """The days that a listing's address names: an archive page's where it came from, which may be a month.

    A sitemap is the file that was asked for, wherever its bytes lie.
    """
    moved = written_period(page.final_url) if page.kind is PageKind.LISTING else None
    return moved or written_period(page.url)


def is_proven(page: Page, links: Iterable[ListedLink]) -> bool:
    """Whether a guessed page lists a story of its days, so that it is what its address says."""
    period = shown_period(page)
    stories = (story_period(link.url) for link in links if link.outcome is Outcome.PENDING)
    return period is not None and any(each.meets(period.first, period.last) for each in stories if each)


def refuse_notices(page: Page, source: Source) -> None:
    """PageRejected where the page says in its title that it was not found, whatever its status."""
    context = PageContext(page.final_url, page.fetched_at, page.headers, source.language, source.timezone)
    try:
        read(page.body, context)
    except PageRejected as rejection:
        if rejection.reason is Reason.SOFT_404:
            raise
