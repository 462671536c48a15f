"""Over pages of a list without a story: a few in one run, as many in the next, then it has ended."""

from __future__ import annotations

from broadsheet.articledb.discovery import Cut
from spiders.bare_pages import MAX_BARE_PAGES, BarePages


def _page(number: int) -> str:
    return f"https://news.example/politics/?page={number}"


def _walk(
    first: int, places: dict[str, Cut] | None = None, visited: tuple[str, ...] = ()
) -> tuple[list[int], tuple[str, Cut] | None, BarePages]:
    """Which pages are read of a list that has no story from the first on, and what is kept at the end."""
    pages = BarePages(places or {})
    read = [first]
    while (row := pages.come_to(_page(read[-1]), _page(read[-1] + 1))).is_passed_over:
        read.append(read[-1] + 1)
    return read, pages.stop_behind(row, visited), pages


def test_the_next_run_goes_on_behind_as_many_and_then_the_list_has_ended() -> None:
    """It says so, and where; and the run after it keeps nothing."""
    read, kept, pages = _walk(2)
    assert (read, kept, pages.remarks) == ([2, 3, 4], (_page(5), Cut.BARE), [])
    read, kept, pages = _walk(5, dict([kept]) if kept else {})
    assert (read, kept) == ([5, 6, 7], (_page(5), Cut.ENDED))
    (remark,) = pages.remarks
    assert remark.startswith(f"the list is followed no further: 3 more pages from {_page(5)} on")
    read, kept, pages = _walk(2, dict([kept]) if kept else {})
    assert (read, kept, pages.remarks) == ([2, 3, 4], None, [])


def test_a_place_where_a_list_was_cut_off_otherwise_is_none_that_was_looked_behind() -> None:
    """Pages without a story begin there."""
    assert _walk(5, {_page(5): Cut.CUT})[:2] == ([5, 6, 7], (_page(8), Cut.BARE))


def test_what_this_run_goes_on_from_anyway_is_not_kept_again() -> None:
    """The walk from the front comes to where the one before stopped."""
    assert _walk(2, {_page(5): Cut.BARE}, (_page(5),))[:2] == ([2, 3, 4], None)


def test_stories_amid_them_begin_another_row() -> None:
    """A list of which each third page holds nothing is followed to its end."""
    pages = BarePages()
    for number in range(3, 60, MAX_BARE_PAGES + 1):
        rows = [pages.come_to(_page(each), _page(each + 1)) for each in (number, number + 1)]
        assert [row.count for row in rows] == [1, 2]
