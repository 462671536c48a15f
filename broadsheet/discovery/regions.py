"""In which part of a listing page a link stands: the list itself, navigation, or a box beside it."""

from __future__ import annotations

import re
from typing import Literal

from lxml.html import HtmlElement

Region = Literal["main", "navigation", "box"]

_NAVIGATION_TAGS = frozenset({"nav", "form", "menu", "header", "footer"})
_NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu"})
_NAVIGATION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|pagination|pager|social|share|login"
    r"|subscribe|cookies?|toolbar|masthead|topbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOX_CLASS = re.compile(
    r"(?:^|[\s_-])(?:aside|sidebar|related|recommended|popular|trending|most[_-]?(?:read|viewed|popular)"
    r"|newsletter|promos?|promoted|sponsor(?:ed|s)?|partners?|advert(?:s|isements?|orial)?|ads?|widget|outbrain"
    r"|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What stands over a box of stories that are read much or paid for, where no class says so.
_BOX_LABEL = re.compile(
    r"most (?:read|popular|viewed|shared)|trending|popular (?:now|stories)|recommended|related"
    r"|sponsored|partner|meist ?gelesen|am meisten gelesen|beliebt|das könnte|empfohlen|anzeige"
    r"|les? plus lus?|à lire aussi|lo más (?:leído|visto)|más leíd|te puede interesar|più lett|mais lid"
    r"|meest gelezen|mest (?:läst|lest|læst)|nejčtenější|najčítanejš|najczęściej czytane|legolvasottabb"
    r"|самое (?:читаемое|популярное)|популярн|en çok okunan|ランキング|人気|热门|熱門|많이 본",
    re.IGNORECASE,
)
_LONGEST_LABEL = 60  # characters; what is longer is a text and labels nothing
_HIGHEST_LABEL = 6  # a label stands at most so many elements above the links it is for
# A wrapper that holds most of the page's links is the page, whatever its class says ("has-sidebar").
_WRAPPER_SHARE = 0.6


class Regions:
    """Decides for each link of one page by its nearest telling ancestor, then by the label over it."""

    def __init__(self, anchor_count: int) -> None:
        self._limit = max(1, int(_WRAPPER_SHARE * anchor_count))
        self._regions: dict[HtmlElement, Region | None] = {}
        self._labels: dict[HtmlElement, str] = {}

    def of(self, element: HtmlElement) -> Region:
        """The region of a link."""
        is_teaser = next(element.iterancestors("article"), None) is not None
        for ancestor in element.iterancestors():
            is_teaser = is_teaser and ancestor.tag != "article"
            if is_teaser and ancestor.tag in {"header", "footer"}:
                continue  # a teaser's own head and foot
            region = self._told_by(ancestor)
            if region is not None:
                return region
        return "box" if _BOX_LABEL.search(self._label_over(element)) else "main"

    def _told_by(self, element: HtmlElement) -> Region | None:
        if element not in self._regions:
            region = _region_of(element)
            is_wrapper = region is not None and sum(1 for _ in element.iter("a")) > self._limit
            self._regions[element] = None if is_wrapper else region
        return self._regions[element]

    def _label_over(self, element: HtmlElement) -> str:
        for height, ancestor in enumerate(element.iterancestors()):
            if height == _HIGHEST_LABEL:
                break
            if ancestor not in self._labels:
                self._labels[ancestor] = _text_before_links(ancestor)
            if any(letter.isalpha() for letter in self._labels[ancestor]):
                return self._labels[ancestor]
        return ""


def _region_of(element: HtmlElement) -> Region | None:
    if element.tag in {"body", "html", "main", "article"}:
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    role = element.get("role")
    if element.tag in _NAVIGATION_TAGS or role in _NAVIGATION_ROLES or _NAVIGATION_CLASS.search(names):
        return "navigation"
    if element.tag == "aside" or role == "complementary" or _BOX_CLASS.search(names):
        return "box"
    return None


def _text_before_links(element: HtmlElement) -> str:
    """The text of an element that stands before its first link; empty when it is no label."""
    words = element.text or ""
    for inner in element.iterdescendants():
        if inner.tag == "a":
            break
        if isinstance(inner.tag, str) and inner.tag not in {"script", "style"}:
            words += f" {inner.text or ''}"
        words += f" {inner.tail or ''}" if inner.getparent() is element else ""
        if len(words) > _LONGEST_LABEL * 2:
            return "..."
    label = " ".join(words.split())
    return label if len(label) <= _LONGEST_LABEL else ""
