"""What a link of a listing is called: its own text, or the headline of the teaser it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from broadsheet.discovery.vocabulary import GENERIC_TEXT

# A headline has at least this many letters; navigation labels are shorter. Counted in letters and not in
# words, because not every script puts spaces between words; 8 ideographs are a short headline.
_HEADLINE_LETTERS = 18
_HEADLINE_IDEOGRAPHS = 8
_FIRST_IDEOGRAPH = "\u2e80"
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEAR = 4  # elements around a link, of which the one that holds a heading is its own
_LONGEST_LABEL, _LABEL_PIECES = 200, 30  # characters of a piece of a label, and how many of those
# All at once it takes a fifth of the time of `itertext`, and comments are no words of the page.
_pieces = XPath("descendant-or-self::text()", smart_strings=False)


def letter_count(text: str) -> int:
    """Letters and digits of a text, of any script.

    >>> letter_count("No. 7, škola")
    8
    """
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_LETTERS))
    return sum(map(str.isalnum, text))


@lru_cache(maxsize=8192)  # a page asks about each of its texts several times
def is_headline(text: str) -> bool:
    """Whether a link's text is long enough for a headline."""
    if text.isascii():
        return len(text) >= _HEADLINE_LETTERS and letter_count(text) >= _HEADLINE_LETTERS
    letters = [letter for letter in text if letter.isalnum()]
    ideographs = sum(letter >= _FIRST_IDEOGRAPH for letter in letters)
    return len(letters) >= _HEADLINE_LETTERS or ideographs >= _HEADLINE_IDEOGRAPHS


def pieces_of(element: HtmlElement) -> list[str]:
    """The pieces of text of an element, as the markup cuts them, comments left out."""
    return cast(list[str], _pieces(element))


def label_of(element: HtmlElement, between: str = "") -> str:
    """How the text of an element begins, spaces collapsed: all of it where it is a label.

    Looks at no more than a label has, since elements lie within one another, and any may hold megabytes.
    `between` stands between the pieces that the markup cuts.
    """
    pieces = (str(piece)[:_LONGEST_LABEL] for piece in islice(element.itertext(), _LABEL_PIECES))
    return " ".join(between.join(pieces).split())


def names_of(element: HtmlElement) -> str:
    """What the page's styles and scripts call an element: its classes and its id, a space between."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def text_of(element: HtmlElement) -> str:
    """The words of an element, spaces collapsed; of a link without words what it says to a screen reader."""
    words = " ".join(" ".join(pieces_of(element)).split())
    return words or " ".join((element.get("aria-label") or element.get("title") or "").split())


def item_title(item: HtmlElement, element: HtmlElement) -> str:
    """The headline of a teaser whose link does not say it: its heading, a long line, its picture's text.

    Of several headings the nearest counts: over a teaser that is alone in its list may stand the page's.
    """
    for around in _up_to(element, item):
        for heading in around.iter(*HEADINGS):
            text = text_of(heading)
            if text and not GENERIC_TEXT.match(text):
                return text
    lines = [line for line in _lines(item) if is_headline(line) and not GENERIC_TEXT.match(line)]
    if lines:
        return lines[0]
    return next((alt for image in element.iter("img") if (alt := (image.get("alt") or "").strip())), "")


def _up_to(element: HtmlElement, item: HtmlElement) -> Iterator[HtmlElement]:
    """The element and what is right around it, and last the teaser that holds it."""
    yield element
    if element is not item:
        yield from takewhile(lambda each: each is not item, islice(element.iterancestors(), _NEAR))
        yield item


def _lines(item: HtmlElement) -> Iterator[str]:
    for text in pieces_of(item):
        line = " ".join(text.split())
        if line:
            yield line
