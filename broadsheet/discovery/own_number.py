"""The number by which a page's scripts know its section: `zoneId: "1741"`, a hidden field called `cat_id`.

Numbers of other sections stand on a page as well: what is given several numbers by one name, as the entries
of a menu are, tells nothing; nor does an address that holds one by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from broadsheet.discovery.hidden_fields import hidden_fields

_NUMBER = re.compile(r"[1-9]\d{0,8}")
_STATED = re.compile(
    r"(?<![\w$?&/-])[\"']?([A-Za-z_][\w-]{1,30})[\"']?\s?[:=]\s?[\"']?([1-9]\d{0,8})[\"']?(?![\w.&])"
)
# WordPress: `<body class="archive category category-politics category-17">`.
# https://developer.wordpress.org/reference/functions/get_body_class/
_BODY = re.compile(r"<body\b[^<>]{0,2000}", re.IGNORECASE)
_NUMBERED_CLASS = re.compile(r"(?<![^\s\"'])(category|section|zone|channel)-([1-9]\d{0,8})(?![^\s\"'])")
# What sites call their sections in scripts: `zoneId`, `hdZoneId`, `current_category`, `idSeccion`.
_OF_SECTION = re.compile(
    r"(?:hd|hid(?:den)?|cur(?:rent)?|this|page|list|my|the|id)?"
    r"(zone|cate?|categor(?:y|ia|ie)|kategori[ae]?|section|sekt?ion|seccion|secao|sezione|channel|column|desk"
    r"|rubri(?:c|k|ka|que)|ressort)"
    r"(?:id|no|num(?:ber)?|code|key)?"
)


def own_numbers(text: str) -> frozenset[str]:
    """The section's numbers as its page states them; several that are stated by one name are none of it."""
    stated: dict[str, set[str]] = defaultdict(set)
    for name, number in _statements(text):
        match = _OF_SECTION.fullmatch(re.sub(r"[\W\d_]", "", name.lower()))
        if match:
            stated[match[1]].add(number)
    return frozenset(number for numbers in stated.values() if len(numbers) == 1 for number in numbers)


def _statements(text: str) -> Iterator[tuple[str, str]]:
    """Names and their numbers: in scripts and data, of the page as a whole, in fields that no reader sees."""
    for match in _STATED.finditer(text):
        yield match[1], match[2]
    body = _BODY.search(text)
    yield from _NUMBERED_CLASS.findall(body[0]) if body else ()
    yield from ((name, value) for name, value in hidden_fields(text) if _NUMBER.fullmatch(value))
