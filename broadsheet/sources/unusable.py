"""Addresses of a source file that no crawl can use, though each is well written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from broadsheet.addresses import is_literal, why_refused

if TYPE_CHECKING:
    from broadsheet.sources.source import Section, Source

Told = Mapping[str, str]  # the key, its value, and what was expected instead

_PUBLIC = "a public address; a site of this machine or network is crawled only with `private_network: true`"


def shared_pages(sections: Sequence[Section]) -> Iterator[Told]:
    """Sections whose page another one has: each story would be looked for twice and counted once."""
    from broadsheet.urls import canonicalise  # noqa: PLC0415 - it asks for the hosts of sources

    owner: dict[str, str] = {}
    for place, section in enumerate(sections):
        first = owner.setdefault(canonicalise(section.url), section.name)
        if first != section.name:
            expected = f"an address of its own for {section.name}; {first} has the same"
            yield {"key": f"sections[{place}].url", "value": section.url, "expected": expected}


def refused_addresses(source: Source) -> Iterator[Told]:
    """Those that name a machine which no crawl of this source may connect to."""
    for key, url in _addresses(source):
        host = urlsplit(url).hostname or ""
        kind = why_refused(host, may_be_private=source.private_network) if is_literal(host) else None
        if kind:
            expected = _PUBLIC if kind == "private" else f"an address that may be asked; this one is {kind}"
            yield {"key": key, "value": url, "expected": expected}


def _addresses(source: Source) -> Iterator[tuple[str, str]]:
    yield "base_url", source.base_url
    for place, section in enumerate(source.sections):
        yield f"sections[{place}].url", section.url
        for key, urls in (("feeds", section.feeds), ("sitemaps", section.sitemaps)):
            yield from ((f"sections[{place}].{key}", url) for url in urls or ())
