"""Fields of a page that no reader sees, in which scripts keep what they ask for: `<input type="hidden">`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIELD = re.compile(r"<input\b([^<>]{1,500})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w-])(type|name|id|value)\s?=\s?[\"']?([\w-]{1,40})", re.IGNORECASE)


def hidden_fields(text: str) -> Iterator[tuple[str, str]]:
    """The names and ids of those that hold one word or number, with what they hold, in page order."""
    for match in _FIELD.finditer(text):
        said = {key.lower(): value for key, value in _ATTRIBUTE.findall(match[1])}
        if said.get("type", "").lower() == "hidden" and "value" in said:
            yield from ((said[key], said["value"]) for key in ("name", "id") if key in said)
