"""What a response's status and headers say about the page, before anyone reads it."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from broadsheet.article import Failure
from broadsheet.outcomes import Reason

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_REFUSED = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.PAYMENT_REQUIRED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }
)
_TO_BE_WAITED_FOR = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_FIRST_ERROR, _FIRST_SERVER_ERROR = 400, 500
# When a site says "not now" and not until when; RFC 6585 and RFC 9110 leave it to the client.
_UNSTATED_WAIT = timedelta(minutes=15)
_SHORTEST_WAIT = 1.0  # seconds: "0", or a time that has passed already, is still a refusal
_MOST_DIGITS = 12  # of a number of seconds; converting more takes quadratic time
_LONGEST_WAIT = timedelta(days=7)


def failure_of_status(status: int, retry_after: str | None) -> Failure | None:
    """Why a status is no page, or None for one that may be. 3xx that was not followed leads nowhere."""
    words = f"HTTP {status}"
    if status == HTTPStatus.NOT_MODIFIED:
        return Failure(Reason.BAD_RESPONSE, "HTTP 304 to a request that named no version")
    if status in _GONE:
        return Failure(Reason.GONE, words)
    if status in _REFUSED or (status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after):
        return Failure(Reason.BLOCKED, f"{words}, Retry-After: {retry_after}" if retry_after else words)
    if status >= _FIRST_SERVER_ERROR:
        return Failure(Reason.SERVER_ERROR, words)
    if status >= _FIRST_ERROR:
        return Failure(Reason.HTTP_ERROR, words)
    return (
        None if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES else Failure(Reason.REDIRECTED, words)
    )


def time_to_come_back(status: int, retry_after: str | None, now: datetime) -> datetime | None:
    """When a 429 or 503 says to come back (RFC 9110, 10.2.3); 15 minutes where a 429 states no time."""
    if status not in _TO_BE_WAITED_FOR:
        return None
    stated = _stated_time(retry_after, now) if retry_after else None
    if stated is None:
        return now + _UNSTATED_WAIT if status == HTTPStatus.TOO_MANY_REQUESTS else None
    return min(max(stated, now), now + _LONGEST_WAIT)


def seconds_to_come_back(status: int, retry_after: str | None) -> float | None:
    """The same in seconds from now, at least one; None for an answer that asks for no pause."""
    now = datetime.now(UTC)
    until = time_to_come_back(status, retry_after, now)
    return max((until - now).total_seconds(), _SHORTEST_WAIT) if until else None


def _stated_time(value: str, now: datetime) -> datetime | None:
    text = value.strip()
    if text.isdecimal():
        seconds = int(text) if len(text) <= _MOST_DIGITS else math.inf
        return now + timedelta(seconds=min(seconds, _LONGEST_WAIT.total_seconds()))
    try:
        stated = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # years and zones that no calendar has
        return None
    return stated if stated.tzinfo else stated.replace(tzinfo=now.tzinfo)
