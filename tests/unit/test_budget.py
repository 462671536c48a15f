"""What a run may ask for: never a request beyond its budget, and no story begun that there is no room for."""

from __future__ import annotations

import asyncio

import pytest

from spiders.budget import RequestBudget


async def _story(budget: RequestBudget, name: str, pages: int) -> str:
    """Ask for a story page by page, as it comes; how it ends."""
    if not await budget.begin(name):
        return "left"
    for _ in range(pages - 1):
        await asyncio.sleep(0)  # whoever else has a turn
        if not budget.take(name):
            budget.end(name)
            return "broken off"
    budget.end(name)
    return "whole"


def _ends(budget: RequestBudget, *pages: int) -> list[str]:
    """All at once."""

    async def crawl() -> list[str]:
        stories = [_story(budget, f"story {number}", count) for number, count in enumerate(pages)]
        return list(await asyncio.gather(*stories))

    return asyncio.run(asyncio.wait_for(crawl(), 60))


@pytest.mark.parametrize("pages", [1, 2, 3, 5])
@pytest.mark.parametrize("limit", [1, 7, 16, 30, 100])
def test_stories_alike_are_whole_or_left(limit: int, pages: int) -> None:
    """As many as there is room for; the first alone is begun without knowing."""
    budget = RequestBudget(limit)
    ends = _ends(budget, *[pages] * 40)
    assert budget.sent_count <= limit
    assert ends.count("whole") == min(limit // pages, 40)
    assert ends.count("broken off") <= (limit < pages)


@pytest.mark.parametrize("order", [1, -1])
def test_the_budget_holds_whatever_stories_there_are(order: int) -> None:
    """A longer one than any before may take the room of others, never more than there is."""
    budget = RequestBudget(40)
    ends = _ends(budget, *[1, 1, 4, 1, 9, 2, 1, 1, 12, 3, 1, 6, 1, 1, 1][::order])
    assert budget.sent_count <= 40
    assert ends.count("whole") >= 5


def test_what_is_left_is_spent_on_short_stories_behind_a_long_one() -> None:
    """Of one that took many requests it does not follow that all do."""
    budget = RequestBudget(12)
    ends = [_ends(budget, count)[0] for count in (1, 6, *[1] * 6)]
    assert ends == ["whole"] * 7 + ["left"]


def test_other_requests_count_and_wait_for_nothing() -> None:
    """Feeds, redirects, other tries."""
    budget = RequestBudget(3)
    assert [budget.take() for _ in range(4)] == [True, True, True, False]
    assert _ends(budget, 1) == ["left"]
    assert budget.sent_count == 3
