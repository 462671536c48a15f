"""The lists of a listing page, and what each is: the section's own, a box, paid, navigation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from broadsheet.discovery import shapes
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.evidence import SiteEvidence
from broadsheet.discovery.place import Place
from broadsheet.discovery.texts import is_headline
from broadsheet.discovery.vocabulary import (
    ALERT_LINE,
    GENERIC_TEXT,
    MEDIA_LABEL,
    OWN_LABEL,
    PAID_LABEL,
    POPULAR_LABEL,
)

_HEADLINES_SHARE = 0.5
_COMPANY = 3  # addresses of one family that stand in one list with headlines are of its make
# Where this share of the largest list lies under the section's path, the path tells the section of any story.
_OWN_SHARE = 0.6
_FOREIGN_SHARE = 0.34
_SMALL_BOX = 12
_SMALLEST_LIST = 5  # teasers that say of what make a list is
_STORIES_SHARE = 0.66
_SHORTEST_NAME, _LONGEST_NAME = 2, 30


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
    is_list: bool = True  # not the bylines or tags inside the teasers of another list
    urls: tuple[str, ...] = ()
    is_headlines: bool = False
    _story_share: float = 0.0
    _families: Counter[str] = field(default_factory=Counter)
    _shapes: Counter[str] = field(default_factory=Counter)
    _told_shapes: Counter[str] = field(default_factory=Counter)

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
        usual = max(self._told_shapes.values(), default=0)
        self._story_share = max(alike, usual) / max(1, len(titles))

    @property
    def reads_like_stories(self) -> bool:
        """Whether these are headlines: most of the texts, or headings, or teasers with more than a link."""
        return self.is_headlines or any(anchor.is_heading for anchor in self.anchors)

    def has_company(self, url: str, story_families: frozenset[str]) -> bool:
        """Whether an address of plain words stands among several of its make that have headlines."""
        family, shape = shapes.family(url), shapes.shape(url)
        if family in story_families or self._families[family] >= _COMPANY:
            return True
        return self._told_shapes[shape] >= _COMPANY and self.uniformity(url) >= _HEADLINES_SHARE

    def has_family(self, url: str) -> bool:
        """Whether one of its headlines leads to an address of the same form in the same folder."""
        return shapes.family(url) in self._families

    @property
    def is_of_stories(self) -> bool:
        """Whether most of its addresses are stories' beyond doubt, and there are some."""
        return len(self.urls) >= _SMALLEST_LIST and self._story_share >= _STORIES_SHARE

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


def classify(
    eligible: Iterable[Anchor], every: Sequence[Anchor], place: Place, evidence: SiteEvidence
) -> dict[int, Block]:
    """The blocks of a page by number; `every` holds the links that are no candidates, too."""
    blocks: defaultdict[int, Block] = defaultdict(Block)
    for anchor in eligible:
        blocks[anchor.block].anchors.append(anchor)
    for block in blocks.values():
        block.finish()
    for block in blocks.values():
        block.is_list = _is_list(block, blocks)
    boxed = {number for number, block in blocks.items() if evidence.is_known_box(frozenset(block.urls))}
    page = _Sorter([block for number, block in blocks.items() if number not in boxed], every, place)
    for number, block in blocks.items():
        block.kind = Kind.BOX if number in boxed else page.kind(block)
    return dict(blocks)


def _is_list(block: Block, blocks: dict[int, Block]) -> bool:
    """Whether these are teasers themselves, and not what stands in the teasers of another list."""
    around = blocks.get(block.first.within) if block.first.within is not None else None
    if around is None or around is block:
        return True
    own, other = _weight(block), _weight(around)
    return own > other


def _weight(block: Block) -> tuple[bool, bool, float]:
    heads = any(anchor.is_heading for anchor in block.anchors)
    letters = sum(len(_own_words(anchor)) for anchor in block.anchors) / len(block.anchors)
    return heads, block.is_headlines, letters


def _own_words(anchor: Anchor) -> str:
    """What the link says itself; the teaser's headline for a picture, or for "read more"."""
    return anchor.text if not anchor.said or GENERIC_TEXT.match(anchor.said) else anchor.said


class _Sorter:
    """What is known of the page as a whole when one of its lists is looked at."""

    def __init__(self, blocks: Sequence[Block], every: Sequence[Anchor], place: Place) -> None:
        self._place = place
        lists = [b for b in blocks if b.first.region == "main" and b.is_list and b.is_headlines]
        lists = [b for b in lists if not POPULAR_LABEL.search(b.first.label)] or lists
        self._largest = max(lists, key=self._size, default=None)
        self._names = self._section_names(every)
        told = (
            [anchor for anchor in self._largest.anchors if anchor.lines & place.names]
            if self._largest
            else []
        )
        self._is_told = self._largest is not None and len(told) >= _OWN_SHARE * len(self._largest.anchors)
        # Blocks are numbered as they stand in the page.
        named = [block.first.block for block in blocks if block.first.label.casefold() in place.names]
        self._first_named = min(named, default=0)
        self._is_sorted_by_path = (
            self._largest is not None
            and (place.has_folder or place.is_root)
            and self._largest.own_share(place) >= _OWN_SHARE
        )

    def _size(self, block: Block) -> float:
        """How much of a list it is: teasers with more than a link count more, as do stories of the folder."""
        is_rich = not all(map(_is_bare_link, block.anchors))
        return len(block.urls) * (1 + is_rich) * (1 + block.own_share(self._place))

    def _section_names(self, every: Sequence[Anchor]) -> dict[str, str]:
        """What the menu calls the sections, with their addresses."""
        return {
            anchor.text.casefold(): anchor.url
            for anchor in every
            if anchor.region == "navigation" and _SHORTEST_NAME <= len(anchor.text) <= _LONGEST_NAME
        }

    def kind(self, block: Block) -> Kind:
        region = block.first.region
        if region == "navigation":
            return Kind.MAIN if self._is_rest_of_list(block) else Kind.NAVIGATION
        if region == "paid" or PAID_LABEL.search(block.first.label):
            return Kind.PAID
        if POPULAR_LABEL.search(block.first.label):
            is_under_teaser = block.first.within is not None and self._is_sorted_by_path
            return Kind.MIXED if is_under_teaser else Kind.BOX
        if region == "box":
            return Kind.BOX
        return Kind.ALERT if self._is_alert(block) else self._kind_in_text(block)

    def _kind_in_text(self, block: Block) -> Kind:
        if block is self._largest or (self._place.is_root and block.own_share(self._place) == 1):
            return Kind.MAIN
        return self._kind_beside(block)

    def _is_rest_of_list(self, block: Block) -> bool:
        """Headlines of the section's own stories, which some templates make up as a menu."""
        is_own = self._is_sorted_by_path and block.own_share(self._place) == 1
        return (
            is_own
            and all(is_headline(anchor.text) for anchor in block.anchors)
            and all(map(shapes.looks_like_article, block.urls))
        )

    def _is_alert(self, block: Block) -> bool:
        """Whether a lone link stands above the section's name: news that the whole site shows."""
        if len(block.urls) > 1 or any(anchor.is_heading for anchor in block.anchors):
            return False
        is_above = not block.first.label and block.first.block < self._first_named
        return is_above or any(ALERT_LINE.match(line) for line in (block.first.label, *block.first.lines))

    def _kind_beside(self, block: Block) -> Kind:
        """A list that is not the largest and tells by no known word what it is."""
        label, url = block.first.label, block.first.label_url
        is_latest_elsewhere = self._ends_with_other_section(label)
        if self._is_own_label(label, url) and not is_latest_elsewhere and not self._is_ticker(block):
            is_of_site = self._is_sorted_by_path and not block.own_share(
                self._place
            )  # the latest of all sections
            return Kind.MIXED if is_of_site and label.casefold() not in self._place.names else Kind.MAIN
        if MEDIA_LABEL.search(label) and self._is_elsewhere(block):
            return Kind.MIXED if self._is_sorted_by_path else Kind.BOX
        if self._names_other_section(label, url) or (label and self._is_told_elsewhere(block)):
            return Kind.BOX
        if label and self._is_told and self._says_sections(block):
            return Kind.TOLD
        if self._is_sorted_by_path:
            own_share = block.own_share(self._place)
            is_guest = len(block.urls) > 1 or all(map(_is_bare_link, block.anchors))
            is_mixed = own_share < (1 if label else _FOREIGN_SHARE) and (bool(label) or is_guest)
            return Kind.MIXED if is_mixed else Kind.MAIN
        is_beside = bool(label) or self._is_elsewhere(block)
        return Kind.BOX if is_beside and self._is_bare(block) else Kind.MAIN

    def _is_ticker(self, block: Block) -> bool:
        """Whether a list called "latest" is the site's: mere links, before the section's own list begins."""
        largest = self._largest
        return largest is not None and self._is_bare(block) and block.first.block < largest.first.block

    def _is_elsewhere(self, block: Block) -> bool:
        """Whether no address is of a form that the largest list has."""
        return self._largest is not None and not any(map(self._largest.has_family, block.urls))

    def _is_own_label(self, label: str, url: str | None) -> bool:
        if url is not None and self._place.is_here(url):
            return True
        return label.casefold() in self._place.names or bool(OWN_LABEL.search(label))

    def _names_other_section(self, label: str, url: str | None) -> bool:
        if url is not None and shapes.is_day(url):
            return False
        if url is not None and (not shapes.looks_like_article(url) or self._place.is_neighbour(url)):
            return True
        if url is not None and shapes.is_folder(url) and not is_headline(label):
            return True
        return label.casefold() in self._other_names or self._ends_with_other_section(label)

    def _ends_with_other_section(self, label: str) -> bool:
        words = label.casefold()
        ends = [name for name in self._other_names if words.endswith(f" {name}")]
        return bool(ends) and words not in self._place.names

    @property
    def _other_names(self) -> list[str]:
        """What the menu calls the sections that are not this one."""
        own, here = self._place.names, self._place.is_here
        return [name for name, target in self._names.items() if name not in own and not here(target)]

    def _is_told_elsewhere(self, block: Block) -> bool:
        """Whether every teaser of the block says that it is of another section of the menu."""
        others = frozenset(self._other_names)
        return all(anchor.lines & others and not anchor.lines & self._place.names for anchor in block.anchors)

    def _says_sections(self, block: Block) -> bool:
        """Whether a teaser of the block says that it is of this section, or of another."""
        names = self._place.names | self._names.keys()
        return any(anchor.lines & names for anchor in block.anchors)

    def _is_bare(self, block: Block) -> bool:
        """A short list of mere links, or of links with their hour, beside a list that shows more."""
        if self._largest is None or len(block.urls) > _SMALL_BOX:
            return False
        shown = max(map(_richness, block.anchors))
        return shown < _RICH and shown < min(map(_richness, self._largest.anchors[:_COMPANY]))


_RICH = 2


def _richness(anchor: Anchor) -> int:
    """What a teaser shows beside its link: 0 nothing, 1 its hour, 2 more."""
    return _RICH if anchor.is_heading or not anchor.is_plain else int(anchor.is_timed)


def _is_bare_link(anchor: Anchor) -> bool:
    return _richness(anchor) == 0
