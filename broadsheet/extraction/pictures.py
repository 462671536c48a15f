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
# What is shown until a script puts the picture in its place.
_STAND_IN = re.compile(
    r"/(?:blank|spacer|placeholder|transparent|pixel|loading|lazy-?load|1x1|empty)(?:[-_]?\d+)?\.\w+(?:\?|$)",
    re.IGNORECASE,
)
_FILE = re.compile(r"([^\s,]\S*+)(?:\s++(\d{1,5}(?:\.\d{1,3})?)[wx]\b)?")
_LONGEST_SET = 10_000  # characters
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
    told = (address for each in _tellers(picture) for address in _addresses(each))
    return next((resolve(base, address) for address in told if not _STAND_IN.search(address)), None)


def _tellers(picture: Element) -> Iterator[Element]:
    """The elements that say where it lies, itself first."""
    yield picture
    around = next(picture.iterancestors("picture"), None)
    yield from around.iter("source") if around is not None else ()


def _addresses(element: Element) -> Iterator[str]:
    for name in _LAZY:
        value = (element.get(name) or "").strip()
        address = _largest(value) if "srcset" in name else value
        if address and not address.startswith("data:"):
            yield address


def _largest(srcset: str) -> str | None:
    """The address of the widest or densest of several files, which may hold commas itself.

    >>> _largest("/w_480,h_320/pier.jpg 480w, /w_900,h_600/pier.jpg 900w")
    '/w_900,h_600/pier.jpg'
    """
    files = [(match[1].rstrip(","), float(match[2] or 1)) for match in _FILE.finditer(srcset[:_LONGEST_SET])]
    return max(files, key=lambda file: file[1])[0] if files else None


def is_small(picture: Element) -> bool:
    """An icon, a face, a pixel that counts."""
    if picture.tag == "amp-img":  # whose width may be that of its proportions
        return False
    width = (picture.get("width") or "").strip()
    return width.isdecimal() and int(width[:_DIGITS]) < _SMALL
