"""The links of a page, each with its *role*: the path of tags and classes on which a template put it.

The *item* of a link is the highest element that holds no other address of its role: its teaser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.discovery.address import split
from broadsheet.discovery.shapes import variant_of
from broadsheet.discovery.texts import text_of
from broadsheet.urls import canonicalise, resolve

MAX_LINKS = 3000  # of one page; the longest real listings have some hundreds
_LARGEST_ITEM = 12  # links of one teaser; what holds more is no teaser
_MULTIPLE = ""  # stands for "more than one address" among owners

Chain = tuple[HtmlElement, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link, its canonical address, its ancestors from its parent up to the body, and its role."""

    element: HtmlElement
    url: str
    chain: Chain
    role: str


@dataclass(slots=True)
class Links:
    """All http(s) links of a page, in its order.

    `targets` are canonical addresses by href, `counts` say how many links hang below an element, `tabs` are
    the words of what leads to a part of the page, by its id.
    """

    links: list[Link] = field(default_factory=list)
    targets: dict[str, str | None] = field(default_factory=dict)
    counts: dict[HtmlElement, int] = field(default_factory=dict)
    tabs: dict[str, str] = field(default_factory=dict)
    _owners: dict[str, dict[HtmlElement, str]] = field(default_factory=dict)

    def item(self, link: Link) -> HtmlElement:
        """The teaser of a link, which may be the link itself."""
        owners, item = self._owners[link.role], link.element
        for ancestor in link.chain:
            if owners[ancestor] != link.url or self.counts[ancestor] > _LARGEST_ITEM:
                break
            item = ancestor
        return item

    def add(self, link: Link) -> None:
        """Take down a link, and what it is to the elements around it."""
        owners = self._owners.setdefault(link.role, {})
        for ancestor in (link.element, *link.chain):
            self.counts[ancestor] = self.counts.get(ancestor, 0) + 1
            if owners.setdefault(ancestor, link.url) != link.url:
                owners[ancestor] = _MULTIPLE
        self.links.append(link)


def read_links(root: HtmlElement, base: str, url: str) -> Links:
    """The links of the page at `url`; relative ones start from `base`."""
    found, roles = Links(), _Roles(_domain(url))
    addressed = list(_addressed(root, base, found))
    urls = {target for _, target, _ in addressed}
    whole = {target for _, target, is_part in addressed if not is_part}
    for element, target, is_part in addressed:
        if not (is_part and target in whole):  # the comments of a story that is linked itself
            chain = roles.chain(element.getparent())
            found.add(Link(element, target, chain, roles.role(element, chain, target, urls)))
    return found


def unread_links(root: HtmlElement) -> int:
    """How many links of the page stand behind those that are read."""
    return max(int(root.xpath("count(//a) + count(//area)")) - MAX_LINKS, 0)


def make_of(element: HtmlElement) -> str:
    """Tag and first class: what elements of one template share."""
    return f"{element.tag}.{_class(element)}"


def _addressed(root: HtmlElement, base: str, found: Links) -> Iterator[tuple[HtmlElement, str, bool]]:
    """Each link with its address, and whether it leads to a part of that page only (a fragment)."""
    for element in islice(root.iter("a", "area"), MAX_LINKS):
        href = element.get("href") or ""
        if href.startswith("#"):
            found.tabs.setdefault(href[1:], text_of(element))
            continue
        if href and href not in found.targets:
            target = resolve(base, href)
            found.targets[href] = canonicalise(target) if target else None
        url = found.targets.get(href)
        if url is not None:
            yield element, url, "#" in href


class _Roles:
    def __init__(self, domain: str) -> None:
        self._domain = domain
        self._chains: dict[HtmlElement, Chain] = {}
        self._paths: dict[HtmlElement, str] = {}

    def chain(self, parent: HtmlElement | None) -> Chain:
        """The ancestors from the parent up to the body."""
        if parent is None or parent.tag in {"body", "html"}:
            return ()
        if parent not in self._chains:
            self._chains[parent] = (parent, *self.chain(parent.getparent()))
        return self._chains[parent]

    def role(self, element: HtmlElement, chain: Chain, url: str, urls: set[str]) -> str:
        """The path of tags, the classes at its end, and whether the link leads elsewhere."""
        end = f"a.{_class(element)}{self._guest_mark(url, urls)}"
        return f"{self._path(chain)}.{_class(chain[0])}/{end}" if chain else end

    def _path(self, chain: Chain) -> str:
        if not chain:
            return ""
        if chain[0] not in self._paths:
            self._paths[chain[0]] = f"{self._path(chain[1:])}/{chain[0].tag}"
        return self._paths[chain[0]]

    def _guest_mark(self, url: str, urls: set[str]) -> str:
        """Sets the links of a teaser that lead elsewhere apart: its comments, its print form, another site.

        They look like the story's own, and would take its teaser for a list.
        """
        if _domain(url) != self._domain:
            return "@"
        other = variant_of(url)
        return "~" if other in urls and other != url else ""


def _domain(url: str) -> str:
    return _last_labels(split(url).netloc)


@lru_cache(maxsize=1024)
def _last_labels(netloc: str) -> str:
    """The last two labels of the host: enough to tell another site by, not to tell who owns it."""
    return ".".join(netloc.partition(":")[0].split(".")[-2:])


def _class(element: HtmlElement) -> str:
    return _first_class(element.get("class") or "")


@lru_cache(maxsize=4096)
def _first_class(names: str) -> str:
    """The first class without its digits: `post-123` and `post-124` are of one make."""
    return re.sub(r"\d+", "", names.split(" ", maxsplit=1)[0])
