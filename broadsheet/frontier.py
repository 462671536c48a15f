"""Which of the links that a listing offers are fetched now. Pure: the ledger's rows come as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from broadsheet.article import ListedLink
from broadsheet.articledb.ledger import KnownLink
from broadsheet.outcomes import Outcome, Reason

# A page that failed is asked for again by every run at first, so that a repeated task repeats it and a mended
# site or reader is noticed; after so many failures in a row it waits for the times in `broadsheet.recheck`.
# So is one that is not there: sites list a story minutes before all of their servers have its page.
PROMPT_ATTEMPTS = 3
_FAILED = frozenset({Outcome.REJECTED, Outcome.GONE})  # asked for again as long as it is listed


def is_due(known: KnownLink | None, now: datetime) -> bool:
    """Whether the address is worth a request now: never read, read in vain, or due for another look."""
    if known is None or _was_never_read(known) or _was_only_left(known):
        return True
    if known.next_check_at is None:
        return was_in_vain(known) and (known.outcome in _FAILED or known.attempt_count < PROMPT_ATTEMPTS)
    return known.next_check_at <= now or (was_in_vain(known) and known.attempt_count < PROMPT_ATTEMPTS)


def was_in_vain(known: KnownLink) -> bool:
    """Asked for, and no article came of it, though one may: it failed, or was not there.

    A page that is none of a story is so for good where a run has ended well since; else all pages of the
    site may have been something else for an hour.
    """
    if known.article_id is not None or known.reason is Reason.OTHER_SECTION:
        return False
    if known.outcome in _FAILED:
        return True
    is_none = known.outcome in {Outcome.NOT_ARTICLE, Outcome.OFF_SITE} and known.attempt_count > 0
    return is_none and not known.is_settled


def _was_never_read(known: KnownLink) -> bool:
    """Nobody came to it yet; nor did the run of another section that had it in hand, and made it `known`."""
    return known.article_id is None and known.outcome in {Outcome.PENDING, Outcome.KNOWN}


def _was_only_left(known: KnownLink) -> bool:
    """Left unread on one listing, as a box of other sections is; another listing may know better."""
    return known.outcome is Outcome.NOT_ARTICLE and known.attempt_count == 0 and known.article_id is None


def _was_contradicted(known: KnownLink | None) -> bool:
    """Its page was read and named another section, while no list of this one's own had named it."""
    return (
        known is not None
        and known.article_id is None
        and known.attempt_count > 0
        and known.reason is Reason.OTHER_SECTION
    )


def decide(
    link: ListedLink, known: KnownLink | None, now: datetime, *, is_doubted: bool = False
) -> tuple[ListedLink, bool]:
    """The link as the ledger shall have it, and whether it is fetched.

    `is_doubted`: what lists it may be of any section; a list of this one's own overrules what its page says.
    """
    is_new_here = not is_doubted and _was_contradicted(known)
    if link.outcome is not Outcome.PENDING or is_new_here or is_due(known, now):
        return link, link.outcome is Outcome.PENDING
    return _as_known(link, known), False


def _as_known(link: ListedLink, known: KnownLink | None) -> ListedLink:
    """A stored article's reason is that of its last look, where it failed."""
    if known is None:
        return replace(link, outcome=Outcome.KNOWN)
    if known.article_id is not None:
        reason = known.reason if known.outcome in _FAILED else None
        return replace(link, outcome=Outcome.KNOWN, reason=reason, article_id=known.article_id)
    return replace(link, outcome=known.outcome, reason=known.reason)
