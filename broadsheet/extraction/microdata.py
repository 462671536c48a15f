"""Microdata and RDFa-like `itemprop` values of the one article scope of a page."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import cast

from lxml import etree

from broadsheet.extraction.besides import parts_apart
from broadsheet.extraction.jsonld import ARTICLE_TYPES
from broadsheet.extraction.tree import Element, locate, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_HEADLINES, _MOST_TITLES = etree.XPath(".//*[@itemprop='headline']"), 20
_PAGES = frozenset(("WebPage", "ItemPage"))
_SCOPES, _PROPERTIES = etree.XPath("//*[@itemtype]"), etree.XPath(".//*[@itemprop]")
_AUTHOR, _LONGEST_BYLINE = "author", 1000  # characters, with the spaces of its source
_ATTRIBUTES = ("content", "datetime", "href", "src")


class Microdata:
    """The properties of an article. Their values are read when asked for: one of them is all of its text."""

    def __init__(self, scope: Element | None = None) -> None:
        self._scope = scope
        self._by_name: dict[str, list[Element]] = {}
        for element in [] if scope is None else cast(list[Element], _PROPERTIES(scope)):
            self._by_name.setdefault(_own_name(element), []).append(element)

    def all(self, name: str) -> list[Candidate]:
        """What is stated of a property; of one of an inner scope as `author.name`."""
        elements = self._by_name.get(name.rpartition(".")[2], ())
        found = (_stated(name, each) for each in elements if _property(each, self._scope) == name)
        return [each for each in found if each.value]


class Things:
    """The things that a page marks up, of which one may be its article: looked for once, when asked."""

    def __init__(self, root: Element) -> None:
        self._root = root

    @cached_property
    def article(self) -> Element | None:
        """The element of the page's own article; None where it has several or only a teaser's."""
        return _page_scope(self._root)

    def is_of_another(self, element: Element) -> bool:
        """Whether a property belongs to a thing that stands beside the article: a comment, a teaser."""
        around = (
            each
            for each in element.iterancestors()
            if each.get("itemscope") is not None or each.get("itemtype")
        )
        scope = next(around, None)
        if scope is None or scope.tag in ("html", "body") or _type(scope) in _PAGES:
            return False
        return not _is_article(scope) or scope is not self.article


def _page_scope(root: Element) -> Element | None:
    """The only outermost article, or the only one of them with a main heading; None where that is another
    story's, whose headline is neither a main heading nor in the title."""
    scopes = {scope: None for scope in cast(list[Element], _SCOPES(root)) if _is_article(scope)}
    outermost = [scope for scope in scopes if not any(around in scopes for around in scope.iterancestors())]
    headed = [scope for scope in outermost if next(scope.iter("h1"), None) is not None]
    own = outermost if len(outermost) == 1 else headed
    return own[0] if len(own) == 1 and (headed or not _is_teaser(own[0], root)) else None


def _is_teaser(scope: Element, root: Element) -> bool:
    headlines = [fold(_value(each)) for each in cast(list[Element], _HEADLINES(scope))]
    shown = [fold(text_of(each)) for each in islice(root.iter("title", "h1"), _MOST_TITLES)]
    is_headed = next(root.iter("h1"), None) is not None
    return is_headed and bool(headlines) and not any(each in title for each in headlines for title in shown)


def _is_article(scope: Element) -> bool:
    return _type(scope) in ARTICLE_TYPES


def _type(scope: Element) -> str:
    return (scope.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1]


def _property(element: Element, scope: Element | None) -> str | None:
    """The name of the property, within an inner scope prefixed with that scope's: `author.name`."""
    name = _own_name(element)
    for around in element.iterancestors():
        if around is scope:
            return name
        if around.get("itemscope") is not None or around.get("itemtype"):
            outer = around.get("itemprop")
            return f"{_own_name(around)}.{name}" if outer else None
    return None


def _own_name(element: Element) -> str:
    return (element.get("itemprop") or "").split(" ")[0]


def _stated(name: str, element: Element) -> Candidate:
    raw = _value(element)
    named = parts_apart(element) if name == _AUTHOR and len(raw) <= _LONGEST_BYLINE else None
    return Candidate(clean(named or raw), "microdata", f"itemprop {name} at {locate(element)}", raw)


def _value(element: Element) -> str:
    stated = next((value for value in map(element.get, _ATTRIBUTES) if value), None)
    return stated if stated is not None else text_of(element)
