"""The visible text of a page as a list of blocks in reading order, in one walk over the tree."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.extraction.tree import Element
from broadsheet.extraction.zonenames import Zone
from broadsheet.extraction.zones import is_aside_in_line, zone_of
from broadsheet.text import one_line

# Text within these is not the page's own, or no text at all.
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "select", "option", "textarea", "button", "input", "audio", "video", "map", "head", "datalist",
    "frameset",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source",
))  # fmt: skip
# Inline elements that stand for boxes of their own where they are no part of a paragraph.
_ZONED_INLINE = frozenset(("span", "time", "small", "font"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "td", "dd")) | _HEADINGS


@dataclass(slots=True)
class Block:
    """A run of text between two block boundaries: a paragraph, a heading, a line of a byline."""

    element: Element  # the innermost block-level element around it
    text: str
    link_length: int  # characters within links
    zones: tuple[tuple[Zone, Element], ...]  # those around it, outermost first
    index: int = 0

    @property
    def tag(self) -> str:
        """The tag of the element around the text."""
        return str(self.element.tag)

    @property
    def own_length(self) -> int:
        """Characters outside links."""
        return len(self.text) - self.link_length


def read_blocks(root: Element) -> list[Block]:
    """Every run of visible text of the body, white space collapsed, empty ones left out."""
    body = root.find("body")
    walk = _Walk(root if body is None else body)
    walk.run()
    return walk.blocks


class _Walk:
    """One pass in document order, run for every element of every page: few calls, no recursion."""

    def __init__(self, body: Element) -> None:
        self.blocks: list[Block] = []
        self._body = body
        self._pieces: list[str] = []
        self._links = self._link_depth = 0
        self._zones: tuple[tuple[Zone, Element], ...] = ()  # shared by all blocks between two changes
        self._around: list[Element] = [body]
        self._within: list[str] = [str(body.tag)]  # the tags of those around

    def run(self) -> None:
        open_elements = [(self._body, "body", iter(self._body))]
        add, pieces = self._add, self._pieces
        self._add(self._body.text)
        while open_elements:
            element, tag, children = open_elements[-1]
            for child in children:
                inner = str(child.tag)
                if inner == "br":
                    self._break(child)
                elif inner not in _SKIPPED and not (inner == "span" and self._is_aside(child)):
                    self._open(child, inner)
                    if (text := child.text) and (pieces or not text.isspace()):
                        add(text)
                    if len(child):
                        open_elements.append((child, inner, iter(child)))
                        break
                    self._close(child, inner)
                if (text := child.tail) and (pieces or not text.isspace()):
                    add(text)
            else:
                open_elements.pop()
                self._close(element, tag)
                if open_elements and (text := element.tail) and (pieces or not text.isspace()):
                    add(text)
        self._flush()

    def _is_aside(self, element: Element) -> bool:
        return self._within[-1] in _PARAGRAPHS and is_aside_in_line(element)

    def _open(self, element: Element, tag: str) -> None:
        within = self._within[-1]
        if tag in _INLINE:
            if tag == "a":
                self._link_depth += 1
            if tag not in _ZONED_INLINE or within in _PARAGRAPHS:
                return
        if within in _HEADINGS:
            self._add(" ")  # a heading is one line, however many boxes its parts stand in
            return
        zone = zone_of(element, tag)
        if zone is not None or tag not in _INLINE:
            if self._pieces:
                self._flush()
            self._around.append(element)
            self._within.append(tag)
            if zone is not None:
                self._zones = (*self._zones, (zone, element))

    def _close(self, element: Element, tag: str) -> None:
        if self._around[-1] is element:
            if self._pieces:
                self._flush()
            self._around.pop()
            self._within.pop()
            if self._zones and self._zones[-1][1] is element:
                self._zones = self._zones[:-1]
        if tag == "a":
            self._link_depth -= 1

    def _break(self, element: Element) -> None:
        """Two line breaks end a paragraph, as on old pages; one is a space."""
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            self._flush()
        elif self._pieces:
            self._pieces.append(" ")

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._link_depth:
                self._links += len(text.strip())

    def _flush(self) -> None:
        if not self._pieces:
            return
        text = one_line("".join(self._pieces))
        if text:
            links = min(self._links, len(text))
            self.blocks.append(Block(self._around[-1], text, links, self._zones, len(self.blocks)))
        self._pieces.clear()
        self._links = 0
