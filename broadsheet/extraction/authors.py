"""Who wrote it: stated for machines, or in the byline that stands by the headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.article import Author
from broadsheet.extraction.agencyline import AgencyLine, agency_line
from broadsheet.extraction.byline import Byline, unique
from broadsheet.extraction.organisations import is_account
from broadsheet.extraction.page import Page
from broadsheet.extraction.shown_authors import from_markup
from broadsheet.extraction.signatures import dated, linked, signed
from broadsheet.extraction.stated_authors import from_json_ld, grouped
from broadsheet.extraction.values import Candidate, shown
from broadsheet.fingerprint import fold

_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "byline", "og:article:author", "article:author_name", "cxenseparse:author", "dc.contributor",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stated:
    candidate: Candidate
    byline: Byline


def find_byline(page: Page) -> Byline:
    """The byline, with every candidate noted in the ledger. People outweigh organisations."""
    stated = [each for each in _all(page) if _names_somebody(page, each)]
    if not any(_people(each.byline) for each in stated):
        stated += [_Stated(*each) for each in dated(page)]
    telling = [_Stated(each.candidate, named) for each in stated if (named := _named(each.byline))]
    believed = [each for each in telling if not page.context.trust.doubts("authors", each.candidate)]
    chosen = _chosen(believed)
    taken = chosen.candidate if chosen is not None else None
    if taken is not None and len(believed) < len(telling) and chosen != _chosen(telling):
        taken = replace(taken, origin="site_profile")
    in_sight = [each.byline for each in telling if each.candidate.origin == "markup"]
    byline = _without_own(_completed(chosen.byline, in_sight), page) if chosen is not None else Byline()
    told = agency_line(page.story.blocks[0].text, page.own_names) if page.story.blocks else None
    if told is not None:
        is_begun = bool(told.people) and not _people(byline)
        taken = shown(page.story.blocks[0].text, page.story.blocks[0].element) if is_begun else taken
        byline = _begun(byline, told)
    rest = [_of_names(each.candidate, each.byline) for each in stated if each.candidate is not taken]
    page.ledger.record("authors", rest, _of_names(taken, byline) if taken is not None else None)
    return byline


def _of_names(candidate: Candidate, byline: Byline) -> Candidate:
    """With the names alone for its value; as it stood it is kept beside them."""
    names = ", ".join([each.name for each in byline.authors])
    return candidate.with_text(names or None, candidate.raw or candidate.value)


def _begun(byline: Byline, told: AgencyLine) -> Byline:
    """With the place, the agency and, where nobody else is named, the reporters that the text begins with."""
    agencies = tuple(dict.fromkeys([*byline.agencies, *([told.agency] if told.agency else [])]))
    people = tuple(Author(name, "person", raw_value=name) for name in told.people)
    authors = byline.authors if _people(byline) else people or byline.authors
    return Byline(authors, agencies, byline.location or told.place)


def _without_own(byline: Byline, page: Page) -> Byline:
    """Without the name of the site beside people: what it publishes is its own."""
    if not _people(byline):
        return byline
    own = {fold(name) for name in page.own_names}
    return _of_authors(byline, [each for each in byline.authors if fold(each.name) not in own])


def _named(byline: Byline) -> Byline | None:
    """Without the accounts of a publishing system; None where it names nobody else."""
    authors = [each for each in byline.authors if not is_account(each.name)]
    return _of_authors(byline, authors) if authors or byline.agencies else None


def _of_authors(byline: Byline, authors: Sequence[Author]) -> Byline:
    """With some of its authors alone."""
    return byline if len(authors) == len(byline.authors) else replace(byline, authors=tuple(authors))


def _names_somebody(page: Page, stated: _Stated) -> bool:
    """Whether it holds names, other than that of the section, which stands beside on many sites."""
    if not stated.byline.authors and not stated.byline.agencies:
        return False
    sections = (each.value for each in page.ledger.values if each.field == "section_label")
    return fold(stated.candidate.value or "") not in {fold(each) for each in sections if each}


def _chosen(stated: list[_Stated]) -> _Stated | None:
    named = [each for each in stated if _people(each.byline)]
    first = next(iter(named or stated), None)
    return _fuller(first, named) if first is not None else None


def _fuller(chosen: _Stated, named: list[_Stated]) -> _Stated:
    """All whom readers see named in lines of one make, where machines are told of some of them."""
    told = {fold(each.name) for each in _people(chosen.byline)}
    places: defaultdict[str, list[_Stated]] = defaultdict(list)
    for each in named:
        if each.candidate.origin == "markup":
            places[each.candidate.locator].append(each)
    for alike in places.values():
        people = unique(author for each in alike for author in _people(each.byline))
        if told < {fold(each.name) for each in people}:
            text = ", ".join(each.name for each in people)
            agencies = tuple(agency for each in alike for agency in each.byline.agencies)
            return _Stated(alike[0].candidate.with_text(text, text), Byline(people, agencies))
    return chosen


def _all(page: Page) -> Iterator[_Stated]:
    metas = (*(page.head.all(name) for name in _METAS), page.embedded.all("author"))
    for found in (
        from_json_ld(page),
        grouped(page, page.microdata.all("author.name"), page.microdata.all("author")),
        from_markup(page),
        linked(page),
        grouped(page, *metas),
        signed(page),
    ):
        yield from (_Stated(*each) for each in found)


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
    is_shouted = stated.name.isupper() and not shown.name.isupper()
    return Author(
        shown.name if is_shouted else stated.name,
        stated.kind,
        stated.role or shown.role,
        stated.location or shown.location,
        shown.raw_value,
    )


def _people(byline: Byline) -> list[Author]:
    return [each for each in byline.authors if each.kind == "person"]
