"""How far back a list is read: a first load by pages, in one run or several; others to what is known."""

from __future__ import annotations

from spiders.reach import Reach


def _page(number: int) -> str:
    return f"https://news.example/politics/?page={number}"


def _walk(reach: Reach, first: int, room: int = 30) -> list[int]:
    """The pages that are read of a list without an end, where the budget has room for so many."""
    read = [first]
    while reach.lead(_page(read[-1]), [_page(read[-1] + 1)]) and len(read) < room:
        read.append(read[-1] + 1)
    return read


def test_a_first_load_goes_back_as_far_in_several_runs_as_in_one() -> None:
    """The next run reads what is left from where the budget cut it off; the last keeps no place."""
    assert _walk(Reach(5), 1) == [1, 2, 3, 4, 5]
    first = Reach(5)
    assert _walk(first, 1, room=2) == [1, 2]
    second = Reach()
    second.resume(_page(3), first.pages_from(_page(3)), 5)
    assert _walk(second, 3) == [3, 4, 5]


def test_any_other_walk_ends_at_what_is_known() -> None:
    """Wherever it began; a place from which it was cut off says no more."""
    reach = Reach()
    reach.resume(_page(9), None, 5)
    assert [len(_walk(reach, first)) for first in (1, 9)] == [30, 30]
    assert reach.pages_from(_page(9)) is None


def test_where_another_walk_comes_to_the_place_it_has_no_more_pages_left() -> None:
    """A run that sees the front again makes no second first load of it; a lower `max_pages` holds at once."""
    reach = Reach()
    reach.resume(_page(3), 3, 5)
    assert _walk(reach, 1) == [1, 2, 3, 4, 5]
    reach.resume(_page(7), 30, 2)
    assert _walk(reach, 7) == [7, 8]
