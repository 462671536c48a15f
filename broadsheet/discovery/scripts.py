"""Data for a page's scripts: JSON, what they assign to variables, and what attributes of components hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from broadsheet.discovery.literals import read_literal
from broadsheet.extraction.flight import MARK, read_flight

_LARGEST_SCRIPT = 8_000_000  # characters; page data of large sites has a few million
_LARGEST_LITERAL = 1_000_000  # characters; JavaScript is read slower than JSON
_MOST_ASSIGNMENTS = 30  # of one script
_SHORTEST_DATA = 60  # characters of an attribute; shorter ones count and name things
_MOST_COMPONENTS = 200  # of one page
_DEEPEST = 60  # data of frameworks is nested some twenty deep
# `window.__STATE__ = {`, `data["list"]=[`, `x = JSON.parse("...")`, `x=(function(a,b){return {`
_ASSIGNMENT = re.compile(
    r"[\w$\])\"']\s*=\s*(?:(?P<value>[\[{])|JSON\.parse\(\s*(?P<text>[\"'])|\(?function\s*\((?P<names>[\w$,\s]*)\)\s*\{)"
)
_RETURN = re.compile(r"\breturn\s*(?=[\[{])")
_DECODER = json.JSONDecoder()


def page_data(root: HtmlElement) -> list[Any]:
    """What scripts hold, JSON by type, else the objects and lists they assign; and the data of components."""
    found: list[Any] = []
    flight: list[str] = []
    for element in root.iter("script"):
        text = element.text or ""
        if element.get("src") or not text or len(text) > _LARGEST_SCRIPT:
            continue
        if "json" in (element.get("type") or "").lower():
            found += _json(text.lstrip(), 0)
        else:
            found += _assigned(text)
            flight += [text] if MARK in text else []
    return [*found, *read_flight(flight), *_of_components(root)]


def _of_components(root: HtmlElement) -> Iterator[Any]:
    """Objects and lists that attributes hold: `data-page="{...}"`, `:items="[...]"`, `props="{...}"`."""
    path = f"//@*[string-length(.) >= {_SHORTEST_DATA} and (starts-with(., '{{') or starts-with(., '['))]"
    for value in islice(root.xpath(path), _MOST_COMPONENTS):
        found, _ = _object(str(value), 0, {})
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


def _assigned(text: str) -> Iterator[Any]:
    start = 0
    for _ in range(_MOST_ASSIGNMENTS):
        match = _ASSIGNMENT.search(text, start)
        if match is None:
            return
        found, start = _value(text, match)
        if isinstance(found, dict | list):
            yield found


def _value(text: str, match: re.Match[str]) -> tuple[Any, int]:
    """What stands behind the equals sign, and where it ends; None where it is no data."""
    if match["value"]:
        return _object(text, match.start("value"), {})
    if match["text"]:
        inner, end = read_literal(text, match.start("text"), {})
        data = _json(inner, 0) if isinstance(inner, str) else []
        return (data[0] if data else None), max(end, match.end())
    body = _RETURN.search(text, match.end())
    return _object(text, body.end(), _arguments(text, match["names"])) if body else (None, match.end())


def _object(text: str, start: int, names: dict[str, Any]) -> tuple[Any, int]:
    if not names:
        try:
            return _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            pass  # JavaScript needs no quotes around its keys
    if len(text) > _LARGEST_LITERAL:
        return None, start + 1
    found, end = read_literal(text, start, names)
    return found, max(end, start + 1)


def _arguments(text: str, names: str) -> dict[str, Any]:
    """The values that a function is called with at once, by its names for them: so Nuxt shortens data."""
    at = text.rfind("}(")
    values, _ = read_literal(text, at + 1, {}) if at >= 0 else (None, 0)
    keys = [name.strip() for name in names.split(",")]
    return dict(zip(keys, values, strict=False)) if isinstance(values, list) else {}


def _json(text: str, start: int) -> list[Any]:
    try:
        return [_DECODER.raw_decode(text, start)[0]]
    except (ValueError, RecursionError):
        return []
