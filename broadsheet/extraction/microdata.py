"""Microdata and RDFa-like `itemprop` values of the one article scope of a page."""

from __future__ import annotations

from typing import cast

from lxml import etree

from broadsheet.extraction.besides import parts_apart
from broadsheet.extraction.jsonld import ARTICLE_TYPES
from broadsheet.extraction.tree import Element, locate, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.text import clean

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


def read_microdata(root: Element) -> Microdata:
    """Those of the page's article; none unless there is exactly one outermost article."""
    scopes = {scope: None for scope in cast(list[Element], _SCOPES(root)) if _is_article(scope)}
    outermost = [scope for scope in scopes if not any(around in scopes for around in scope.iterancestors())]
    return Microdata(outermost[0]) if len(outermost) == 1 else Microdata()


def _is_article(scope: Element) -> bool:
    return (scope.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1] in ARTICLE_TYPES


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
