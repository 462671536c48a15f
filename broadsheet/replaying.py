"""Another try for pages in quarantine: their stored bytes are read again, or their links become due."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from broadsheet.article import Item, RawObject
from broadsheet.articledb.quarantine import Link, RejectedPage, make_due
from broadsheet.articledb.store import store_items
from broadsheet.discovery.article_pages import course_of, next_page
from broadsheet.errors import ConfigError, PageRejected
from broadsheet.likeness import is_doubtful
from broadsheet.normalising import normalise
from broadsheet.outcomes import Outcome, PageKind, Reason
from broadsheet.reading import read_page
from broadsheet.sources import Source

if TYPE_CHECKING:
    from broadsheet.articledb.connection import Connection
    from broadsheet.rawstore import RawStore

# What the reader made of a page, or we of its rows: a better version of either may see it otherwise.
_READ_AGAIN = frozenset(
    {
        Reason.EMPTY,
        Reason.NO_HEADLINE,
        Reason.NO_TEXT,
        Reason.SOFT_404,
        Reason.TOO_COMPLEX,
        Reason.UNREADABLE,
        Reason.BUG,
        Reason.ROW_REFUSED,
    }
)
_BELONGS_ELSEWHERE = frozenset({Reason.OFF_SITE, Reason.ADDRESS_REFUSED})
_NEVER = frozenset({Reason.BAD_URL})


class Remedy(Enum):
    """What another try is."""

    READ = auto()  # the stored bytes once more, without asking the site
    FETCH = auto()  # the next run of the section asks for it
    BY_ITSELF = auto()  # every run asks anyway
    NONE = auto()


_LEFT = {Remedy.BY_ITSELF: "asked for by every run anyway", Remedy.NONE: "cannot be asked for"}


def remedy_of(reason: Reason, kind: PageKind, *, is_kept: bool) -> Remedy:
    """What to do about a page in quarantine."""
    if kind is not PageKind.ARTICLE or reason.outcome is Outcome.PENDING:
        return Remedy.BY_ITSELF
    if reason in _NEVER:
        return Remedy.NONE
    return Remedy.READ if is_kept and reason in _READ_AGAIN else Remedy.FETCH


def prospect(reason: Reason, kept_count: int, listing_count: int, page_count: int) -> str:
    """Whether another try can help, in words."""
    if reason in _NEVER:
        return "no: it cannot be asked for"
    if reason.outcome is Outcome.PENDING or listing_count == page_count:
        return "not needed: every run asks for it anyway"
    if reason in _READ_AGAIN and kept_count:
        return "yes, once the reader knows such pages: the stored pages are read again, the site is not asked"
    if reason in _BELONGS_ELSEWHERE:
        return "only if the source file names the host now (extra_hosts, private_network)"
    if reason.is_retryable:
        return "yes: it may have passed; the next run asks the site again"
    return "only if the site has changed: the next run asks it again"


@dataclass(slots=True)
class Report:
    """What another try came to: pages by what became of them."""

    stored: Counter[Outcome] = field(default_factory=Counter)  # articles now
    unread: Counter[str] = field(default_factory=Counter)  # still none, by the reason of now
    due: Counter[tuple[str, str]] = field(default_factory=Counter)  # by source and section
    left: Counter[str] = field(default_factory=Counter)  # nothing was done, by why
    samples: dict[str, str] = field(default_factory=dict)  # one address for each of these words


class Replay:
    """Tries pages again. `store` is called when the first stored page is needed; `is_dry` writes nothing."""

    def __init__(
        self,
        connection: Connection,
        store: Callable[[], RawStore],
        sources: Mapping[str, Source],
        *,
        is_dry: bool = False,
    ) -> None:
        self._connection, self._store, self._sources, self._is_dry = connection, store, sources, is_dry
        self.report = Report()

    def run(self, pages: Sequence[RejectedPage], say: Callable[[int], None] = lambda _: None) -> Report:
        """Do for each page what its reason asks for; `say` hears how many are done."""
        to_fetch: list[Link] = []
        for number, page in enumerate(pages, 1):
            remedy = remedy_of(page.reason, page.page.kind, is_kept=page.raw_html_key is not None)
            if remedy is Remedy.READ and self._read(page):
                pass
            elif remedy in {Remedy.READ, Remedy.FETCH}:
                to_fetch.append(page.link)
            else:
                self._note(self.report.left, _LEFT[remedy], page)
            say(number)
        self._make_due(to_fetch)
        return self.report

    def _read(self, page: RejectedPage) -> bool:
        """Read the stored bytes; False when they are not there, so that the site must be asked."""
        source = self._sources.get(page.page.source)
        if source is None or page.page.section not in {section.name for section in source.sections}:
            self._note(self.report.left, "of a section that no source file has any more", page)
            return True
        store = self._store()
        if page.raw_html_key is None or not store.exists(page.raw_html_key):
            return False
        body = store.get(page.raw_html_key)
        fetched = replace(
            page.page, body=body, raw=RawObject(hashlib.sha256(body).hexdigest(), page.raw_html_key)
        )
        if next_page(fetched, course_of(fetched)) is not None:
            return False  # the story goes on, on pages that only the site has
        try:
            article = read_page(fetched, source)
            if page.reason is Reason.SOFT_404 and is_doubtful(fetched, article):
                return False  # what it was compared with only the site has
            item = Item(fetched, normalise(article))
        except PageRejected as rejection:
            self._note(self.report.unread, str(rejection.reason), page)
        except ConfigError:
            raise
        except Exception as error:  # a mistake in the reader costs its page, not the others
            self._note(self.report.unread, f"{Reason.BUG} ({type(error).__name__}: {error})", page)
        else:
            self._write(page, item)
        return True

    def _write(self, page: RejectedPage, item: Item) -> None:
        if self._is_dry:
            self.report.stored[Outcome.NEW] += 1
            return
        (stored,) = store_items(self._connection, [item])
        if stored.failure is not None:
            self._note(self.report.unread, f"{stored.failure.reason} ({stored.failure.detail})", page)
        else:
            self.report.stored[stored.outcome] += 1

    def _make_due(self, links: Sequence[Link]) -> None:
        done = set(links) if self._is_dry else make_due(self._connection, links)
        for link in links:
            if link in done:
                self.report.due[link[:2]] += 1
            else:
                words = "of a section that no source file has any more, or not in its ledger"
                self.report.left[words] += 1
                self.report.samples.setdefault(words, link[2])

    def _note(self, where: Counter[str], words: str, page: RejectedPage) -> None:
        where[words] += 1
        self.report.samples.setdefault(words, page.page.url)
