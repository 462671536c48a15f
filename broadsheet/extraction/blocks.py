"""The visible text of a page as a list of blocks in reading order, in one walk over the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from broadsheet.extraction.sentences import LAST_SIGNS
from broadsheet.extraction.tree import Element
from broadsheet.extraction.zonenames import Zone
from broadsheet.extraction.zones import is_aside_in_line, is_menu, zone_of
from broadsheet.text import one_line

# Text within these is not the page's own, or no text at all.
_UNREAD = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "select", "option", "textarea", "button", "input", "audio", "video", "map", "head", "datalist",
    "frameset",
)  # fmt: skip
_INLINE = (
    "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp",
    "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "img", "picture", "source",
)  # fmt: skip
_ZONED_INLINE = ("span", "time", "small", "font")
SKIPPED, INLINE = frozenset(_UNREAD), frozenset(("a", *_INLINE, *_ZONED_INLINE))
# How the walk takes an element: what it must not open, templates, inline ones, links, inline ones that stand
# for boxes of their own where they are no part of a paragraph; all others are boxes. Numbers, for they are
# compared at every element.
_SKIPPED, _TEMPLATE, _BREAK, _PLAIN, _LINK, _ZONED, _BOX = range(7)
_KINDS = {
    **dict.fromkeys(_UNREAD, _SKIPPED), "template": _TEMPLATE, "br": _BREAK,
    **dict.fromkeys(_INLINE, _PLAIN), "a": _LINK, **dict.fromkeys(("cite", *_ZONED_INLINE), _ZONED),
}  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
LONGEST_CELL = 120  # characters; longer ones hold paragraphs, as where a table makes the columns of a page
_EMPTY_LINE = re.compile(r"\n[^\S\n]*+\n")
_CODED = Zone.CODED  # which takes a call each time
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "td", "dd")) | HEADINGS


@dataclass(slots=True)
class Block:
    """A run of text between two block boundaries: a paragraph, a heading, a line of a byline."""

    element: Element  # the innermost block-level element around it
    text: str
    link_length: int  # characters within links
    zones: tuple[tuple[Zone, Element], ...]  # those around it, outermost first
    zone_kinds: tuple[Zone, ...]  # what they are, each kind once
    index: int
    tag: str  # of the element
    weight: int | None = None  # once it was asked for: `prose.weigh`

    @property
    def own_length(self) -> int:
        """Characters outside links."""
        return len(self.text) - self.link_length


def read_blocks(root: Element) -> list[Block]:
    """Every run of visible text of the body, white space collapsed; of menus the links alone."""
    body = root.find("body")
    walk = Walk(root if body is None else body)
    walk.run(walk.body)
    return walk.blocks


class Walk:
    """One pass in document order, run for every element of every page: few calls, no recursion."""

    def __init__(self, body: Element) -> None:
        self.blocks: list[Block] = []
        self.body = body
        self._pieces: list[str] = []
        self._links = self._link_depth = 0
        # Shared by all blocks between two changes.
        self._zones: tuple[tuple[Zone, Element], ...] = ()
        self._zone_kinds: tuple[Zone, ...] = ()
        self._kinds_around: list[tuple[Zone, ...]] = []
        self._around: list[tuple[Element, str]] = [(body, str(body.tag))]  # boxes, with their tags

    def run(self, outer: Element) -> int:
        """Read all within an element; the number of links there.

        Entries of `unfinished`: an element within which the walk is, and as what it was opened.
        """
        unfinished: list[tuple[Element, int]] = []
        links = 0
        add, pieces, kind_of = self.add, self._pieces, _KINDS.get
        element = self._first(outer)
        while element is not None or unfinished:
            if element is None:
                element, kind = unfinished.pop()
                if kind >= _LINK:
                    self._close(element, kind)
            else:
                kind = kind_of(tag := element.tag, _BOX)
                if kind >= _ZONED:
                    kind = self._open(element, tag, kind)
                elif kind == _LINK:
                    self._link_depth += 1
                    links += 1
                elif _SKIPPED < kind < _PLAIN:
                    kind = self._break(element) if kind == _BREAK else self._template(element)
                if kind >= _PLAIN:
                    if (text := element.text) and (pieces or not text.isspace()):
                        add(text)
                    if len(element):
                        unfinished.append((element, kind))
                        element = element[0]
                        continue
                    if kind >= _LINK:
                        self._close(element, kind)
            if (text := element.tail) and (pieces or not text.isspace()):
                add(text)
            element = element.getnext()
        self._flush()
        return links

    def _first(self, outer: Element) -> Element | None:
        """The first element within; the text before it is taken."""
        if outer.text:
            self.add(outer.text)
        return outer[0] if len(outer) else None

    def _open(self, element: Element, tag: str, kind: int) -> int:
        """As what it is taken: a box, where blocks begin and end with it, part of a line, or nothing."""
        within = self._around[-1][1]
        if tag == "cite":
            if within == "blockquote" and self._is_speaker(element):
                self._flush()
            return _PLAIN
        if kind == _ZONED and within in _PARAGRAPHS:
            return _SKIPPED if tag == "span" and is_aside_in_line(element) else _PLAIN
        if within in HEADINGS:
            self.add(" ")  # a heading is one line, however many boxes its parts stand in
            return _PLAIN
        zone = zone_of(element, tag)
        if zone is None and kind == _ZONED:
            self._part(element)
            return _PLAIN
        if self._pieces:
            self._flush()
        self._around.append((element, tag))
        if zone is not None:
            self._zones = (*self._zones, (zone, element))
            self._kinds_around.append(self._zone_kinds)
            if zone not in self._zone_kinds:
                self._zone_kinds = (*self._zone_kinds, zone)
                if zone is Zone.NAVIGATION and is_menu(element):
                    self._menu(element)
                    return _SKIPPED
        return _BOX

    def _menu(self, menu: Element) -> None:
        """Its links, each a block; of half of a page's boxes nothing else is asked for."""
        self._link_depth += 1
        links = menu.iter("a")
        for link in links:
            self._around.append((link, "a"))
            if len(link):
                within = self.run(link)
                next(islice(links, within, within), None)  # they are read
            elif link.text:
                self.add(link.text)
                self._flush()
            self._around.pop()
        self._link_depth -= 1
        self._close(menu, _BOX)

    def _is_speaker(self, cited: Element) -> bool:
        """Whether it is who said the whole quotation, behind its last sentence: a line of its own."""
        before = self._pieces[-1].rstrip() if self._pieces else ""
        return cited.getnext() is None and not (cited.tail or "").strip() and before[-1:] in LAST_SIGNS

    def _part(self, element: Element) -> None:
        """A space between two inline boxes that styles alone set apart: a name, and the date behind it."""
        text, before = element.text, self._pieces[-1] if self._pieces else ""
        if text and len(text) > 1 and len(before) > 1 and (text[0].isupper() or text[0].isdigit()):
            previous = element.getprevious()
            if previous is not None and not previous.tail and previous.tag in _ZONED_INLINE:
                self._pieces.append(" ")

    def _close(self, element: Element, kind: int) -> None:
        if kind == _LINK:
            self._link_depth -= 1
            return
        if self._pieces:
            self._flush()
        self._around.pop()
        if self._zones and self._zones[-1][1] is element:
            self._zones, self._zone_kinds = self._zones[:-1], self._kinds_around.pop()

    def _break(self, element: Element) -> int:
        """Two line breaks end a paragraph, as on old pages; one is a space."""
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            self._flush()
        elif self._pieces:
            self._pieces.append(" ")
        return _BREAK

    def _template(self, template: Element) -> int:
        """Read only where browsers show it in place of the element around it."""
        # https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode
        if template.get("shadowrootmode") is None:
            return _SKIPPED
        template.tag = "div"  # for all who look at the page behind the walk
        return self._open(template, "div", _BOX)

    def add(self, text: str) -> None:
        """Take up a text as part of the block that is being read."""
        self._pieces.append(text)
        if self._link_depth:
            self._links += len(text.strip())

    def _flush(self) -> None:
        pieces = self._pieces
        if not pieces:
            return
        raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
        text = one_line(raw)
        if text and _CODED not in self._zone_kinds:
            links, index = min(self._links, len(text)), len(self.blocks)
            box, tag = self._around[-1]
            if tag == "p" and len(text) <= LONGEST_CELL:
                box, tag = self._cell(box)
            if tag == "pre":
                self._preformatted(box, raw, links / len(text))
            else:
                self.blocks.append(Block(box, text, links, self._zones, self._zone_kinds, index, tag))
        pieces.clear()
        self._links = 0

    def _preformatted(self, box: Element, text: str, linked: float) -> None:
        """Text whose lines stand as written: empty ones part its paragraphs; that share of it is in links."""
        for line in filter(None, map(one_line, _EMPTY_LINE.split(text))):
            index, links = len(self.blocks), int(linked * len(line))
            self.blocks.append(Block(box, line, links, self._zones, self._zone_kinds, index, "pre"))

    def _cell(self, paragraph: Element) -> tuple[Element, str]:
        """What is all of a cell is the cell's text, as editors of rich text set it; else the paragraph."""
        if len(self._around) == 1 or self._around[-2][1] not in CELLS:
            return paragraph, "p"
        is_all = paragraph.getprevious() is None and paragraph.getnext() is None
        return self._around[-2] if is_all else (paragraph, "p")
