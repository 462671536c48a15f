"""Teasers that custom elements hold in attributes: `<news-card href="..." headline="...">`.

https://html.spec.whatwg.org/multipage/custom-elements.html: the page's scripts make links of them.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from broadsheet.discovery.texts import is_headline

_ADDRESSES = ("href", "url", "link", "to", "permalink", "data-href", "data-url")
_HEADLINES = ("headline", "title", "heading", "data-headline", "data-title", "label", "text")
_LONGEST_LINE = 40  # characters of a kicker or a badge


def unfold_components(root: HtmlElement) -> None:
    """Give each such element the link, the headline and the short lines that its attributes hold."""
    named = " or ".join(f"@{name}" for name in _ADDRESSES)
    for element in root.xpath(f"//*[contains(name(), '-') and ({named})]"):
        headline = _headline(element)
        if headline and next(element.iter("a"), None) is None:
            _unfold(element, headline)


def _unfold(element: HtmlElement, headline: str) -> None:
    address = next(value for name in _ADDRESSES if (value := element.get(name)))
    heading = element.makeelement("h3")
    link = element.makeelement("a", {"href": address})
    link.text = headline
    heading.append(link)
    element.append(heading)
    for value in element.attrib.values():
        if (
            value != headline
            and len(value) <= _LONGEST_LINE
            and any(map(str.isalpha, value))
            and "/" not in value
        ):
            line = element.makeelement("span")
            line.text = value
            element.append(line)


def _headline(element: HtmlElement) -> str:
    values = (" ".join((element.get(name) or "").split()) for name in _HEADLINES)
    return next((value for value in values if is_headline(value)), "")
