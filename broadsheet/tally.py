"""What one section run has seen so far: counted while it runs, judged when it ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from broadsheet.article import Failure, Item, ListedLink
from broadsheet.errors import ConfigError, StorageError
from broadsheet.outcomes import Outcome, PageKind, Reason, Unread
from broadsheet.rulecounts import RuleCounts
from broadsheet.runs import RunCounts
from broadsheet.siblings import Siblings
from broadsheet.siteprofile.drift import Drift
from broadsheet.textless import TextCounts
from broadsheet.zonecheck import ZoneEvidence

_SAMPLES_KEPT = 5
_NEWS = frozenset({Outcome.NEW, Outcome.CHANGED})
# What a listing offers as a story.
_ARTICLES = frozenset({Outcome.PENDING, Outcome.KNOWN, Outcome.REJECTED, Outcome.GONE})


@dataclass(frozen=True, slots=True)
class ListingFact:
    """One listing, feed or sitemap that was asked for: how many article links it gave, or why none."""

    kind: PageKind
    url: str
    article_link_count: int
    failure: Failure | None = None
    is_front: bool = False  # the address that the source file gives for the section


@dataclass(slots=True)
class RunTally:
    """Counts and evidence of one section run. Mutable; belongs to the crawl's event loop alone."""

    after_it: ClassVar[str] = "the next run"  # what asks for the links that it leaves over
    section_url: str = ""
    longest_silence: timedelta | None = None  # as the source file has it; zero for no end
    request_count: int = 0
    byte_count: int = 0
    departed: set[str] = field(
        default_factory=set
    )  # stored articles whose address leads to a front page now: taken down, not failed
    siblings: Siblings = field(default_factory=Siblings)  # other runs of these listings at the same time
    first_listed_count: int = 0  # links that this section's ledger did not hold before
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    failures: Counter[Reason] = field(default_factory=Counter)
    samples: dict[Reason, list[str]] = field(default_factory=dict)
    details: dict[Reason, str] = field(default_factory=dict)  # what was told of the first of each
    article_urls: set[str] = field(default_factory=set)
    listings: list[ListingFact] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    storage_failures: list[str] = field(default_factory=list)
    config_failures: list[str] = field(default_factory=list)
    retry_after_at: datetime | None = None  # as the site states it
    ended_at: datetime | None = None
    drift: Drift | None = None  # how the site's pages have changed, where this run is to tell it
    is_listing_complete: bool = True
    is_interrupted: bool = False
    silence: str | None = None  # how the site stopped answering, where it has
    is_stopped: bool = False  # no further request of this run is sent
    # Listed articles that the last look at failed to read, and that this run does not ask for again.
    still_failed: dict[str, Reason] = field(default_factory=dict)
    still_gone: dict[str, Reason] = field(default_factory=dict)  # those that were not there
    shown_urls: set[str] = field(default_factory=set)  # articles on pages of the list and in feeds
    # Of these, those not stored when the run began, and asked for by it, or by an earlier one in vain.
    unread_urls: set[str] = field(default_factory=set)
    # Of these, in vain asked for and listed since a story of the section was first listed that is stored.
    only_in_vain: set[str] = field(default_factory=set)
    failed_before: set[str] = field(default_factory=set)  # those that it does ask for again
    settled: set[str] = field(default_factory=set)  # of these, the ones that are asked for seldom by now
    # `failures` of these.
    failures_settled: Counter[Reason] = field(default_factory=Counter)
    tried_urls: set[str] = field(default_factory=set)  # articles that this run has asked for
    # `failures` of `failed_before`, and of stored articles that were taken down.
    failures_again: Counter[Reason] = field(default_factory=Counter)
    # Feeds and sitemaps that the source file names; of a backfill, also others that failed and may hold more.
    needed_urls: set[str] = field(default_factory=set)
    unneeded_urls: set[str] = field(default_factory=set)  # listings that may tell more, and need not answer
    # What was named and becomes no row of the ledger, by its reason.
    passed: Counter[Reason | Unread] = field(default_factory=Counter)
    open_urls: set[str] = field(default_factory=set)  # to be fetched, not yet stored
    spent_on_lists: int | None = None  # the budget, where all of it went before any story was asked for
    waiting_count: int = 0  # beside them, links that earlier runs left and this one did not come to either
    rules: RuleCounts = field(default_factory=RuleCounts)  # of the source file
    texts: TextCounts = field(default_factory=TextCounts)
    shown: dict[int, set[str]] = field(default_factory=dict)  # by article: the addresses that showed it
    contents: dict[bytes, int] = field(default_factory=dict)  # by hash of all that is read: its first article
    zones: ZoneEvidence = field(default_factory=ZoneEvidence)  # whether dates are read in the right zone

    @property
    def counts(self) -> RunCounts:
        """The numbers as columns of `news.crawl_runs`."""
        return RunCounts(
            request_count=self.request_count,
            byte_count=self.byte_count,
            listed_count=len(self.article_urls),
            new_count=self.outcomes[Outcome.NEW],
            changed_count=self.outcomes[Outcome.CHANGED],
            unchanged_count=self.outcomes[Outcome.UNCHANGED],
            duplicate_count=self.outcomes[Outcome.DUPLICATE],
            rejected_count=self.outcomes[Outcome.REJECTED] + self.outcomes[Outcome.GONE],
            pending_count=len(self.open_urls) + self.waiting_count,
        )

    def add_item(self, item: Item) -> None:
        """Count a page once, by its final outcome and reason."""
        if item.failure is not None and item.failure.reason is Reason.BUG:
            # An exception of ours between spider and web, which Scrapy hands over as a failed request.
            self.bugs.append(f"{item.failure.detail} ({item.page.url})")
        if item.page.kind is PageKind.ARTICLE:
            self._add_article(item)
        else:
            self._add_listing(item)

    def add_outage(self, error: ConfigError | StorageError) -> None:
        """A setting or a service that fails every page: no further request is sent."""
        is_config = isinstance(error, ConfigError)
        (self.config_failures if is_config else self.storage_failures).append(str(error))
        self.is_stopped = True

    def add_silence(self, told: str) -> None:
        """The site has stopped answering: no further request is sent, and what is left stays pending."""
        self.silence = told
        self.is_stopped = True

    def add_retry(self, url: str, *, is_settled: bool = False) -> None:
        """An article that an earlier run failed to read, and that this one asks for again.

        `is_settled`: it failed so often that runs have stopped asking for it each time.
        """
        self.failed_before.add(url)
        if is_settled:
            self.settled.add(url)

    def add_settled_elsewhere(self, url: str, reason: Reason | None) -> None:
        """An article that another run of the section stored meanwhile, or could not read for that reason."""
        self.open_urls.discard(url)
        if reason is None:
            self.siblings.left_count += 1
        elif reason.outcome is Outcome.REJECTED:
            self.still_failed[url] = reason

    @property
    def departed_count(self) -> int:
        """Stored articles that were taken down."""
        return len(self.departed)

    @property
    def has_empty_front(self) -> bool:
        """Whether the section's own page came and showed no story: nothing of its list was seen."""
        fronts = (fact for fact in self.listings if fact.is_front)
        return any(fact.failure is None and not fact.article_link_count for fact in fronts)

    def add_unstored(self) -> None:
        """An article's page that was fetched and not stored; its link stays pending."""
        self.failures[Reason.STORE_FAILED] += 1
        self.outcomes[Outcome.PENDING] += 1

    def add_bug(self, where: str, error: BaseException) -> None:
        """An exception of ours, with the place it came from."""
        self.bugs.append(f"{type(error).__name__}: {error} ({where})")

    def _add_article(self, item: Item) -> None:
        if item.failure is not None and item.failure.reason is Reason.BUDGET:
            return  # put off: it was not asked for, or not to its end, and stays open
        self.open_urls.discard(item.page.url)
        self.tried_urls.add(item.page.url)
        self.still_gone.pop(item.page.url, None)
        self.departed.discard(item.page.url)
        if self.still_failed.pop(item.page.url, None):  # its time had come, or another listing led to it
            self.add_retry(item.page.url, is_settled=True)
        failure = item.failure or (item.stored.failure if item.stored else None)
        if failure is not None:
            self._add_failure(failure, item)
        elif item.stored is not None and item.stored.article_id is not None:
            self._add_shown(item.stored.article_id, item)
        if item.article is not None:
            self.zones.note_article(item.page.url, item.article)
            self.rules.add(item.article.fields)
            if item.stored is not None and item.stored.outcome in _NEWS:
                self.texts.add(item.page.url, item.article)
        self._add_missing_part(item)
        if _is_departed(item):
            self.departed.add(item.page.url)
        self.siblings.add_stored(item)
        self.outcomes[item.stored.outcome if item.stored else Outcome.REJECTED] += 1

    def _add_shown(self, article_id: int, item: Item) -> None:
        """Two pages of one story that come at the same moment are stored as two articles, one a copy."""
        content = item.article.content_hash if item.article is not None else None
        first = self.contents.setdefault(content, article_id) if content else article_id
        self.shown.setdefault(first, set()).add(item.page.url)

    def _add_listing(self, item: Item) -> None:
        links = item.page.links
        taken = {link.url for link in links if link.outcome in _ARTICLES}
        for link in links:
            if link.url not in self.tried_urls and link.url not in self.failed_before:
                self._add_failed_before(link)
        self.article_urls.update(taken)
        if item.page.kind is not PageKind.SITEMAP:
            self.shown_urls |= taken
        self.zones.note_links(links)
        is_front = item.page.url == self.section_url
        fact = ListingFact(item.page.kind, item.page.url, len(taken), item.failure, is_front)
        self.listings.append(fact)

    def _add_failed_before(self, link: ListedLink) -> None:
        """What the last look at it came to, where that failed; of a stored article, too."""
        if link.reason is None or link.outcome not in _ARTICLES:
            return
        if link.reason.outcome is Outcome.GONE:
            self.still_gone[link.url] = link.reason
        elif link.reason.outcome is Outcome.REJECTED:
            self.still_failed[link.url] = link.reason
            if link.outcome is Outcome.KNOWN and link.reason is Reason.REDIRECTED:
                self.departed.add(link.url)

    def _add_missing_part(self, item: Item) -> None:
        """A further page of an article that failed; one that is gone or forbidden is the site's matter."""
        lost = item.page.missing_part
        failure = lost.failure if lost is not None else None
        if lost is None or failure is None or failure.reason is Reason.ROBOTS:
            return
        if failure.reason.outcome is Outcome.REJECTED:
            self._add_failure(failure, Item(lost))

    def _add_failure(self, failure: Failure, item: Item) -> None:
        self.failures[failure.reason] += 1
        is_old = item.page.url in self.failed_before or _is_departed(item)
        self.failures_again[failure.reason] += is_old
        self.failures_settled[failure.reason] += item.page.url in self.settled
        self.details.setdefault(failure.reason, failure.detail)
        kept = self.samples.setdefault(failure.reason, [])
        if len(kept) < _SAMPLES_KEPT:
            kept.append(item.page.url)


def _is_departed(item: Item) -> bool:
    stored = item.stored
    if stored is None or stored.failure is None or stored.article_id is None:
        return False
    return stored.failure.reason is Reason.REDIRECTED
