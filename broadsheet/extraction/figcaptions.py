"""What a figure tells of its picture: the caption, and who made it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from broadsheet.extraction.credits import names_agency, split_caption, split_credit
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.pictures import names_credit
from broadsheet.extraction.sentences import LAST_SIGNS
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.zones import is_aside_in_line
from broadsheet.text import clean

_CAPTION_NAMES = re.compile(r"caption|bildunterschrift|bildtext|legende|pie-de-foto", re.IGNORECASE)
# What stands in the place of a caption for readers to press.
_CONTROL = any_of(
    """
    share(?: (?:this|image|photo|picture))?  full ?screen  teilen  bild teilen  partager  compartir
    compartilhar  condividi
    delen  поделиться  udostępnij  sdílet  paylaş  κοινοποίηση  مشاركة  שתף  शेयर करें  分享  シェア  공유
    (?:click to )?(?:enlarge|zoom|expand|close|download)(?: (?:this )?(?:image|photo|picture))?
    (?:view|open|show) (?:image|photo|picture|gallery|full ?screen)(?: in gallery)?
    (?:toggle|hide|show) caption  bild (?:vergrößern|öffnen)  vergrößern  agrandir(?: l[’']image)?
    ampliar(?: foto)?
    advertisement  loading
    """,
    before=r"^\W*",
    after=r"[\W\d]*$",
)
_MOST_PARTS, _LONGEST_CAPTION = 40, 2000  # of a figure; characters: figures may nest
_SHORTEST_TWICE = 10  # characters of a line that no chance repeats
_LONGEST_CREDIT, _CREDIT_WORDS = 80, 8  # of a line behind a caption that is nothing but a name


def caption_and_credit(figure: Element) -> tuple[str | None, str | None]:
    """The caption without the credit, and the credit; None where a figure tells neither."""
    box = next(figure.iter("figcaption"), None)
    if box is None:
        box = next((each for each in figure.iter() if _names_caption(each.get("class") or "")), None)
    if box is None:
        return None, None
    whole = _seen(box)
    if len(whole) > _LONGEST_CAPTION or _is_control(box, whole):
        return None, None
    marked = _marked_credit(figure, box)
    if marked is not None:
        inner = split_caption(marked)
        caption = clean(whole.replace(marked, "")) if marked in whole else whole
        whole_credit = marked.strip(" ()") if names_agency(marked) else None
        return split_caption(caption).text, whole_credit or inner.credit or marked.strip(" ()")
    name = _name_behind(box) if split_credit(whole).credit is None else None
    if name is not None:
        return clean(whole.removesuffix(name)), name.strip(" ()")
    parts = split_caption(whole)
    return parts.text, parts.credit or (_beside(figure, box) if parts.text else None)


@lru_cache(4096)  # of a site's templates
def _names_caption(classes: str) -> bool:
    return _CAPTION_NAMES.search(classes) is not None


def _is_control(box: Element, text: str) -> bool:
    """Whether all that a caption holds is for readers to press: to share the picture, to enlarge it."""
    pressed = clean(" ".join(text_of(each) for each in box.iter("button")))
    return pressed == text or _CONTROL.match(text) is not None


def _marked_credit(figure: Element, box: Element) -> str | None:
    able = (each for each in figure.iter() if each is not box and names_credit(each.get("class") or ""))
    return next((text for each in able if (text := _seen(each))), None)


def _name_behind(box: Element) -> str | None:
    """What the last part of a caption says behind the end of its last sentence, glued to it: a name."""
    parts = [each for each in box if _seen(each)]
    if not parts or (parts[-1].tail or "").strip():
        return None
    name = _seen(parts[-1])
    before = clean(_text_before(parts))
    is_apart = before[-1:] in LAST_SIGNS or (len(parts) > 1 and names_agency(name))
    return name if is_apart and _is_name(name) else None


def _text_before(parts: list[Element]) -> str:
    """What stands right before the last part: a part of its own, or the caption's own text, glued to it."""
    previous, last = parts[-2] if len(parts) > 1 else None, parts[-1]
    between = (previous.tail if previous is not None else _first_text(last)) or ""
    if previous is not None and not between.strip():
        return _seen(previous)
    return "" if between[-1:].isspace() or last.tag == "a" else between


def _first_text(part: Element) -> str | None:
    box = part.getparent()
    return box.text if box is not None else None


def _beside(figure: Element, box: Element) -> str | None:
    """The one short text of a figure outside its caption."""
    around = {box, *box.iterancestors()}
    texts = [
        _seen(each)
        for each in islice(figure.iter("span", "div", "cite", "small"), _MOST_PARTS)
        if each not in around and not len(each)
    ]
    inside = {_seen(box), *map(_seen, islice(box, _MOST_PARTS))}
    found = [text for text in texts if text and text not in inside]
    return found[0].strip(" ()") if len(found) == 1 and _is_name(found[0]) else None


def _is_name(text: str) -> bool:
    short = len(text) <= _LONGEST_CREDIT and len(text.split()) <= _CREDIT_WORDS
    return short and text[-1:] not in LAST_SIGNS and any(map(str.isalpha, text))


def _seen(element: Element) -> str:
    """The text of an element without what only readers of screens are told."""
    aside = [each for each in element.iter("span") if each is not element and is_aside_in_line(each)]
    text = text_of(element)
    for each in aside[:_MOST_PARTS]:
        text = text.replace(text_of(each), " ", 1)
    return _once(clean(text))


def _once(line: str) -> str:
    """A line that stands twice, for narrow screens and for wide ones, as one.

    >>> _once("The pier at dawn.The pier at dawn.")
    'The pier at dawn.'
    """
    half = len(line) // 2
    first = line[:half].rstrip()
    return first if half > _SHORTEST_TWICE and first == line[-half:].lstrip() else line
