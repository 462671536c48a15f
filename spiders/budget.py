"""Counts what a section run asks for, before it is sent: none goes beyond its budget but to finish one story.

How many pages a story has nobody knows before its first page has come. So a story is begun where there is
room for as many requests as the longest so far took, beside what those in hand may still need; else it waits
for them. The first story of all stands for any: until its end it may have as many pages as are ever followed.

One that is longer all the same takes what it lacks from beyond the budget, once in a run: put off, it would
find no more room in the next, and none in any where it has more pages than a whole run has requests.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress

from broadsheet.counting import counted
from broadsheet.discovery.article_pages import MAX_PAGES

_LOOK_AGAIN = 0.5  # seconds


class RequestBudget:
    """The requests of one run: `limit` of them; its looks at stored articles and robots.txt aside.

    At most MAX_PAGES more finish one story that was begun within the limit.
    """

    def __init__(self, limit: int = sys.maxsize) -> None:
        self.limit = limit
        self.sent_count = 0
        self.waiting_count = 0  # stories that are to be begun
        self._in_hand: dict[str, int] = {}  # stories by address, with the requests each has taken so far
        self._longest: int | None = None  # requests of a story
        self._shortest: int | None = None
        self._story_ended = asyncio.Event()
        self._finished = ""  # the story that goes on beyond the limit
        self._finished_count = 0  # requests it has taken

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be sent, a story that is being finished aside."""
        return self.sent_count >= self.limit

    @property
    def remark(self) -> str | None:
        """What a person should know: that more was sent."""
        budget, beyond = f"the request_budget of {self.limit}", self.sent_count - self.limit
        if beyond > 0:
            requests = counted(beyond, "request")
            return f"{requests} beyond {budget}, for a story of {self._finished_count}: {self._finished}"
        return None

    @property
    def is_spent_on_lists(self) -> bool:
        """Whether nothing is left, and nothing went into a story."""
        return self.is_spent and not (self._in_hand or self._longest)

    def take(self, story: str = "") -> bool:
        """Count one request, of that story if it is in hand; False where there is no room for it."""
        if story in self._in_hand:
            self._in_hand[story] += 1  # also of what it lacks: so long is it at least
        if self.is_spent and not self._is_finished_with(story):
            return False
        self.sent_count += 1
        return True

    @property
    def must_wait(self) -> bool:
        """Whether a story that is to be begun waits for those in hand."""
        return bool(self._in_hand) and not self._has_room() and not self.is_spent

    async def after_stories(self, is_wanted: Callable[[], bool]) -> None:
        """Wait until no story waits to be begun: what leads to more must not leave them without room."""
        while self.waiting_count and is_wanted() and not self.is_spent:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._story_ended.wait(), _LOOK_AGAIN)

    async def begin(self, story: str, is_wanted: Callable[[], bool] = lambda: True) -> bool:
        """Count the first request of a story, once there is room for the whole; False where there is none.

        It waits as long as `is_wanted`: what is in hand when a crawl is stopped may never come to its end.
        """
        self.waiting_count += 1
        try:
            while self.must_wait and is_wanted():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._story_ended.wait(), _LOOK_AGAIN)
        finally:
            self.waiting_count -= 1
        if not self._has_room() and (self._shortest or 1) > self.limit - self.sent_count:
            return False
        self._in_hand[story] = 0
        return self.take(story)

    def end(self, story: str) -> None:
        """Nothing more is asked for on behalf of the story."""
        taken = self._in_hand.pop(story, None)
        if taken is None:
            return
        self._shortest, self._longest = (
            min(taken, self._shortest or taken),
            max(taken, self._longest or taken),
        )
        self._story_ended.set()
        self._story_ended = asyncio.Event()

    def _has_room(self) -> bool:
        need = self._longest or MAX_PAGES
        reserved = sum(max(need - taken, 0) for taken in self._in_hand.values())
        return self.limit - self.sent_count - reserved >= need

    def _is_finished_with(self, story: str) -> bool:
        """Whether a request beyond the limit is the one that this story may take; the first that asks may."""
        taken = self._in_hand.get(story)
        if taken is None or self._finished not in {"", story} or self.sent_count >= self.limit + MAX_PAGES:
            return False
        self._finished, self._finished_count = story, taken
        return True
