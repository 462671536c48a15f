"""The links of a listing page with the place of each in the page's structure.

Lists are made by templates, so the links of one list share their path of tags (Miao et al., "Extracting
data records from the web using tag path clustering", WWW 2009). A *role* is such a path; the *item* of a link
is the highest element that holds no other address of its role: the teaser; the item's parent is the list. A
*block* is what stands in one list, in one role, under one label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.discovery.labels import Label, Labels
from broadsheet.discovery.regions import Region, Regions
from broadsheet.discovery.shapes import split, variant_of
from broadsheet.discovery.texts import is_headline, item_title, letter_count, pieces_of, text_of
from broadsheet.discovery.vocabulary import GENERIC_TEXT, PAID_LABEL
from broadsheet.urls import canonicalise, resolve

MAX_LINKS = 3000  # of one page; the longest real listings have some hundreds
_LARGEST_ITEM = 12  # links of one teaser; what holds more is no teaser
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_BADGE = 40
_RANK = 2  # letters and digits beside a link that show nothing of its story: its place in a ranking
_CLOCK = re.compile(r"\b[012]?\d[:.][0-5]\d\b(?!\.?\d)")  # nor does its hour
_SMALLEST_LIST = 5  # teasers that say of what make a list is
_HIGHEST_ITEM = 6  # a teaser stands at most so many elements above its link
_MULTIPLE = ""  # stands for "more than one address" among owners


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
    peer: int | None = (
        None  # the larger block whose teasers are siblings of this link's, and of one make with it
    )


@dataclass(slots=True)
class _Place:
    element: HtmlElement
    url: str
    chain: tuple[HtmlElement, ...]
    role: str
    item: HtmlElement
    label: Label


def read_anchors(root: HtmlElement, base: str, url: str = "") -> list[Anchor]:
    """Every http(s) link of the page at `url` in page order; relative ones start from `base`."""
    return list(_Reader(root, base, url or base).anchors())


def unread_links(root: HtmlElement) -> int:
    """How many links of the page stand behind those that are read."""
    return max(int(root.xpath("count(//a) + count(//area)")) - MAX_LINKS, 0)


class _Reader:
    def __init__(self, root: HtmlElement, base: str, url: str) -> None:
        self._url = url
        self._targets: dict[str, str | None] = {}
        self._chains: dict[HtmlElement, tuple[HtmlElement, ...]] = {}
        self._paths: dict[HtmlElement, str] = {}
        self._owners: dict[str, dict[HtmlElement, str]] = {}
        self._link_counts: dict[HtmlElement, int] = {}
        self._blocks: dict[tuple[HtmlElement, str, int], int] = {}
        self._block_of_item: dict[HtmlElement, int] = {}
        self._lists: dict[tuple[HtmlElement, str], int] = {}
        self._tabs: dict[str, str] = {}
        self._texts: dict[HtmlElement, str] = {}
        self._letters: dict[HtmlElement, tuple[int, int]] = {}
        self._badges: dict[HtmlElement, tuple[str, ...]] = {}
        self._domain = _domain(url)
        found = list(self._found(root, base))
        self._regions = Regions(self._link_counts, len(found))
        self._places = [self._place(element, url, chain, role) for element, url, chain, role in found]
        self._narrow()

    def anchors(self) -> Iterator[Anchor]:
        labels = Labels(self._link_counts, self._targets, self._url, self._tabs)
        for place in self._places:
            place.label = labels.over(place.item, place.chain, place.role)
        numbers = [self._block(place) for place in self._places]
        regions: dict[int, Region] = {}
        sizes = _sizes(self._places, numbers)
        self._note_lists(numbers, sizes)
        for place, number in zip(self._places, numbers, strict=True):
            if sizes[number] == 1:
                region = self._regions.of(place.chain)
            else:
                region = regions.setdefault(number, self._regions.of(self._above(place)))
            yield self._anchor(place, number, region)

    def _found(
        self, root: HtmlElement, base: str
    ) -> Iterator[tuple[HtmlElement, str, tuple[HtmlElement, ...], str]]:
        links = list(self._addressed(root, base))
        urls = {url for _, url, _ in links}
        whole = {url for _, url, is_part in links if not is_part}
        for element, url, is_part in links:
            if is_part and url in whole:
                continue  # the comments of a story that is linked itself
            chain = self._chain(element.getparent())
            role = self._role(element, chain) + self._guest_mark(url, urls)
            owners = self._owners.setdefault(role, {})
            for ancestor in (element, *chain):
                self._link_counts[ancestor] = self._link_counts.get(ancestor, 0) + 1
                if owners.setdefault(ancestor, url) != url:
                    owners[ancestor] = _MULTIPLE
            yield element, url, chain, role

    def _addressed(self, root: HtmlElement, base: str) -> Iterator[tuple[HtmlElement, str, bool]]:
        """Each link with its address, and whether it leads to a part of that page only (a fragment)."""
        for element in islice(root.iter("a", "area"), MAX_LINKS):
            href = element.get("href") or ""
            if href.startswith("#"):
                self._tabs.setdefault(href[1:], text_of(element))
                continue
            if href and href not in self._targets:
                target = resolve(base, href)
                self._targets[href] = canonicalise(target) if target else None
            url = self._targets.get(href)
            if url is not None:
                yield element, url, "#" in href

    def _guest_mark(self, url: str, urls: set[str]) -> str:
        """Sets the links of a teaser that lead elsewhere apart: its comments, its print form, another site.

        They look like the story's own, and would take its teaser for a list.
        """
        if _domain(url) != self._domain:
            return "@"
        other = variant_of(url)
        return "~" if other in urls and other != url else ""

    def _chain(self, parent: HtmlElement | None) -> tuple[HtmlElement, ...]:
        """The ancestors from the parent up to the body."""
        if parent is None or parent.tag in {"body", "html"}:
            return ()
        if parent not in self._chains:
            self._chains[parent] = (parent, *self._chain(parent.getparent()))
        return self._chains[parent]

    def _role(self, element: HtmlElement, chain: tuple[HtmlElement, ...]) -> str:
        if not chain:
            return f"a.{_class(element)}"
        return f"{self._path(chain)}.{_class(chain[0])}/a.{_class(element)}"

    def _path(self, chain: tuple[HtmlElement, ...]) -> str:
        if not chain:
            return ""
        if chain[0] not in self._paths:
            self._paths[chain[0]] = f"{self._path(chain[1:])}/{chain[0].tag}"
        return self._paths[chain[0]]

    def _place(self, element: HtmlElement, url: str, chain: tuple[HtmlElement, ...], role: str) -> _Place:
        owners, item = self._owners[role], element
        for ancestor in chain:
            if owners[ancestor] != url or self._link_counts[ancestor] > _LARGEST_ITEM:
                break
            item = ancestor
        return _Place(element, url, chain, role, item, Label())

    def _narrow(self) -> None:
        """A link alone in its list: the box around it, label and all, must not pass for its teaser."""
        items: dict[tuple[HtmlElement | None, str], set[HtmlElement]] = {}
        keys = [(next(iter(self._above(place)), None), place.role) for place in self._places]
        has_headline = [is_headline(self._text(place.element)) for place in self._places]
        for place, key, counts in zip(self._places, keys, has_headline, strict=True):
            if counts:
                items.setdefault(key, set()).add(place.item)
        for place, key, counts in zip(self._places, keys, has_headline, strict=True):
            if counts and len(items[key]) == 1 and place.item is not place.element:
                place.item = self._teaser(place)

    def _teaser(self, place: _Place) -> HtmlElement:
        """The item without what lies above a heading that is not the link's own."""
        own = {*place.chain, *place.element.iter(*_HEADINGS)}
        item = place.element
        for ancestor in place.chain:
            if any(heading not in own for heading in ancestor.iter(*_HEADINGS)):
                break
            item = ancestor
            if item is place.item:
                break
        return item

    def _above(self, place: _Place) -> tuple[HtmlElement, ...]:
        """The list that holds the item, and everything above it."""
        if place.item is place.element:
            return place.chain
        return place.chain[place.chain.index(place.item) + 1 :]

    def _block(self, place: _Place) -> int:
        above = self._above(place)
        key = (above[0] if above else place.element.getroottree().getroot(), place.role, place.label.number)
        number = self._blocks.setdefault(key, len(self._blocks))
        self._block_of_item.setdefault(place.item, number)
        return number

    def _anchor(self, place: _Place, number: int, region: Region) -> Anchor:
        element, item = place.element, place.item
        text = said = self._text(element)
        heading = self._heading(place)
        names_story = is_headline(text) and not GENERIC_TEXT.match(text)
        if not names_story and region != "navigation":
            text = item_title(item, element) or ("" if GENERIC_TEXT.match(text) else text)
        return Anchor(
            place.url,
            text,
            region,
            number,
            self._within(place, number),
            place.label.text,
            place.label.url,
            heading is not None,
            item is element or self._is_plain(item, element),
            item is not element and self._letter_count(item)[1] > self._letter_count(element)[1],
            self._is_paid(place),
            element.get("rel") or "",
            said,
            text_of(heading) if heading is not None and region != "navigation" else "",
            self._peer(place, number),
        )

    def _within(self, place: _Place, number: int) -> int | None:
        """The block whose teaser holds this link beside its own."""
        for ancestor in place.chain:
            other = self._block_of_item.get(ancestor)
            if other is not None and other != number and self._link_counts[ancestor] > 1:
                return other
        return None

    def _heading(self, place: _Place) -> HtmlElement | None:
        """The heading that says this link's story: around the link, or within it."""
        for ancestor in place.chain:
            if ancestor.tag in _HEADINGS:
                return ancestor
            if ancestor is place.item:
                break
        return next(place.element.iter(*_HEADINGS), None)

    def _note_lists(self, numbers: Iterable[int], sizes: dict[int, int]) -> None:
        """Where the teasers of each list of some length stand, and what they are made of."""
        for place, number in zip(self._places, numbers, strict=True):
            parent = place.item.getparent()
            if sizes[number] >= _SMALLEST_LIST and parent is not None:
                key = parent, _make(place.item)
                if sizes[self._lists.setdefault(key, number)] < sizes[number]:
                    self._lists[key] = number

    def _peer(self, place: _Place, number: int) -> int | None:
        for ancestor in (place.element, *place.chain[:_HIGHEST_ITEM]):
            if self._block_of_item.get(ancestor, number) != number:
                return None
            parent = ancestor.getparent()
            other = self._lists.get((parent, _make(ancestor))) if parent is not None else None
            if other is not None:
                return other if other != number else None
        return None

    def _text(self, element: HtmlElement) -> str:
        if element not in self._texts:
            self._texts[element] = text_of(element)
        return self._texts[element]

    def _is_plain(self, item: HtmlElement, element: HtmlElement) -> bool:
        return self._letter_count(item)[0] <= self._letter_count(element)[0] + _RANK

    def _letter_count(self, element: HtmlElement) -> tuple[int, int]:
        """Letters and digits of an element's text, without clock times, and how many times those are."""
        if element not in self._letters:
            text, times = _CLOCK.subn("", " ".join(pieces_of(element)))
            self._letters[element] = letter_count(text), times
        return self._letters[element]

    def _is_paid(self, place: _Place) -> bool:
        if "sponsored" in (place.element.get("rel") or ""):
            return True
        badges = self._badges_of(place.item)
        return bool(badges) and any(badge != self._text(place.element) for badge in badges)

    def _badges_of(self, item: HtmlElement) -> tuple[str, ...]:
        """The short lines of a teaser that say that it was paid for."""
        if item not in self._badges:
            lines = (text.strip() for text in pieces_of(item)[:40] if len(text) <= _LONGEST_BADGE)
            self._badges[item] = tuple(line for line in lines if line and PAID_LABEL.match(line))
        return self._badges[item]


def _sizes(places: Iterable[_Place], numbers: Iterable[int]) -> dict[int, int]:
    members: dict[int, set[str]] = {}
    for place, number in zip(places, numbers, strict=True):
        members.setdefault(number, set()).add(place.url)
    return {number: len(urls) for number, urls in members.items()}


def _make(item: HtmlElement) -> str:
    return f"{item.tag}.{_class(item)}"


def _domain(url: str) -> str:
    return _last_labels(split(url).netloc)


@lru_cache(maxsize=1024)
def _last_labels(netloc: str) -> str:
    """The last two labels of the host: enough to tell another site by, not to tell who owns it."""
    return ".".join(netloc.partition(":")[0].split(".")[-2:])


def _class(element: HtmlElement) -> str:
    return _first_class(element.get("class") or "")


@lru_cache(maxsize=4096)
def _first_class(names: str) -> str:
    """The first class without its digits: `post-123` and `post-124` are of one make."""
    return re.sub(r"\d+", "", names.split(" ", maxsplit=1)[0])
