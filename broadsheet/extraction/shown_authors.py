"""Bylines that readers see: lines called by authors, or beginning as bylines do, by the headline or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from broadsheet.extraction.besides import with_parts_apart
from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.byline import Byline, has_label, is_role, parse_byline, without_label
from broadsheet.extraction.dated_bylines import byline_of
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import month_first, words_of
from broadsheet.extraction.organisations import is_agency, is_organisation
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of, names
from broadsheet.extraction.personnames import is_names
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.text import clean

_AUTHOR_NAMES = re.compile(
    r"author|byline|autor|auteur|forfatter|skribent|writer|journalist|contributor"
    r"|(?:^|\s)(?:fn|by)(?=\s|$)",  # hCard's formatted name, and the word before it
    re.IGNORECASE,
)
# Also called so: companies and buttons. Only names alone count there.
_SIGNATURE = names(
    "editor muhabir reporter firma firmado signature signatur assinatura podpis underskrift imza shomei"
)
_PLACE = names("place location dateline-place byline-location lugar ort luogo")
_ISSUED = any_of(  # before a date that was cut off
    """
    publiée?(?: le)?  mise? à jour(?: le)?  published(?: on)?  updated(?: on)?  posted(?: on)?
    publicado(?: el| em)?  actualizado(?: el)?  atualizado(?: em)?  pubblicato(?: il)?  aggiornato(?: il)?
    veröffentlicht(?: am)?  aktualisiert(?: am)?  erstellt(?: am)?  gepubliceerd(?: op)?  opublikowano
    publikováno  publicerad  publicat(?: pe)?  udgivet  offentliggjort  publisert  julkaistu  опубликовано
    опубліковано  δημοσίευση  yayınlanma(?: tarihi)?
    """,
    before=r"[\s|·•–—,-]+",
    after=r"\s*[:：]?\s*$",
)
_NO_NAMES = "打印|字体|字號|字号|分享|收藏|评论|来源|编辑|责编|责任|点击|阅读|浏览|时间|发布|摄影"
_WITHIN = re.compile(
    r"(?<=[\s|])(?:记者|作者|記者|撰文|通讯员)\s*[:：]\s*"
    rf"(?P<names>[\u4e00-\u9fff·]{{2,6}}"
    rf"(?:[ 、，,\u3000]+(?!{_NO_NAMES})[\u4e00-\u9fff·]{{2,4}}(?![\u4e00-\u9fff:：])){{0,5}})"
    r"(?![\u4e00-\u9fff])"
)
_BEHIND_DASH = re.compile(r"\s*[—–]\s+(?P<place>[^\W\d_][^\d—–,|/]{1,40})")
_DIGIT = re.compile(r"\d")
_FROM_NUMBER = re.compile(r"(?<=\w)[\s|,·•–-]+\d.*$")
_LONGEST_BYLINE, _LONGEST_NAMES = 200, 60
_MOST_MARKED, _MOST_PARTS = 20, 100  # names of one line; elements of it that are looked at
_LONGEST_ROLE = 40
_OVER_STORY = 4  # blocks over the text in which a byline is looked for


def from_markup(page: Page) -> Iterator[tuple[Candidate, Byline]]:
    """Each line that is a byline, in the order of the page."""
    above = [block for block in page.top if _is_byline(block) or _beside_date(block, page)]
    above = above or [
        block for block in _over_story(page) if _is_byline_place(block) and has_label(block.text)
    ]
    below = (block for block in page.bottom if _is_named(block))
    for block in [*above, *below]:
        if len(block.text) > _LONGEST_BYLINE or block is page.headline_block or has_sentence(block.text):
            continue
        place = _marked_place(block)
        told = (
            _named_within(block)
            or _marked_names(block)
            or _apart(block, page)
            or _side_by_side(block)
            or _beside_date(block, page)
            or _undated(_without_time(block, place), page)
        )
        parsed = parse_byline(told, page.own_names)
        if parsed.authors or parsed.agencies:
            candidate = shown(block.text, block.element)
            yield candidate, replace(parsed, location=parsed.location or place or _place_behind(block))


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
    text = _ISSUED.sub("", text)
    line, _, last = text.rstrip(" ,،").rpartition(" ")
    return line.rstrip(" -–—|·,،•") if last and last.casefold().strip(".") in words_of(page).days else text


def has_sentence(text: str) -> bool:
    """Whether a line is a sentence that only begins like a byline: "By Monday the pier was open."."""
    return text.endswith("。") or (text.endswith((".", "!", "?")) and len(text) > _LONGEST_NAMES)


def _side_by_side(block: Block) -> str | None:
    """Names of which each has an element of its own, with nothing but space between them."""
    texts = [clean(text_of(each)) for each in islice(block.element, _MOST_MARKED)]
    is_all = len(texts) > 1 and " ".join(texts) == block.text
    return ", ".join(texts) if is_all and all(" " in text and is_names(text) for text in texts) else None


def _apart(block: Block, page: Page) -> str | None:
    told = with_parts_apart(block)
    return _undated(_FROM_NUMBER.sub("", told), page) if told is not None else None


def _beside_date(block: Block, page: Page) -> str | None:
    """The byline of a line that has nothing else but its date."""
    text = block.text
    if len(text) > _LONGEST_BYLINE or block.tag in HEADINGS or not _DIGIT.search(text):
        return None
    spoken = words_of(page)
    found = find_dates(text, spoken, month_first(page))
    begins, ends = [0, *(each.end for each in found)], [*(each.start for each in found), len(text)]
    pieces = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    return byline_of(pieces, spoken.days) if found else None


def _is_byline(block: Block) -> bool:
    is_told = _is_byline_place(block) or has_label(block.text) or is_agency(block.text)
    is_told = is_told or _named_within(block) is not None
    return is_told or _marked_names(block) is not None


def _named_within(block: Block) -> str | None:
    """The names behind the word for reporters in a line of date and source, as Chinese sites have it."""
    text = block.text
    if text.isascii() or len(text) > _LONGEST_BYLINE or not ("：" in text or ":" in text):
        return None
    match = _WITHIN.search(text)
    return ", ".join(re.split(r"[ 、，,\u3000]+", match["names"])) if match else None


def _marked_names(block: Block) -> str | None:
    """The part of a line that is called by authors, where it is nothing but names."""
    texts = _marked_texts(block)
    is_told = bool(texts) and all(map(_is_of_names, texts))
    return ", ".join(map(_bare, texts[:_MOST_MARKED])) if is_told else None


def _place_behind(block: Block) -> str | None:
    """What stands behind the marked names and a dash: "By Ana Costa — Lisbon"."""
    texts = _marked_texts(block)
    if not texts or _marked_names(block) is None:
        return None
    match = _BEHIND_DASH.fullmatch(block.text.rpartition(texts[-1])[2])
    place = match["place"] if match else ""
    is_place = is_names(place) and not (is_organisation(place) or is_agency(place) or is_role(place))
    return place if is_place else None


def _is_of_names(text: str) -> bool:
    """Whether all of it is names, with "and" between them in whatever language."""
    found = parse_byline(_bare(text)).authors
    return is_names(_bare(text), marked=True) or (
        len(found) > 1 and all(is_names(each.name) for each in found)
    )


def _marked_texts(block: Block) -> list[str]:
    if len(block.text) > _LONGEST_BYLINE:
        return []
    parts = islice(block.element.iter("span", "b", "em", "strong", "cite"), _MOST_PARTS)
    marked = [each for each in parts if each is not block.element and _is_of_author(each)]
    # Of a line that stands in an element that holds far more, as the body may, the parts are none of it.
    texts = [text for each in marked if (text := clean(text_of(each))) in block.text]
    return [
        text for text in dict.fromkeys(texts) if not any(other != text and other in text for other in texts)
    ]


def _bare(text: str) -> str:
    """Without the word before a name, and the brackets around it."""
    return without_label(text).strip("()（）[] ")


def _is_byline_place(block: Block) -> bool:
    elements = [block.element, *(element for zone, element in block.zones if zone is Zone.BYLINE)]
    return any(_is_of_author(each) or each.tag == "address" for each in elements) or _is_name_in_place(block)


def _is_named(block: Block) -> bool:
    return has_label(block.text) or _is_name_in_place(block) or is_agency(block.text)


def _is_name_in_place(block: Block) -> bool:
    """Whether a line of nothing but names stands in an element, or next within one, called by authors."""
    if block.tag == "caption" or not is_names(_without_role(block.text), marked=True):
        return False  # a table's title tells what it shows
    return any(_is_of_author(each) or _is_signature(each) for each in _with_parent(block.element))


def _without_role(text: str) -> str:
    """ "Ana Costa, architect": the name."""
    name, comma, role = text.partition(", ")
    is_role = comma and " " in name and role.islower() and len(role) <= _LONGEST_ROLE
    return name if is_role else text


def _with_parent(element: Element) -> list[Element]:
    around = element.getparent()
    return [element] if around is None else [element, around]


def _is_signature(element: Element) -> bool:
    return _SIGNATURE.search(element.get("class") or "") is not None


def _is_of_author(element: Element) -> bool:
    named = " ".join(filter(None, map(element.get, ("class", "itemprop", "rel", "id", "data-testid"))))
    return bool(named) and _names_author(named)


@lru_cache(4096)  # of a site's templates
def _names_author(named: str) -> bool:
    return _AUTHOR_NAMES.search(named) is not None
