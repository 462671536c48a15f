"""Which entries of a feed are articles of the section: all of its own feed, of others those that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from broadsheet.article import ListedLink, Page
from broadsheet.discovery.entries import belongs_to_section, entry_link, plain
from broadsheet.discovery.entrydates import believed
from broadsheet.discovery.feeds import Feed, FeedEntry
from broadsheet.discovery.place import Place
from broadsheet.discovery.shapes import family, is_named_after
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.sources import Section, Source

_SEVERAL = 3  # entries of one form: a feed names stories, whatever folder they lie in
_SORTED_SHARE = 0.5  # of a feed's entries under the section's path: then the path tells of the others, too


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Decides about the entries of one section's feeds.

    `names` are what the section is called, `others` what the site's menu calls the other sections, `families`
    the forms of addresses that stories of the site have.
    """

    source: Source
    section: Section
    names: frozenset[str]
    others: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()

    def links(self, feed: Feed, page: Page, title: str, *, is_own: bool = False) -> list[ListedLink]:
        """Every entry, taken or left; `title` is what the feed was called where it was found.

        `is_own`: the section's address is the feed.
        """
        is_sure = is_own or self._is_named_by_address(page.url)
        left: Collection[FeedEntry] = ()
        if not is_sure:
            of_others = self._saying_otherwise if self._is_called(title) else self._not_saying_so
            left = of_others(feed.entries)
        forms = Counter(family(entry.url) for entry in feed.entries)
        families = self.families | {form for form, count in forms.items() if count >= _SEVERAL}
        links = [self._link(entry, families) for entry in feed.entries]
        decided = [
            _of_other_section(link) if entry in left else link
            for link, entry in zip(links, feed.entries, strict=True)
        ]
        return [
            replace(link, published_at=believed(entry.published_at, page.fetched_at))
            for link, entry in zip(decided, feed.entries, strict=True)
        ]

    def _link(self, entry: FeedEntry, families: frozenset[str]) -> ListedLink:
        return entry_link(
            entry.url,
            entry.title,
            Way.FEED,
            section_url=self.section.url,
            hosts=self.source.hosts,
            families=families,
        )

    def _is_named_by_address(self, url: str) -> bool:
        """Whether the feed is configured for the section, named like it, or lies under its path."""
        if url in (self.section.feeds or ()) or is_named_after(url, self.section.url):
            return True
        return belongs_to_section(url, (), self.section.url, self.names)

    def _is_called(self, title: str) -> bool:
        told = _words(title.casefold().replace(self.source.title.casefold(), " "))
        return any(_words(name) in told for name in self.names if len(name) > 1)

    def _not_saying_so(self, entries: Sequence[FeedEntry]) -> Collection[FeedEntry]:
        return {entry for entry in entries if not self._belongs(entry)}

    def _saying_otherwise(self, entries: Sequence[FeedEntry]) -> Collection[FeedEntry]:
        """Entries of other sections in a feed that bears this one's name: on some sites all feeds do."""
        place = Place(self.section.url)
        is_sorted = sum(place.holds(entry.url) for entry in entries) >= _SORTED_SHARE * len(entries)
        others = frozenset(map(plain, self.others))
        return {
            entry
            for entry in entries
            if not self._belongs(entry) and (is_sorted or not others.isdisjoint(map(plain, entry.categories)))
        }

    def _belongs(self, entry: FeedEntry) -> bool:
        return belongs_to_section(entry.url, entry.categories, self.section.url, self.names)


def _of_other_section(link: ListedLink) -> ListedLink:
    if link.outcome is not Outcome.PENDING:
        return link
    return replace(link, outcome=Reason.OTHER_SECTION.outcome, reason=Reason.OTHER_SECTION)


def _words(text: str) -> str:
    """The words between single spaces, so that a part of it is a part of whole words."""
    return " " + " ".join(re.findall(r"[^\W_]+", text)) + " "
