"""The headings of a page that may title its story, and the headline that was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.tree import locate
from broadsheet.extraction.trust import cut_ends
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold

_BESIDE = frozenset((Zone.NAVIGATION,))
_FRONT = re.compile(r"(?:(?:https?:)?//[^/?#]+)?/?(?:index\.\w{2,5}|home/?)?$")
_SHORTEST = 4  # characters of a heading without spaces; shorter ones are logos and labels


@dataclass(frozen=True, slots=True)
class Headline:
    """The choice, the heading it stands in if it is shown, and what was glued before it."""

    chosen: Candidate
    candidates: tuple[Candidate, ...]
    block: Block | None = None
    kicker: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A block, its text without the names of site and section, and what that is compared by."""

    block: Block
    shown: Candidate
    key: str


def heading_of(block: Block, known: frozenset[str]) -> Heading:
    """The heading that a block is; `known` are folded names that end titles."""
    text = cut_ends(block.text, known, begin=False)
    return Heading(block, Candidate(text, "markup", locate(block.element), block.text), key_of(text))


def title_headings(blocks: list[Block]) -> list[Block]:
    """Headings that may title the story, main headings first; those of menus and boxes may not."""
    able = [block for block in blocks if block.tag in ("h1", "h2") and len(key_of(block.text)) >= _SHORTEST]
    kept = (block for block in able if not _is_beside(block) and not is_logo(block))
    return sorted(kept, key=lambda block: block.tag)


def is_logo(block: Block) -> bool:
    """Whether a heading is nothing but a link to the front page: the name of the site."""
    link = next(block.element.iter("a"), None) if block.link_length and not block.own_length else None
    return link is not None and _FRONT.match((link.get("href") or "-").strip()) is not None


def _is_beside(block: Block) -> bool:
    # A main heading may stand in a box named for the picture it shares it with, and what the page itself
    # calls its headline in a wrapper named for the sidebar it holds, too.
    beside = _BESIDE if block.tag == "h1" or _is_named(block) else _BESIDE | {Zone.ASIDE, Zone.FIGURE}
    return any(zone in beside for zone, _ in block.zones)


def _is_named(block: Block) -> bool:
    """Whether microdata or the microformat of entries calls the heading the title."""
    element = block.element
    return element.get("itemprop") == "headline" or "entry-title" in (element.get("class") or "").split()


def key_of(text: str | None) -> str:
    """Compared without white space: spans in headings are glued, or not, by their style sheet."""
    return "".join(fold(text or "").split())
