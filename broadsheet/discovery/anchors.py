"""The links of a listing page with the place of each in the page's structure.

Lists are made by templates, so the links of one list share their path of tags (Miao et al., "Extracting
data records from the web using tag path clustering", WWW 2009): their role (`links`). What holds a link's
item, its teaser, is the list. A *block* is what stands in one list, in one role, under one label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from broadsheet.discovery.labels import Label, Labels
from broadsheet.discovery.links import Chain, Link, make_of, read_links
from broadsheet.discovery.regions import Region, Regions
from broadsheet.discovery.teasers import Teasers, heading_of
from broadsheet.discovery.texts import HEADINGS, is_headline, item_title
from broadsheet.discovery.vocabulary import GENERIC_TEXT

_SMALLEST_LIST = 5  # teasers that say of what make a list is
_HIGHEST_ITEM = 6  # a teaser stands at most so many elements above its link


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a listing page.

    `block` numbers the list it stands in, `within` is the block in whose teasers that list lies (or None).
    `label` stands over the block and may lead somewhere (`label_url`); `badge` is set where its teaser says
    that it was paid for.
    """

    url: str
    text: str
    region: Region = "main"
    block: int = 0
    within: int | None = None
    label: str = ""
    label_url: str | None = None
    is_heading: bool = False
    is_plain: bool = True  # the teaser shows nothing but this link, or its hour
    is_timed: bool = False  # ... its hour
    badge: bool = False
    rel: str = ""
    said: str = ""  # the link's own words
    heading: str = ""  # the headline, where a heading says it
    lines: frozenset[str] = (
        frozenset()
    )  # short lines of the teaser, in lower case: its section may be among them
    # The larger block whose teasers are siblings of this link's, and of one make with it.
    peer: int | None = None
    stated: frozenset[str] = frozenset()  # what the page's data calls its section, in lower case
    is_pictured: bool = False  # the teaser shows a picture


@dataclass(slots=True)
class _Place:
    link: Link
    item: HtmlElement
    label: Label

    @property
    def above(self) -> Chain:
        """The list that holds the item, and everything above it."""
        chain = self.link.chain
        return chain if self.item is self.link.element else chain[chain.index(self.item) + 1 :]


def read_anchors(root: HtmlElement, base: str, url: str = "") -> list[Anchor]:
    """Every http(s) link of the page at `url` in page order; relative ones start from `base`."""
    return list(_Reader(root, base, url or base).anchors())


class _Reader:
    def __init__(self, root: HtmlElement, base: str, url: str) -> None:
        self._url = url
        self._blocks: dict[tuple[HtmlElement, str, int], int] = {}
        self._block_of_item: dict[HtmlElement, int] = {}
        self._lists: dict[tuple[HtmlElement, str], int] = {}
        self._teasers = Teasers()
        self._links = read_links(root, base, url)
        self._regions = Regions(self._links.counts, len(self._links.links))
        self._places = [_Place(link, self._links.item(link), Label()) for link in self._links.links]
        self._narrow()

    def anchors(self) -> Iterator[Anchor]:
        labels = Labels(self._links.counts, self._links.targets, self._url, self._links.tabs)
        for place in self._places:
            place.label = labels.over(place.item, place.link.chain, place.link.role)
        numbers = [self._block(place) for place in self._places]
        regions: dict[int, Region] = {}
        sizes = _sizes(self._places, numbers)
        self._note_lists(numbers, sizes)
        for place, number in zip(self._places, numbers, strict=True):
            if sizes[number] == 1:
                region = self._regions.of(place.link.chain)
            else:
                region = regions.setdefault(number, self._regions.of(place.above))
            yield self._anchor(place, number, region)

    def _narrow(self) -> None:
        """A link alone in its list: the box around it, label and all, must not pass for its teaser."""
        items: dict[tuple[HtmlElement | None, str], set[HtmlElement]] = {}
        keys = [(next(iter(place.above), None), place.link.role) for place in self._places]
        has_headline = [is_headline(self._teasers.text(place.link.element)) for place in self._places]
        for place, key, counts in zip(self._places, keys, has_headline, strict=True):
            if counts:
                items.setdefault(key, set()).add(place.item)
        for place, key, counts in zip(self._places, keys, has_headline, strict=True):
            if counts and len(items[key]) == 1 and place.item is not place.link.element:
                place.item = self._teaser(place)
            elif not counts and self._leaves_menu(place):
                place.item = place.link.element

    def _leaves_menu(self, place: _Place) -> bool:
        """Whether the item is more than the menu that the link stands in: a lone "newer" below a list."""
        of = self._regions.of
        return of(place.link.chain) == "navigation" and of(place.above) != "navigation"

    def _teaser(self, place: _Place) -> HtmlElement:
        """The item without what lies above a heading that is not the link's own."""
        own = {*place.link.chain, *place.link.element.iter(*HEADINGS)}
        item = place.link.element
        for ancestor in place.link.chain:
            if any(heading not in own for heading in ancestor.iter(*HEADINGS)):
                break
            item = ancestor
            if item is place.item:
                break
        return item

    def _block(self, place: _Place) -> int:
        above, link = place.above, place.link
        key = (above[0] if above else link.element.getroottree().getroot(), link.role, place.label.number)
        number = self._blocks.setdefault(key, len(self._blocks))
        self._block_of_item.setdefault(place.item, number)
        return number

    def _anchor(self, place: _Place, number: int, region: Region) -> Anchor:
        element, item, teasers = place.link.element, place.item, self._teasers
        text = said = teasers.text(element)
        heading = heading_of(element, place.link.chain, item)
        names_story = is_headline(text) and not GENERIC_TEXT.match(text)
        if not names_story and region != "navigation":
            text = item_title(item, element) or ("" if GENERIC_TEXT.match(text) else text)
        return Anchor(
            place.link.url,
            text,
            region,
            number,
            self._within(place, number),
            place.label.text,
            place.label.url,
            heading is not None,
            teasers.is_plain(item, element),
            teasers.is_timed(item, element),
            teasers.is_paid(item, element),
            element.get("rel") or "",
            said,
            teasers.text(heading) if heading is not None and region != "navigation" else "",
            teasers.lines(item),
            self._peer(place, number),
            is_pictured=next(item.iter("img", "picture"), None) is not None,
        )

    def _within(self, place: _Place, number: int) -> int | None:
        """The block whose teaser holds this link beside its own."""
        for ancestor in place.link.chain:
            other = self._block_of_item.get(ancestor)
            if other is not None and other != number and self._links.counts[ancestor] > 1:
                return other
        return None

    def _note_lists(self, numbers: Iterable[int], sizes: dict[int, int]) -> None:
        """Where the teasers of each list of some length stand, and what they are made of."""
        for place, number in zip(self._places, numbers, strict=True):
            parent = place.item.getparent()
            if sizes[number] >= _SMALLEST_LIST and parent is not None:
                key = parent, make_of(place.item)
                if sizes[self._lists.setdefault(key, number)] < sizes[number]:
                    self._lists[key] = number

    def _peer(self, place: _Place, number: int) -> int | None:
        for ancestor in (place.link.element, *place.link.chain[:_HIGHEST_ITEM]):
            if self._block_of_item.get(ancestor, number) != number:
                return None
            parent = ancestor.getparent()
            other = self._lists.get((parent, make_of(ancestor))) if parent is not None else None
            if other is not None:
                return other if other != number else None
        return None


def _sizes(places: Iterable[_Place], numbers: Iterable[int]) -> dict[int, int]:
    members: dict[int, set[str]] = {}
    for place, number in zip(places, numbers, strict=True):
        members.setdefault(number, set()).add(place.link.url)
    return {number: len(urls) for number, urls in members.items()}
