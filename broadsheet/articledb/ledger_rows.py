"""The ledger's rows for one batch: decisions about listed links, and what fetches came to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from broadsheet import recheck
from broadsheet.article import Failure, ListedLink, Page
from broadsheet.articledb.edge import clean_text
from broadsheet.articledb.entries import Entry, Held, Role
from broadsheet.articledb.live_blogs import moved_at
from broadsheet.articledb.rows import Row
from broadsheet.articledb.unproven import proves
from broadsheet.outcomes import Outcome, PageKind, Reason, Way

# The longest address that an index entry holds with its source and section; SQL checks the same.
LONGEST_URL = 2000
# A stored article that is not there any more; a second look confirms it.
MISSING = {Reason.GONE: "gone", Reason.SOFT_404: "gone", Reason.REDIRECTED: "redirected"}
# Of two decisions about one link on the pages of one batch, the more telling holds.
_TELLING = (Outcome.PENDING, Outcome.KNOWN)
_LEFT = frozenset({Outcome.NOT_ARTICLE, Outcome.OFF_SITE})
_LOOKS = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.DUPLICATE})
Key = tuple[str, str, str]


def ledger_rows(entries: Iterable[Entry], held: dict[str, Held]) -> list[Row]:
    """One row per link: a fetch says more than a listing, but the ways are the listing's."""
    found: dict[Key, Row] = {}
    for entry in entries:
        for link in storable_links(entry.page):
            _add_decision(found, _decision(entry.page, link, held))
    for entry in entries:
        if entry.page.kind is PageKind.ARTICLE and is_storable(entry.asked):
            row = _result(entry, held)
            before = found.get(_key(row))
            found[_key(row)] = _joined(before, row) if before else row
    return list(found.values())


def _joined(decision: Row, result: Row) -> Row:
    """What only an archive names is old: its edits are over, and nobody looks again."""
    is_old = decision["ways"] == [Way.ARCHIVE] and not result["attempt_count"]
    row = result | {"ways": [] if _is_left(decision) else decision["ways"]}
    return row | {"next_check_at": None} if is_old else row


def decision_rows(links: Iterable[tuple[Page, ListedLink]]) -> list[Row]:
    """What was decided about links of some listings, one row a key; those too long are left out."""
    rows = (_decision(page, link, {}) for page, link in links if is_storable(link.url))
    return list({_key(row): row for row in rows}.values())


def looks(links: Iterable[Row]) -> list[Row]:
    """Those of the ledger's rows that tell of a stored article that was read or seen unchanged now."""
    return [row for row in links if row["article_id"] and row["outcome"] in _LOOKS]


def is_storable(url: str) -> bool:
    """Whether an address is short enough to be a key."""
    return len(url) <= LONGEST_URL and len(url.encode(errors="replace")) <= LONGEST_URL


def storable_links(page: Page) -> list[ListedLink]:
    """The links of a listing that have a row in the ledger; the others are quarantined."""
    return [link for link in page.links if is_storable(link.url)]


def _add_decision(found: dict[Key, Row], row: Row) -> None:
    before = found.get(_key(row))
    if before is None:
        found[_key(row)] = row
        return
    best = max(before, row, key=_telling)
    both = [each for each in (before, row) if _is_left(each) == _is_left(best)]
    found[_key(row)] = best | {"ways": sorted({way for each in both for way in each["ways"]})}


def _is_left(decision: Row) -> bool:
    """Whether the listing names it as no story: then it is none of the ways by which a story was listed."""
    return decision["outcome"] in _LEFT


def _telling(row: Row) -> int:
    """`navigation` says only that nothing speaks for the link: another page's reason says more."""
    if row["outcome"] in _TELLING:
        return _TELLING.index(row["outcome"])
    return -2 if row["reason"] == Reason.NAVIGATION else -1


def _key(row: Row) -> Key:
    return row["source"], row["section"], row["url"]


def _decision(page: Page, link: ListedLink, held: dict[str, Held]) -> Row:
    url = clean_text(link.url)
    article_id = link.article_id
    owner = held.get(url) if link.outcome is Outcome.KNOWN else None
    if owner is not None and (article_id is None or owner.url == url):
        article_id = owner.article_id  # that of its own address, though it was another's when it was listed
    return {
        **_place(page, url),
        "ways": [link.way],
        "outcome": link.outcome,
        "reason": None if link.outcome is Outcome.KNOWN else link.reason,  # the ledger has that of a failure
        "article_id": article_id,
        "attempt_count": 0,
        "published_at": link.published_at,
    }


def left_behind(entry: Entry, held: dict[str, Held]) -> Held | None:
    """The stored article whose own address led to another story: it is not there any more."""
    own = held.get(entry.asked)
    is_elsewhere = own is not None and entry.article_id is not None and entry.article_id != own.article_id
    return own if own is not None and is_elsewhere and own.url == entry.asked else None


def _result(entry: Entry, held: dict[str, Held]) -> Row:
    left = left_behind(entry, held)
    if left is not None:
        return _departure(entry, left)
    failure = entry.failure
    shared, lead = (None, None) if failure else (_after_success(entry), _next_lead(entry, held))
    return {
        **_place(entry.page, entry.asked),
        "ways": [],
        "outcome": entry.outcome,
        "reason": failure.reason if failure else None,
        "article_id": entry.article_id,
        "attempt_count": int(failure is not None and entry.outcome is not Outcome.PENDING),
        "next_check_at": _after_failure(entry, failure) if failure else _earliest(shared, lead),
        "shared_check_at": shared,  # of the article, whoever looks; the other is of this address, too
        "published_at": entry.item.article.published_at if entry.item.article else None,
    }


def _departure(entry: Entry, left: Held) -> Row:
    return {
        **_place(entry.page, entry.asked),
        "ways": [],
        "outcome": Reason.REDIRECTED.outcome,
        "reason": Reason.REDIRECTED,
        "article_id": left.article_id,
        "attempt_count": 1,
        "next_check_at": entry.page.fetched_at + recheck.CONFIRMATION,
        "published_at": None,
    }


def _place(page: Page, url: str) -> Row:
    return {
        "source": page.source,
        "section": page.section,
        "url": url,
        "seen_at": page.fetched_at,
        "run_id": page.run_id,
    }


def _after_success(entry: Entry) -> datetime | None:
    fetched_at = entry.page.fetched_at
    first_seen_at = entry.held.first_seen_at if entry.held else fetched_at
    looks = recheck.next_check_at(first_seen_at, fetched_at, entry.page.checks)
    lost, soon = entry.page.missing_part, None
    if lost is not None and lost.failure is not None and lost.failure.reason.is_retryable:
        soon = recheck.next_check_at(first_seen_at, fetched_at, recheck.RETRIES)
    return _earliest(looks, soon, _next_live_look(entry))


def _next_lead(entry: Entry, held: dict[str, Held]) -> datetime | None:
    """When an address that leads to another is asked whether it still does; None where it does not lead.

    However old the story is to which it leads: its own may come back.
    """
    if entry.asked == entry.final or proves(entry.final, entry.asked):
        return None
    before = held.get(entry.asked)
    since = before.led_since if before and before.led_since else entry.page.fetched_at
    return recheck.next_check_at(since, entry.page.fetched_at, entry.page.checks)


def _earliest(*moments: datetime | None) -> datetime | None:
    return min(filter(None, moments), default=None)


def _next_live_look(entry: Entry) -> datetime | None:
    """When a live blog that is not over is looked at again; None for any other page."""
    if not entry.is_live:
        return None
    checked_at = entry.page.fetched_at
    return recheck.next_live_check_at(checked_at, min(moved_at(entry), checked_at), entry.page.live_interval)


def _after_failure(entry: Entry, failure: Failure) -> datetime | None:
    """After the first; SQL counts the others."""
    if failure.reason in MISSING and entry.held:
        return entry.page.fetched_at + recheck.CONFIRMATION
    is_story = failure.reason.outcome in {Outcome.REJECTED, Outcome.GONE}
    is_again = is_story or failure.reason.is_retryable
    return recheck.retry_at(entry.page.fetched_at, 1) if is_again else None


def missing_rows(entries: Iterable[Entry], held: dict[str, Held]) -> list[Row]:
    """Stored articles whose own address does not show them any more."""
    return [
        {
            **_place(entry.page, entry.asked),
            "article_id": missing.article_id,
            "status": MISSING[reason],
            "reason": reason,
        }
        for entry in entries
        for missing, reason in _missing(entry, held)
    ]


def _missing(entry: Entry, held: dict[str, Held]) -> Iterator[tuple[Held, Reason]]:
    left, own = left_behind(entry, held), entry.held
    failure = entry.failure if entry.role is Role.FAILURE else None
    if left is not None:
        yield left, Reason.REDIRECTED
    elif failure and failure.reason in MISSING and own is not None and own.url == entry.asked:
        yield own, failure.reason
