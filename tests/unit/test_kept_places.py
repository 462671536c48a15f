"""A place in a list that is not to be had any more is said, and given up; any other failure keeps it."""

from __future__ import annotations

import pytest

from broadsheet.article import Failure
from broadsheet.articledb.discovery import Cut, Place
from broadsheet.outcomes import Reason, Verdict
from broadsheet.responses import failure_of_status, is_lasting
from spiders.kept_places import LOOKS, KeptPlaces

FRONT = "https://news.example/politics/"
PLACE = f"{FRONT}?page=9"


def _run(count: int, reason: Reason = Reason.HTTP_ERROR, cut: Cut = Cut.CUT) -> KeptPlaces:
    """A run that found the place failing, as so many did before."""
    kept = KeptPlaces([Place(f"{FRONT}?page=5", Cut.CUT), Place(PLACE, cut, None, count)])
    assert kept.note_lasting(PLACE, Failure(reason, "HTTP 4xx")) is (cut is not Cut.ENDED)
    return kept


def test_the_third_run_gives_it_up_and_says_so() -> None:
    """With address, reason and what reads it; and forgets that one place, being no green run."""
    for count in range(LOOKS - 1):
        kept = _run(count)
        assert kept.to_count(Verdict.PARTIAL) == [PLACE]
        assert (kept.to_forget(Verdict.PARTIAL), [*kept.remarks(Verdict.PARTIAL)]) == ([], [])
    kept = _run(LOOKS - 1)
    assert (kept.to_count(Verdict.PARTIAL), kept.to_forget(Verdict.PARTIAL)) == ([], [PLACE])
    (remark,) = kept.remarks(Verdict.PARTIAL)
    assert PLACE in remark
    assert "http_error (HTTP 4xx)" in remark
    assert "backfill" in remark


def test_where_there_is_no_such_page_the_first_gives_it_up() -> None:
    """Many a list ends so, and the run is green; it says so all the same."""
    kept = _run(0, Reason.GONE)
    assert kept.to_forget(Verdict.PARTIAL) == [PLACE]
    assert kept.to_forget(Verdict.OK) == kept.urls == [f"{FRONT}?page=5", PLACE]
    assert len([*kept.remarks(Verdict.OK)]) == 1


@pytest.mark.parametrize("verdict", [Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.STORAGE, Verdict.DRIFT])
def test_a_run_that_was_kept_off_the_site_decides_nothing(verdict: Verdict) -> None:
    """A site that refuses everything refuses the place, too."""
    for reason in (Reason.GONE, Reason.BLOCKED):
        kept = _run(LOOKS, reason)
        assert (kept.to_count(verdict), kept.to_forget(verdict), [*kept.remarks(verdict)]) == ([], [], [])


def test_the_end_of_a_list_is_no_place_to_go_on() -> None:
    """Nor does what fails there count."""
    assert PLACE not in _run(0, cut=Cut.ENDED).urls


@pytest.mark.parametrize(
    ("statuses", "is_kept"),
    [((400, 401, 403, 404, 410, 451), False), ((429, 500, 502, 503, 504), True)],
)
def test_which_answers_are_for_good(statuses: tuple[int, ...], is_kept: bool) -> None:
    """What asks for a pause, or is the server's own failure, is over one day."""
    for status in statuses:
        for retry_after in (None, "120"):
            failure = failure_of_status(status, retry_after)
            assert failure is not None
            assert is_lasting(failure, status) is not is_kept, (status, retry_after)


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.DNS, Reason.BUDGET, Reason.BLOCKED])
def test_what_got_no_answer_is_kept(reason: Reason) -> None:
    """Blocked without a status: the pause that the host has asked for lasts still, and nothing was sent."""
    assert not is_lasting(Failure(reason), None)
