"""Data for a page's scripts: JSON, what they assign to variables, and what attributes of components hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from broadsheet.extraction.flight import MARK, read_flight
from broadsheet.extraction.scriptdata import data_of_json, data_of_script, object_at

_LARGEST_SCRIPT = 8_000_000  # characters; page data of large sites has a few million
_SHORTEST_DATA = 60  # characters of an attribute; shorter ones count and name things
_MOST_COMPONENTS = 200  # of one page
_DEEPEST = 60  # data of frameworks is nested some twenty deep


def page_data(root: HtmlElement) -> list[Any]:
    """What scripts hold, JSON by type, else the objects and lists they assign; and the data of components."""
    found: list[Any] = []
    flight: list[str] = []
    for element in root.iter("script"):
        text = element.text or ""
        if element.get("src") or not text or len(text) > _LARGEST_SCRIPT:
            continue
        is_json = "json" in (element.get("type") or "").lower()
        found += data_of_json(text) if is_json else data_of_script(text)
        flight += [text] if MARK in text and not is_json else []
    return [*found, *read_flight(flight), *_of_components(root)]


def _of_components(root: HtmlElement) -> Iterator[Any]:
    """Objects and lists that attributes hold: `data-page="{...}"`, `:items="[...]"`, `props="{...}"`."""
    path = f"//@*[string-length(.) >= {_SHORTEST_DATA} and (starts-with(., '{{') or starts-with(., '['))]"
    for value in islice(root.xpath(path), _MOST_COMPONENTS):
        found, _ = object_at(str(value), 0)
        if isinstance(found, dict | list):
            yield _unmarked(found) if value.getparent().tag == "astro-island" else found


def _unmarked(value: Any, depth: int = 0) -> Any:
    """Astro writes each value as a pair of its kind's number and itself (its `serializeProps`)."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list) and len(value) == len(("kind", "value")) and isinstance(value[0], int):
        return _unmarked(value[1], depth + 1)
    if isinstance(value, dict):
        return {key: _unmarked(inner, depth + 1) for key, inner in value.items()}
    return [_unmarked(inner, depth + 1) for inner in value] if isinstance(value, list) else value
