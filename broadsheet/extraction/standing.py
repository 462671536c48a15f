"""Where on a page the values of its fields stand, as its reader chose them; never the values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.credits import split_caption
from broadsheet.extraction.element_paths import short_place
from broadsheet.extraction.observation import NOWHERE, WATCHED, Stood, rule_name
from broadsheet.extraction.page import Page
from broadsheet.extraction.ruled import FIELDS
from broadsheet.extraction.tree import Element
from broadsheet.extraction.trust import place_of
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold

_BY_PEOPLE = frozenset(("source_rule",))  # whoever wrote the rule said where; the site has not moved
_SHOWN = frozenset(("markup", "site_profile"))  # of origins; what a profile chose may be for machines, too
_DEEPEST = 40  # elements around a text that may be its container
_TOLD = ("meta ", "json_ld")  # as their locators begin


def standing(page: Page, *, is_whole: bool = True) -> tuple[Stood, ...]:
    """The places of the watched fields on a page that was read; of a part of a story not that of its text.

    Then of each rule of the source file whether it found anything: what a rule decides has no other place.
    """
    apart = () if is_whole else ("body_text",)
    fields = (
        _body(page) if name == "body_text" else _field(page, name)
        for name in WATCHED
        if not _is_ruled(page, name) and name not in apart
    )
    return (*fields, *(_rule(page, name) for name in _ruled_fields(page) if name not in apart))


def _ruled_fields(page: Page) -> Iterator[str]:
    return (name for name in FIELDS if page.context.rules.get(name))


def _rule(page: Page, name: str) -> Stood:
    selector = ", ".join(page.context.rules[name])
    return Stood(rule_name(name, selector), selector if name in page.ruled.found else NOWHERE)


def _is_ruled(page: Page, name: str) -> bool:
    stated = page.ledger.stated.get(name)
    return stated is not None and bool(stated) and stated[0].origin in _BY_PEOPLE


def _field(page: Page, name: str) -> Stood:
    stated = page.ledger.stated.get(name, ())
    values = [each for each in page.ledger.values if each.field == name and each.is_chosen]
    if not values or not stated:
        return Stood(name, NOWHERE, frozenset(_place(page, name, each) for each in stated if each.value))
    beside = {_place(page, name, each) for each in stated[1:] if each.value}
    if name == "headline" and page.headline_block is not None:
        beside.add(short_place(page.headline_block.element))
    return Stood(name, _place(page, name, stated[0]), frozenset(beside))


def _place(page: Page, name: str, stated: Candidate) -> str:
    if stated.element is not None:
        return short_place(stated.element)
    if stated.origin not in _SHOWN or stated.locator.startswith(_TOLD):
        return _statement(name, stated)
    element = _element(page, name, stated)
    return short_place(element) if element is not None else stated.locator


def _statement(name: str, stated: Candidate) -> str:
    """A statement for machines, whoever chose it; of microdata and embedded data no more is told."""
    if stated.locator.startswith("json_ld"):
        return place_of("json_ld", stated.locator)
    is_meta = stated.origin == "meta" or stated.locator.startswith(_TOLD)
    return stated.locator if is_meta else f"{stated.origin} {name}"


def _element(page: Page, name: str, stated: Candidate) -> Element | None:
    """What people see of a statement that does not name its element: headline, glued kicker, caption."""
    if name == "image_caption":
        block = _caption(page, stated.value or "")
        return block.element if block is not None else None
    return page.headline_block.element if page.headline_block is not None else None


def _caption(page: Page, text: str) -> Block | None:
    wanted = fold(text)
    lines = (each for each in page.surroundings if any(zone is Zone.FIGURE for zone, _ in each.zones))
    return next((each for each in lines if fold(split_caption(each.text).text or "") == wanted), None)


def _body(page: Page) -> Stood:
    """The text's container as the reader of one page finds it; beside it all that hold its longest block."""
    stated = page.ledger.stated.get("body_text", ())
    story = page.story_alone
    if stated and stated[0].origin != "markup":
        return Stood("body_text", _statement("body_text", stated[0]))
    if story.container is None or not story.blocks:
        return Stood("body_text", NOWHERE)
    longest = max(story.blocks, key=lambda block: block.own_length)
    around = [longest.element, *islice(longest.element.iterancestors(), _DEEPEST)]
    return Stood("body_text", short_place(story.container), frozenset(map(short_place, around)))
