"""The visible text of a page as a list of blocks in reading order, in one walk over the tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from broadsheet.extraction.tree import Element
from broadsheet.extraction.zones import Zone, zone_of

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
_PARAGRAPHS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "dd"))


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
    walk = _Walk()
    walk.over(root if body is None else body)
    return walk.blocks


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _links: int = 0
    _link_depth: int = 0
    _zones: list[tuple[Zone, Element]] = field(default_factory=list)
    _around: list[Element] = field(default_factory=list)

    def over(self, body: Element) -> None:
        self._around.append(body)
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._close(element)
            elif element.tag in _SKIPPED:
                walker.skip_subtree()
            elif element.tag == "br":
                self._break(element)
            else:
                self._open(element)
        self._flush()

    def _open(self, element: Element) -> None:
        zone = zone_of(element)
        if self._ends_run(element, zone is not None):
            self._flush()
            self._around.append(element)
        if zone is not None:
            self._zones.append((zone, element))
        if element.tag == "a":
            self._link_depth += 1
        self._add(element.text)

    def _close(self, element: Element) -> None:
        if element.tag not in _SKIPPED and element.tag != "br":
            is_zone = bool(self._zones) and self._zones[-1][1] is element
            if self._around[-1] is element:
                self._flush()
                self._around.pop()
            if element.tag == "a":
                self._link_depth -= 1
            if is_zone:
                self._zones.pop()
        self._add(element.tail)

    def _ends_run(self, element: Element, is_zone: bool) -> bool:
        """Whether its text is a block of its own; an inline element is, as a zone outside paragraphs."""
        if element.tag not in _INLINE:
            return True
        return is_zone and self._around[-1].tag not in _PARAGRAPHS

    def _break(self, element: Element) -> None:
        following = element.getnext()
        blank = not (element.tail or "").strip()
        if blank and following is not None and following.tag == "br":
            self._flush()
        else:
            self._pieces.append(" ")

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._link_depth:
                self._links += len(text.strip())

    def _flush(self) -> None:
        if not self._pieces:
            return
        text = " ".join("".join(self._pieces).split())
        if text:
            links = min(self._links, len(text))
            self.blocks.append(Block(self._around[-1], text, links, tuple(self._zones), len(self.blocks)))
        self._pieces.clear()
        self._links = 0
