"""Text in which a reader that makes links of addresses finds each of them whole. Pure."""

from __future__ import annotations

import re

# What ends or goes on a sentence right behind an address, which the UI takes for a part of it.
_BEHIND_ADDRESS = re.compile(r"(https?://\S*?)([)\]}>.,;:!?'\"]+)(?!\S)")


def with_links(text: str) -> str:
    """The text with a space behind each address, so that the links which the UI makes of them are whole."""
    return _BEHIND_ADDRESS.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    address, behind = found[1], found[2]
    while behind.startswith(")") and address.count("(") > address.count(")"):
        address, behind = f"{address})", behind[1:]
    return f"{address} {behind}" if behind else address
