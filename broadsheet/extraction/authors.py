"""Who wrote it: stated for machines, or in the byline that stands by the headline."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from broadsheet.article import Author
from broadsheet.extraction.agencyline import agency_line
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline import Byline, author, has_label, parse_byline, unique
from broadsheet.extraction.dating import words_of
from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.organisations import is_agency
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import names
from broadsheet.extraction.signatures import dated, is_names, linked, signed
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "byline", "og:article:author", "article:author_name", "cxenseparse:author", "dc.contributor",
)  # fmt: skip
_AUTHOR_NAMES = re.compile(
    r"author|byline|autor|auteur|forfatter|skribent|writer|journalist|contributor", re.IGNORECASE
)
_PLACE = names("place location dateline-place byline-location lugar ort luogo")
_FROM_NUMBER = re.compile(r"(?<=\w)[\s|,·•–-]+\d.*$")
_LONGEST_BYLINE, _LONGEST_NAMES = 200, 60
_MOST_MARKED = 20  # names of one line
_OVER_STORY = 4  # blocks over the text in which a byline is looked for


@dataclass(frozen=True, slots=True)
class _Stated:
    candidate: Candidate
    byline: Byline


def find_byline(page: Page) -> Byline:
    """The byline, with every candidate noted in the ledger. People outweigh organisations."""
    stated = [each for each in _all(page) if _names_somebody(page, each)]
    if not any(_people(each.byline) for each in stated):
        stated += [_Stated(*each) for each in dated(page)]
    believed = [each for each in stated if not page.context.trust.doubts("authors", each.candidate)]
    chosen = _chosen(believed)
    taken = chosen.candidate if chosen is not None else None
    if taken is not None and len(believed) < len(stated) and chosen != _chosen(stated):
        taken = replace(taken, origin="site_profile")
    page.ledger.record("authors", [each.candidate for each in stated], taken)
    if chosen is None:
        return _begun(Byline(), page)
    return _begun(
        _completed(chosen.byline, [each.byline for each in stated if each.candidate.origin == "markup"]), page
    )


def _begun(byline: Byline, page: Page) -> Byline:
    """With the place and the agency that the first paragraph begins with."""
    told = agency_line(page.story.blocks[0].text) if page.story.blocks else None
    if told is None:
        return byline
    agencies = tuple(dict.fromkeys([*byline.agencies, told.agency]))
    return replace(byline, agencies=agencies, location=byline.location or told.place)


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
            return _Stated(replace(alike[0].candidate, value=text, raw=text), Byline(people, agencies))
    return chosen


def _all(page: Page) -> Iterator[_Stated]:
    yield from _from_json_ld(page)
    yield from _grouped(page, page.microdata.get("author.name", ()), page.microdata.get("author", ()))
    yield from _from_markup(page)
    yield from (_Stated(*each) for each in linked(page))
    yield from _grouped(page, *(page.head.all(name) for name in _METAS), page.embedded.all("author"))
    yield from (_Stated(*each) for each in signed(page))


def _grouped(page: Page, *groups: Iterable[Candidate]) -> Iterator[_Stated]:
    """Each group is one statement: a page that repeats a tag names one author in each."""
    for group in groups:
        named = [each for each in group if each.value and "://" not in each.value]
        parsed = [parse_byline(each.value or "", page.site_names) for each in named]
        authors = [each for byline in parsed for each in byline.authors]
        agencies = tuple(agency for byline in parsed for agency in byline.agencies)
        if named:
            text = ", ".join(each.value or "" for each in named)
            place = next((byline.location for byline in parsed if byline.location), None)
            yield _Stated(replace(named[0], value=text, raw=text), Byline(unique(authors), agencies, place))


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
            yield _Stated(Candidate(text, "json_ld", f"{node.path}.{key}"), Byline(unique(authors), agencies))


def named_objects(objects: list[dict[str, Any]]) -> Iterator[tuple[str, str | None]]:
    """Name and type of each object that has a name."""
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
    above = [block for block in page.top if _is_byline(block)]
    above = above or [
        block for block in _over_story(page) if _is_byline_place(block) and has_label(block.text)
    ]
    below = (block for block in page.bottom if _is_named(block))
    for block in [*above, *below]:
        if len(block.text) > _LONGEST_BYLINE or block is page.headline_block or has_sentence(block.text):
            continue
        place = _marked_place(block)
        parsed = parse_byline(
            _marked_names(block) or _undated(_without_time(block, place), page), page.site_names
        )
        if parsed.authors or parsed.agencies:
            candidate = shown(block.text, block.element)
            yield _Stated(candidate, replace(parsed, location=parsed.location or place))


def _over_story(page: Page) -> list[Block]:
    """The lines right over the text of a page that shows no headline."""
    if page.headline_block is not None or not page.story.blocks:
        return []
    first = page.story.blocks[0].index
    return page.blocks[max(0, first - _OVER_STORY) : first]


def _marked_place(block: Block) -> str | None:
    marked = (
        each
        for each in block.element.iter("span", "b", "em", "strong")
        if _PLACE.search(each.get("class") or "")
    )
    return next((text for text in (clean(text_of(each)) for each in marked) if text in block.text), None)


def _without_time(block: Block, place: str | None) -> str:
    """The line without its place, times, links for letters and what follows a number."""
    text = block.text.replace(place, " ", 1) if place else block.text
    for each in block.element.iter("time", "a"):
        told = clean(text_of(each))
        if told and (each.tag == "time" or _is_letter_link(each, told)):
            text = text.replace(told, " ")
    return _FROM_NUMBER.sub("", text)


def _is_letter_link(link: Element, text: str) -> bool:
    """Whether it says "Mail" rather than the name of the one it writes to."""
    is_name = is_names(text) and " " in text
    return not is_name and (link.get("href") or "").startswith("mailto:")


def _undated(text: str, page: Page) -> str:
    """Without the weekday at its end: it began the date that was cut off, and would read as a name."""
    line, _, last = text.rstrip(" ,،").rpartition(" ")
    return line.rstrip(" -–—|·,،") if last and last.casefold().strip(".") in words_of(page).days else text


def has_sentence(text: str) -> bool:
    """Whether a line is a sentence that only begins like a byline: "By Monday the pier was open."."""
    return text.endswith((".", "!", "?")) and len(text) > _LONGEST_NAMES


def _is_byline(block: Block) -> bool:
    is_told = _is_byline_place(block) or has_label(block.text) or is_agency(block.text)
    return is_told or _marked_names(block) is not None


def _marked_names(block: Block) -> str | None:
    """The part of a line that is called by authors, where it is nothing but names."""
    if len(block.text) > _LONGEST_BYLINE:
        return None
    marked = [each for each in block.element.iter("span", "b", "em", "strong", "cite") if _is_of_author(each)]
    texts = [clean(text_of(each)) for each in marked if each is not block.element]
    texts = [
        text for text in dict.fromkeys(texts) if not any(other != text and other in text for other in texts)
    ]
    return ", ".join(texts[:_MOST_MARKED]) if texts and all(map(is_names, texts)) else None


def _is_byline_place(block: Block) -> bool:
    elements = [block.element, *(element for zone, element in block.zones if zone is Zone.BYLINE)]
    return any(_is_of_author(each) or each.tag == "address" for each in elements) or _is_name_in_place(block)


def _is_named(block: Block) -> bool:
    return has_label(block.text) or _is_name_in_place(block) or is_agency(block.text)


def _is_name_in_place(block: Block) -> bool:
    """Whether a line of nothing but names stands in an element, or next within one, called by authors."""
    if not is_names(block.text):
        return False
    around = block.element.getparent()
    return _is_of_author(block.element) or (around is not None and _is_of_author(around))


def _is_of_author(element: Element) -> bool:
    named = " ".join(filter(None, map(element.get, ("class", "itemprop", "rel", "id", "data-testid"))))
    return _AUTHOR_NAMES.search(named) is not None


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
