"""Which entries of a feed or sitemap are articles of the section, by address, title and category alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from broadsheet.article import ListedLink
from broadsheet.discovery import media, shapes
from broadsheet.discovery.address import host_of
from broadsheet.discovery.place import Place
from broadsheet.discovery.vocabulary import PODCAST_TITLE
from broadsheet.outcomes import Outcome, Reason, Way


def entry_link(
    url: str,
    title: str,
    way: Way,
    *,
    section_url: str,
    hosts: frozenset[str],
    families: Collection[str] = frozenset(),
) -> ListedLink:
    """Decide about an entry of a feed or sitemap, which names pages of every kind.

    `families` are forms of addresses (`shapes.family`) that this site's stories have.
    """
    reason = why_no_page(url, _place(section_url), hosts, families)
    if reason is None and PODCAST_TITLE.match(title):
        reason = Reason.OTHER_SECTION
    outcome = Outcome.PENDING if reason is None else reason.outcome
    return ListedLink(url, way, outcome, reason, title or None)


def belongs_to_section(
    url: str, categories: Sequence[str], section_url: str, section_names: Iterable[str]
) -> bool:
    """Whether an entry of a site-wide feed or sitemap is of this section: by its path, or by its category."""
    if _place(section_url).holds(url):
        return True
    if not categories:
        return False
    names = {plain(name) for name in section_names if name}
    return any(plain(category) in names for category in categories)


@lru_cache(maxsize=64)
def _place(section_url: str) -> Place:
    """Asked for with every entry of a list."""
    return Place(section_url)


def plain(name: str) -> str:
    """A section's name or label as it is compared: small letters, single spaces for all that parts words."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def why_no_page(
    url: str, place: Place, hosts: frozenset[str], families: Collection[str] = frozenset()
) -> Reason | None:
    """What the address alone says against it, be it an entry's or a link's of a page; None for nothing.

    A word of an index says nothing against an address of one of the `families` of the site's stories.
    """
    if host_of(url) not in hosts:
        return Reason.OFF_SITE
    if shapes.is_file(url):
        return Reason.NOT_A_PAGE
    if place.is_way_up(url):
        return Reason.NAVIGATION
    if shapes.is_promoted(url, place.words):
        return Reason.ADVERT
    if media.is_other_medium(url, place.words):
        return Reason.OTHER_SECTION
    is_index = shapes.is_index(url, place.words) and shapes.family(url) not in families
    return Reason.SECTION_PAGE if is_index or place.is_neighbour(url) else None
