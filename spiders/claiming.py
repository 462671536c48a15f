"""Of the runs at work side by side one fetches a story that several have found; the others note it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from broadsheet.article import Item, ListedLink, Page
from broadsheet.articledb import sharing
from broadsheet.articledb.sharing import Claim
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome
from broadsheet.runs import DEAD_AFTER
from broadsheet.services import Services
from spiders.section_run import SectionRun

# Seconds that a run which has done all else waits for the next story that another run has in hand, and for
# all of them. What is not there by then is that run's; this section's next run notes it, or fetches it should
# it have come to nothing.
_PATIENCE, _LONGEST_WAIT = 30.0, 120.0
_LOOK_AGAIN = 0.5  # seconds


class Claims:
    """Settles between the runs of one source: of several sections, or of one."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def settle(self, run: SectionRun, page: Page, links: Sequence[ListedLink]) -> list[ListedLink]:
        """Those of the links that this run fetches; the others are kept in `run.elsewhere`.

        Another look at a stored article is nobody else's.
        """
        unread = [link for link in links if link.article_id is None]
        if not unread:
            return list(links)
        claim = await self._claim(run, [(page, link) for link in unread])
        others = {link.url: link for link in unread if link.url not in claim.ours}
        bare = replace(page, body=b"", raw=None)
        for url, link in others.items():
            run.elsewhere[url] = bare, link
            run.left_to_others.add(url)
        run.stored_before |= claim.stored
        return [link for link in links if link.url not in others]

    async def take_up(self, run: SectionRun, is_wanted: Callable[[], bool]) -> list[ListedLink]:
        """When there is nothing else to do: note what others stored, and return what they gave up.

        Waits for those that they still have in hand.
        """
        began = heard = time.monotonic()
        while run.elsewhere and is_wanted():
            claim = await self._claim(run, list(run.elsewhere.values()))
            await self._note(run, [run.elsewhere.pop(url) for url in claim.stored])
            for url, reason in claim.settled.items():
                del run.elsewhere[url]
                run.tally.add_settled_elsewhere(url, reason)
            ours = [run.elsewhere.pop(url)[1] for url in claim.ours]
            run.left_to_others -= claim.ours
            if ours:
                return ours
            now = time.monotonic()
            if now > heard + _PATIENCE or now > began + _LONGEST_WAIT:
                break
            heard = now if claim.stored or claim.settled else heard
            await asyncio.sleep(_LOOK_AGAIN if run.elsewhere else 0)
        run.elsewhere.clear()
        return []

    async def _claim(self, run: SectionRun, links: Sequence[tuple[Page, ListedLink]]) -> Claim:
        return await self._services.database.run(
            lambda connection: sharing.claim(connection, run.start, links, DEAD_AFTER)
        )

    async def _note(self, run: SectionRun, stored: Sequence[tuple[Page, ListedLink]]) -> None:
        """The story is in this section, too."""
        if not stored:
            return
        run.tally.siblings.left_count += sum(link.url not in run.stored_before for _, link in stored)
        run.tally.open_urls -= {link.url for _, link in stored}
        items = [Item(replace(page, links=(as_known(link),))) for page, link in stored]
        await self._services.database.run(lambda connection: store_items(connection, items))


def as_known(link: ListedLink) -> ListedLink:
    """The link as the ledger has it while another run has its story: listed, not fetched."""
    return replace(link, outcome=Outcome.KNOWN, reason=None)
