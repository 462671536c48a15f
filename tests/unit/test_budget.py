"""What a run may ask for: its budget, stories that there is room for, and what finishes one beyond it."""

from __future__ import annotations

import asyncio

import pytest

from broadsheet.discovery.article_pages import MAX_PAGES
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
    """As many as there is room for; the first alone is begun without knowing, and finished all the same."""
    budget = RequestBudget(limit)
    ends = _ends(budget, *[pages] * 40)
    assert budget.sent_count <= max(limit, pages)
    assert ends.count("whole") == min(max(limit // pages, 1), 40)
    assert set(ends) <= {"whole", "left"}


@pytest.mark.parametrize("order", [1, -1])
def test_the_budget_holds_whatever_stories_there_are(order: int) -> None:
    """A longer one than any before may take the room of others; one alone takes more than there is."""
    budget = RequestBudget(40)
    ends = _ends(budget, *[1, 1, 4, 1, 9, 2, 1, 1, 12, 3, 1, 6, 1, 1, 1][::order])
    assert budget.sent_count <= 40 + MAX_PAGES
    assert ends.count("whole") >= 5


def test_run_after_run_a_story_comes_whose_pages_no_run_has_room_for() -> None:
    """Behind short ones, too: each run finishes one that is longer than what is left, and says so."""
    waiting = {"https://a.example/first": 9, "https://a.example/second": 1, "https://a.example/third": 12}
    told = []
    for _ in range(3):
        budget = RequestBudget(6)
        assert [_ends(budget, 1), budget.take()] == [["whole"], True]
        for name, pages in list(waiting.items()):
            if asyncio.run(_story(budget, name, pages)) == "whole":
                del waiting[name]
        told.append(budget.remark)
    assert not waiting
    assert told == [
        "5 requests beyond the request_budget of 6, for a story of 9: https://a.example/first",
        "9 requests beyond the request_budget of 6, for a story of 12: https://a.example/third",
        None,
    ]


def test_what_is_beyond_the_budget_is_bounded() -> None:
    """Whatever each page of a story leads to; and nothing that is no page of it is asked for there."""
    budget = RequestBudget(3)
    assert _ends(budget, 3 * MAX_PAGES) == ["broken off"]
    assert budget.sent_count == 3 + MAX_PAGES
    budget = RequestBudget(2)
    assert asyncio.run(budget.begin("story"))
    assert [budget.take(each) for each in ("", "", "story", "", "other")] == [True, False, True, False, False]


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
    assert budget.is_spent_on_lists and budget.remark is None


def test_the_next_page_of_the_list_waits_for_the_stories_before_it() -> None:
    """It would lead to more stories, and leave those without room for which the first is waited for."""

    async def compete() -> list[str]:
        budget, came = RequestBudget(20), list[str]()

        async def story(name: str) -> None:
            if await budget.begin(name):
                came.append(name)
                await asyncio.sleep(0.01)
                budget.end(name)

        async def page() -> None:
            await budget.after_stories(lambda: True)
            came.append("page")

        await asyncio.wait_for(asyncio.gather(story("first"), story("second"), page()), 30)
        return came

    assert asyncio.run(compete()) == ["first", "second", "page"]
