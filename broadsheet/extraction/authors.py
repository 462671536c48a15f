"""Who wrote it: stated for machines, or in the byline that stands by the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.article import Author
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import Byline, author, has_label, parse_byline
from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zones import Zone
from broadsheet.fingerprint import fold

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
          "byline", "og:article:author", "article:author_name", "cxenseparse:author", "dc.contributor")  # fmt: skip
_AUTHOR_NAMES = re.compile(
    r"author|byline|autor|auteur|forfatter|skribent|writer|journalist|contributor", re.IGNORECASE
)
_LONGEST_BYLINE = 200


@dataclass(frozen=True, slots=True)
class _Stated:
    candidate: Candidate
    byline: Byline


def find_byline(page: Page) -> Byline:
    """The byline, with every candidate noted in the ledger. People outweigh organisations."""
    stated = [each for each in _all(page) if each.byline.authors or each.byline.agencies]
    named = [each for each in stated if _people(each.byline)]
    chosen = next(iter(named or stated), None)
    page.ledger.record("authors", [each.candidate for each in stated], chosen.candidate if chosen else None)
    if chosen is None:
        return Byline()
    return _completed(chosen.byline, [each.byline for each in stated if each.candidate.origin == "markup"])


def _all(page: Page) -> Iterator[_Stated]:
    yield from _from_json_ld(page)
    names = page.site_names
    for candidate in [*page.microdata.get("author.name", ()), *page.microdata.get("author", ())]:
        yield _Stated(candidate, parse_byline(candidate.value or "", names))
    yield from _from_markup(page)
    for candidate in [*page.head.all(*_METAS), *page.embedded.all("author")]:
        if "://" not in (candidate.value or ""):
            yield _Stated(candidate, parse_byline(candidate.value or "", names))


def _from_json_ld(page: Page) -> Iterator[_Stated]:
    node = page.article
    if node is None:
        return
    for key in ("author", "creator"):
        people = [
            *named_objects(node.objects(key)),
            *((text, None) for text in node.texts(key) if "://" not in text),
        ]
        authors = [each for name, kind in people for each in _typed(name, kind, page.site_names)]
        if authors:
            text = ", ".join(each.name for each in authors)
            agencies = tuple(
                agency for name, _ in people for agency in parse_byline(name, page.site_names).agencies
            )
            yield _Stated(
                Candidate(text, "json_ld", f"{node.path}.{key}"), Byline(_unique(authors), agencies)
            )


def named_objects(objects: list[dict[str, Any]]) -> Iterator[tuple[str, str | None]]:
    for each in objects:
        kind = each.get("@type")
        names = each.get("name")
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str) and plain(name):
                yield plain(name), kind if isinstance(kind, str) else None


def _typed(name: str, kind: str | None, own_names: Iterable[str]) -> Iterator[Author]:
    """A stated name; several in one text are taken apart, as sites write "A and B" into one object."""
    parsed = parse_byline(name, own_names).authors
    if len(parsed) > 1:
        yield from parsed
        return
    is_group = kind is not None and "Organization" in kind
    single = author(parsed[0].name if parsed else name, own_names, "organisation" if is_group else None)
    if single is not None:
        yield single


def _from_markup(page: Page) -> Iterator[_Stated]:
    blocks = [
        block for block in page.top if len(block.text) <= _LONGEST_BYLINE and block is not page.headline_block
    ]
    for block in blocks:
        if not (_is_byline_place(block) or has_label(block.text)):
            continue
        parsed = parse_byline(block.text, page.site_names)
        if parsed.authors or parsed.agencies:
            candidate = Candidate(block.text, "markup", locate(block.element), block.text)
            yield _Stated(candidate, parsed)


def _is_byline_place(block: Block) -> bool:
    elements = [block.element, *(element for zone, element in block.zones if zone is Zone.BYLINE)]
    return any(
        _AUTHOR_NAMES.search(
            f"{each.get('class') or ''} {each.get('itemprop') or ''} {each.get('rel') or ''}"
        )
        or each.tag == "address"
        for each in elements
    )


def _completed(byline: Byline, shown: list[Byline]) -> Byline:
    """What only the visible byline says of the same people: roles, places, agencies."""
    details = {fold(each.name): each for other in shown for each in other.authors}
    authors = tuple(_merged(each, details.get(fold(each.name))) for each in byline.authors)
    agencies = tuple(
        dict.fromkeys([*byline.agencies, *(agency for other in shown for agency in other.agencies)])
    )
    location = byline.location or next((other.location for other in shown if other.location), None)
    return Byline(authors, agencies, location)


def _merged(stated: Author, shown: Author | None) -> Author:
    if shown is None:
        return stated
    return Author(
        stated.name,
        stated.kind,
        stated.role or shown.role,
        stated.location or shown.location,
        shown.raw_value,
    )


def _people(byline: Byline) -> list[Author]:
    return [each for each in byline.authors if each.kind == "person"]


def _unique(authors: list[Author]) -> tuple[Author, ...]:
    first: dict[str, Author] = {}
    for each in authors:
        first.setdefault(fold(each.name), each)
    return tuple(first.values())
