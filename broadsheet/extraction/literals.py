"""JavaScript's object literals: bare keys, either quote, `!0`, names of arguments. Nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\$]|\\.)*+`)"
    r"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?P<word>[A-Za-z_$][\w$]*)|(?P<sign>[{}\[\]():,!]))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_CONSTANTS = {"true": True, "false": False}
_DEEPEST = 60  # data of frameworks is nested some twenty deep
_CLOSING = {"[": "]", "(": ")"}


def read_literal(text: str, start: int, names: Mapping[str, Any]) -> tuple[Any, int]:
    """The value that begins at `start` and where it ends; (None, start) for what is no plain data.

    `names` are values of names. A list of arguments, in round brackets, is a list; names that are not known
    are None.

    >>> read_literal("{a:'x',b:[!0,-1.5,c,void 0]}", 0, {"c": "y"})[0]
    {'a': 'x', 'b': [True, -1.5, 'y', None]}
    >>> read_literal("{a:f(1)}", 0, {})
    (None, 0)
    """
    reader = _Reader(text, start, names)
    try:
        return reader.value(0), reader.at
    except (_NoDataError, ValueError):
        return None, start


class _NoDataError(Exception):
    """The text is no literal of plain data."""


class _Reader:
    def __init__(self, text: str, start: int, names: Mapping[str, Any]) -> None:
        self._text, self._names, self.at = text, names, start

    def value(self, depth: int) -> Any:
        """The value at this place."""
        kind, piece = self._next()
        if depth > _DEEPEST:
            raise _NoDataError
        if kind == "text":
            return _unquoted(piece)
        if kind == "number":
            return float(piece) if "." in piece or "e" in piece.lower() else int(piece)
        if kind == "word":
            return self._named(piece)
        if piece == "{":
            return self._pairs(depth)
        if piece in _CLOSING:
            return self._items(_CLOSING[piece], depth)
        if piece == "!":
            return not self.value(depth + 1)
        raise _NoDataError

    def _named(self, word: str) -> Any:
        if word == "void":
            self._next()
            return None
        if word in {"new", "function"}:
            raise _NoDataError
        return _CONSTANTS.get(word, self._names.get(word))

    def _pairs(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self._ends("}"):
            _, key = self._next()
            self._expect(":")
            found[_unquoted(key) if key[0] in "\"'" else key] = self.value(depth + 1)
            self._separated("}")
        return found

    def _items(self, closing: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while not self._ends(closing):
            found.append(self.value(depth + 1))
            self._separated(closing)
        return found

    def _separated(self, closing: str) -> None:
        _, piece = self._peek()
        if piece == ",":
            self._next()
        elif piece != closing:
            raise _NoDataError

    def _ends(self, closing: str) -> bool:
        is_end = self._peek()[1] == closing
        if is_end:
            self._next()
        return is_end

    def _expect(self, sign: str) -> None:
        if self._next()[1] != sign:
            raise _NoDataError

    def _peek(self) -> tuple[str, str]:
        at = self.at
        found = self._next()
        self.at = at
        return found

    def _next(self) -> tuple[str, str]:
        match = _TOKEN.match(self._text, self.at)
        if match is None or match.lastgroup is None:
            raise _NoDataError
        self.at = match.end()
        return match.lastgroup, match[match.lastgroup]


def _unquoted(piece: str) -> str:
    if piece[0] == '"':
        try:
            return str(json.loads(piece, strict=False))
        except ValueError:
            pass  # an escape that only JavaScript knows
    return _ESCAPE.sub(_unescaped, piece[1:-1]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return _SHORT.get(match[3], match[3])
