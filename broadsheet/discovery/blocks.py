"""What each list of a listing page is: the section's own, a box, paid, navigation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from broadsheet.discovery import shapes
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.block import (
    COMPANY,
    RICH,
    Block,
    Kind,
    is_bare_link,
    is_pictured,
    is_rich,
    is_river,
    richness,
)
from broadsheet.discovery.evidence import SiteEvidence
from broadsheet.discovery.own_list import OwnList
from broadsheet.discovery.place import Place
from broadsheet.discovery.section_names import SectionNames
from broadsheet.discovery.texts import is_headline
from broadsheet.discovery.vocabulary import (
    ALERT_LINE,
    GENERIC_TEXT,
    MEDIA_LABEL,
    OWN_LABEL,
    PAID_LABEL,
    POPULAR_LABEL,
)

_FOREIGN_SHARE = 0.34
_SMALL_BOX = 12


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
        block.is_box_before = evidence.is_box_called(block.first.label, len(block.urls))
    boxed = {number for number, block in blocks.items() if evidence.is_known_box(frozenset(block.urls))}
    page = _Sorter([block for number, block in blocks.items() if number not in boxed], every, place)
    for number, block in blocks.items():
        block.kind = Kind.BOX if number in boxed else page.kind(block)
        block.is_doubtful = page.is_doubtful(block)
        block.is_lead = page.is_lead(block)
        block.is_contested = number not in boxed and page.is_contested(block)
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
        self._names = SectionNames(every, place)
        self._own = OwnList(blocks, self._names, place)
        self._largest = self._own.largest
        # Blocks are numbered as they stand in the page.
        named = [block.first.block for block in blocks if self._own.is_named(block)]
        self._first_named = min(named, default=0)
        self._headlines = [block for block in blocks if block.is_headlines]
        self._is_sorted_by_path = self._own.is_sorted_by_path
        self._is_stated, self._is_told = self._own.is_stated, self._own.is_told

    def kind(self, block: Block) -> Kind:
        region = "main" if any(block is each for each in self._own.misplaced) else block.first.region
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

    def is_doubtful(self, block: Block) -> bool:
        """Whether a list is taken for the section's though its heading does not name it."""
        if block.kind is not Kind.MAIN or self._largest is None:
            return False
        is_apart = block.first.label not in {"", self._largest.first.label} or self._own.is_box_before(block)
        return is_apart and not self._own.is_called_own(block)

    def is_lead(self, block: Block) -> bool:
        """Whether a lone picture with its headline stands below the section's name, next above its list."""
        largest, number = self._largest, block.first.block
        if largest is None or len(block.urls) > 1 or not (block.is_headlines and is_pictured(block)):
            return False
        is_named = self._own.is_named(block) or 0 < self._first_named < number
        following = (each.first.block for each in self._headlines if each.first.block > number)
        return is_named and min(following, default=None) == largest.first.block

    def is_contested(self, block: Block) -> bool:
        """Whether a list is left by its heading alone, though its stories lie under the section's path."""
        is_left = block.kind is Kind.BOX and block.first.region == "main" and block.reads_like_stories
        is_known = POPULAR_LABEL.search(block.first.label) or block.is_ranking
        is_held = self._place.has_folder and block.own_share(self._place) == 1
        return is_left and is_held and not is_known

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
        if block.is_ranking:
            return Kind.BOX
        is_stated = self._is_stated and all(anchor.stated for anchor in block.anchors)
        if is_stated or self._is_sorted_by_lines(block):
            return Kind.TOLD
        kind = self._kind_by_label(block)
        if kind is not None:
            return kind
        if self._is_sorted_by_path:
            return Kind.MIXED if self._is_mixed(block) else Kind.MAIN
        is_beside = bool(block.first.label) or self._is_elsewhere(block)
        is_box = (is_beside and self._is_bare(block)) or self._is_river_of_site(block)
        return Kind.BOX if is_box else Kind.MAIN

    def _kind_by_label(self, block: Block) -> Kind | None:
        """What the label says, or the teasers below a label; None when they tell nothing of sections."""
        label, url, names = block.first.label, block.first.label_url, self._names
        is_latest_elsewhere = names.is_latest_elsewhere(label)
        if names.is_own_label(label, url) and not is_latest_elsewhere and not self._is_ticker(block):
            return Kind.MIXED if self._is_sorted_by_path and self._is_of_site(block) else Kind.MAIN
        if MEDIA_LABEL.search(label) and self._is_elsewhere(block):
            return Kind.MIXED if self._is_sorted_by_path else Kind.BOX
        is_elsewhere = bool(OWN_LABEL.search(label)) and is_latest_elsewhere
        if is_elsewhere or names.is_other_label(label, url):
            return Kind.MAIN if self._own.is_own_under_end(block) else Kind.BOX
        if label and names.all_tell_another(block.anchors):
            return Kind.BOX
        return Kind.TOLD if label and self._is_told and names.any_tells(block.anchors) else None

    def _is_of_site(self, block: Block) -> bool:
        """Whether a list called as the section's own may be may have any story of the site.

        Below a word for "latest" a few of the section's folder prove nothing, below its name one does.
        """
        label, url = block.first.label, block.first.label_url
        if not self._names.names_this(label, url):
            return block.own_share(self._place) < _FOREIGN_SHARE
        is_guest = label.casefold() not in self._place.names or self._is_of_another(block)
        return is_guest and not block.own_share(self._place)

    def _is_sorted_by_lines(self, block: Block) -> bool:
        """Whether under a heading of its own each teaser names its section: some this one, some another."""
        label = block.first.label
        is_apart = self._largest is not None and label not in {"", self._largest.first.label}
        return is_apart and not self._own.is_named(block) and self._names.are_told_apart(block.anchors)

    def _is_of_another(self, block: Block) -> bool:
        """Whether several stories are all another section's, beside a list that has no guests."""
        is_pure = self._largest is not None and self._largest.own_share(self._place) == 1
        return is_pure and len(block.urls) > 1 and all(map(self._names.is_of_other, block.urls))

    def _is_mixed(self, block: Block) -> bool:
        """Whether too little of a list beside the largest lies under the section's path to be its own."""
        label = block.first.label
        is_guest = len(block.urls) > 1 or (all(map(is_bare_link, block.anchors)) and not self.is_lead(block))
        is_foreign = block.own_share(self._place) < (1 if label else _FOREIGN_SHARE)
        return is_foreign and (bool(label) or is_guest)

    def _is_ticker(self, block: Block) -> bool:
        """Whether a list called "latest" is the site's: mere links, before the section's own list begins."""
        largest = self._largest
        is_before = largest is not None and block.first.block < largest.first.block
        return is_before and self._is_bare(block) and not is_pictured(block)

    def _is_river_of_site(self, block: Block) -> bool:
        """Whether mere links stand above the section's name, below which its own list shows more."""
        is_named = self._largest is not None and self._own.is_named(self._largest) and is_rich(self._largest)
        return is_named and block.first.block < self._first_named and is_river(block)

    def _is_elsewhere(self, block: Block) -> bool:
        """Whether no address is of a form that the largest list has."""
        return self._largest is not None and not any(map(self._largest.has_family, block.urls))

    def _is_bare(self, block: Block) -> bool:
        """A short list of mere links, or of links with their hour, beside a list that shows more."""
        if self._largest is None or len(block.urls) > _SMALL_BOX:
            return False
        shown = max(map(richness, block.anchors))
        return shown < RICH and shown < min(map(richness, self._largest.anchors[:COMPANY]))
