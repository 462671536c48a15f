"""Which of the links that a listing offers are fetched now. Pure: the ledger's rows come as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet.article import ListedLink
from broadsheet.outcomes import Outcome, Reason


@dataclass(frozen=True, slots=True)
class KnownLink:
    """What the ledger and the articles say of an address.

    `outcome` is None where this section has never listed it; `article_id` is set as soon as any
    section stored its article.
    """

    url: str
    outcome: Outcome | None
    reason: Reason | None = None
    article_id: int | None = None
    next_check_at: datetime | None = None


def is_due(known: KnownLink | None, now: datetime) -> bool:
    """Whether the address is worth a request now: never read, read in vain, or due for another look."""
    if known is None:
        return True
    if known.article_id is not None:
        return known.next_check_at is not None and known.next_check_at <= now
    if known.outcome in {None, Outcome.PENDING}:
        return True
    return known.reason is not None and known.reason.is_retryable


def decide(link: ListedLink, known: KnownLink | None, now: datetime) -> tuple[ListedLink, bool]:
    """The link as the ledger shall have it, and whether it is fetched."""
    if link.outcome is not Outcome.PENDING:
        return link, False
    if is_due(known, now):
        return link, True
    if known is None or known.outcome is None or known.article_id is not None:
        return replace(link, outcome=Outcome.KNOWN, article_id=known.article_id if known else None), False
    return replace(link, outcome=known.outcome, reason=known.reason), False
