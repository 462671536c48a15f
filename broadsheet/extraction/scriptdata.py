"""Data in a page's scripts: JSON, and the objects and lists that JavaScript assigns. Nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from broadsheet.extraction.literals import read_literal

_LARGEST_LITERAL = 1_000_000  # characters; JavaScript is read slower than JSON
_MOST_ASSIGNMENTS = 30  # of one script
# `window.__STATE__ = {`, `data["list"]=[`, `x = JSON.parse("...")`, `x=(function(a,b){return {`
_ASSIGNMENT = re.compile(
    r"[\w$\])\"']\s*=\s*(?:(?P<value>[\[{])|JSON\.parse\(\s*(?P<text>[\"'])|\(?function\s*\((?P<names>[\w$,\s]*)\)\s*\{)"
)
_RETURN = re.compile(r"\breturn\s*(?=[\[{])")
_DECODER = json.JSONDecoder(strict=False)
_NO_NAMES: Mapping[str, Any] = MappingProxyType({})


def data_of_script(text: str, largest_literal: int = _LARGEST_LITERAL) -> Iterator[Any]:
    """The objects and lists that a script assigns, one after the other.

    What is no JSON is read as JavaScript, a microsecond a character, in scripts of up to `largest_literal`.
    """
    start = 0
    for _ in range(_MOST_ASSIGNMENTS):
        match = _ASSIGNMENT.search(text, start)
        if match is None:
            return
        found, start = _value(text, match, largest_literal)
        if isinstance(found, dict | list):
            yield found


def _value(text: str, match: re.Match[str], largest: int) -> tuple[Any, int]:
    """What stands behind the equals sign, and where it ends; None where it is no data."""
    if match["value"]:
        return object_at(text, match.start("value"), largest_literal=largest)
    if match["text"]:
        inner, end = read_literal(text, match.start("text"), {})
        data = data_of_json(inner) if isinstance(inner, str) else []
        return (data[0] if data else None), max(end, match.end())
    body = _RETURN.search(text, match.end())
    if body is None:
        return None, match.end()
    return object_at(text, body.end(), _arguments(text, match["names"]), largest_literal=largest)


def object_at(
    text: str, start: int, names: Mapping[str, Any] = _NO_NAMES, *, largest_literal: int = _LARGEST_LITERAL
) -> tuple[Any, int]:
    """The object or list that begins at `start`, and where it ends; None where it is no data.

    `names` are values of names that it may hold.
    """
    if not names:
        try:
            return _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            pass  # JavaScript needs no quotes around its keys
    if len(text) > largest_literal:
        return None, start + 1
    found, end = read_literal(text, start, names)
    return found, max(end, start + 1)


def _arguments(text: str, names: str) -> dict[str, Any]:
    """The values that a function is called with at once, by its names for them: so Nuxt shortens data."""
    at = text.rfind("}(")
    values, _ = read_literal(text, at + 1, {}) if at >= 0 else (None, 0)
    keys = [name.strip() for name in names.split(",")]
    return dict(zip(keys, values, strict=False)) if isinstance(values, list) else {}


def data_of_json(text: str) -> list[Any]:
    """The value of a JSON text, none where it is no JSON; what stands behind it is passed over."""
    try:
        return [_DECODER.raw_decode(text.lstrip())[0]]
    except (ValueError, RecursionError):
        return []
