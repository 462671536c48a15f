"""Addresses that a page's scripts put together: the static parts and the number of a page, joined there.

`'/ajax/politics/' + page`, `` `${base}?page=${page + 1}` ``, `get('/rows', {page: page})`: read as written,
with the values that the page's scripts give their names, and those of its hidden fields. Nothing is run; what
holds a name without a value is left. Which number comes first cannot always be told, so an address may stand
for two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from broadsheet.discovery.hidden_fields import hidden_fields

_LARGEST_SCRIPT = 300_000  # characters; what puts addresses together is small, what is large is data
_MOST_CHAINS = 500
_FIRST, _SECOND = 1, 2
_NEAR = 300  # characters before an address in which a counter may be moved on

_NAME = r"[A-Za-z_$][\w$]{0,40}(?:\.[A-Za-z_$][\w$]{0,40}){0,4}"
_STRING = r"\"[^\"\n<>]{0,300}\"|'[^'\n<>]{0,300}'"
_TEMPLATE = r"`[^`\n<>]{0,300}`"
_COUNT = rf"(?:\+\+)?(?:{_NAME})(?:\+\+)?(?:\s?\+\s?\d{{1,3}})?"
_ATOM = rf"(?:{_STRING}|{_TEMPLATE}|\({_COUNT}\)|(?:\+\+)?(?<![\w$.])(?:{_NAME})(?:\+\+)?|\d{{1,6}})"
_CHAIN = re.compile(rf"{_ATOM}(?:\s{{0,3}}\+\s{{0,3}}{_ATOM}){{1,8}}|{_TEMPLATE}")
_ATOMS = re.compile(_ATOM)
_COUNTED = re.compile(rf"\(?(?P<ahead>\+\+)?(?P<name>{_NAME})(?:\+\+)?(?:\s?\+\s?(?P<more>\d{{1,3}}))?\)?")
_IN_TEMPLATE = re.compile(r"\$\{\s{0,3}([^{}`]{1,80}?)\s{0,3}\}")
_VALUE = re.compile(
    rf"(?<![\w$.-])([A-Za-z_$][\w$]{{0,40}})\s?[=:]\s?({_STRING}|\d{{1,6}})(?=\s{{0,3}}(?:[,;}})\n]|$))"
)
# `get('/rows', {page: page})`, `{url: '/rows', data: {page: page}}`, `get('/rows', {params: {page: page}})`.
_WITH_FIELDS = re.compile(
    rf"({_STRING}),\s{{0,9}}(?:\{{\s{{0,9}})?(?:(?:data|params)\s?:\s?)?\{{([^{{}}]{{1,200}})\}}"
)
_FIELD = re.compile(rf"[\"']?([\w-]{{1,40}})[\"']?\s?:\s?({_ATOM}(?:\s?\+\s?\d{{1,3}})?)\s{{0,3}}(?:,|$)")
# `page++`, `++page`, `from += 20`, `page = this.page + 1`
_STEP = re.compile(
    r"\+\+(?:[\w$]{1,40}\.){0,4}(?P<ahead>[A-Za-z_$][\w$]{0,40})"
    r"|(?<![\w$])(?P<name>[A-Za-z_$][\w$]{0,40})(?:\+\+|\s?\+=\s?(?P<by>\d{1,4}))"
    r"|(?<![\w$])(?P<own>[A-Za-z_$][\w$]{0,40})\s?=\s?(?:[\w$]{1,40}\.){0,4}(?P=own)\s?\+"
)
_CONCAT = re.compile(r"\.concat\(([^()]{1,200})\)")  # as compilers write `+`
_CONCATENATED = re.compile(rf"\s{{0,3}}({_ATOM})\s{{0,3}}(?:,|$)")
# `$('#zone').val()`, `document.getElementById('zone').value`
_READ_FIELD = re.compile(
    r"(?:\$|jQuery|document\.(?:getElementById|querySelector))\([\"']#?([\w-]{1,40})[\"']\)\.(?:val\(\)|value\b)"
)
_SAYS_PAGE = re.compile(r"page|^pg$|^p$|^paged$", re.IGNORECASE)
_SAYS_OFFSET = re.compile(r"offset|start|skip|^from$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://[^\s/]|\.{0,2}/|\?|\w[\w-]*[/?.])\S*$")


@dataclass(frozen=True, slots=True)
class _Counter:
    """The place of a number in an address: the numbers that may stand there first."""

    numbers: tuple[int, ...]


_Part = str | _Counter | None  # None: a name whose value nothing tells


@dataclass(frozen=True, slots=True)
class Built:
    """An address, not resolved, and what of it stays the same from page to page."""

    address: str
    constant: str


@dataclass(frozen=True, slots=True)
class _Step:
    """Where in a script a number grows, and by how much."""

    at: int
    by: int


def built_addresses(text: str, url: str) -> Iterator[Built]:
    """The addresses as scripts of a page's markup put them together, first in page order; none is resolved.

    `url` is that of the page, of which scripts may take parts.
    """
    fields = dict(hidden_fields(text))
    scripts = [_filled(script, fields) for script in _scripts(text) if len(script) <= _LARGEST_SCRIPT]
    values = _values(scripts, url)
    for script in scripts:
        for parts in _Builder(script, values).addresses():
            yield from _written(parts)


def _scripts(text: str) -> Iterator[str]:
    """What stands in the page's scripts that are programs."""
    lowered, end = text.lower(), 0
    while (start := lowered.find("<script", end)) >= 0:
        begin = lowered.find(">", start)
        end = lowered.find("</script", begin) if begin >= 0 else -1
        if end < 0:
            return
        if "json" not in lowered[start:begin]:
            yield _plus(text[begin + 1 : end])


def _plus(script: str) -> str:
    return _CONCAT.sub(lambda match: "".join(f"+{atom}" for atom in _CONCATENATED.findall(match[1])), script)


def _filled(script: str, fields: Mapping[str, str]) -> str:
    """A script with what hidden fields hold in the place of what reads them."""
    return _READ_FIELD.sub(lambda match: f'"{fields[match[1]]}"' if match[1] in fields else match[0], script)


def _values(scripts: list[str], url: str) -> dict[str, str]:
    """What names stand for, as the first that gives them a value says; and parts of the page's address."""
    parts = urlsplit(url)
    values = {"pathname": parts.path, "href": url, "origin": f"{parts.scheme}://{parts.netloc}"}
    for script in scripts:
        for match in _VALUE.finditer(script):
            values.setdefault(match[1], match[2].strip("\"'"))
    return values


class _Builder:
    """Reads one script with the values of all."""

    def __init__(self, script: str, values: dict[str, str]) -> None:
        self._script, self._values = script, values
        self._steps: dict[str, list[_Step]] = defaultdict(list)
        for match in _STEP.finditer(script):
            name = match["ahead"] or match["name"] or match["own"]
            self._steps[name].append(_Step(match.start(), int(match["by"] or 1)))

    def addresses(self) -> Iterator[list[str | _Counter]]:
        """The parts of each address, joined or handed over with fields for its query, that has one number."""
        for match in islice(_CHAIN.finditer(self._script), _MOST_CHAINS):
            atoms = _ATOMS.findall(match[0])
            yield from _whole([part for atom in atoms for part in self._parts(atom, match.start())])
        for match in islice(_WITH_FIELDS.finditer(self._script), _MOST_CHAINS):
            yield from _whole(self._with_fields(match[1][1:-1], match[2], match.start()))

    def _with_fields(self, address: str, fields: str, at: int) -> list[_Part]:
        parts: list[_Part] = [address]
        for key, value in _FIELD.findall(fields):
            mark = "&" if len(parts) > 1 or "?" in address else "?"
            parts += [f"{mark}{key}=", *self._parts(value, at)]
        return parts

    def _parts(self, atom: str, at: int) -> list[_Part]:
        """One atom's."""
        if atom[0] in "\"'":
            return [atom[1:-1]]
        if atom[0] != "`":
            return [atom if atom.isdecimal() else self._of_name(atom, at)]
        pieces = enumerate(_IN_TEMPLATE.split(atom[1:-1]))  # texts, and what stands between them
        inner = (self._parts(piece, at) if place % 2 else [piece] for place, piece in pieces)
        return [part for parts in inner for part in parts]

    def _of_name(self, atom: str, at: int) -> _Part:
        match = _COUNTED.fullmatch(atom)
        if match is None:
            return None
        name = match["name"].rpartition(".")[2]
        value, steps = self._values.get(name), self._steps.get(name, [])
        is_counter = steps or _SAYS_PAGE.search(name) or _SAYS_OFFSET.search(name)
        if not is_counter or (value is not None and not value.isdecimal()):
            return value
        if _SAYS_OFFSET.search(name):  # as many as are shown: its value, or by how much it grows
            return _Counter((int(value or 0) or steps[0].by,)) if int(value or 0) or steps else None
        # Where the counter has grown before, its number is the next; else it may be that of the page shown.
        ahead = int(match["more"] or 0) + bool(match["ahead"])
        has_grown = any(0 < at - step.at < _NEAR for step in steps)
        number = int(value) + (ahead or has_grown) if value is not None else _SECOND
        return _Counter((number,) if number > _FIRST else (_FIRST, _SECOND))


def _whole(parts: list[_Part]) -> Iterator[list[str | _Counter]]:
    """The parts of an address of which all are known, and one is a number that grows."""
    known = [part for part in parts if part is not None]
    if len(known) == len(parts) and sum(isinstance(part, _Counter) for part in known) == 1:
        yield known


def _written(parts: list[str | _Counter]) -> Iterator[Built]:
    numbers = next(part.numbers for part in parts if isinstance(part, _Counter))
    constant = "\0".join("" if isinstance(part, _Counter) else part for part in parts)
    for number in numbers:
        address = "".join(str(number) if isinstance(part, _Counter) else part for part in parts)
        if _ADDRESS.match(address):
            yield Built(address, constant)
