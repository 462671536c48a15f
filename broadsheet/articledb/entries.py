"""What the store knows of an item while its batch is written, and which article it belongs to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from http import HTTPStatus

from broadsheet.article import Article, Failure, Item, LiveEntry, Page, Stored
from broadsheet.articledb.edge import clean_text
from broadsheet.fieldwords import UrlKind
from broadsheet.outcomes import Outcome, PageKind, Reason
from broadsheet.variants import is_variant

_NOTHING_HELD = Failure(Reason.BAD_RESPONSE, "the site answered not modified, but no article is held")


class Role(Enum):
    """What an item is to the store."""

    ARTICLE = auto()
    SIGHTING = auto()  # the site said: not modified
    LISTING = auto()  # a section page, feed or sitemap
    FAILURE = auto()


@dataclass(frozen=True, slots=True)
class Held:
    """A stored article that an address leads to."""

    article_id: int
    url: str
    content_hash: bytes
    first_seen_at: datetime
    changed_at: datetime
    version_count: int
    is_live: bool = False  # a live blog that did not say, when it last changed, that it is over
    kind: UrlKind = "canonical"  # of the address by which it was looked up
    led_since: datetime | None = None  # when that address first led to it


@dataclass(slots=True)
class Entry:
    """One item of a batch. The second half is filled in while it is written."""

    position: int
    item: Item
    role: Role
    asked: str
    final: str
    redirects: tuple[str, ...]
    canonical: str
    held: Held | None = None
    article_id: int | None = None
    outcome: Outcome = Outcome.PENDING
    version_no: int | None = None
    is_led_elsewhere: bool = False  # by a redirect from an address of another article
    other_issues: frozenset[str] = frozenset()  # its addresses that lead to an article of other days
    taken_from: int | None = None  # the article to which its address led, and does not belong
    is_repeated: bool = False  # its batch was committed before, and the answer lost
    entries_before: tuple[LiveEntry, ...] = ()  # of a stored live blog that is not over

    def assign(self, held: Held | None) -> None:
        """Settle which stored article it is about."""
        self.held = held
        self.article_id = held.article_id if held else None
        if held is None and self.role is Role.SIGHTING:
            self.role = Role.FAILURE

    def stay(self, reason: str) -> None:
        """Take from it the canonical address that the page claims; where it was stated, why is noted."""
        claimed, self.canonical = self.canonical, self.final
        fields = tuple(
            replace(each, value=None, is_chosen=False, locator=f"{each.locator} ({reason})")
            if each.field == "url" and each.value and clean_text(each.value) == claimed
            else each
            for each in self.article.fields
        )
        self.item = replace(self.item, article=replace(self.article, fields=fields))

    @property
    def page(self) -> Page:
        """The page it came from."""
        return self.item.page

    @property
    def article(self) -> Article:
        """What was read; only for the role ARTICLE."""
        if self.item.article is None:
            raise ValueError("an item without an article and without a failure")
        return self.item.article

    @property
    def failure(self) -> Failure | None:
        """Why it is not an article: the item's own failure, else that of its page."""
        failure = self.item.failure or self.page.failure
        return failure or (_NOTHING_HELD if self.role is Role.FAILURE else None)

    @property
    def is_live(self) -> bool:
        """Whether it is a live blog that is not over; what does not say is as it was."""
        article, held = self.item.article, self.held
        return article.is_live if article else held is not None and held.is_live

    @property
    def addresses(self) -> set[str]:
        """The addresses that may lead to a stored article."""
        return {self.asked, self.final, self.canonical, *self.redirects}

    def is_form_of(self, other: Entry) -> bool:
        """Whether both are pages of one text under addresses that are forms of each other."""
        if not (self.role is other.role is Role.ARTICLE):
            return False
        ours, theirs = self.article.body_hash, other.article.body_hash
        return ours is not None and ours == theirs and is_variant(self.final, other.final)

    @property
    def is_content(self) -> bool:
        """Whether a version is to be written."""
        is_version = self.outcome in {Outcome.NEW, Outcome.CHANGED, Outcome.DUPLICATE}
        return self.role is Role.ARTICLE and is_version and not self.is_repeated

    @property
    def may_be_repeated(self) -> bool:
        """Whether the version held came with the same content at the same microsecond."""
        held = self.held
        is_same_moment = held is not None and held.changed_at == self.page.fetched_at
        return is_same_moment and held is not None and held.content_hash == self.article.content_hash

    @property
    def stored(self) -> Stored:
        """What to tell the caller."""
        return Stored(self.outcome, self.article_id, self.version_no, self.failure)


def entries_of(items: Sequence[Item]) -> list[Entry]:
    """The items in the order their pages were fetched."""
    entries = [_entry(position, item) for position, item in enumerate(items)]
    return sorted(entries, key=lambda entry: entry.page.fetched_at)


def rounds(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Parts of a batch to be written one after the other.

    In none of them do two entries share an address, or are forms of one article.
    """
    waiting = list(entries)
    while waiting:
        now: list[Entry] = []
        later: list[Entry] = []
        taken: set[str] = set()
        for entry in waiting:
            is_apart = taken.isdisjoint(entry.addresses) and not any(map(entry.is_form_of, now))
            (now if is_apart else later).append(entry)
            taken |= entry.addresses
        yield now
        waiting = later


def owner(entry: Entry, held: dict[str, Held]) -> Held | None:
    """The stored article an item is about.

    The canonical address decides, unless the address that answered is itself that of another article:
    then the page speaks for that one only, whatever it names as its canonical address.
    """
    own = held.get(entry.final) or held.get(entry.canonical)
    if own is not None or entry.is_led_elsewhere:
        return own
    return next(filter(None, (held.get(url) for url in (entry.asked, *entry.redirects))), None)


def _entry(position: int, item: Item) -> Entry:
    page = item.page
    asked = clean_text(page.url)
    canonical = clean_text(item.article.url) if item.article else asked
    redirects = tuple(map(clean_text, page.redirects))
    return Entry(
        position, item, _role(item), asked, clean_text(page.final_url) or asked, redirects, canonical
    )


def _role(item: Item) -> Role:
    if item.failure or item.page.failure:
        return Role.FAILURE
    if item.page.kind is not PageKind.ARTICLE:
        return Role.LISTING
    if item.article is None and item.page.status_code == HTTPStatus.NOT_MODIFIED:
        return Role.SIGHTING
    return Role.ARTICLE
