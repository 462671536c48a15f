"""Links of a story, as data, and the keywords that are stated of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from broadsheet.article import ArticleLink
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import clean
from broadsheet.urls import resolve

_MOST_LINKS, _MOST_TAGS = 200, 40
_LONGEST_TAG = 60


def find_links(page: Page) -> tuple[ArticleLink, ...]:
    """Links within the story's paragraphs, then those in boxes of its container."""
    base = page.base_url
    inline = [link for block in page.story.blocks for link in _links(block.element, base, "inline")]
    aside = [block for block in page.blocks if block.link_length and _is_related(block, page)]
    related = [link for block in aside for link in _links(block.element, base, "related")]
    unique = {(link.url, link.kind): link for link in [*inline, *related]}
    return tuple(unique.values())[:_MOST_LINKS]


def find_tags(page: Page) -> tuple[str, ...]:
    """Keywords as stated: JSON-LD, then article:tag, news_keywords, keywords."""
    stated = page.stated("keywords")
    for names in (("article:tag",), ("news_keywords",), ("parsely-tags",), ("sailthru.tags",), ("keywords",)):
        stated = stated or page.head.all(*names)
    stated = stated or page.embedded.all("tags")
    pieces = [piece for each in stated for piece in _split_tags(each, len(stated))]
    tags = tuple(dict.fromkeys(piece for piece in pieces if 0 < len(piece) <= _LONGEST_TAG))[:_MOST_TAGS]
    page.ledger.record("tags", stated, stated if tags else None)
    return tags


def _split_tags(candidate: Candidate, count: int) -> list[str]:
    text = candidate.value or ""
    return [clean(part) for part in re.split(r"[,;，、]", text)] if count == 1 else [text]


def _is_related(block: Block, page: Page) -> bool:
    container = page.story.container
    if container is None or Zone.ASIDE not in block.zone_kinds:
        return False
    return container in (block.element, *block.element.iterancestors())


def _links(element: Element, base: str, kind: Any) -> Iterator[ArticleLink]:
    for anchor in element.iter("a"):
        url, text = resolve(base, anchor.get("href") or ""), clean(text_of(anchor))
        if url is not None and text and not (anchor.get("href") or "").startswith("#"):
            yield ArticleLink(url, text, kind)
