"""What the rules of a source file find on a page, before anything else is read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.cssselect import CSSSelector

from broadsheet.counting import counted
from broadsheet.extraction.blocks import Block, read_blocks
from broadsheet.extraction.story import Story
from broadsheet.extraction.tree import Element
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.sources.selectors import split_attribute
from broadsheet.text import clean

_BODY = "body_text"
FIELDS = (
    "headline", "kicker", "section_label", "desk_label", "deck", _BODY, "correction_text", "authors",
    "published_at", "modified_at", "image_url", "image_caption", "image_credit", "tags",
)  # fmt: skip
_ENOUGH, _MANY = 10, 100  # elements of a field that is one text, and of one that is many
_OF_MANY = frozenset(("authors", "tags"))
_TOLD_IN = {"meta": "content", "img": "src"}  # elements without text that say it in an attribute
_SELECTORS_KEPT = 500  # compiled; a source has a few dozen


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rule of one field found: the elements, and their texts or the values of their attribute."""

    selector: str
    elements: tuple[Element, ...]
    texts: tuple[str, ...]

    @property
    def candidates(self) -> list[Candidate]:
        """Each text as a statement of the page."""
        return [Candidate(text, "source_rule", self.selector, text) for text in self.texts]


@dataclass(slots=True)
class Ruled:
    """Of one page: what rules found by field, and what they found nothing to read for."""

    found: dict[str, Ruling] = field(default_factory=dict)
    missed: dict[str, Candidate] = field(default_factory=dict)  # without a value; as it stood, if it did
    dropped: list[tuple[Element, Element]] = field(default_factory=list)  # each with what stands for it
    drops: dict[str, int] = field(default_factory=dict)  # elements that each selector of `drop` took out

    @property
    def taken_out(self) -> str:
        """For who reads why a page is no article: what a rule took out of it before it was read."""
        count = sum(self.drops.values())
        return f"; the source file's rule for drop took out {counted(count, 'element')}" if count else ""

    def miss(self, name: str) -> None:
        """What was found cannot be read as such a field's value: what is found out stands."""
        ruling = self.found.pop(name)
        self.missed[name] = Candidate(None, "source_rule", ruling.selector, next(iter(ruling.texts), None))


def read_ruled(root: Element, rules: Mapping[str, tuple[str, ...]]) -> Ruled:
    """Take out what is to be dropped; then find each field's elements, by its first selector that has any."""
    ruled = Ruled()
    for selector in rules.get("drop", ()):
        taken = _elements(root, _css(selector)[0])
        ruled.drops[selector] = len(taken)
        for element in taken:
            _drop(element, ruled)
    for name in FIELDS:
        if selectors := rules.get(name):
            tried = (_ruling(root, each, name) for each in selectors)
            found = next(filter(None, tried), None)
            if found is not None:
                ruled.found[name] = found
            else:
                ruled.missed[name] = Candidate(None, "source_rule", ", ".join(selectors))
    return ruled


def story_by_rule(ruled: Ruled, blocks: Iterable[Block], headline: Block | None) -> Story | None:
    """All text within the elements, without captions of their figures, the headline and main headings.

    None, and a miss, where that is no text.
    """
    ruling = ruled.found[_BODY]
    chosen = set(ruling.elements)
    inside = [each for each in blocks if each is not headline and each.tag != "h1" and _is_of(each, chosen)]
    if not inside:
        ruled.miss(_BODY)
        return None
    return Story(tuple(inside), _around(ruling.elements))


def block_of(ruling: Ruling, blocks: Iterable[Block]) -> Block | None:
    """The block that shows what was found, if any does."""
    first = ruling.elements[0]
    return next(
        (each for each in blocks if each.element is first or first in each.element.iterancestors()), None
    )


def _is_of(block: Block, chosen: set[Element]) -> bool:
    """Whether the way up from a block meets one of the elements, and no figure before it."""
    figures = {element for zone, element in block.zones if zone is Zone.FIGURE}
    for each in (block.element, *block.element.iterancestors()):
        if each in chosen:
            return True
        if each in figures:
            return False
    return False


def _around(elements: tuple[Element, ...]) -> Element:
    """The smallest element that holds all of them."""
    first, *others = elements
    ways_up = [{each, *each.iterancestors()} for each in others]
    up = (each for each in (first, *first.iterancestors()) if all(each in way for way in ways_up))
    return next(up, first)


def _ruling(root: Element, selector: str, name: str) -> Ruling | None:
    """What one selector finds; of a body its elements alone, for their text is that of the page's blocks."""
    css, attribute = _css(selector)
    elements = _elements(root, css)
    if name == _BODY:
        holding = tuple(each for each in elements if any(not str(text).isspace() for text in each.itertext()))
        return Ruling(selector, holding, ()) if holding else None
    told = [(each, _said(each, attribute)) for each in elements[: _MANY if name in _OF_MANY else _ENOUGH]]
    kept = [(each, text) for each, text in told if text]
    if not kept:
        return None
    return Ruling(selector, tuple(each for each, _ in kept), tuple(text for _, text in kept))


def _said(element: Element, attribute: str | None) -> str:
    attribute = attribute or _TOLD_IN.get(str(element.tag))
    if attribute:
        return clean(element.get(attribute) or "")
    return clean(" ".join(block.text for block in read_blocks(element)))


def _elements(root: Element, css: CSSSelector) -> list[Element]:
    found = css(root)
    return [each for each in found if isinstance(each, Element)] if isinstance(found, list) else []


@lru_cache(maxsize=_SELECTORS_KEPT)
def _css(selector: str) -> tuple[CSSSelector, str | None]:
    css, attribute = split_attribute(selector)
    return CSSSelector(css, translator="html"), attribute


def put_back(ruled: Ruled) -> frozenset[Element]:
    """Set what was dropped into the page again, for people to look at; the elements."""
    for element, empty in reversed(ruled.dropped):
        empty.addprevious(element)
    return frozenset(element for element, _ in ruled.dropped)


def _drop(element: Element, ruled: Ruled) -> None:
    """Put an empty element in its place; the text behind it stays there."""
    parent = element.getparent()
    if parent is None:
        return
    empty = element.makeelement(element.tag)
    element.addnext(empty)  # between the element and the text behind it
    parent.remove(element)
    ruled.dropped.append((element, empty))
