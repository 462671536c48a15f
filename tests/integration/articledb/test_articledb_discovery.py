"""What discovery remembers: where a walk through a list stopped, and for how long that holds."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.articledb.connection import Connection
from broadsheet.articledb.discovery import Cut, Place, count_failures, forget_cuts, note_cut, remembered
from broadsheet.runs import RunStart
from tests.integration.articledb.items import NOON, rows, url

PLACE = ("example", "politics")
RUN = RunStart("run-1", *PLACE, NOON)


def _places(news: Connection) -> dict[str, Cut]:
    return {place.url: place.cut for place in remembered(news, *PLACE).places}


def test_a_place_is_kept_until_a_run_has_gone_on_there(news: Connection) -> None:
    """The last to stop there says why; a run forgets none of its own."""
    for name, cut in (("a", Cut.CUT), ("b", Cut.CUT), ("b", Cut.BARE)):
        note_cut(news, RUN, Place(url(name), cut))
    second = replace(RUN, run_id="run-2")
    note_cut(news, second, Place(url("c"), Cut.CUT))
    assert _places(news) == {url("a"): Cut.CUT, url("b"): Cut.BARE, url("c"): Cut.CUT}
    forget_cuts(news, second, [url("a"), url("c")])
    assert _places(news) == {url("b"): Cut.BARE, url("c"): Cut.CUT}


def test_a_place_says_how_far_runs_go_on_and_how_many_failed_there(news: Connection) -> None:
    """Since a run stopped there: one that does so again, as after a time-out, begins to count anew."""
    note_cut(news, RUN, Place(url("a"), Cut.CUT, 7))
    for _ in range(2):
        count_failures(news, RUN, [url("a"), url("b")])
    assert remembered(news, *PLACE).places == (Place(url("a"), Cut.CUT, 7, 2),)
    note_cut(news, RUN, Place(url("a"), Cut.CUT))
    assert remembered(news, *PLACE).places == (Place(url("a"), Cut.CUT, None, 0),)


def test_the_end_of_a_list_is_remembered_for_a_month(news: Connection) -> None:
    """Stories may come to stand there."""
    for name, cut in (("end", Cut.ENDED), ("place", Cut.BARE)):
        note_cut(news, RUN, Place(url(name), cut))
    for days, places in (
        (29, {url("end"): Cut.ENDED, url("place"): Cut.BARE}),
        (2, {url("place"): Cut.BARE}),
    ):
        shift = "UPDATE news.cut_listings SET cut_at = cut_at - %s * interval '1 day' RETURNING url"
        assert len(rows(news, shift, days)) == 2
        assert _places(news) == places
    forget_cuts(news, replace(RUN, run_id="run-2"), [])
    assert rows(news, "SELECT state FROM news.cut_listings") == [("bare",)]
