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

_A_LIST = 5  # teasers of one form
Refusals = Mapping[str, Reason | None]  # by address


def refusals(
    urls: Collection[str],
    *,
    place: Place,
    page_url: str,
    hosts: frozenset[str],
    evidence: SiteEvidence,
    teasers: Collection[str] = (),
) -> Refusals:
    """The reason against each of a listing page's addresses; None for those that may be stories.

    `teasers` are those that stand in the page's text as stories do, under a headline with more words below.
    """
    folders, listed = _folders_of_stories(urls), without_page(page_url)
    families = evidence.story_families | _misnamed(teasers, place, hosts)

    def refusal(url: str) -> Reason | None:
        reason = why_no_page(url, place, hosts, families)
        if reason in {None, Reason.NAVIGATION} and without_page(url) == listed:
            return Reason.SECTION_PAGE  # this list's own, or a further one
        if reason is not None:
            return reason
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


def _misnamed(teasers: Collection[str], place: Place, hosts: frozenset[str]) -> frozenset[str]:
    """Forms of addresses that a word of an index speaks against, where the page's list is made of them.

    Sites keep stories under `/topics/` and `/archive/`, too. An overview of topics has no other list either;
    what it leads to is no story, which its own pages tell.
    """
    refused = Counter(shapes.family(url) for url in teasers if _is_called_index(url, place, hosts))
    others = sum(why_no_page(url, place, hosts) is None for url in teasers)
    return frozenset(name for name, count in refused.items() if count >= _A_LIST and count > others)


def _is_called_index(url: str, place: Place, hosts: frozenset[str]) -> bool:
    return why_no_page(url, place, hosts) is Reason.SECTION_PAGE and not place.is_neighbour(url)


def _folders_of_stories(urls: Iterable[str]) -> frozenset[str]:
    """Addresses below which some of the others lie that have slugs or ids of their own."""
    folders = Counter(url.rstrip("/").rpartition("/")[0] for url in urls if shapes.has_telling_end(url))
    return frozenset(folder for folder, count in folders.items() if count > 1)
