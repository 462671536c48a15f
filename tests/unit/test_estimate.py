"""How many articles of a section nobody has named: by two looks at it, and by what is known of it."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta

from broadsheet.discovery import estimate
from broadsheet.discovery.estimate import LEAST_IN_COMMON, overlap

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STORIES = [f"/s{number}" for number in range(60)]
DATES = {url: NOON - timedelta(hours=number) for number, url in enumerate(STORIES)}


def test_articles_that_neither_way_named() -> None:
    """Chapman's estimate: 20 on the pages, 16 in the feed, 8 in both are 38.7 in all, so 11 were not seen."""
    pages = [f"/p{n}" for n in range(12)] + [f"/b{n}" for n in range(8)]
    found = overlap(pages, dict.fromkeys([f"/{way}{n}" for n in range(8) for way in "fb"]))
    assert found is not None
    assert found.missed == round(21 * 17 / 9 - 1 - 28) == 11


def test_what_pages_showed_before_is_not_missed() -> None:
    """A page turned no more, nothing being new: what stood behind it is in the feed, and known."""
    pages, feed = STORIES[:15], dict.fromkeys(STORIES[:30:2], NOON)
    unknown, known = overlap(pages, feed), overlap(pages, feed, frozenset(STORIES))
    assert unknown is not None and unknown.missed == 5
    assert known is not None and known.missed == 0


def test_what_no_page_ever_showed_still_counts() -> None:
    """Of the feed's articles pages show seven of ten: what feeds do not name they miss as often."""
    pages = [*STORIES[:7], *STORIES[20:30], STORIES[14]]
    found = overlap(pages, dict.fromkeys([*STORIES[:10], STORIES[14]]), frozenset(pages))
    assert found is not None and found.missed == round(19 * 12 / 9 - 1 - 21) == 3


def test_what_is_known_beside_both_is_not_missed() -> None:
    """Of the same time, and once named: seen, though neither names it now. Never less than none."""
    found = overlap(STORIES[4:15], dict.fromkeys([*STORIES[:10], STORIES[14]], NOON))
    assert found is not None and found.since == NOON
    assert [found.missed_beside(count) for count in (0, 1, 60)] == [2, 1, 0]


def test_only_the_time_that_both_cover_counts() -> None:
    """A feed that goes further back than the page says nothing of what the page does not reach."""
    feed = {url: DATES[url] for url in STORIES[:60:2]}
    found = overlap(STORIES[:15], feed)
    assert found is not None
    assert (found.since, found.missed, len(found.seen)) == (DATES[STORIES[14]], 0, 15)


def test_few_in_common_are_no_basis() -> None:
    """Whatever was shown before: nothing says for which time the estimate would be."""
    few = STORIES[: LEAST_IN_COMMON - 1]
    assert overlap(few, dict.fromkeys(STORIES)) is None
    assert overlap(few, dict.fromkeys(STORIES), frozenset(STORIES)) is None


def test_the_examples_in_the_docstrings() -> None:
    """What the docstring shows is what happens."""
    assert doctest.testmod(estimate) == (0, 4)
