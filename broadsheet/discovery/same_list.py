"""Which addresses are pages of one list, told by their paths: `/politics/2`, `/politics_2.html`."""

from __future__ import annotations

import re

from broadsheet.discovery.address import split
from broadsheet.discovery.shapes import is_day

# The last part of an address that is a page of a list and nothing else: `2`, `index_2.shtml`, `0,1.html`.
_PAGE_SEGMENT = re.compile(
    r"^(?:page|index|list|p|pagina|página|pag|seite|strona|strana|sayfa|sida)?(?:[-_,.]?\d{1,4}){1,2}(?:\.[a-z]{2,5})?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<=.)[-_,](?:page|trang|p|s)?[-_]?\d{1,4}$", re.IGNORECASE)
_SUPPORT = 2  # numbers of one row that agree


def is_of_this_list(target: str, url: str, is_like_here: bool, support: int) -> bool:
    """Whether an address is a page of the list at `url`, all canonical.

    `is_like_here` says that both differ in a number alone, `support` how many addresses of one make count so.
    """
    own, other = split(url), split(target)
    if own.netloc != other.netloc or is_day(target):
        return False
    last = own.path.rstrip("/").rpartition("/")[2]
    is_page = "." in last or _PAGE_SEGMENT.match(last) is not None
    folder = own.path.rstrip("/")[: -len(last) - 1] if is_page else own.path.rstrip("/")
    if _is_numbered_sibling(own.path, other.path):
        return True
    if not is_like_here and not (other.path.rstrip("/") + "/").startswith(folder + "/"):
        return False
    tail = other.path.rstrip("/").rpartition("/")[2]
    return support >= _SUPPORT or other.path == own.path or _PAGE_SEGMENT.match(tail) is not None


def last_number(url: str) -> int | None:
    """The number at the end of a path that is the number of a page."""
    tail = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return int(re.findall(r"\d+", tail)[-1]) if _PAGE_SEGMENT.match(tail) else None


def folder_and_name(path: str) -> tuple[str, str]:
    """All parts of a path but the last, and the last."""
    folder, _, name = path.rstrip("/").rpartition("/")
    return folder, name


def _is_numbered_sibling(own: str, other: str) -> bool:
    """`/politics-p2` and `/politics_2.html` are pages of `/politics` and `/politics.html`."""
    (folder, name), (place, page) = folder_and_name(own), folder_and_name(other)
    (stem, ending), (numbered, its_ending) = _stem_and_ending(name), _stem_and_ending(page)
    bare = _NUMBERED.sub("", numbered)
    return (folder, ending) == (place, its_ending) and bare != numbered and bare == _NUMBERED.sub("", stem)


def _stem_and_ending(name: str) -> tuple[str, str]:
    stem, _, ending = name.partition(".")
    return stem, ending
