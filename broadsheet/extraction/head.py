"""What stands in the head of a page and wherever else machines are addressed: meta, link, script, title."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from broadsheet.extraction.flight import MARK
from broadsheet.extraction.microdata import Things
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.text import clean

_FORMS = frozenset(("canonical", "amphtml", "alternate"))
_MOST_SCRIPT = 3_000_000  # characters of one data script; the largest seen on news pages is 1.5 million


@dataclass(frozen=True, slots=True)
class Link:
    """A link element that names a form of the page."""

    rel: frozenset[str]
    href: str
    media: str


@dataclass(slots=True)
class Head:
    """Meta values by lower-case name, link elements, data scripts, title and declared language."""

    metas: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))  # each value once
    links: list[Link] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    data_scripts: list[tuple[str, str]] = field(default_factory=list)  # name, JSON or JavaScript
    flight: list[str] = field(default_factory=list)  # scripts that push pieces of React's stream
    title: str = ""
    language: str | None = None
    base: str | None = None
    cleaned: dict[str, str] = field(default_factory=dict)  # what `all` made of a value before

    def first(self, *names: str) -> Candidate | None:
        """The first non-empty meta value under any of the names, in the order of the names."""
        return next(iter(self.all(*names)), None)

    def all(self, *names: str) -> list[Candidate]:
        """Every meta value under the names, in the order of the names."""
        return [
            Candidate(value, "meta", f"meta {name}", text)
            for name in names
            for text in self.metas.get(name, ())
            if (value := self._clean(text))
        ]

    def _clean(self, text: str) -> str:
        if text not in self.cleaned:
            self.cleaned[text] = clean(text)
        return self.cleaned[text]


def read_head(root: Element, things: Things | None = None) -> Head:
    """One pass over the elements that carry data for machines; `things` where its caller asks them, too."""
    head, things = Head(language=_language(root)), things or Things(root)
    for element in root.iter("meta", "link", "title", "base", "script"):
        tag = element.tag
        if tag == "meta":
            _add_meta(head, element, things)
        elif tag == "link":
            _add_link(head, element)
        elif tag == "script":
            _add_script(head, element)
        elif tag == "base":
            head.base = head.base or element.get("href")
        elif not head.title and _is_page_title(element):
            head.title = clean(text_of(element))
    return head


def _language(root: Element) -> str | None:
    stated = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    )
    return stated.strip() or None if stated else None


def _is_page_title(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag != "svg"  # drawings have titles of their own


def _add_meta(head: Head, element: Element, things: Things) -> None:
    content = element.get("content")
    if content is None or (element.get("itemprop") and things.is_of_another(element)):
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = element.get(attribute)
        if name:
            head.metas[name.strip().lower()].setdefault(content)


def _add_link(head: Head, element: Element) -> None:
    href, rel = element.get("href"), frozenset((element.get("rel") or "").lower().split())
    if href and not rel.isdisjoint(_FORMS):  # most load something
        head.links.append(Link(rel, href.strip(), (element.get("media") or "").lower()))


def _add_script(head: Head, element: Element) -> None:
    text = element.text
    if not text or len(text) > _MOST_SCRIPT:
        return
    kind = (element.get("type") or "").split(";")[0].strip().lower()
    if kind == "application/ld+json":
        head.json_ld.append(text)
    elif kind in ("application/json", "application/x-json", "text/json"):
        head.data_scripts.append((element.get("id") or "script", text))
    elif MARK in text[:300]:
        head.flight.append(text)
    elif "{" in text[:300] and "window." in text[:300]:
        head.data_scripts.append(("script", text))
