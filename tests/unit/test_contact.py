"""When a site counts as lost: five pages in a row without any answer, a minute long."""

from __future__ import annotations

import pytest

from broadsheet.article import Failure
from broadsheet.contact import LOST_AFTER, Contact
from broadsheet.outcomes import Reason

REFUSED = Failure(Reason.CONNECTION, "Connection refused.")


def test_a_long_silence_is_a_loss_and_its_cause_is_told() -> None:
    """Not before the fifth page, and not before the minute is over."""
    contact = Contact()
    step = LOST_AFTER / 5
    told = [contact.failed(REFUSED, 100 + number * step) for number in range(6)]
    assert told[:5] == [None] * 5
    assert told[5] == "6 pages in a row failed within 60 s, the last: connection (Connection refused)"


def test_a_short_outage_is_none() -> None:
    """However many pages fall into it: an answer ends it, and the next failure begins anew."""
    contact = Contact()
    assert not any(contact.failed(REFUSED, number / 10) for number in range(500))
    contact.answered()
    assert contact.failed(REFUSED, LOST_AFTER + 1) is None
    assert contact.failed(REFUSED, LOST_AFTER + 2) is None


def test_few_pages_are_none_however_slow() -> None:
    contact = Contact()
    assert not any(contact.failed(REFUSED, number * LOST_AFTER) for number in range(4))


@pytest.mark.parametrize("reason", [Reason.TLS, Reason.ROBOTS, Reason.OFF_SITE, Reason.TOO_LARGE])
def test_what_somebody_answered_or_we_refused_is_no_silence(reason: Reason) -> None:
    contact = Contact(lost_after=0)
    assert not any(contact.failed(Failure(reason), float(number)) for number in range(20))
