"""A page as it was, block by block, with what became of each: made anew from its texts, nothing taken over.

Of the page's own markup no attribute but the direction of its writing is repeated, and no address: a hostile
page is words like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from broadsheet.extraction.blocks import HEADINGS, INLINE, SKIPPED
from broadsheet.extraction.judged import Fate, Judgement
from broadsheet.extraction.ruled import Ruled, put_back
from broadsheet.extraction.tracing import trace
from broadsheet.extraction.tree import Element

_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "u"}
_MEDIA = {"img": "picture", "iframe": "frame", "video": "film", "audio": "sound", "object": "object"}
_CLASSES = {Fate.KEPT: "kept", Fate.FIELD: "field", Fate.DROPPED: "dropped"}
_DIRECTIONS = frozenset(("ltr", "rtl", "auto"))
# Languages of the Arabic, Hebrew and Thaana scripts, by ISO 639.
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"))
_DEEPEST = 100  # boxes in boxes that are shown as such; browsers end at 512
_LONGEST_ALT = 120  # characters


def direction_of(root: Element, language: str | None) -> str:
    """How the page is written: as it says itself, else as its language is; `auto` where neither is known."""
    body = root.find("body")
    stated = [(each.get("dir") or "").lower() for each in (body, root) if each is not None]
    own = next((each for each in stated if each in _DIRECTIONS), None)
    language = (language or root.get("lang") or "").replace("_", "-").split("-")[0].lower()
    return own or ("rtl" if language in _RIGHT_TO_LEFT else "auto")


def paint(root: Element, judged: Sequence[Judgement], ruled: Ruled) -> str:
    """HTML of the page's texts, each marked; `b7` is the id of what became of block 7."""
    texts = trace(root)
    cut = put_back(ruled)
    body = root.find("body")
    painter = _Painter(texts, judged, cut)
    return "".join(painter.walk(root if body is None else body))


class _Painter:
    def __init__(
        self, texts: Sequence[tuple[str, int]], judged: Sequence[Judgement], cut: frozenset[Element]
    ) -> None:
        self._texts, self._judged, self._cut = texts, judged, cut
        self._next, self._begun, self._said = 0, -1, ""

    def walk(self, body: Element) -> Iterator[str]:
        """In the order in which the reader goes; a page may be nested deeper than calls may."""
        waiting: list[tuple[Element, str | None]] = [(body, None)]  # an element, or what ends it
        depth = 0
        while waiting:
            element, end = waiting.pop()
            if end is not None:
                depth -= 1
                yield end + self._text(element.tail if element is not body else None)
                continue
            tag = str(element.tag)
            if tag in SKIPPED or tag == "img":
                yield _placeholder(element, tag) + self._text(element.tail)
                continue
            begin, end = self._tags(element, tag, depth)
            depth += 1
            yield begin + self._text(element.text)
            waiting.append((element, end))
            waiting += [(child, None) for child in reversed(element)]

    def _tags(self, element: Element, tag: str, depth: int) -> tuple[str, str]:
        if element in self._cut:
            return '<div class="cut"><b class="why">taken out by the rule “drop”</b>', "</div>"
        if tag == "br":
            return "<br>", ""
        if depth > _DEEPEST:
            return ("", "") if tag in INLINE else ("<br>", "")
        if tag in INLINE:
            name = _INLINE.get(tag)
            return (f"<{name}>", f"</{name}>") if name else ("", "")
        direction = (element.get("dir") or "").lower()
        written = f' dir="{direction}"' if direction in _DIRECTIONS else ""
        kind = "heading" if tag in HEADINGS else "line"
        return f'<div class="{kind}"{written}>', "</div>"

    def _text(self, text: str | None) -> str:
        if not text or text.isspace():
            return " " if text else ""
        if self._next >= len(self._texts) or self._texts[self._next][0] != text:
            return f'<span class="dropped">{escape(text)}</span>'
        number = self._texts[self._next][1]
        self._next += 1
        return self._marked(text, number) if number < len(self._judged) else escape(text)

    def _marked(self, text: str, number: int) -> str:
        judged = self._judged[number]
        name, anchor, badge = _CLASSES[judged.fate], "", ""
        if number != self._begun:
            self._begun, anchor = number, f' id="b{number}"'
            told = f"{name} {judged.why}"
            if judged.why and (judged.fate is Fate.FIELD or told != self._said):
                badge = f'<b class="why {name}">{escape(judged.why)}</b>'
            self._said = told
        return f'{badge}<span class="{name}"{anchor}>{escape(text)}</span>'


def _placeholder(element: Element, tag: str) -> str:
    """What is not shown, in a word; scripts, styles and the like are nothing that people see."""
    kind = _MEDIA.get(tag)
    if kind is None:
        return ""
    alt = " ".join((element.get("alt") or element.get("title") or "").split())[:_LONGEST_ALT]
    return f'<span class="media">{kind}{": " if alt else ""}{escape(alt)}</span>'
