"""What a status says, and when a refusing site wants to be asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.outcomes import Reason
from broadsheet.responses import failure_of_status, time_to_come_back

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "retry_after", "reason"),
    [
        (200, None, None),
        (204, None, None),
        (301, None, Reason.REDIRECTED),
        (304, None, Reason.BAD_RESPONSE),
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


@pytest.mark.parametrize(
    ("status", "retry_after", "wait"),
    [
        (429, "30", timedelta(seconds=30)),
        (503, "120", timedelta(minutes=2)),
        (429, "Sun, 01 Nov 2026 13:00:00 GMT", timedelta(hours=1)),
        (429, None, timedelta(minutes=15)),
        (429, "soon", timedelta(minutes=15)),
        (429, "Sun, 01 Nov 2026 11:00:00 GMT", timedelta(0)),
        (429, "9" * 30, timedelta(days=7)),
        (503, None, None),
        (403, "30", None),
    ],
)
def test_time_to_come_back(status: int, retry_after: str | None, wait: timedelta | None) -> None:
    """Seconds and dates are read; a 429 that states none waits 15 minutes; a week is the longest wait."""
    expected = NOW + wait if wait is not None else None
    assert time_to_come_back(status, retry_after, NOW) == expected
