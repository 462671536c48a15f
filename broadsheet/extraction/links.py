"""Links of a story, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from broadsheet.article import ArticleLink
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import names
from broadsheet.extraction.readalso import lines_leading_on
from broadsheet.extraction.tree import Element, holds, text_of
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import clean
from broadsheet.urls import resolve

_ASIDE = Zone.ASIDE  # which takes a call each time
# Where networks take what readers share.
_SHARING = re.compile(
    r"/(?:sharer?(?:\.php)?|share-offsite|sharearticle|sharing/[\w-]+|intent/(?:tweet|post)|pin/create/\w+)/?(?:\?|$)"
    r"|^https?://(?:api|web)?\.?(?:whatsapp\.com/send|wa\.me/\?text)",
    re.IGNORECASE,
)
_MOST_LINKS = 200
_BELOW = 12  # blocks below the story in which a box of other stories belongs to it
# Boxes of stories on the same matter; those of what is read most or newest are the site's.
_RELATED = names(
    "related also-read read-more readmore read-next more-on recommended inline-related yarpp jp-relatedposts"
)


def find_links(page: Page) -> tuple[ArticleLink, ...]:
    """Links within the story's paragraphs, then those that lead on to other stories, in it or by it.

    The latter stand in lines such as "Read also: ...", under such a title or in boxes of other stories.
    """
    near = _near(page)
    boxes = list(_boxes_apart(page, near))
    onward = {block.index for block in lines_leading_on([*near, *boxes])}
    aside = [block for block in near if block.index in onward or _is_related(block, page)]
    related = list(_anchors([*aside, *boxes], onward))
    led = set(related)
    inline = [anchor for anchor in _anchors(page.story.blocks, onward) if anchor not in led]
    found = [*_links(inline, page.base_url, "inline"), *_links(related, page.base_url, "related")]
    return tuple({(link.url, link.kind): link for link in found}.values())[:_MOST_LINKS]


def _near(page: Page) -> list[Block]:
    """The blocks from the headline to a little below the story."""
    if page.story.container is None or not page.story.blocks:
        return []
    first = page.headline_block or page.story.blocks[0]
    end = page.story.blocks[-1].index + 1
    return page.blocks[min(first.index, page.story.blocks[0].index) : end + _BELOW]


def _boxes_apart(page: Page, near: list[Block]) -> Iterator[Block]:
    """The linked lines of boxes that stand elsewhere in the story's container."""
    container = page.story.container
    if container is None or not near:
        return
    around = set(container.iterancestors())
    elsewhere = chain(page.blocks[: near[0].index], page.blocks[near[-1].index + 1 :])
    linked = (each for each in elsewhere if each.link_length and _ASIDE in each.zone_kinds)
    for zones, run in groupby(linked, key=attrgetter("zones")):
        box = zones[-1][1]
        if box in around:
            yield from (each for each in run if holds(container, each.element))
        elif holds(container, box):
            yield from run


def _is_related(block: Block, page: Page) -> bool:
    """Whether a block stands in a box of the story's container, or below it in one of other stories."""
    container = page.story.container
    if container is None or not block.link_length or _ASIDE not in block.zone_kinds:
        return False
    if holds(container, block.element):
        return True
    boxes = (element for zone, element in block.zones if zone is _ASIDE)
    is_below = 0 < block.index - page.story.blocks[-1].index <= _BELOW
    return is_below and any(_is_of_related(each.get("class"), each.get("id")) for each in boxes)


@lru_cache(4096)  # of a site's templates
def _is_of_related(classes: str | None, identifier: str | None) -> bool:
    return _RELATED.search(f"{classes or ''} {identifier or ''}") is not None


def _anchors(blocks: Iterable[Block], onward: set[int]) -> Iterator[Element]:
    """The links of each block; lines of one element share it, and those that lead on tell theirs apart."""
    for element, run in groupby(blocks, key=attrgetter("element")):
        if not len(element):
            continue
        lines = list(run)
        texts = [block.text for block in lines if block.index in onward]
        for anchor in element.iter("a"):
            if len(texts) < len(lines) or _is_told(clean(text_of(anchor)), texts):
                yield anchor


def _is_told(words: str, texts: list[str]) -> bool:
    return any(words in text for text in texts)


def _links(anchors: Iterable[Element], base: str, kind: Any) -> Iterator[ArticleLink]:
    for anchor in anchors:
        href = anchor.get("href") or ""
        if href.startswith("#"):
            continue
        url, text = resolve(base, href), clean(text_of(anchor))
        if url is not None and text and not _SHARING.search(url):
            yield ArticleLink(url, text, kind)
