"""Elements that show a picture, and where it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from broadsheet.extraction.tree import Element
from broadsheet.urls import resolve

_CREDIT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|image-source|photo-by|byline|imgby)(?:$|[\s_-])", re.I
)
_TAGS = ("img", "amp-img")
_LAZY = ("src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
_SMALL, _DIGITS = 200, 5  # pixels of an icon's width; digits of any width


def pictures_of(element: Element) -> Iterator[Element]:
    """The pictures within, in their order."""
    return element.iter(*_TAGS)


@lru_cache(4096)  # of a site's templates
def names_credit(classes: str) -> bool:
    """Whether class names call an element the credit of a picture."""
    return _CREDIT_NAMES.search(classes) is not None


def source_of(picture: Element, base: str) -> str | None:
    """The address of a picture, however late a script would load it."""
    for name in _LAZY:
        value = (picture.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return resolve(base, value.split(",")[0].split(" ")[0] if "srcset" in name else value)
    return None


def is_small(picture: Element) -> bool:
    """An icon, a face, a pixel that counts."""
    if picture.tag == "amp-img":  # whose width may be that of its proportions
        return False
    width = (picture.get("width") or "").strip()
    return width.isdecimal() and int(width[:_DIGITS]) < _SMALL
