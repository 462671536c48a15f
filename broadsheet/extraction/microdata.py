"""Microdata and RDFa-like `itemprop` values of the one article scope of a page."""

from __future__ import annotations

from typing import cast

from lxml import etree

from broadsheet.extraction.jsonld import ARTICLE_TYPES
from broadsheet.extraction.tree import Element, locate, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.text import clean

Microdata = dict[str, list[Candidate]]
_SCOPES, _PROPERTIES = etree.XPath("//*[@itemtype]"), etree.XPath(".//*[@itemprop]")
_ATTRIBUTES = ("content", "datetime", "href", "src")


def read_microdata(root: Element) -> Microdata:
    """Properties of the page's article by name; empty unless there is exactly one outermost article."""
    scopes = [scope for scope in cast(list[Element], _SCOPES(root)) if _is_article(scope)]
    outermost = [scope for scope in scopes if not any(around in scopes for around in scope.iterancestors())]
    if len(outermost) != 1:
        return {}
    found: Microdata = {}
    for element in cast(list[Element], _PROPERTIES(outermost[0])):
        name = _property(element, outermost[0])
        value = clean(_value(element))
        if name and value:
            candidate = Candidate(
                value, "microdata", f"itemprop {name} at {locate(element)}", _value(element)
            )
            found.setdefault(name, []).append(candidate)
    return found


def _is_article(scope: Element) -> bool:
    return (scope.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1] in ARTICLE_TYPES


def _property(element: Element, scope: Element) -> str | None:
    """The name of the property, within an inner scope prefixed with that scope's: `author.name`."""
    name = (element.get("itemprop") or "").split(" ")[0]
    for around in element.iterancestors():
        if around is scope:
            return name
        if around.get("itemscope") is not None or around.get("itemtype"):
            outer = around.get("itemprop")
            return f"{outer.split(' ')[0]}.{name}" if outer else None
    return None


def _value(element: Element) -> str:
    stated = next((value for value in map(element.get, _ATTRIBUTES) if value), None)
    return stated if stated is not None else text_of(element)
