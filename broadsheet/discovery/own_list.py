"""Which of a page's lists is the section's own: the one by which all others are judged."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.block import COMPANY, Block, is_bare_link, is_more_than_a_link, is_rich, is_river
from broadsheet.discovery.place import Place
from broadsheet.discovery.section_names import SectionNames
from broadsheet.discovery.vocabulary import PAID_LABEL, POPULAR_LABEL, TOP_LABEL

# Where this share of the largest list lies under the section's path, the path tells the section of any story.
_OWN_SHARE = 0.6
_FEW_TIMES = 2  # as many stories as stand under the section's name: a box may have those, a list has more
_OWN_LIST = 5  # teasers of the section's list where it stands in a box's place


class OwnList:
    """Finds the section's own list among the blocks of a page.

    `largest` is that list, or None; `misplaced` the blocks that stand in a box's place though they are its.
    """

    def __init__(self, blocks: Sequence[Block], names: SectionNames, place: Place) -> None:
        self._place, self._names = place, names
        lists = [b for b in blocks if b.first.region == "main" and b.is_list and b.is_headlines]
        self.misplaced = [] if any(map(_is_some, lists)) else self._own_elsewhere(blocks)
        self.largest = self._largest(self.misplaced or lists)

    def _largest(self, lists: list[Block]) -> Block | None:
        lists = [b for b in lists if not POPULAR_LABEL.search(b.first.label)] or lists
        lists = [b for b in lists if not b.is_ranking] or lists
        lists = [b for b in lists if not self.is_box_before(b)] or lists
        lists = self._without_rivers(lists)
        # The section's own list may be many short rows, each smaller than another section's box.
        own = [b for b in lists if not self._is_called_otherwise(b)]
        own = own if any(map(is_more_than_a_link, own)) else []
        nobodys = [b for b in lists if b.first.label.casefold() not in self._names.others]
        return self._largest_of(own or nobodys)

    def _largest_of(self, lists: list[Block]) -> Block | None:
        """By size; all under the section's name count together: some templates part a list into rows."""
        named = [each for each in lists if self.is_named(each)]
        rows = sum(map(self._size, named))
        sizes = [(rows if self.is_named(each) else self._size(each), self._size(each)) for each in lists]
        largest = lists[sizes.index(max(sizes))] if lists else None
        if largest is None or not self._is_hardly_more(largest, named):
            return largest
        return max(named, key=self._size)

    def _is_hardly_more(self, block: Block, named: list[Block]) -> bool:
        """Whether a list under another heading is not much longer than what the section's name stands over.

        Lead stories under the name are few beside the list that follows them, and "Latest" may follow any.
        """
        urls = {url for each in named for url in each.urls}
        label = block.first.label
        may_follow = not TOP_LABEL.search(label) and self._names.is_own_label(label, block.first.label_url)
        is_apart = label != "" and not may_follow and not self.is_called_own(block)
        is_held = any(map(self._place.holds, block.urls))
        return is_apart and not is_held and len(block.urls) <= _FEW_TIMES * len(urls)

    @property
    def is_sorted_by_path(self) -> bool:
        """Whether the section's path tells its stories from others'."""
        place, largest = self._place, self.largest
        is_told = place.has_folder or place.is_root
        return largest is not None and is_told and largest.own_share(place) >= _OWN_SHARE

    @property
    def is_stated(self) -> bool:
        """Whether the page's data says of most of its teasers that they are the section's."""
        return self._are_most([bool(anchor.stated & self._place.called) for anchor in self._teasers])

    @property
    def is_told(self) -> bool:
        """Whether most of its teasers name the section."""
        return self._are_most([bool(anchor.lines & self._place.names) for anchor in self._teasers])

    @property
    def _teasers(self) -> Sequence[Anchor]:
        return self.largest.anchors if self.largest else ()

    @staticmethod
    def _are_most(said: Sequence[bool]) -> bool:
        return bool(said) and sum(said) >= _OWN_SHARE * len(said)

    def is_named(self, block: Block) -> bool:
        """Whether the section's name stands over a list."""
        return block.first.label.casefold() in self._place.names

    def is_called_own(self, block: Block) -> bool:
        """Whether its heading says that a list is the section's."""
        return self._names.names_this(block.first.label, block.first.label_url)

    def is_box_before(self, block: Block) -> bool:
        """Whether a box of the first page has this heading, which is not the section's name."""
        return block.is_box_before and not self.is_called_own(block)

    def _without_rivers(self, lists: list[Block]) -> list[Block]:
        """The lists but those of mere links above the section's name, where below it one shows more."""
        named = [block for block in lists if self.is_named(block) and is_rich(block)]
        first = min((block.first.block for block in named if len(block.urls) >= _OWN_LIST), default=0)
        return [block for block in lists if block.first.block >= first or not is_river(block)]

    def _is_called_otherwise(self, block: Block) -> bool:
        """Whether a list has another section's name over it, and that tells against it.

        "Latest news" stands over a section's own list and over the site's: by its size it is told. Where all
        stories lie under the section's path, the end of a heading says nothing against them.
        """
        label, url = block.first.label, block.first.label_url
        leads_here = url is not None and self._place.is_here(url)
        if leads_here or not self._names.is_other_label(label, url) or self.is_own_under_end(block):
            return False
        return url is not None or not self._names.ends_with_news(label)

    def is_own_under_end(self, block: Block) -> bool:
        """Whether all stories lie under the section's path, and only the heading's end says otherwise."""
        label, url = block.first.label, block.first.label_url
        is_held = self._place.has_folder and block.own_share(self._place) == 1
        return is_held and url is None and self._names.ends_with_other(label)

    def _size(self, block: Block) -> float:
        """How much of a list it is: teasers with more than a link count more, as do stories of the folder."""
        is_rich = not all(map(is_bare_link, block.anchors))
        return len(block.urls) * (1 + is_rich) * (1 + block.own_share(self._place))

    def _own_elsewhere(self, blocks: Sequence[Block]) -> list[Block]:
        """The section's list where the page's text has none: in what is named like a box, and named after it.

        One odd name does not outweigh all else that tells of the list: its heading or its stories' addresses
        or lines name the section, and it shows more than links. With it what stands under the same heading,
        if there is one: in a menu the stories of each section may stand side by side.
        """
        fit = [block for block in blocks if block.first.region != "main" and self._is_own_in_clothes(block)]
        best = max(fit, key=self._size, default=None)
        if best is None:
            return []
        place, company = (best.first.region, best.first.label), blocks if best.first.label else fit
        return [block for block in company if (block.first.region, block.first.label) == place]

    def _is_own_in_clothes(self, block: Block) -> bool:
        label, place = block.first.label, self._place
        is_told_off = any(words.search(label) for words in (POPULAR_LABEL, PAID_LABEL)) or block.is_ranking
        is_rich = not any(map(is_bare_link, block.anchors)) and block.is_list and block.is_headlines
        if len(block.urls) < _OWN_LIST or not is_rich or is_told_off:
            return False
        if label.casefold() in place.names or block.own_share(place) >= _OWN_SHARE:
            return True
        told = [
            anchor for anchor in block.anchors if anchor.lines & place.names or anchor.stated & place.called
        ]
        return len(told) >= _OWN_SHARE * len(block.anchors)


def _is_some(block: Block) -> bool:
    return len(block.urls) >= COMPANY
