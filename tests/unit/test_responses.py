"""What a status says, and when a refusing site wants to be asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.article import Failure
from broadsheet.outcomes import Reason
from broadsheet.responses import challenge_of, failure_of_status, seconds_to_come_back, time_to_come_back

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "retry_after", "reason"),
    [
        (200, None, None),
        (204, None, None),
        (301, None, Reason.REDIRECTED),
        (304, None, Reason.BAD_RESPONSE),
        (206, None, Reason.BAD_RESPONSE),
        (400, None, Reason.HTTP_ERROR),
        (401, None, Reason.BLOCKED),
        (403, None, Reason.BLOCKED),
        (404, None, Reason.GONE),
        (410, None, Reason.GONE),
        (429, None, Reason.BLOCKED),
        (451, None, Reason.BLOCKED),
        (500, None, Reason.SERVER_ERROR),
        (503, None, Reason.SERVER_ERROR),
        (503, "120", Reason.BLOCKED),
    ],
)
def test_status(status: int, retry_after: str | None, reason: Reason | None) -> None:
    failure = failure_of_status(status, retry_after)
    assert (failure.reason if failure else None) is reason


def test_a_challenge_that_a_header_tells_of_is_a_refusal_whatever_the_status() -> None:
    """Two large services name it there; their pages come with 202, 403, 405."""
    found = challenge_of((("Server", "x"), ("X-Amzn-Waf-Action", "captcha")))
    assert found == Failure(Reason.BLOCKED, "a challenge, X-Amzn-Waf-Action: captcha")
    assert challenge_of((("Server", "x"),)) is None


@pytest.mark.parametrize(
    ("status", "retry_after", "wait"),
    [
        (429, "30", timedelta(seconds=30)),
        (503, "120", timedelta(minutes=2)),
        (429, "Sun, 01 Nov 2026 13:00:00 GMT", timedelta(hours=1)),
        (429, None, timedelta(minutes=15)),
        (429, "soon", timedelta(minutes=15)),
        (429, "Sun, 01 Nov 2026 11:00:00 GMT", timedelta(minutes=15)),
        (429, "0", timedelta(minutes=15)),
        (503, "0", None),
        (429, "9" * 30, timedelta(days=7)),
        (503, None, None),
        (403, "30", None),
    ],
)
def test_time_to_come_back(status: int, retry_after: str | None, wait: timedelta | None) -> None:
    """Seconds and dates are read; a 429 that states none to come waits 15 minutes; a week is the longest."""
    expected = NOW + wait if wait is not None else None
    assert time_to_come_back(status, retry_after, NOW) == expected


@pytest.mark.parametrize(
    ("retry_after", "date", "wait"),
    [
        ("Sun, 01 Nov 2026 13:00:00 GMT", "Sun, 01 Nov 2026 12:30:00 GMT", timedelta(minutes=30)),
        ("Sun, 01 Nov 2026 11:05:00 GMT", "Sun, 01 Nov 2026 11:00:00 GMT", timedelta(minutes=5)),
        ("Sun, 01 Nov 2026 13:00:00 -0000", "Sun, 01 Nov 2026 12:30:00", timedelta(minutes=30)),
        ("Sun, 01 Nov 2026 13:00:00 GMT", "yesterday", timedelta(hours=1)),
        ("Mon, 01 Nov 9999 13:00:00 GMT", "Sun, 01 Nov 2026 12:30:00 GMT", timedelta(days=7)),
        ("30", "Sun, 01 Nov 2026 10:00:00 GMT", timedelta(seconds=30)),
    ],
)
def test_a_stated_date_is_read_by_the_clock_of_the_server_that_states_it(
    retry_after: str, date: str, wait: timedelta
) -> None:
    """A server whose clock is wrong asks for a pause, not for an hour of ours."""
    assert time_to_come_back(503, retry_after, NOW, date) == NOW + wait


@pytest.mark.parametrize(
    ("status", "retry_after", "unstated", "seconds"),
    [
        (429, None, 5.0, 5.0),
        (503, None, 5.0, 5.0),
        (503, "soon", 5.0, 5.0),
        (503, "0", 5.0, 5.0),
        (503, "0", None, None),
        (429, "Mon, 01 Jan 2024 00:00:00 GMT", 5.0, 5.0),
        (503, None, None, None),
        (503, "30", 5.0, 30.0),
        (500, None, 5.0, None),
    ],
)
def test_a_refusal_without_a_time_is_given_one_of_ours(
    status: int, retry_after: str | None, unstated: float | None, seconds: float | None
) -> None:
    """Only a refusal, and only where it states none itself."""
    found = seconds_to_come_back(status, retry_after, unstated=unstated)
    assert found == (pytest.approx(seconds, abs=0.5) if seconds else None)


def test_dates_at_the_edges_of_the_calendar_ask_for_no_impossible_pause() -> None:
    """Their difference overflows: the time has passed, and the Date is no clock's."""
    last = "Fri, 31 Dec 9999 23:59:59 GMT"
    assert time_to_come_back(503, "Mon, 01 Jan 0100 00:00:00 GMT", NOW, last) is None
    assert time_to_come_back(503, "Sun, 01 Nov 2026 13:00:00 GMT", NOW, last) == NOW + timedelta(hours=1)
    assert seconds_to_come_back(429, "Mon, 01 Jan 0100 00:00:00 GMT", last, 5.0) == 5.0
