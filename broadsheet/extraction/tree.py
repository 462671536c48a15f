"""The page as a tree, parsed once, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from broadsheet.errors import PageRejected
from broadsheet.extraction.limits import refuse_hostile_markup
from broadsheet.outcomes import Reason

Element = etree._Element
_TOO_DEEP = "Excessive depth"
_STEPS = 3
_MOST_OF_LINK = 1000  # characters, with the white space between its boxes


def parse(text: str, utf8: bytes | None = None) -> Element:
    """The root of the page. PageRejected when there is no markup, or more than the parser's limits allow.

    `utf8` is the text as UTF-8, from who has it already.
    """
    if "<" not in text:
        raise PageRejected(Reason.NOT_HTML if text.strip() else Reason.EMPTY, "the page holds no markup")
    data = (text.encode("utf-8", "replace") if utf8 is None else utf8).replace(b"\x00", b"")
    refuse_hostile_markup(data)
    # `huge_tree` lifts the limits to 2048 levels and to texts above 10 MB; still no entity expands.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise PageRejected(Reason.NOT_HTML, f"the parser found no document: {error}") from error
    if root is None:
        raise PageRejected(Reason.EMPTY, "the parser found no element")
    _refuse_cut_tree(parser)
    return root


def _refuse_cut_tree(parser: etree.HTMLParser) -> None:
    # Beyond its limit the parser drops the rest of the page; half a story must not pass for a whole one.
    last = parser.error_log.last_error
    if last is not None and last.level == etree.ErrorLevels.FATAL and _TOO_DEEP in last.message:
        raise PageRejected(Reason.TOO_COMPLEX, "elements nested deeper than 2048 levels")


def text_of(element: Element) -> str:
    """The text of an element and all within, white space as written."""
    if not len(element):
        return element.text or ""
    return "".join(cast("Iterator[str]", element.itertext()))


def beginning_of(element: Element, most: int = _MOST_OF_LINK) -> str:
    """The text of an element, cut behind `most` characters: of elements in each other each holds all within.

    White space as written.
    """
    if not len(element):
        return element.text or ""
    pieces, length = [], 0
    for piece in cast("Iterator[str]", element.itertext()):
        pieces.append(piece)
        length += len(piece)
        if length > most:
            break
    return "".join(pieces)


def holds(outer: Element, inner: Element) -> bool:
    """Whether an element is the other or stands within it."""
    node: Element | None = inner
    while node is not None and node is not outer:
        node = node.getparent()
    return node is not None


def locate(element: Element) -> str:
    """A short CSS path for people to find the element by: itself and its nearest named ancestors."""
    steps: list[str] = []
    node: Element | None = element
    while node is not None and len(steps) < _STEPS and node.tag not in ("body", "html"):
        steps.append(_step(node))
        if node.get("id"):
            break
        node = node.getparent()
    return " > ".join(reversed(steps)) or str(element.tag)


def _step(node: Element) -> str:
    if node.get("id"):
        return f"{node.tag}#{node.get('id')}"
    names = (node.get("class") or "").split()
    return f"{node.tag}.{names[0]}" if names else str(node.tag)
