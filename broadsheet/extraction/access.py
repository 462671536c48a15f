"""Whether the whole text may be read: graded evidence from data, markup and prompts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.furniture import is_prompt_text
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.walls import WORDS, is_wall_text
from broadsheet.extraction.zonenames import Zone
from broadsheet.fieldwords import Access

_TIERS = {
    "free": "free",
    "metered": "metered",
    "locked": "paywalled",
    "paid": "paywalled",
    "premium": "paywalled",
}
_PRICE = r".{0,30}\b(?:subscri|purchase|buy)"  # behind an offer to log in: nothing is free
_METER = any_of(
    rf"""
    you(?:[’']ve| have) (?:read|reached|used|\d+|one|two|three)\b
    articles? (?:left|remaining) this\b
    free articles?\b
    (?:register|sign in|log in)\b(?!{_PRICE}).{{0,40}}\b(?:full access|to (?:read|continue|keep))\b
    kostenlose(?:n)? artikel\b
    artículos gratis\b
    articles gratuits\b
    """,
    before=r"\b",
)
# Cheap to look for; no notice is without one of them.
_WORDS = (
    "rtikel", "rtículo", "egister", "ign in", "og in",
    "rticle", "ou’ve", "ou've", "ou have",
)  # fmt: skip
_FLAG = re.compile(r"(?:^|[:._-])(?:is[_-]?)?(?:(free)|premium|paid|paywall(?:ed)?|locked)$")
_FLAGS = ("free", "premium", "paid", "paywall", "paywalled", "locked")
_CUT_NAMES = re.compile(r"paywall|piano|premium|locked|truncat|fade-?out|gradient", re.IGNORECASE)
_UNTOLD = frozenset((Zone.NAVIGATION, Zone.HIDDEN))  # what is hidden is for scripts to show, or never is
_SHORT_TEXT = 1200  # characters; below, a wall's words mean that the text ends there
_LONGEST_NOTICE = 300


def find_access(page: Page, body_length: int) -> Access:
    """The access state, with its evidence in the ledger; unknown where nothing is said."""
    stated = [*_stated(page), *_shown(page, body_length)]
    chosen = _strongest(stated)
    page.ledger.record("access", stated, chosen)
    return "unknown" if chosen is None else _as_access(chosen.value)


def _stated(page: Page) -> list[Candidate]:
    found: list[Candidate] = []
    tier = page.head.first("article:content_tier", "og:article:content_tier")
    if tier is not None and (tier.value or "").lower() in _TIERS:
        found.append(Candidate(_TIERS[(tier.value or "").lower()], "meta", tier.locator, tier.raw))
    found += _flagged(page)
    for node in [page.article] if page.article else []:
        is_free = _truth(node.data.get("isAccessibleForFree"))
        if is_free is not None:
            raw = str(node.data.get("isAccessibleForFree"))
            found.append(
                Candidate(
                    "free" if is_free else "paywalled", "json_ld", f"{node.path}.isAccessibleForFree", raw
                )
            )
    return found


def _flagged(page: Page) -> Iterator[Candidate]:
    """Metas that sites name themselves: "courier:premium", "is_free"."""
    for name, values in page.head.metas.items():
        match = _FLAG.search(name) if name.endswith(_FLAGS) else None
        first = next(iter(values), None) if match is not None else None
        is_set = _truth(first) if first is not None else None
        if match is not None and is_set is not None:
            is_free = is_set is (match[1] is not None)
            yield Candidate("free" if is_free else "paywalled", "meta", f"meta {name}", first)


def _shown(page: Page, body_length: int) -> list[Candidate]:
    """Notices on the page. A wall's words beside a long text are an offer, and prove nothing."""
    found: list[Candidate] = []
    is_short = body_length < _SHORT_TEXT
    for block in _notices(page, (*_WORDS, *WORDS) if is_short else _WORDS):
        if _METER.search(block.text):
            found.append(Candidate("metered", "markup", "notice", block.text))
        elif (
            is_short
            and is_wall_text(block.text)
            and (_ends_story(page, block) or is_in_wall(page, block.text))
        ):
            found.append(Candidate("paywalled", "markup", "notice", block.text))
    return found


def _notices(page: Page, known: tuple[str, ...]) -> list[Block]:
    """The lines that hold one of the known words of a notice."""
    short = [
        block
        for block in page.blocks
        if len(block.text) <= _LONGEST_NOTICE
        and (not block.zone_kinds or _UNTOLD.isdisjoint(block.zone_kinds))
    ]
    together = "\n".join([block.text for block in short])
    words = [word for word in known if word in together]
    return [block for block in short if any(map(block.text.__contains__, words))] if words else []


def _ends_story(page: Page, block: Block) -> bool:
    """Whether a line without links stands where the text breaks off: its last, or right behind it."""
    last = page.story.blocks[-1].index if page.story.blocks else block.index
    return block.index - last in (0, 1) and not block.link_length


def is_in_wall(page: Page, text: str) -> bool:
    """Whether the words of a wall stand alone or among prompts, rather than in a menu."""
    return is_prompt_text(text) or any(
        _CUT_NAMES.search(f"{each.get('class') or ''} {each.get('id') or ''}")
        for each in page.root.iter("div", "section")
    )


def _strongest(stated: list[Candidate]) -> Candidate | None:
    """A visible meter outweighs data, which sites often set alike for all pages; data outweighs words."""
    by_value = {
        value: [each for each in stated if each.value == value] for value in ("metered", "paywalled", "free")
    }
    meter = next((each for each in by_value["metered"] if each.origin == "markup"), None)
    walls, free = by_value["paywalled"], by_value["free"]
    if meter is not None:
        return meter
    if walls and free:
        return next((each for each in walls if each.origin == "markup"), None)
    return next(iter([*by_value["metered"], *walls, *free]), None)


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower().rsplit("/", 1)[-1]
    return {"true": True, "false": False, "1": True, "0": False}.get(text)


def _as_access(value: str | None) -> Access:
    return "metered" if value == "metered" else "paywalled" if value == "paywalled" else "free"
