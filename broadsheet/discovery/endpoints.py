"""Addresses of more stories that attributes name: for the page's scripts, for htmx and Turbo, in forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from lxml.html import HtmlElement

from broadsheet.discovery.page_numbers import page_number
from broadsheet.discovery.paging_data import named_address
from broadsheet.discovery.texts import label_of, names_of
from broadsheet.discovery.vocabulary import MORE_BUTTON, MORE_CLASS
from broadsheet.urls import canonicalise, resolve

# Attributes in which pages name the address their button fetches.
_DATA_NAME = re.compile(
    r"^data-(?:.*-)?(?:next|more|endpoint|load|ajax|api|url|href|src|source|path|feed|infinite|cursor)"
    r"(?:-.*)?$",
    re.IGNORECASE,
)
_NEXT_ADDRESS = re.compile(r"^:?(?:next|more|load-more|older)(?:-page)?-url$", re.IGNORECASE)  # of components
_TELLING_NAME = re.compile(r"next|more|endpoint|infinite|cursor|load|ajax", re.IGNORECASE)
_NO_LIST = frozenset({"img", "picture", "source", "iframe", "video", "script"})
# https://htmx.org/reference/, https://intercoolerjs.org/reference.html: a GET whose answer joins the page.
_HYPERMEDIA = ("hx-get", "data-hx-get", "ic-get-from", "ic-append-from")
# https://htmx.org/attributes/hx-trigger/: when the reader comes to the end of the list.
_ON_SIGHT = re.compile(r"\b(?:revealed|intersect)\b")
_SAYS_PAGE = re.compile(r"(?:^|[\s_-])(?:next|older|pagination|pager|page)(?:$|[\s_-]|\d)", re.IGNORECASE)
_QUOTED_ADDRESS = re.compile(r"location(?:\.href|\.assign)?\s*[=(]\s*['\"]([^'\"<>{}]{1,500})['\"]")
_LONGEST_LABEL = 80  # characters of a button


def named_endpoint(root: HtmlElement, base: str, url: str) -> str | None:
    """The address of what follows this list, as an attribute of a button, a list or a form holds it."""
    here = canonicalise(url)
    for found in (_of_data, _of_hypermedia, _of_clicks, _of_forms):
        for address in found(root):
            target = named_address(address, base)
            if target is not None and target != here:
                return target
    return None


def _of_data(root: HtmlElement) -> Iterator[str]:
    for element in root.xpath("//*[@*[starts-with(name(), 'data-') or contains(name(), '-url')]]"):
        for name, value in element.items():
            if (_DATA_NAME.match(name) and _speaks_of_more(element, name)) or _NEXT_ADDRESS.match(name):
                yield value


def _speaks_of_more(element: HtmlElement, name: str) -> bool:
    if _TELLING_NAME.search(name) or MORE_CLASS.search(names_of(element)):
        return element.tag not in _NO_LIST
    return element.tag in {"button", "a"} and _is_called_more(element)


def _of_hypermedia(root: HtmlElement) -> Iterator[str]:
    """What htmx and Turbo fetch for a button called "more", or when the end of the list comes into sight."""
    for element in root.xpath("//*[@hx-get or @data-hx-get or @ic-get-from or @ic-append-from]"):
        trigger = element.get("hx-trigger") or element.get("data-hx-trigger") or ""
        address = next(element.get(name) for name in _HYPERMEDIA if element.get(name) is not None)
        if _is_called_more(element) or _is_page(element, address) or _ON_SIGHT.search(trigger):
            yield address
    for element in root.xpath("//turbo-frame[@src]"):
        if _is_page(element, element.get("src")):
            yield element.get("src")


def _is_page(element: HtmlElement, address: str) -> bool:
    is_named = MORE_CLASS.search(names_of(element)) or _SAYS_PAGE.search(names_of(element))
    return bool(is_named) or page_number(resolve("http://x", address) or "") is not None


def _of_clicks(root: HtmlElement) -> Iterator[str]:
    """`<button onclick="location.href='/politics?page=2'">`."""
    for element in root.xpath("//*[@onclick]"):
        match = _QUOTED_ADDRESS.search(element.get("onclick"))
        if match and (_is_called_more(element) or MORE_CLASS.search(names_of(element))):
            yield match[1]


def _of_forms(root: HtmlElement) -> Iterator[str]:
    """A form whose only button is called "more" and which asks by GET."""
    for form in root.iter("form"):
        buttons = form.xpath(".//button | .//input[@type='submit']")
        if (
            len(buttons) == 1
            and (form.get("method") or "get").lower() == "get"
            and _is_called_more(buttons[0])
        ):
            fields = [
                (e.get("name"), e.get("value") or "") for e in form.xpath(".//input[@type='hidden'][@name]")
            ]
            fields += [(b.get("name"), b.get("value") or "") for b in buttons if b.get("name")]
            yield f"{(form.get('action') or '').partition('?')[0]}?{urlencode(fields)}"


def _is_called_more(element: HtmlElement) -> bool:
    label = label_of(element, " ")[:_LONGEST_LABEL]
    return bool(MORE_BUTTON.search(f"{label} {element.get('value') or ''} {element.get('aria-label') or ''}"))
