"""The stream by which React's server components reach a page: scripts that push pieces of one long text.

Joined, they are rows `id:value`, where a value is JSON, or `T`, its length in bytes and a text; a string
"$id" elsewhere stands for that text. Pages that a script fills have their story here and nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

MARK = "__next_f.push("
_PUSH = re.compile(r"__next_f\.push\(\s*(?=\[)")
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_MOST_BYTES = 8_000_000  # of all pieces; page data of large sites has a few million
_MOST_VALUES = 50_000
_DECODER = json.JSONDecoder(strict=False)

_Row = tuple[str, bytes, bool]  # id, value, whether it is text


def read_flight(scripts: Iterable[str]) -> list[Any]:
    """The JSON values of the stream that hold objects, their texts in place; empty when there is none."""
    rows = list(_rows("".join(_pieces(scripts)).encode("utf-8", "replace")[:_MOST_BYTES]))
    texts = {f"${name}": value.decode("utf-8", "replace") for name, value, is_text in rows if is_text}
    parsed = (_parsed(value) for _, value, is_text in rows if not is_text and value[:1] in (b"[", b"{"))
    values = [value for value in parsed if value is not None]
    for value in values:
        _put_in_place(value, texts)
    return values


def _pieces(scripts: Iterable[str]) -> Iterator[str]:
    for script in scripts:
        for match in _PUSH.finditer(script):
            try:
                pushed, _ = _DECODER.raw_decode(script, match.end())
            except (ValueError, RecursionError):
                continue
            yield from (each for each in pushed[1:2] if isinstance(each, str))


def _rows(stream: bytes) -> Iterator[_Row]:
    at = 0
    while at < len(stream):
        match = _ROW.match(stream, at)
        if match is not None and match[2] is not None:
            at = match.end() + int(match[2], 16)
            yield match[1].decode(), stream[match.end() : at], True
            continue
        begin, end = match.end() if match is not None else at, stream.find(b"\n", at)
        at = end + 1 if end >= 0 else len(stream)
        if match is not None:  # others are hints that load something
            yield match[1].decode(), stream[begin:at].strip(), False


def _parsed(value: bytes) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _put_in_place(root: Any, texts: dict[str, str]) -> None:
    stack, seen = [root], 0
    while stack and seen < _MOST_VALUES:
        holder = stack.pop()
        seen += 1
        items = (
            enumerate(holder)
            if isinstance(holder, list)
            else holder.items()
            if isinstance(holder, dict)
            else ()
        )
        for key, value in list(items):
            if isinstance(value, (dict, list)):
                stack.append(value)
            elif isinstance(value, str) and value in texts:
                holder[key] = texts[value]
