"""XML from strangers: no entities, no DTDs, no network, no endless trees."""

from __future__ import annotations

import re

from lxml import etree

MAX_BYTES = 50 * 1024 * 1024  # the sitemap protocol's own limit for one file


def parse_xml(body: bytes) -> etree._Element | None:
    """The root element, mended where it can be; None when there is none or the document declares a DTD."""
    if len(body) > MAX_BYTES or re.search(rb"<!(?:DOCTYPE|ENTITY)", body[:4096], re.IGNORECASE):
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of that local name, whatever their namespace."""
    return [child for child in element if local_name(child) == name]


def text_of(element: etree._Element, name: str) -> str:
    """The trimmed text of the first child of that local name; empty when there is none."""
    found = children(element, name)
    return " ".join("".join(str(part) for part in found[0].itertext()).split()) if found else ""
