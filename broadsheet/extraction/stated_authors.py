"""Authors as pages state them for machines: JSON-LD, microdata, meta tags, data in scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from broadsheet.article import Author
from broadsheet.extraction.byline import Byline, author, parse_byline, unique
from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.page import Page
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold


def grouped(page: Page, *groups: Iterable[Candidate]) -> Iterator[tuple[Candidate, Byline]]:
    """Each group is one statement: a page that repeats a tag names one author in each."""
    for group in groups:
        named = [each for each in group if each.value and "://" not in each.value]
        parsed = [parse_byline(each.value or "", page.own_names) for each in named]
        authors = [each for byline in parsed for each in byline.authors]
        agencies = tuple(agency for byline in parsed for agency in byline.agencies)
        if named:
            text = ", ".join(each.value or "" for each in named)
            place = next((byline.location for byline in parsed if byline.location), None)
            yield named[0].with_text(text, text), Byline(unique(authors), agencies, place)


def from_json_ld(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """What the article's own node names as its authors, and as its creators."""
    node = page.article
    if node is None:
        return
    for key in ("author", "creator"):
        people = [*named(node.values(key))]
        authors = [each for name, kind in people for each in _typed(name, kind, page.own_names)]
        authors = list(_with_roles(authors, node.objects(key)))
        if authors:
            text = ", ".join(each.name for each in authors)
            agencies = tuple(
                agency for name, _ in people for agency in parse_byline(name, page.own_names).agencies
            )
            yield Candidate(text, "json_ld", f"{node.path}.{key}"), Byline(unique(authors), agencies)


def _with_roles(authors: Iterable[Author], objects: list[dict[str, Any]]) -> Iterator[Author]:
    """With what each one's object says that they are."""
    roles = {
        fold(plain(each["name"])): plain(each["jobTitle"])
        for each in objects
        if isinstance(each.get("name"), str) and isinstance(each.get("jobTitle"), str)
    }
    for each in authors:
        role = each.role or roles.get(fold(each.name)) or None
        yield each if role == each.role else replace(each, role=role)


def named(values: Iterable[str | dict[str, Any]]) -> Iterator[tuple[str, str | None]]:
    """Name and type of each object that has a name, and each text that is no address, in their order."""
    for each in values:
        if isinstance(each, str):
            if "://" not in each:
                yield each, None
            continue
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
