"""What a response's status and headers say about the page, before anyone reads it."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from broadsheet.article import Failure, Headers
from broadsheet.calendar_range import is_in_range
from broadsheet.outcomes import Reason

_NOT_ASKED_FOR: dict[int, str] = {
    HTTPStatus.PARTIAL_CONTENT: "with a part of the page to a request for the whole",
    HTTPStatus.NOT_MODIFIED: "to a request that named no version",
}
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
_CHALLENGES = frozenset({"x-amzn-waf-action", "cf-mitigated"})
_TO_BE_WAITED_FOR = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_FIRST_ERROR, _FIRST_SERVER_ERROR = 400, 500
# When a site says "not now" and not until when; RFC 6585 and RFC 9110 leave it to the client. It may have
# been a moment's load: seconds after which the request is sent again. Then a 429 holds for 15 minutes.
UNSTATED_PAUSES = (5.0, 15.0)
_UNSTATED_WAIT = timedelta(minutes=15)
_SHORTEST_WAIT = 1.0  # seconds: what is over in less is still a refusal
_MOST_DIGITS = 12  # of a number of seconds; converting more takes quadratic time
_LONGEST_WAIT = timedelta(days=7)


def failure_of_status(status: int, retry_after: str | None) -> Failure | None:
    """Why a status is no page, or None for one that may be. 3xx that was not followed leads nowhere."""
    words = f"HTTP {status}"
    if status in _NOT_ASKED_FOR:
        return Failure(Reason.BAD_RESPONSE, f"{words} {_NOT_ASKED_FOR[status]}")
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


def challenge_of(headers: Headers) -> Failure | None:
    """The refusal of a service that tests who asks and says so in a header, be the status 202, 405 or 503."""
    told = next((f"{name}: {value}" for name, value in headers if name.lower() in _CHALLENGES), None)
    return Failure(Reason.BLOCKED, f"a challenge, {told[:100]}") if told else None


def is_lasting(failure: Failure, status: int | None) -> bool:
    """Whether asking later would hardly end otherwise: no such page, or a refusal that asks for no pause.

    >>> is_lasting(Failure(Reason.BLOCKED), 403), is_lasting(Failure(Reason.BLOCKED), 429)
    (True, False)
    """
    if failure.reason is Reason.BLOCKED:
        return status is not None and status not in _TO_BE_WAITED_FOR
    return not failure.reason.is_retryable


def time_to_come_back(
    status: int, retry_after: str | None, now: datetime, date: str | None = None
) -> datetime | None:
    """When a 429 or 503 says to come back (RFC 9110, 10.2.3); 15 minutes where a 429 states no time.

    `date` is the answer's own Date: a time that it states is one of the server's clock, not of ours.
    """
    if status not in _TO_BE_WAITED_FOR:
        return None
    stated = _stated_time(retry_after, now, date) if retry_after else None
    if stated is None:
        return now + _UNSTATED_WAIT if status == HTTPStatus.TOO_MANY_REQUESTS else None
    return min(max(stated, now), now + _LONGEST_WAIT)


def seconds_to_come_back(
    status: int, retry_after: str | None, date: str | None = None, unstated: float | None = None
) -> float | None:
    """The same in seconds from now, at least one; None for an answer that asks for no pause.

    `unstated`: seconds to wait, instead of what is said above, when it states no time.
    """
    now = datetime.now(UTC)
    states_none = not retry_after or _stated_time(retry_after, now, date) is None
    if unstated is not None and status in _TO_BE_WAITED_FOR and states_none:
        return unstated
    until = time_to_come_back(status, retry_after, now, date)
    return max((until - now).total_seconds(), _SHORTEST_WAIT) if until else None


def _stated_time(value: str, now: datetime, date: str | None) -> datetime | None:
    """None also for "0" and for a time that has passed: at once is no answer of who has just refused."""
    stated = _read_time(value.strip(), now, date)
    return stated if stated is not None and stated > now else None


def _read_time(text: str, now: datetime, date: str | None) -> datetime | None:
    if text.isdecimal():
        seconds = int(text) if len(text) <= _MOST_DIGITS else math.inf
        return now + timedelta(seconds=min(seconds, _LONGEST_WAIT.total_seconds()))
    stated, answered = _http_date(text), _http_date(date or "")
    if stated is None or answered is None or not is_in_range(answered):
        return stated
    return now + min(max(stated - answered, timedelta(0)), _LONGEST_WAIT)


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # no date, or years and zones that no calendar has
        return None
