"""What the markup of a line calls by authors: the line, names within it, their place."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import is_role, parse_byline
from broadsheet.extraction.byline_labels import without_label
from broadsheet.extraction.organisations import is_agency, is_organisation
from broadsheet.extraction.patterns import names
from broadsheet.extraction.personnames import is_names
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import clean

_AUTHOR_NAMES = re.compile(
    r"author|byline|autor|auteur|forfatter|skribent|writer|journalist|contributor"
    r"|(?:^|\s)(?:fn|by)(?=\s|$)",  # hCard's formatted name, and the word before it
    re.IGNORECASE,
)
# Also called so: companies and buttons. Only names alone count there.
_SIGNATURE = names(
    "editor muhabir reporter firma firmado signature signatur assinatura podpis underskrift imza shomei"
)
_PLACE = names("place location dateline-place byline-location lugar ort luogo")
_BEHIND_DASH = re.compile(r"\s*[—–]\s+(?P<place>[^\W\d_][^\d—–,|/]{1,40})")
LONGEST_BYLINE = 200  # characters
_MOST_MARKED, _MOST_PARTS = 20, 100  # names of one line; elements of it that are looked at
_LONGEST_ROLE = 40


def is_byline_place(block: Block) -> bool:
    """Whether its element, a byline around it, or all of it by its place, is called by authors."""
    elements = [block.element, *(element for zone, element in block.zones if zone is Zone.BYLINE)]
    return any(_is_of_author(each) or each.tag == "address" for each in elements) or is_name_in_place(block)


def marked_names(block: Block) -> str | None:
    """The part of a line that is called by authors, where it is nothing but names."""
    texts = _marked_texts(block)
    is_told = bool(texts) and all(map(_is_of_names, texts))
    return ", ".join(map(_bare, texts[:_MOST_MARKED])) if is_told else None


def place_behind(block: Block) -> str | None:
    """What stands behind the marked names and a dash: "By Ana Costa — Lisbon"."""
    texts = _marked_texts(block)
    if not texts or marked_names(block) is None:
        return None
    match = _BEHIND_DASH.fullmatch(block.text.rpartition(texts[-1])[2])
    place = match["place"] if match else ""
    is_place = is_names(place) and not (is_organisation(place) or is_agency(place) or is_role(place))
    return place if is_place else None


def marked_place(block: Block) -> str | None:
    """The part of a line that is called a place."""
    marked = (
        each
        for each in block.element.iter("span", "b", "em", "strong")
        if _PLACE.search(each.get("class") or "")
    )
    return next((text for text in (clean(text_of(each)) for each in marked) if text in block.text), None)


def is_name_in_place(block: Block) -> bool:
    """Whether a line of nothing but names stands in an element, or next within one, called by authors."""
    if block.tag == "caption" or not is_names(_without_role(block.text), marked=True):
        return False  # a table's title tells what it shows
    return any(_is_of_author(each) or _is_signature(each) for each in _with_parent(block.element))


def _is_of_names(text: str) -> bool:
    """Whether all of it is names, with "and" between them in whatever language."""
    found = parse_byline(_bare(text)).authors
    return is_names(_bare(text), marked=True) or (
        len(found) > 1 and all(is_names(each.name) for each in found)
    )


def _marked_texts(block: Block) -> list[str]:
    if len(block.text) > LONGEST_BYLINE:
        return []
    parts = islice(block.element.iter("span", "b", "em", "strong", "cite"), _MOST_PARTS)
    marked = [each for each in parts if each is not block.element and _is_of_author(each)]
    # Of a line that stands in an element that holds far more, as the body may, the parts are none of it.
    texts = [text for each in marked if (text := clean(text_of(each))) in block.text]
    return [
        text for text in dict.fromkeys(texts) if not any(other != text and other in text for other in texts)
    ]


def _bare(text: str) -> str:
    """Without the word before a name, and the brackets around it."""
    return without_label(text).strip("()（）[] ")


def _without_role(text: str) -> str:
    """ "Ana Costa, architect": the name."""
    name, comma, role = text.partition(", ")
    is_role = comma and " " in name and role.islower() and len(role) <= _LONGEST_ROLE
    return name if is_role else text


def _with_parent(element: Element) -> list[Element]:
    around = element.getparent()
    return [element] if around is None else [element, around]


def _is_signature(element: Element) -> bool:
    return _SIGNATURE.search(element.get("class") or "") is not None


def _is_of_author(element: Element) -> bool:
    named = " ".join(filter(None, map(element.get, ("class", "itemprop", "rel", "id", "data-testid"))))
    return bool(named) and _names_author(named)


@lru_cache(4096)  # of a site's templates
def _names_author(named: str) -> bool:
    return _AUTHOR_NAMES.search(named) is not None
