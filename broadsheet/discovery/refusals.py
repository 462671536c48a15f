"""What an address alone says against it: nothing of the page is asked but which other addresses it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from broadsheet.discovery import shapes
from broadsheet.discovery.entries import why_no_page
from broadsheet.discovery.evidence import SiteEvidence
from broadsheet.discovery.page_numbers import without_page
from broadsheet.discovery.place import Place
from broadsheet.outcomes import Reason

Refusals = Mapping[str, Reason | None]  # by address


def refusals(
    urls: Collection[str], *, place: Place, page_url: str, hosts: frozenset[str], evidence: SiteEvidence
) -> Refusals:
    """The reason against each of a listing page's addresses; None for those that may be stories."""
    folders = _folders_of_stories(urls)

    def refusal(url: str) -> Reason | None:
        reason = why_no_page(url, place, hosts)
        if reason is not None:
            return reason
        if without_page(url) == without_page(page_url):
            return Reason.NAVIGATION
        if not shapes.is_specific(url) and url.rstrip("/") in folders:
            return Reason.SECTION_PAGE
        return Reason.NAVIGATION if shapes.family(url) in evidence.other_families else None

    return {url: refusal(url) for url in urls}


def is_variant(url: str, refused: Refusals) -> bool:
    """Whether it is a form of another address of the page, which nothing speaks against."""
    other = shapes.variant_of(url)
    return other is not None and any(
        spelling != url and spelling in refused and refused[spelling] is None
        for spelling in (other, other + "/", other.rstrip("/"))
    )


def _folders_of_stories(urls: Iterable[str]) -> frozenset[str]:
    """Addresses below which some of the others lie that have slugs or ids of their own."""
    folders = Counter(url.rstrip("/").rpartition("/")[0] for url in urls if shapes.has_telling_end(url))
    return frozenset(folder for folder, count in folders.items() if count > 1)
