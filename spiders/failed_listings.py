"""Decides what it costs a backfill that a listing of the past is not there, by who promised it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.article import Failure, Page
from broadsheet.backfill.guesses import (
    Loss,
    is_in_doubt,
    is_proven,
    loss_of_guess,
    loss_of_hint,
    refuse_notices,
)
from broadsheet.discovery import Listing
from broadsheet.errors import PageRejected
from broadsheet.likeness import is_like
from broadsheet.outcomes import PageKind, Reason
from spiders.backfill_run import BackfillRun

if TYPE_CHECKING:
    from spiders.news import NewsSpider


class FailedListings:
    """Asks the host for an address that nobody made where a guess leaves a doubt."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider

    async def refuse_stand_in(self, run: BackfillRun, page: Page, listing: Listing) -> None:
        """PageRejected where a guessed archive page is what its host shows for any address."""
        is_guess = page.url in run.guessed and page.kind is PageKind.LISTING
        if not is_guess or is_proven(page, listing.links):
            return
        refuse_notices(page, self._spider.source)
        nowhere = await self._spider.nowhere(page)
        if nowhere is not None and is_like(page, None, nowhere.portrait):
            raise PageRejected(Reason.SOFT_404, f"the host answers alike to {nowhere.url}, which nobody made")

    async def note(self, run: BackfillRun, page: Page, failure: Failure) -> bool:
        """Take down what the failure costs; False where it costs nothing and is no failure."""
        loss = await self._loss(run, page, failure)
        if loss is Loss.NOTHING:
            self._spider.logger.info("nothing at %s, which is a guess: %s", page.url, failure.reason)
        elif loss is Loss.UNSEEN:
            run.tally.unneeded_urls.add(page.url)
        elif page.kind is PageKind.SITEMAP:
            run.tally.needed_urls.add(page.url)
        return loss is not Loss.NOTHING

    async def _loss(self, run: BackfillRun, page: Page, failure: Failure) -> Loss:
        if page.url in run.guessed:
            nowhere = await self._spider.nowhere(page) if is_in_doubt(page) else None
            return loss_of_guess(failure, page.status_code, nowhere.status if nowhere else None)
        return loss_of_hint(page, failure) if page.url in run.hinted else Loss.DATA
