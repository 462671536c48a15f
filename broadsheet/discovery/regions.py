"""In which part of a listing page a link stands: the list itself, navigation, or a box beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

from broadsheet.discovery.vocabulary import (
    BOX_CLASS,
    CONTENT_CLASS,
    MENU_CLASS,
    NAVIGATION_CLASS,
    PAGER_CLASS,
    PAID_CLASS,
)

Region = Literal["main", "navigation", "box", "paid"]

_NAVIGATION_TAGS = frozenset({"nav", "menu", "header", "footer"})
_ASIDE_TAGS = frozenset({"aside", "marquee"})  # the latter runs headlines of the whole site past the reader
_NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu"})
_TEASER_TAGS = frozenset(
    {"article", "li", "main", "section"}
)  # their head and foot are a teaser's or a list's
# What a class says of an element that holds most of the page's links is said of the page ("has-sidebar").
_WRAPPER_SHARE = 0.6
# What a class says that an element has, is beside or without: "is-sidebar-right" is no sidebar.
_STATES = re.compile(r"(?:^|(?<=\s))(?:is|has|with|no|without|js)[_-]\S+")
_FEW, _HEADLINE = 3, 20  # headlines that make a list; characters, more than the names in a menu have


class Regions:
    """Decides by the nearest telling ancestor; each element is looked at once."""

    def __init__(self, link_counts: Mapping[HtmlElement, int], link_count: int) -> None:
        self._link_counts = link_counts
        in_menus = sum(link_counts.get(each, 0) for each in link_counts if _is_outer_menu(each))
        self._limit = max(1, int(_WRAPPER_SHARE * (link_count - in_menus)))
        self._regions: dict[HtmlElement, Region | None] = {}
        self._heading: frozenset[HtmlElement] | None = None  # what holds the page's main one

    def of(self, chain: Sequence[HtmlElement]) -> Region:
        """The region of what hangs below these elements, the nearest first."""
        for place, element in enumerate(chain):
            if element not in self._regions:
                self._regions[element] = self._told_by(element, chain[place + 1 :])
            region = self._regions[element]
            if region is not None:
                return region
        return "main"

    def _told_by(self, element: HtmlElement, above: Sequence[HtmlElement]) -> Region | None:
        tag, role = element.tag, element.get("role")
        if tag in {"main", "article"}:
            return None
        if tag in {"header", "footer"} and any(other.tag in _TEASER_TAGS for other in above):
            return None
        if tag in _NAVIGATION_TAGS or role in _NAVIGATION_ROLES:
            return "navigation"
        is_aside = tag in _ASIDE_TAGS or role in {"complementary", "marquee"}
        if not is_aside and self._link_counts.get(element, 0) > self._limit:
            return None
        names = _STATES.sub(" ", f"{element.get('class') or ''} {element.get('id') or ''}")
        told = "box" if is_aside else _told_by_names(names)
        is_content = (told == "navigation" and _is_list(element, names)) or (
            told == "box" and self._is_of_page(element)
        )
        return None if is_content else told

    def _is_of_page(self, element: HtmlElement) -> bool:
        """Whether what is named like a box holds the page's main heading: then it holds its content."""
        if self._heading is None:
            self._heading = _around_heading(element)
        return element in self._heading


def _is_outer_menu(element: HtmlElement) -> bool:
    """Whether it is a menu, and in none: a menu of many stories makes no page of what it stands beside."""
    return element.tag == "nav" and next(element.iterancestors("nav"), None) is None


def _around_heading(element: HtmlElement) -> frozenset[HtmlElement]:
    """What holds the page's one main heading; empty where it leads somewhere, as a site's name does."""
    headings = list(islice(element.getroottree().iter("h1"), 2))
    if len(headings) != 1 or next(headings[0].iter("a"), None) is not None:
        return frozenset()
    above = frozenset(headings[0].iterancestors())
    return frozenset() if any(each.tag == "a" for each in above) else above


def _is_list(element: HtmlElement, names: str) -> bool:
    """Whether what is named by its pager ("pagination_nav_1") is the list of headlines that it turns.

    The last page may show one alone: then its element says that it is a story's, or its hour stands there.
    """
    if MENU_CLASS.search(names):
        return False
    if sum(1 for _ in islice(_headlines(element), _FEW)) == _FEW:
        return True
    if PAGER_CLASS.search(names) and next(element.iter("time"), None) is not None:
        return next(_headlines(element), None) is not None
    return any(next(_headlines(story), None) is not None for story in element.iter("article"))


def _headlines(element: HtmlElement) -> Iterator[HtmlElement]:
    """Headings of a headline's length, each around or within a link."""
    for heading in element.iter("h2", "h3", "h4"):
        is_linked = next(heading.iter("a"), None) is not None or heading.getparent().tag == "a"
        if is_linked and len("".join(heading.itertext()).strip()) >= _HEADLINE:
            yield heading


@lru_cache(maxsize=4096)
def _told_by_names(names: str) -> Region | None:
    if len(names) == 1:
        return None
    if NAVIGATION_CLASS.search(names):
        return "navigation"
    if PAID_CLASS.search(names):
        return "paid"
    return "box" if BOX_CLASS.search(names) and not CONTENT_CLASS.search(names) else None
