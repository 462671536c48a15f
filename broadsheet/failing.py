"""How many pages of a run failed for which reasons, and how many are more than an accident. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from broadsheet.outcomes import Outcome, Reason
from broadsheet.tally import RunTally

# At most this share of the listed articles may fail before a run is called partial: one in twenty is what a
# healthy site loses to passing errors.
NORMAL_FAILURE_SHARE = 0.05
# In a list of at least so many, one page may fail whatever its share: a page that nobody can read says
# nothing about the others.
LONG_LIST = 10
# From this share on, the failures are the site's state and not an accident of some pages.
MASS_FAILURE_SHARE = 0.5

BLOCKING = frozenset({Reason.BLOCKED, Reason.ROBOTS})
UNREACHABLE = frozenset(
    {
        Reason.DNS,
        Reason.CONNECTION,
        Reason.TIMEOUT,
        Reason.TLS,
        Reason.SERVER_ERROR,
        Reason.BAD_RESPONSE,
    }
)
UNREADABLE = frozenset(
    {
        Reason.EMPTY,
        Reason.NO_HEADLINE,
        Reason.NO_TEXT,
        Reason.UNREADABLE,
        Reason.TOO_COMPLEX,
        Reason.UNSAFE_XML,
        Reason.BOMB,
        Reason.BAD_LISTING,
        Reason.NOT_HTML,
        Reason.SOFT_404,
        Reason.REDIRECTED,
    }
)

# One among stories costs nothing: the link of an advertisement, a topic. All of them are the site's state.
ELSEWHERE = frozenset({Reason.OFF_SITE, Reason.BAD_URL, Reason.SECTION_PAGE})

# Of the pages that no run could read however often it asked, so many are known exceptions - a puzzle, an
# application, a page of maps - and no news: two of a long list, or one in ten.
EXCEPTIONS, EXCEPTION_SHARE = 2, 0.1

STORED = (Outcome.NEW, Outcome.CHANGED, Outcome.DUPLICATE)  # what an article comes to that is written

# What costs an article; a link that leads elsewhere or to no page is counted and costs nothing.
REJECTIONS = frozenset(reason for reason in Reason if reason.outcome is Outcome.REJECTED)


def is_mass(tally: RunTally, reasons: frozenset[Reason]) -> bool:
    """At least half of what was asked for, or of what is listed, and too much to be an accident.

    A page that fails again, or a stored one that was taken down, is no news of the site: of what was asked
    for, only first looks count.
    """
    ever = failed_for(tally, reasons)
    now = sum(tally.failures[reason] - tally.failures_again[reason] for reason in reasons)
    asked = sum(tally.outcomes.values()) - tally.failures_again.total()
    is_most_of_now = now > 0 and now >= MASS_FAILURE_SHARE * asked
    is_most_of_all = ever >= MASS_FAILURE_SHARE * page_count(tally)
    return not is_normal(tally, ever) and (is_most_of_now or is_most_of_all)


def is_all_elsewhere(tally: RunTally) -> bool:
    """Several of the links taken for stories lead to something else, and hardly one to an article."""
    count = failed_for(tally, ELSEWHERE)
    articles = tally.outcomes[Outcome.UNCHANGED] + sum(tally.outcomes[each] for each in STORED)
    return count > EXCEPTIONS and is_mass(tally, ELSEWHERE) and articles <= EXCEPTION_SHARE * count


def is_normal(tally: RunTally, count: int) -> bool:
    """Measured by what is listed: when one page is new and fails, one of twenty has failed."""
    size = page_count(tally)
    return count <= NORMAL_FAILURE_SHARE * size or (count == 1 and size >= LONG_LIST)


def is_as_ever(tally: RunTally, count: int) -> bool:
    """Whether what fails is nothing but few pages that arrived and could not be read three times before."""
    size = page_count(tally)
    settled = Counter(tally.still_failed.values()) + tally.failures_settled
    allowed = max(EXCEPTIONS if size >= LONG_LIST else 0, int(EXCEPTION_SHARE * size))
    return count <= min(sum(settled[reason] for reason in UNREADABLE), allowed)


def failed_for(tally: RunTally, reasons: Iterable[Reason]) -> int:
    """Pages that failed for these reasons, now or when an earlier run asked for them in vain."""
    earlier = Counter(tally.still_failed.values())
    return sum(tally.failures[reason] + earlier[reason] for reason in reasons)


def tried(tally: RunTally) -> int:
    """Pages that this run asked for, or an earlier one in vain."""
    return sum(tally.outcomes.values()) + len(tally.still_failed)


def page_count(tally: RunTally) -> int:
    """Pages that failures are measured by: what was tried or what is listed, whichever is more."""
    return max(tried(tally), len(tally.article_urls))
