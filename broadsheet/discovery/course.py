"""What a section run learns while it reads its listings: names, evidence, and who named which article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.article import ListedLink
from broadsheet.discovery.estimate import Overlap, overlap
from broadsheet.discovery.evidence import SiteEvidence
from broadsheet.discovery.listing import Listing
from broadsheet.discovery.shapes import family
from broadsheet.discovery.vocabulary import PAID_LABEL
from broadsheet.outcomes import Outcome, Reason, Way

_SEVERAL = 3
_LARGE_SHARE = 0.2  # of the stories taken: so many left by a heading alone make a list that was not seen
_PAGES = frozenset({Way.SECTION_PAGE, Way.PAGINATION})


@dataclass(slots=True)
class Course:
    """Mutable, of one run: `names` of the section, `evidence` of its site, articles by the way they came."""

    evidence: SiteEvidence = field(default_factory=SiteEvidence)
    names: frozenset[str] = frozenset()
    pages: dict[str, None] = field(default_factory=dict)  # in the order of the list
    entries: dict[str, datetime | None] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)  # what the section's pages had in earlier runs, too
    is_short: bool = False  # the section's page leads to no further page of its list
    adverts: set[str] = field(default_factory=set)
    doubted: set[str] = field(default_factory=set)  # listed where other sections' stories may stand, too
    contested: set[str] = field(default_factory=set)  # under the section's path, in lists called otherwise
    left: set[str] = field(default_factory=set)  # what pages of the list showed as other sections' stories
    others: frozenset[str] = frozenset()  # what menus call the site's other sections

    def note(self, listing: Listing) -> bool:
        """Take down the articles of a listing; whether a page of the list has shown one not seen before.

        A sitemap without dates may name all that the section ever had: no second look at what it has now.
        """
        count = len(self.pages)
        self.left.update(_left_for_others(listing))
        for link in () if listing.is_undated else listing.links:
            if link.outcome is not Outcome.PENDING:
                continue
            self._note_doubt(link, listing)
            if link.way in _PAGES:
                self.pages.setdefault(link.url)
            else:
                self.entries[link.url] = link.published_at or self.entries.get(link.url)
        return len(self.pages) > count

    def _note_doubt(self, link: ListedLink, listing: Listing) -> None:
        """A list of the section's own, its feed and its sitemap end all doubt."""
        if link.url not in listing.doubtful:
            self.doubted.discard(link.url)
        elif link.url not in self.pages and link.url not in self.entries:
            self.doubted.add(link.url)

    def is_misread(self, listing: Listing) -> bool:
        """Whether a page of the list has several new stories, of forms known as stories', and few were taken.

        A list ends on a page that repeats stories or has none; this one goes on, and is not understood.
        """
        told = {url for url in _left_for_others(listing) - self.left if self._is_of_known_form(url)}
        taken = {link.url for link in listing.links if link.outcome is Outcome.PENDING}
        own = sum(map(self._is_of_known_form, taken))
        return len(told) >= _SEVERAL and own * _SEVERAL <= len(told)

    def _is_of_known_form(self, url: str) -> bool:
        return family(url) in self.evidence.story_families

    @property
    def has_left_its_own(self) -> bool:
        """Whether many stories under the section's path stood in lists called otherwise, and nowhere else."""
        left = self.contested - self.pages.keys() - self.entries.keys()
        return len(left) >= max(_SEVERAL, _LARGE_SHARE * len(self.pages))

    def is_contradicted(self, url: str, labels: Collection[str | None]) -> bool:
        """Whether a story is another section's by what its own page says, where its list left that open.

        `labels` is all that the page names as its section: what it names beside this one says nothing. One
        for what was paid for is another's, whether the menu has it or not.
        """
        said = {" ".join(label.casefold().split()) for label in labels if label}
        is_others = bool(said & self.others) or any(map(PAID_LABEL.search, said))
        return url in self.doubted and not said & self.names and is_others

    def is_continued_by(self, listing: Listing) -> bool:
        """Whether a page that nobody named is this list's next: stories not seen yet, of the forms seen.

        A site that does not know the page shows its first again, its front page or an excuse. The list's last
        page may have one story: few are enough where it is the section's own and shows hardly any other.
        """
        shown = {link.url for link in listing.links if link.outcome is Outcome.PENDING}
        fresh = shown - self.pages.keys()
        alike = sum(family(url) in self.evidence.story_families for url in fresh)
        if len(fresh) >= _SEVERAL:
            return alike > len(fresh) / 2
        return listing.is_own and alike == len(fresh) > 0 and len(fresh) >= len(shown) / 2

    def judged(self, links: tuple[ListedLink, ...]) -> tuple[ListedLink, ...]:
        """What a page of the list shows as paid for is so in a feed or sitemap, too, though unsaid there.

        Each page speaks for itself: one that shows it as a story clears it, for it may have stood in a box.
        """
        for link in links:
            if link.way in _PAGES and link.outcome is Outcome.PENDING:
                self.adverts.discard(link.url)
            elif link.reason is Reason.ADVERT and link.url not in self.pages:
                self.adverts.add(link.url)
        return tuple(
            replace(link, outcome=Reason.ADVERT.outcome, reason=Reason.ADVERT)
            if link.url in self.adverts and link.way not in _PAGES
            else link
            for link in links
        )

    def note_page(self, listing: Listing, way: Way) -> None:
        """Take down what the section is called, and which boxes its first page shows."""
        self.names |= listing.names
        self.others |= listing.others
        if way in _PAGES:
            self._learn(listing)
            self.contested |= listing.contested
        if way is Way.SECTION_PAGE:
            self.evidence = replace(self.evidence, boxes=listing.boxes)
            self.is_short = listing.next_url is None

    def _learn(self, listing: Listing) -> None:
        """Forms that several stories of a page had are those of stories on the pages after it, too."""
        counts = Counter(family(link.url) for link in listing.links if link.outcome is Outcome.PENDING)
        known = frozenset(name for name, count in counts.items() if count >= _SEVERAL)
        self.evidence = replace(self.evidence, story_families=self.evidence.story_families | known)

    def note_known(self, url: str, published_at: datetime | None, *, is_shown: bool) -> None:
        """What earlier runs know of an article that this one's listings name."""
        if is_shown:
            self.shown.add(url)
        if url in self.entries:
            self.entries[url] = self.entries[url] or published_at

    @property
    def overlap(self) -> Overlap | None:
        """What pages, feeds and sitemaps have in common; see `broadsheet.discovery.estimate`."""
        return overlap(list(self.pages), self.entries, self.shown)


def _left_for_others(listing: Listing) -> set[str]:
    """What a page of the list shows as stories of other sections."""
    return {link.url for link in listing.links if link.reason is Reason.OTHER_SECTION and link.way in _PAGES}
