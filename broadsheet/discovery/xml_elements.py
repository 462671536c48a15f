"""Elements of feeds and sitemaps by their local names, whatever namespace they are in, and what they say."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments and instructions."""
    tag = element.tag
    return _without_namespace(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=256)  # a document has a few, thousands of times
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of that local name, whatever their namespace."""
    return [child for child in element if local_name(child) == name]


def first_children(element: etree._Element) -> dict[str, etree._Element]:
    """By its local name the first child of each, whatever their namespace."""
    return {local_name(child): child for child in reversed(element)}


def text_of(element: etree._Element, name: str) -> str:
    """The trimmed text of the first child of that local name; empty when there is none."""
    found = children(element, name)
    return whole_text(found[0]) if found else ""


def whole_text(element: etree._Element | None) -> str:
    """The trimmed text within an element; empty when there is none."""
    if element is None:
        return ""
    pieces = element.itertext() if len(element) else (element.text or "",)
    return " ".join("".join(map(str, pieces)).split())
