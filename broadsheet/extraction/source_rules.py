"""What the rules of a source file decide of a page's fields; what stood there before is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from typing import Any
from zlib import crc32

from broadsheet.article import Article, Image
from broadsheet.counting import counted
from broadsheet.extraction.byline import Byline, parse_byline, unique
from broadsheet.extraction.credits import split_credit
from broadsheet.extraction.dating import stated_at
from broadsheet.extraction.headings import Headline
from broadsheet.extraction.labels import Labels
from broadsheet.extraction.page import Page
from broadsheet.extraction.published import note_other_reading
from broadsheet.extraction.rows import lines
from broadsheet.extraction.ruled import FIELDS, Ruled, Ruling, block_of
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold
from broadsheet.text import clean_paragraphs
from broadsheet.urls import resolve

_Values = dict[str, Any]  # by name of an Article's field
_LABELS = {"kicker": "kicker", "section_label": "section", "desk_label": "desk", "deck": "deck"}
_SAID = ("content_type", "access")  # fields whose rule is the value itself
_ADDRESS = re.compile(r"https?://|\.{0,2}/", re.IGNORECASE)
_FILE = re.compile(r"[^.]\.(?:avif|gif|jfif|jpe?g|png|svg|webp)(?:[?#]|$)", re.IGNORECASE)
_TEXTS = ("headline", "kicker", "section_label", "desk_label", "deck", "image_caption", "correction_text")


def reader_name(version: str, rules: Mapping[str, tuple[str, ...]]) -> str:
    """The reader with the rules it follows: what other rules read otherwise is no edit of the publisher's."""
    told = [(name, rules[name]) for name in (*FIELDS, *_SAID, "drop") if rules.get(name)]
    return f"{version}+rules.{crc32(repr(told).encode()):08x}" if told else version


def rules_of(reader: str) -> str:
    """Which rules a reader followed, by its name; "" for none.

    >>> rules_of("2+rules.1f3a9c8b"), rules_of("2")
    ('rules.1f3a9c8b', '')
    """
    return reader.partition("+")[2]


def headline_by_rule(found: Headline | None, ruled: Ruled, blocks: Iterable[Any]) -> Headline | None:
    """The headline that a rule names, before what was found without it."""
    ruling = ruled.found.get("headline")
    if ruling is None:
        return found
    chosen = ruling.candidates[0]
    block = block_of(ruling, blocks) or (found.block if found else None)
    return Headline(chosen, found.candidates if found else (), block)


def labels_by_rule(labels: Labels, page: Page) -> Labels:
    """Kicker, labels and deck that rules name; the deck's own block is no part of the body."""
    found = page.ruled.found
    for name, own in _LABELS.items():
        if name in found:
            _overrule(page, name, found[name].candidates[:1])
            said: _Values = {own: found[name].texts[0]}
            labels = replace(labels, **said)
    if "deck" in found:
        labels = replace(labels, deck_block=block_of(found["deck"], page.blocks))
    return labels


def texts_of(ruled: Ruled) -> set[str]:
    """The folded texts that rules name for other fields than the body."""
    return {fold(text) for name in _TEXTS if name in ruled.found for text in ruled.found[name].texts}


def body_by_rule(page: Page, apart: Container[int], taken: Container[str]) -> Candidate | None:
    """The text of the elements that a rule names, without the blocks and texts of other fields."""
    ruling = page.ruled.found.get("body_text")
    if ruling is None:
        return None
    own = [each for each in page.story.blocks if each.index not in apart and fold(each.text) not in taken]
    text = clean_paragraphs(lines(own))
    if not text:
        page.ruled.miss("body_text")
        return None
    page.kept = tuple(own)
    return Candidate(text, "source_rule", ruling.selector)


def put_right(article: Article, page: Page) -> Article:
    """The article with what rules say of its authors, dates, tags and picture; misses are noted."""
    values: _Values = {}
    for name, read in _READERS.items():
        if name in page.ruled.found:
            values |= read(page, replace(article, **values), name)
    for name in _SAID:
        for value in page.context.rules.get(name, ()):
            values[name] = value
            _overrule(page, name, [Candidate(value, "source_rule", f"{name}: {value}")])
    for name, missed in page.ruled.missed.items():
        page.ledger.record(name, [missed], None)
    for selector, count in page.ruled.drops.items():
        told = Candidate(counted(count, "element") if count else None, "source_rule", selector)
        page.ledger.record("drop", [told], told if count else None)
    return replace(article, **values) if values else article


def _overrule(page: Page, name: str, taken: Iterable[Candidate]) -> None:
    """Note what a rule decides; the other statements of the field stay, not chosen."""
    ledger = page.ledger
    ledger.values = [replace(each, is_chosen=False) if each.field == name else each for each in ledger.values]
    taken = tuple(taken)
    ledger.stated[name] = (*taken, *ledger.stated.get(name, ()))
    ledger.record(name, taken, taken)


def _authors(page: Page, _: Article, name: str) -> _Values:
    candidates = page.ruled.found[name].candidates
    parsed = [parse_byline(each.value or "", page.site_names) for each in candidates]
    authors = unique(each for byline in parsed for each in byline.authors)
    agencies = tuple(dict.fromkeys(agency for byline in parsed for agency in byline.agencies))
    if not authors and not agencies:
        page.ruled.miss(name)
        return {}
    told = (replace(each, value=_names(byline)) for each, byline in zip(candidates, parsed, strict=True))
    _overrule(page, name, [each for each in told if each.value])
    place = next((byline.location for byline in parsed if byline.location), None)
    return {"authors": authors, "agencies": agencies, "byline_location": place}


def _names(byline: Byline) -> str:
    return ", ".join([each.name for each in byline.authors] or byline.agencies)


def _date(page: Page, _: Article, name: str) -> _Values:
    """The first that is believed, by the zone that the page's dates are read in."""
    stated = [stated_at(page, each) for each in page.ruled.found[name].candidates]
    first = next((each for each in stated if each.moment is not None), None)
    if first is None or first.moment is None:
        page.ruled.miss(name)
        return {}
    _overrule(page, name, [first.candidate])
    note_other_reading(page, name, first.candidate, first.moment)
    moment = first.moment
    if name == "modified_at":
        return {name: moment.instant}
    return {
        name: moment.instant,
        "published_precision": moment.precision,
        "published_offset": moment.offset,
        "is_zone_assumed": moment.is_zone_assumed,
    }


def _tags(page: Page, _: Article, name: str) -> _Values:
    ruling = page.ruled.found[name]
    _overrule(page, name, ruling.candidates)
    return {name: tuple(dict.fromkeys(ruling.texts))}


def _text(page: Page, _: Article, name: str) -> _Values:
    ruling = page.ruled.found[name]
    _overrule(page, name, ruling.candidates[:1])
    return {name: ruling.texts[0]}


def _image_url(page: Page, article: Article, name: str) -> _Values:
    ruling = page.ruled.found[name]
    url = resolve(page.base_url, ruling.texts[0]) if _is_address(ruling) else None
    if url is None:
        page.ruled.miss(name)
        return {}
    _overrule(page, name, [Candidate(url, "source_rule", ruling.selector, ruling.texts[0])])
    known = next((each for each in article.images if each.url == url), None)
    lead = known or Image(url, *_words(article.images[0] if article.images else None))
    return {"images": (lead, *(each for each in article.images[1:] if each.url != url))}


def _is_address(ruling: Ruling) -> bool:
    """Whether it is written as one: any words, joined to the page's own address, would make one up."""
    text = ruling.texts[0]
    return not any(map(str.isspace, text)) and (
        _ADDRESS.match(text) is not None or _FILE.search(text) is not None
    )


def _words(lead: Image | None) -> tuple[str | None, str | None]:
    return (lead.caption, lead.credit) if lead else (None, None)


def _image_words(page: Page, article: Article, name: str) -> _Values:
    """Caption or credit of the lead image; a credit at a caption's end is the credit."""
    if not article.images:
        page.ruled.miss(name)
        return {}
    ruling, lead = page.ruled.found[name], article.images[0]
    parts = split_credit(ruling.texts[0])
    if name == "image_credit":
        lead = replace(lead, credit=parts.credit or parts.text)
    else:
        lead = replace(lead, caption=parts.text, credit=parts.credit or lead.credit)
    told = lead.credit if name == "image_credit" else lead.caption
    _overrule(page, name, [Candidate(told, "source_rule", ruling.selector, ruling.texts[0])])
    return {"images": (lead, *article.images[1:])}


_READERS: dict[str, Callable[[Page, Article, str], _Values]] = {
    "authors": _authors,
    "published_at": _date,
    "modified_at": _date,
    "tags": _tags,
    "correction_text": _text,
    "image_url": _image_url,
    "image_caption": _image_words,
    "image_credit": _image_words,
}
