"""The row of links below a list that leads through its pages, told by what it is called and how it is built.

The addresses in it may have any form: what follows is the link after the page that is marked as this one, or
the one that is called next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.discovery.address import split
from broadsheet.discovery.paging_numbers import shown_number
from broadsheet.discovery.shapes import looks_like_article
from broadsheet.discovery.texts import label_of
from broadsheet.discovery.vocabulary import ALL_OF, BACK_CLASS, NEXT_CLASS, NEXT_LABEL, PAGER_CLASS
from broadsheet.urls import canonicalise, resolve

_BOXES = ("nav", "div", "ul", "ol", "p", "section", "table", "tr", "td", "aside", "footer", "span")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CURRENT_NAME = re.compile(
    r"(?:^|[\s_-])(?:current|active|selected|on|now|here|disabled|is-active)(?:$|[\s_-])", re.I
)
_ONWARD = re.compile(r"^[\s\d]*[›»→>≫▶❯⟩⇒]+\s*$")  # signs that sites use
_NAMING = ("class", "id", "aria-label", "role", "data-testid")
_OF_SLIDES = re.compile(
    r"swiper|slick|carousel|slider|slideshow|glide|splide|flickity|calendar", re.IGNORECASE
)
_NUMBERS_OF_A_ROW = 2
_FRONTS = frozenset({"", "/"})
_LONGEST_BOX = 60  # links of a row; more is a menu, or the list itself
_LARGEST_BOX = 600  # elements of a row, signs drawn in its links included
_MOST_BOXES = 100  # of a page; they may lie within one another
_CURRENT_TAGS = frozenset({"span", "strong", "b", "em", "li", "i", "u", "font"})


@dataclass(frozen=True, slots=True)
class PagerBox:
    """Where a pager leads next (None at the end), and whether only the page's scripts know where."""

    next_url: str | None
    is_script_only: bool = False


def pager_of(root: HtmlElement, base: str, url: str) -> PagerBox:
    """What the rows of page links on the page say."""
    is_script_only = False
    for box in islice(_boxes(root), _MOST_BOXES):
        onward = [link for link in _onward(box) if not _is_off(link)]
        is_row = len({n for link in box.iter("a") if (n := _number(link)) is not None}) >= _NUMBERS_OF_A_ROW
        for link in onward:
            target = _target(link, base, url)
            if target is not None and (is_row or _is_related(target, url)):
                return PagerBox(target)
        is_script_only = is_script_only or any(map(_is_scripted, onward))
    return PagerBox(None, is_script_only)


def _boxes(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.iter(*_BOXES):
        if not _is_called(PAGER_CLASS, element) or _is_called(_OF_SLIDES, element):
            continue
        tags = [inner.tag for inner in islice(element.iter(), _LARGEST_BOX + 1)]
        is_small = len(tags) <= _LARGEST_BOX
        if is_small and 0 < tags.count("a") + tags.count("button") <= _LONGEST_BOX:
            yield element


def _onward(box: HtmlElement) -> Iterator[HtmlElement]:
    """The links that may be the next page's, the surest first."""
    links = [link for link in box.iter("a", "button") if not _is_called(BACK_CLASS, link)]
    yield from (
        link for link in links if _is_called(NEXT_CLASS, link) or _is_called(NEXT_CLASS, link.getparent())
    )
    yield from (link for link in links if _is_worded(link))
    if len(links) == 1 and ALL_OF.match(label_of(links[0])):
        yield links[0]
    yield from _after_current(box)


def _is_worded(link: HtmlElement) -> bool:
    said = label_of(link) or link.get("title") or ""
    return bool(_ONWARD.match(said)) or (any(map(str.isalpha, said)) and bool(NEXT_LABEL.match(said)))


def _after_current(box: HtmlElement) -> Iterator[HtmlElement]:
    """The link whose number follows that of the page marked as this one."""
    number: int | None = None
    for element in box.iter():
        if not isinstance(element.tag, str):
            continue
        shown = _number(element)
        if shown is None:
            continue
        if _is_current(element):
            number = shown
        elif element.tag == "a" and number is not None and shown == number + 1:
            yield element
            return


def _is_current(element: HtmlElement) -> bool:
    if element.get("aria-current") not in {None, "false"} or _is_called(_CURRENT_NAME, element):
        return True
    is_link = (
        element.tag == "a"
        or any(True for _ in element.iter("a"))
        or any(True for _ in element.iterancestors("a"))
    )
    return element.tag in _CURRENT_TAGS and not is_link


def _number(element: HtmlElement) -> int | None:
    return shown_number(label_of(element))


def _target(link: HtmlElement, base: str, url: str) -> str | None:
    """Another page of this host that is no story."""
    found = None if _is_scripted(link) else resolve(base, link.get("href"))
    if found is None:
        return None
    target, here = canonicalise(found), canonicalise(url)
    own, other = split(here), split(target)
    leads_home = other.path in _FRONTS and not other.query
    is_story = looks_like_article(target) and not other.query
    return None if target == here or own.netloc != other.netloc or leads_home or is_story else target


def _is_related(target: str, url: str) -> bool:
    """Whether an address is of this list: below its folder, or naming its last part."""
    own, other = split(url).path.rstrip("/"), split(target)
    name = own.rpartition("/")[2].partition(".")[0]
    return other.path.startswith(own) or (bool(name) and name in f"{other.path}?{other.query}")


def _is_scripted(link: HtmlElement) -> bool:
    href = (link.get("href") or "").strip().lower()
    return href.startswith(("javascript:", "#")) or not href


def _is_off(link: HtmlElement) -> bool:
    """Whether a button can't be pressed: the last page's."""
    said = f"{link.get('class') or ''} {link.getparent().get('class') or ''}"
    is_disabled = link.get("disabled") is not None or link.get("aria-disabled") == "true"
    return is_disabled or "disabled" in said or "inactive" in said


def _is_called(name: re.Pattern[str], element: HtmlElement | None) -> bool:
    if element is None:
        return False
    said = " ".join(element.get(key) or "" for key in _NAMING)
    return bool(said.strip()) and name.search(_INNER_CAPITAL.sub("-", said)) is not None
