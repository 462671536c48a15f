"""An item of a list that stands less or more deep than those beside it: how it has to look."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(r"( *)- ")
_KEY = re.compile(r"[\w-]+:")  # of the file itself: it begins its line


def item_expected(lines: Sequence[str], number: int) -> str | None:
    """What the item of that line, counted from 1, should be; None where it is none, or as deep as the others.

    >>> item_expected(["sections:", "  - name: a", "    url: u", "- name: b"], 4)
    "'  - name: b', as deep as line 2"
    """
    line = lines[number - 1]
    if not _ITEM.match(line):
        return None
    begin = next((place for place in range(number - 1, 0, -1) if _KEY.match(lines[place - 1])), 0)
    beside = [place for place in range(begin + 1, number) if _ITEM.match(lines[place - 1])]
    if not beside:
        return (
            f"it further up, right below the items of its list, which line {begin} has ended"
            if begin
            else None
        )
    nearest = min(beside, key=lambda place: (abs(_depth(lines[place - 1]) - _depth(line)), -place))
    depth = _depth(lines[nearest - 1])
    return f"'{' ' * depth}{line.strip()}', as deep as line {nearest}" if depth != _depth(line) else None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
