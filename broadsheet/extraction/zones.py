"""What part of a page an element opens, told by its tag, role and class names.

A zone is an opinion: the reader of the body keeps a zone that holds most of the page's text, whatever
it is called.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from broadsheet.extraction.patterns import names
from broadsheet.extraction.tree import Element
from broadsheet.extraction.zonenames import Zone, named_zone

_TAGS = {
    "nav": Zone.NAVIGATION, "footer": Zone.NAVIGATION, "menu": Zone.NAVIGATION, "form": Zone.ASIDE,
    "aside": Zone.ASIDE, "dialog": Zone.ASIDE, "figure": Zone.FIGURE, "figcaption": Zone.FIGURE,
    "address": Zone.BYLINE,
}  # fmt: skip
_WHOLE = frozenset(("html", "body", "main", "article"))  # their classes describe the page, not a part of it
_BOXES = frozenset(("div", "section", "header", "ul"))  # whose roles are worth asking for
_ROLES = {
    "navigation": Zone.NAVIGATION, "banner": Zone.NAVIGATION, "contentinfo": Zone.NAVIGATION,
    "search": Zone.NAVIGATION, "complementary": Zone.ASIDE, "dialog": Zone.ASIDE, "alertdialog": Zone.ASIDE,
    "alert": Zone.ASIDE,
}  # fmt: skip


# What a figure may show, and further figures, so that those in each other are not gone through twice.
_SHOWN = ("figure", "table", "img", "picture", "video", "iframe", "svg")
# What a menu has many of, what it does not hold, and the characters of lines of which it has none, or few.
_MANY_LINKS, _LONG_LINE = 11, 200
_SENTENCE, _FEW_SENTENCES = 60, 2
_NOT_OF_MENU = ("p", "h1", "time", "article", "blockquote", "noscript", "template")
_IN_LINE = names(r"visually-?hidden sr-only screen-?reader(?:-text)? tooltip(?:-\w+)* rollover-\w+-block")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def zone_of(element: Element, tag: str) -> Zone | None:
    """The zone that this element of that tag opens, or None."""
    zone = _TAGS.get(tag)
    if zone is not None or tag in _WHOLE:
        return _unless_mistaken(zone, element, tag)
    attributes = len(element.attrib)
    if not attributes:
        return None
    classes = element.get("class") or ""
    if classes and attributes == 1:  # as most have
        return named_zone(classes, "")
    style = element.get("style")
    zone = named_zone(classes, element.get("id") or "")
    if (style is not None and _UNSEEN.search(style)) or element.get("hidden") is not None:
        return Zone.CODED if zone is Zone.CODED else Zone.HIDDEN
    return _by_role(element) if zone is None and tag in _BOXES else zone


def is_menu(part: Element) -> bool:
    """Whether a part of the page holds many links and nothing to be read: no headline, paragraph or time."""
    if next(islice(part.iter("a"), _MANY_LINKS, None), None) is None:
        return False
    if next(part.iter(*_NOT_OF_MENU), None) is not None:
        return False
    lines = [len(text.strip()) for text in part.itertext() if len(text) >= _SENTENCE]
    sentences = [length for length in lines if length >= _SENTENCE]
    return len(sentences) <= _FEW_SENTENCES and max(sentences, default=0) < _LONG_LINE


def is_aside_in_line(element: Element) -> bool:
    """Whether a part of a line is words for screen readers or a note that opens, told by its classes.

    What is merely hidden may be the rest of a paragraph that a button shows.
    """
    classes = element.get("class")
    return classes is not None and _names_aside(classes)


@lru_cache(maxsize=4096)  # of a site's templates
def _names_aside(classes: str) -> bool:
    return _IN_LINE.search(classes) is not None


def _unless_mistaken(zone: Zone | None, element: Element, tag: str) -> Zone | None:
    """A form may hold the whole page, and a footer, below a headline, who wrote the story and when.

    A figure may hold a table, as editors set them.
    """
    if tag == "figure":
        return None if _is_of_table(element) else zone
    if tag == "form":
        return None if _is_whole_page(element) else zone
    if tag == "footer":
        named = named_zone(element.get("class") or "", "")
        return named if named is Zone.BYLINE else zone
    return zone


def _is_of_table(figure: Element) -> bool:
    """Whether a figure shows a table, and no picture: above it, or in it as where tables lay pages out."""
    shown = (each for each in figure.iter(*_SHOWN) if each is not figure)
    first = next(shown, None)
    within = next(shown, None) if first is not None and first.tag == "table" else first
    return first is not None and first.tag == "table" and (within is None or within.tag == "table")


def _is_whole_page(form: Element) -> bool:
    """Whether a form holds the page, as ASP.NET sets it, rather than a few fields of it."""
    around = form.getparent()
    return around is not None and around.tag == "body"


def _by_role(element: Element) -> Zone | None:
    role = element.get("role")
    return _ROLES.get(role) if role is not None else None
