"""What stands over a list of links: a heading, a bold line, a link to the section they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.discovery.address import split
from broadsheet.discovery.links import make_of
from broadsheet.discovery.page_numbers import without_page
from broadsheet.discovery.shapes import family, is_folder, looks_like_article
from broadsheet.discovery.texts import HEADINGS, is_headline, text_of
from broadsheet.discovery.vocabulary import PAID_LABEL, POPULAR_LABEL, TITLE_CLASS

_ROWS = frozenset({"article", "li", "tr", "dd"})
_LONGEST_LABEL = 60  # characters; what is longer is a text and labels nothing
_HIGHEST_LABEL = 6  # a label stands at most so many elements above the links it is for
_FURTHEST_SIBLING = 60
_MORE = 12  # letters beside a heading that leads to its section: "see all"
_LETTERS_OF_A_LABEL = 2
_LINKS_OF_A_LABEL = 2
_SLASHES_OF_A_HOST = 2  # https://host
_ROW = 3  # teasers beside each other
_TABS = 2  # things to press, beside links that lead to other pages


@dataclass(frozen=True, slots=True)
class Label:
    """The words over a list, where they lead, and their number on the page (0: there are none)."""

    text: str = ""
    url: str | None = None
    number: int = 0


class Labels:
    """Finds the label over each teaser; teasers of one run share theirs."""

    def __init__(
        self,
        link_counts: Mapping[HtmlElement, int],
        targets: Mapping[str, str | None],
        page_url: str,
        tabs: Mapping[str, str],
    ) -> None:
        self._link_counts, self._targets, self._tabs = link_counts, targets, tabs
        self._kin, self._page_url = _listing_family(page_url), page_url
        self._over: dict[HtmlElement, tuple[str, Label]] = {}
        self._besides: dict[HtmlElement, Label | None] = {}
        self._made: dict[HtmlElement, Label] = {}

    def over(self, item: HtmlElement, chain: Sequence[HtmlElement], role: str) -> Label:
        """The label over a teaser; `chain` is the way up from its link, `role` the link's."""
        if item not in self._over:
            above = chain[chain.index(item) + 1 :] if item in chain else chain
            self._over[item] = role, self._search(item, above, role)
        return self._over[item][1]

    def _search(self, item: HtmlElement, above: Sequence[HtmlElement], role: str) -> Label:
        label = self._beside(item, role)
        for height, element in enumerate(above):
            if label is not None or height == _HIGHEST_LABEL:
                break
            if said := self._said_of(element):
                return self._make(element, said, None)
            before = " ".join((element.text or "").split())
            if _is_label(before):
                return self._make(element, before, None)
            if element not in self._besides:
                self._besides[element] = self._beside(element, None)
            label = self._besides[element]
        return label or Label()

    def _said_of(self, element: HtmlElement) -> str:
        """What attributes or the tab that shows it say of a panel, where that tells of a box."""
        for words in (element.get("aria-label"), self._tabs.get(element.get("id") or "")):
            if words and element.tag not in {"main", "body"} and POPULAR_LABEL.search(words):
                return words[:_LONGEST_LABEL]
        return ""

    def _beside(self, element: HtmlElement, role: str | None) -> Label | None:
        """The nearest label before an element among its siblings; a teaser's neighbour knows it already.

        Between two teasers only a heading is a label: other lines there belong to the teasers.
        """
        line: Label | None = None
        has_passed_links = False
        for sibling in islice(element.itersiblings(preceding=True), _FURTHEST_SIBLING):
            if not isinstance(sibling.tag, str) or sibling.tag in {"script", "style", "template"}:
                continue
            count = self._link_counts.get(sibling, 0)
            if role is not None and count and self._over.get(sibling, ("",))[0] == role:
                return self._over[sibling][1]
            if role is None and count and sibling in self._besides:
                return line or self._besides[sibling]  # what stands over the one before is over this one, too
            is_teaser = bool(count) and _is_of_one_make(sibling, element)
            only_headings = has_passed_links or line is not None
            label = None if is_teaser else self._read(sibling, count, only_headings=only_headings)
            if label is not None and role is None and self._is_slot(sibling, label, element):
                continue
            if label is not None and (role is None or count or self._has_heading(sibling)):
                return line or label
            line = line or label
            has_passed_links = has_passed_links or bool(count)
        return line

    def _is_slot(self, line: HtmlElement, label: Label, below: HtmlElement) -> bool:
        """Whether a notice ("Advertisement") marks a place within a list, and not what is below."""
        if self._has_heading(line) or not PAID_LABEL.match(label.text):
            return False
        host = split(self._page_url).netloc
        is_own = all(split(target).netloc == host for target in self._links(below))
        above = islice(line.itersiblings(preceding=True), _FURTHEST_SIBLING)
        return is_own and any(self._link_counts.get(sibling, 0) for sibling in above)

    def _has_heading(self, element: HtmlElement) -> bool:
        return element.tag in HEADINGS or next(element.iter(*HEADINGS), None) is not None

    def _read(self, element: HtmlElement, link_count: int, *, only_headings: bool) -> Label | None:
        heading = element if element.tag in HEADINGS else next(element.iter(*HEADINGS), None)
        if heading is None and link_count == 1 and self._names_section(element):
            heading = element
        if heading is None and next(element.iter("a", "button"), None) is not None:
            return None  # something to press, such as a tab alone
        if link_count > _LINKS_OF_A_LABEL or (heading is None and (link_count or only_headings)):
            return None
        if sum(1 for _ in islice(element.iter("a", "button"), link_count + _TABS)) >= link_count + _TABS:
            return None  # a row of tabs: each names a panel of its own
        words = text_of(heading if heading is not None and link_count else element)
        if not _is_label(words) or (link_count and len(text_of(element)) > len(words) + _MORE):
            return None
        target = self._leads_to(element, heading)
        is_story = target and looks_like_article(target) and _listing_family(target) != self._kin
        is_place = target and (is_folder(target) or target.rstrip("/") in self._folders)
        if target and is_story and (is_headline(words) or not is_place):
            return None  # a story of its own
        return self._make(element, words, target)

    def _names_section(self, element: HtmlElement) -> bool:
        """Whether a line is a link to a list like this page, by what it is called or by what is below it."""
        target, words = next(self._links(element), None), text_of(element)
        if target is None or target == self._page_url or is_headline(words):
            return False
        is_title = bool(TITLE_CLASS.search(element.get("class") or ""))
        is_kin = _listing_family(target) == self._kin
        return (is_title and is_kin) or (self._is_in_menu(target) and self._begins_row(element))

    def _is_in_menu(self, target: str) -> bool:
        """Whether another link of the page leads there, too, as the menu's do to the sections."""
        return self._led_to[target] > 1

    @cached_property
    def _led_to(self) -> Counter[str | None]:
        """How many links lead to each address."""
        links = (element for element in self._link_counts if element.tag == "a")
        return Counter(self._targets.get(link.get("href") or "") for link in links)

    def _begins_row(self, line: HtmlElement) -> bool:
        """Whether a line is the first of its box, and all below it are teasers of one make, some at least."""
        if next(self._linked_beside(line, preceding=True), None) is not None:
            return False
        makes = [make_of(each) for each in self._linked_beside(line)]
        return len(makes) >= _ROW and set(makes) == {makes[0]} != {make_of(line)}

    def _linked_beside(self, line: HtmlElement, *, preceding: bool = False) -> Iterator[HtmlElement]:
        siblings = islice(line.itersiblings(preceding=preceding), _FURTHEST_SIBLING)
        return (each for each in siblings if self._link_counts.get(each, 0))

    @cached_property
    def _folders(self) -> frozenset[str]:
        """Addresses below which several of the page's links lie, at any depth."""
        counts = Counter(folder for url in set(self._targets.values()) if url for folder in _above(url))
        return frozenset(folder for folder, count in counts.items() if count > 1)

    def _leads_to(self, element: HtmlElement, heading: HtmlElement | None) -> str | None:
        """Where a label leads; the trail that stands before its heading ("Home >") leads elsewhere."""
        parts = list(element.iter("a", *HEADINGS))
        if heading is None or heading is element:
            return next(self._links(element), None)
        around = set(heading.iterancestors("a"))
        own = [each for each in parts if each in around] + parts[parts.index(heading) :]
        return next((target for each in own for target in self._links(each)), None)

    def _links(self, element: HtmlElement) -> Iterator[str]:
        for link in element.iter("a"):
            target = self._targets.get(link.get("href") or "")
            if target:
                yield target

    def _make(self, element: HtmlElement, words: str, url: str | None) -> Label:
        return self._made.setdefault(element, Label(words, url, len(self._made) + 1))


def _is_of_one_make(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two siblings are rows or cards of one template: a heading in one of them is no label."""
    make = make_of(one)
    return make == make_of(other) and (one.tag in _ROWS or not make.endswith("."))


def _above(url: str) -> Iterator[str]:
    """The folders that an address lies in."""
    folder = url.partition("?")[0].rstrip("/")
    while folder.count("/") > _SLASHES_OF_A_HOST:
        folder = folder.rpartition("/")[0]
        yield folder


def _listing_family(url: str) -> str:
    return family(f"http://{without_page(url)}")


def _is_label(words: str) -> bool:
    return len(words) <= _LONGEST_LABEL and sum(map(str.isalpha, words)) >= _LETTERS_OF_A_LABEL
