"""When a page is looked at again."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet import masking, recheck
from broadsheet.articledb import schedules

SEEN = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("module", [masking, recheck, schedules], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings(module: object) -> None:
    """What the docstrings show is what happens."""
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed


def test_looks_that_keep_their_time_see_every_step() -> None:
    """Looked at whenever it is due, an article is looked at once per step of the schedule."""
    looks = []
    at = recheck.next_check_at(SEEN, SEEN)
    while at is not None:
        looks.append(at - SEEN)
        at = recheck.next_check_at(SEEN, at)
    assert tuple(looks) == recheck.CHECKS


def test_a_late_look_skips_the_steps_it_missed() -> None:
    """After an outage the next look is in the future, and there is one, not a burst."""
    late = SEEN + recheck.CHECKS[2] + timedelta(minutes=1)
    assert recheck.next_check_at(SEEN, late) == SEEN + recheck.CHECKS[3]


def test_steps_and_retries_grow() -> None:
    """Each wait is longer than the one before."""
    for waits in (recheck.CHECKS, recheck.RETRIES):
        assert list(waits) == sorted(set(waits))


def test_retries_never_end_and_grow_rare() -> None:
    """As many waits as there are steps, then the last of them again and again."""
    times = [recheck.retry_at(SEEN, attempt) for attempt in range(1, len(recheck.RETRIES) + 3)]
    assert times == [SEEN + wait for wait in (*recheck.RETRIES, *recheck.RETRIES[-1:] * 2)]


def test_a_live_blog_has_a_rhythm_of_its_own_until_it_is_still() -> None:
    """From look to look, as long as something happens; then it is an article like any other."""
    at, looks = SEEN, 0
    while (following := recheck.next_live_check_at(at, SEEN, timedelta(minutes=20))) is not None:
        assert following - at == timedelta(minutes=20)
        at, looks = following, looks + 1
    assert looks == recheck.LIVE_STILL / timedelta(minutes=20)
    assert recheck.next_live_check_at(SEEN, SEEN, None) is None
