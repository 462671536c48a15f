"""Zones that stand beside the story: those that hold little of the page's text, whatever their names."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import attrgetter, itemgetter

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.tree import Element

# Chosen as the numbers of `prose`.
_ZONE_SHARE = 0.35  # of all text from which on a zone known by its class alone is the story after all
_NAMED_ZONE_SHARE = 0.7  # the same for tags and names that hardly ever hold stories
_NAMED = any_of(
    "comment  disqus  related  recommend  most-?(?:read|popular)  newsletter  subscribe(?![rd])  sign-?up"
)
# Whatever they hold.
_NEVER = ("cookie", "consent", "gdpr", "privacy-overview", "cmplz", "onetrust", "didomi")
_FOOTER = "footer"
_BOX_TAGS = frozenset(("nav", "footer", "aside"))  # a form may be around the whole page
_WHOLE = frozenset(("html", "body", "main", "article"))  # whose classes describe the page
_NAMED_TAGS = frozenset(("nav", "footer", "aside", "form", "figcaption", "figure", "dialog"))

_ELEMENT = itemgetter(1)  # of a zone
_Run = tuple[list[Element], list[Block]]  # the elements of the zones around blocks in a row, and these


def outside_zones(blocks: list[Block], weights: list[int], headline: Block | None) -> list[Block]:
    """The blocks, which follow each other on the page, but those of zones beside the story."""
    runs = [
        (list(map(_ELEMENT, zones)), list(run)) for zones, run in groupby(blocks, key=attrgetter("zones"))
    ]
    around = {element for _, element in headline.zones} if headline is not None else None
    apart = _zones_apart(runs, weights, around)
    kept: list[Block] = []
    for elements, run in runs:
        if apart.isdisjoint(elements):
            kept += run
    return kept


def is_within_box(element: Element) -> bool:
    """Whether an element around it, or it itself, holds no stories by its tag or its name."""
    around = [each for each in (element, *element.iterancestors()) if each.tag not in _WHOLE]
    return any(each.tag in _BOX_TAGS or _NAMED.search(_name(each)) for each in around)


def _zones_apart(found: list[_Run], weights: list[int], around: set[Element] | None) -> set[Element]:
    """The elements of zones that stand beside the story: those that hold little of the text.

    Elements of one name count together, too: a layout may cut the story into several of them. `around` are
    the zones around the headline, if it is shown: what is called a footer and does not hold it is one.
    """
    runs = [(elements, sum(weights[run[0].index : run[-1].index + 1])) for elements, run in found]
    total = sum([weight for _, weight in runs])
    sums: dict[Element, int] = {}
    for elements, weight in runs:
        for element in elements:
            sums[element] = sums.get(element, 0) + weight
    names = {element: _name(element) for element, held in sums.items() if held}
    by_name: Counter[str] = Counter()
    for elements, weight in runs:
        if weight:
            for name in {names[element] for element in elements}:
                by_name[name] += weight
    story = {
        each
        for each, name in names.items()
        if _is_story_zone(each, name, sums[each], by_name[name], total)
        and (around is None or each in around or _FOOTER not in name.lower())
    }
    return sums.keys() - story


def _is_story_zone(element: Element, name: str, held: int, held_by_name: int, total: int) -> bool:
    most = _NAMED_ZONE_SHARE * total
    if (held < _ZONE_SHARE * total and held_by_name < most) or any(map(name.lower().count, _NEVER)):
        return False
    return held >= most or not (element.tag in _NAMED_TAGS or _NAMED.search(name))


def _name(element: Element) -> str:
    return f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}"
