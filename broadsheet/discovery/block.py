"""One list of links of a listing page: what its links, their texts and their addresses have in common."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from broadsheet.discovery import shapes
from broadsheet.discovery.address import folder_of
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.place import Place
from broadsheet.discovery.texts import is_headline
from broadsheet.discovery.vocabulary import ALERT_LINE

COMPANY = 3  # addresses of one family that stand in one list with headlines are of its make
RICH = 2  # what a teaser shows that is more than a link and its hour
_HEADLINES_SHARE = 0.5
_SMALLEST_LIST = 5  # teasers that say of what make a list is
_STORIES_SHARE = 0.66
_SMALLEST_RANKING = 3
_RANK = re.compile(r"\W*0?([0-9]{1,2})(?:[.)]|$|(?=\s))\W*", re.ASCII)


class Kind(Enum):
    """What a list of links is."""

    MAIN = "main"
    BOX = "box"  # read much, related, called like another section
    ALERT = "alert"  # a lone link above the section's name: news that the whole site shows
    TOLD = "told"  # beside the list, of this section and of others: each teaser says of which
    MIXED = "mixed"  # beside the list, of this section and of others: the address tells which
    PAID = "paid"
    NAVIGATION = "navigation"


@dataclass(slots=True)
class Block:
    """Links of one list in one role under one label."""

    anchors: list[Anchor] = field(default_factory=list)
    kind: Kind = Kind.MAIN
    is_doubtful: bool = False  # taken for the section's, under a heading that does not say so
    is_contested: bool = False  # left by its heading alone, under the section's path
    is_lead: bool = False  # a lone picture with its headline, right above the section's list
    is_box_before: bool = False  # under a heading that stood over a box of the first page
    is_list: bool = True  # not the bylines or tags inside the teasers of another list
    urls: tuple[str, ...] = ()
    is_headlines: bool = False
    _story_share: float = 0.0
    _families: Counter[str] = field(default_factory=Counter)
    _shapes: Counter[str] = field(default_factory=Counter)
    _told_shapes: Counter[str] = field(default_factory=Counter)
    _folders: Counter[str] = field(default_factory=Counter)

    def finish(self) -> None:
        """Count what the decisions ask for."""
        titles: dict[str, str] = {}
        for anchor in self.anchors:
            titles[anchor.url] = max(titles.get(anchor.url, ""), anchor.text, key=len)
        self.urls = tuple(titles)
        told = [url for url, title in titles.items() if is_headline(title)]
        self.is_headlines = len(told) >= _HEADLINES_SHARE * len(titles) and bool(told)
        alike = sum(map(shapes.looks_like_article, titles))
        self._families = Counter(shapes.family(url) for url in told)
        self._shapes = Counter(map(shapes.shape, titles))
        self._told_shapes = Counter(map(shapes.shape, told))
        self._folders = Counter(map(folder_of, filter(shapes.looks_like_article, told)))
        usual = max(self._told_shapes.values(), default=0)
        self._story_share = max(alike, usual) / max(1, len(titles))

    @property
    def reads_like_stories(self) -> bool:
        """Whether these are headlines: most of the texts, or headings, or teasers with more than a link."""
        return self.is_headlines or any(anchor.is_heading for anchor in self.anchors)

    def has_company(self, url: str, story_families: frozenset[str]) -> bool:
        """Whether an address of plain words stands among several of its make that have headlines."""
        family, shape = shapes.family(url), shapes.shape(url)
        if family in story_families or self._families[family] >= COMPANY:
            return True
        return self._told_shapes[shape] >= COMPANY and self.uniformity(url) >= _HEADLINES_SHARE

    def has_neighbours(self, url: str) -> bool:
        """Whether half of the list, and some, are stories beyond doubt in the folder of this address.

        Not so in the root, where a site has its other pages, too.
        """
        folder, fewest = folder_of(url), max(COMPANY, _HEADLINES_SHARE * len(self.urls))
        return folder != "" and self._folders[folder] >= fewest

    def has_family(self, url: str) -> bool:
        """Whether one of its headlines leads to an address of the same form in the same folder."""
        return shapes.family(url) in self._families

    @property
    def is_of_stories(self) -> bool:
        """Whether most of its addresses are stories' beyond doubt, and there are some."""
        return len(self.urls) >= _SMALLEST_LIST and self._story_share >= _STORIES_SHARE

    @property
    def is_ranking(self) -> bool:
        """Whether its stories are numbered in order, in their links or beside them: those read most."""
        first = {anchor.url: anchor for anchor in reversed(self.anchors)}
        ranks = (_is_ranked(first[url], rank) for rank, url in enumerate(self.urls, start=1))
        return len(self.urls) >= _SMALLEST_RANKING and all(ranks)

    def uniformity(self, url: str) -> float:
        """The share of the list that is of the same form as this address."""
        return self._shapes[shapes.shape(url)] / max(1, len(self.urls))

    @property
    def first(self) -> Anchor:
        """What the page says of all of them."""
        return self.anchors[0]

    def own_share(self, place: Place) -> float:
        """The share of addresses that lie under the section's path."""
        return sum(map(place.holds, self.urls)) / len(self.urls)


def _is_ranked(anchor: Anchor, rank: int) -> bool:
    begins = _RANK.match(anchor.said or anchor.text)
    beside = any((found := _RANK.fullmatch(line)) and int(found[1]) == rank for line in anchor.lines)
    return beside or (begins is not None and int(begins[1]) == rank)


def richness(anchor: Anchor) -> int:
    """What a teaser shows beside its link: 0 nothing, 1 its hour, 2 more."""
    return RICH if anchor.is_heading or not anchor.is_plain else int(anchor.is_timed)


def is_bare_link(anchor: Anchor) -> bool:
    """Whether a teaser shows nothing beside its link."""
    return richness(anchor) == 0


def is_more_than_a_link(block: Block) -> bool:
    """Whether it can be the section's list: several links, or a teaser; not the lone link of a banner."""
    return len(block.urls) > 1 or not all(map(is_bare_link, block.anchors))


def is_rich(block: Block) -> bool:
    """Whether its first teasers show more than a link and its hour."""
    return min(map(richness, block.anchors[:COMPANY])) == RICH


def is_river(block: Block) -> bool:
    """Whether it is called nothing, or breaking news, and has mere links, or links with their hour."""
    is_unnamed = not block.first.label or ALERT_LINE.match(block.first.label) is not None
    return is_unnamed and max(map(richness, block.anchors)) < RICH and not is_pictured(block)


def is_pictured(block: Block) -> bool:
    """Whether its links are pictures: a slider of stories, which text in a running line is not."""
    return all(anchor.is_pictured for anchor in block.anchors)
