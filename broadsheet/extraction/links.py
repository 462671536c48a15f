"""Links of a story, as data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from broadsheet.article import ArticleLink
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import clean
from broadsheet.urls import resolve

_MOST_LINKS = 200


def find_links(page: Page) -> tuple[ArticleLink, ...]:
    """Links within the story's paragraphs, then those in boxes of its container."""
    base = page.base_url
    aside = [block for block in page.blocks if block.link_length and _is_related(block, page)]
    unique: dict[tuple[str, str], ArticleLink] = {}
    for kind, blocks in (("inline", page.story.blocks), ("related", aside)):
        # Lines of one element follow each other.
        for element, _ in groupby(block.element for block in blocks):
            unique |= {(link.url, link.kind): link for link in _links(element, base, kind)}
    return tuple(unique.values())[:_MOST_LINKS]


def _is_related(block: Block, page: Page) -> bool:
    container = page.story.container
    if container is None or Zone.ASIDE not in block.zone_kinds:
        return False
    return container in (block.element, *block.element.iterancestors())


def _links(element: Element, base: str, kind: Any) -> Iterator[ArticleLink]:
    for anchor in element.iter("a"):
        href = anchor.get("href") or ""
        if href.startswith("#"):
            continue
        url, text = resolve(base, href), clean(text_of(anchor))
        if url is not None and text:
            yield ArticleLink(url, text, kind)
