"""When a story was published and changed: stated for machines first, then the dateline by the headline.

Dates elsewhere (captions, teasers, footers, addresses) are never read. "Updated" is never "published".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.datetext import Found, find_dates, find_relative, parse_stated
from broadsheet.extraction.datewords import Words, words
from broadsheet.extraction.moments import Local, Moment, is_believed, place
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.story import HEADINGS
from broadsheet.extraction.tree import Element, locate, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zones import Zone
from broadsheet.text import clean

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "rnews:datepublished", "publishdate", "publish-date",
    "publish_date", "published", "pubdate", "pub_date", "publication_date", "publication-date",
    "date.published", "article.published", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "vr:published_time", "published_at", "dc.date", "date",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time",
    "og:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
    "lastmod", "article.updated", "modified_time", "date.modified", "last_updated",
)  # fmt: skip
_UPDATED = any_of(r"""
    updat  modif  edited  revised  last change  aktualis  geändert  stand:  mis à jour  màj  maj\b
    actuali[sz]  atualiz  aggiorn  bijgewerkt  gewijzigd  zaktualiz  обновл  изменен  оновл  更新  수정  최종
    güncell  päivitetty  uppdater  oppdater  opdater  ενημέρ  تحديث  עודכן  módos  frissít
    sist endret  senast ändrad
    cập nhật  diperbarui
""")
# What may stand beside a date in its own line: labels, prepositions, units, nothing that makes a sentence.
_DATE_WORD = any_of(
    r"""
    published?  posted  created  written  first  last  on  at  online  date  updated?  modified  edited  since
    veröffentlicht  erstellt  publiziert  aktualisiert  zuletzt  stand  vom  am  um  uhr  den  der
    publiée?  mise?  jour  à  le  créé  modifiée?  publicad[oa]  actualizad[oa]  creado  el  a  las?  en  de
    atualizad[oa]  em  às  data  pubblicato  aggiornato  il  alle  ore  gepubliceerd  bijgewerkt  op  om
    opublikowano  aktualizacja  zaktualizowano  dodano  godz  vydáno  publikováno  aktualizováno  v  dne
    publisert  oppdatert  publicerad  uppdaterad  publiceret  opdateret  kl  klo  julkaistu  päivitetty
    опубликовано  обновлено  в  дата  yayınlanma  güncelleme  tarihi
    giriş  입력  수정  등록  更新  公開  発表
    발행  최종수정  δημοσίευση  ενημέρωση  نشر  h  hrs?  ist  gmt  utc  e[ds]?t
    c[ds]?t  p[ds]?t  b?st  [|·•–—-]+
    min  minutes?  read  \d+
    """,
    before="^",
    after="$",
)
_PARTS = re.compile(r"[|·•/()\[\]]|\s[–—-]\s|,\s(?=\D)")
_LONGEST_DATELINE = 160  # characters; a longer block is a sentence with a date in it
_LONGEST_RELATIVE = 60
_LABEL = 40  # characters before a time in which its label stands
_AMERICAN = ("America/", "US/")


@dataclass(frozen=True, slots=True)
class Stated:
    """A candidate together with the instant it means; `moment` None when it is not believed or unreadable."""

    candidate: Candidate
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Dates:
    """What was chosen."""

    published: Moment | None = None
    modified: Moment | None = None


def find_dates_of(page: Page) -> Dates:
    """Publication and change, with every candidate noted in the page's ledger."""
    published = [*_for_machines(page, "datePublished", _PUBLISHED_METAS, "published")]
    modified = [*_for_machines(page, "dateModified", _MODIFIED_METAS, "modified")]
    for is_update, stated in _shown(page, needs_text=_is_vague(published)):
        (modified if is_update else published).append(stated)
    return Dates(_choose(page, "published_at", published), _choose(page, "modified_at", modified))


def _is_vague(stated: list[Stated]) -> bool:
    """Whether no statement gives the time of day: only then is the visible line worth reading."""
    return not any(each.moment and each.moment.precision in ("minute", "second") for each in stated)


def _choose(page: Page, field: str, stated: list[Stated]) -> Moment | None:
    """The first that is believed; one that gives the same day more precisely is preferred to it."""
    believed = [each for each in stated if each.moment is not None]
    first = believed[0] if believed else None
    chosen = first
    if first is not None and first.moment is not None and first.moment.precision == "day":
        chosen = next((each for each in believed if _refines(each.moment, first.moment)), first)
    page.ledger.record(field, [each.candidate for each in stated], chosen.candidate if chosen else None)
    if chosen is None or chosen.moment is None:
        return None
    _note_other_reading(page, field, chosen.candidate, chosen.moment)
    return chosen.moment


def _refines(moment: Moment | None, day: Moment) -> bool:
    if moment is None or moment.precision == "day":
        return False
    return abs((moment.instant - day.instant).total_seconds()) < 36 * 3600  # a day, in any zone


def _note_other_reading(page: Page, field: str, candidate: Candidate, moment: Moment) -> None:
    """A time that clocks showed twice, or an ambiguous order: the other reading is kept beside it."""
    if moment.other is not None:
        other = Candidate(
            moment.other.isoformat(), candidate.origin, candidate.locator, candidate.raw, moment.precision
        )
        page.ledger.record(field, [other], None)


def _for_machines(page: Page, key: str, metas: tuple[str, ...], embedded: str) -> Iterator[Stated]:
    for candidate in page.stated(key, *(("dateCreated", "uploadDate") if key == "datePublished" else ())):
        yield _stated(page, candidate)
    for candidate in page.microdata.get(key, ()):
        yield _stated(page, candidate)
    for candidate in page.head.all(*metas):
        yield _stated(page, candidate)
    for candidate in page.embedded.all(embedded):
        yield _stated(page, candidate)
    if page.web_page is not None and page.article is None:
        for text in page.web_page.texts(key):
            yield _stated(page, Candidate(text, "json_ld", f"{page.web_page.path}.{key}"))


def _stated(page: Page, candidate: Candidate) -> Stated:
    text = candidate.raw or candidate.value or ""
    local = parse_stated(text)
    if local is None:
        found = find_dates(text, _words(page), _month_first(page))
        local = found[0].local if len(found) == 1 else None
    return _placed(page, candidate, text, local)


def _placed(
    page: Page, candidate: Candidate, raw: str, local: Local | None, other: Local | None = None
) -> Stated:
    moment = place(local, _zone(page)) if local is not None else None
    if moment is not None and other is not None:
        second = place(other, _zone(page))
        if second is not None and is_believed(second.instant, page.context.fetched_at):
            moment = _with_other(moment, second, page)
    if moment is None or not is_believed(moment.instant, page.context.fetched_at):
        return Stated(Candidate(None, candidate.origin, candidate.locator, raw), None)
    value = moment.instant.isoformat()
    return Stated(Candidate(value, candidate.origin, candidate.locator, raw, moment.precision), moment)


def _with_other(first: Moment, second: Moment, page: Page) -> Moment:
    """Of two readings of 03/04 the believable one; with both, the locale's, the other kept beside it."""
    if not is_believed(first.instant, page.context.fetched_at):
        return second
    return Moment(first.instant, first.precision, first.offset, first.is_zone_assumed, second.instant)


def _shown(page: Page, needs_text: bool) -> Iterator[tuple[bool, Stated]]:
    for block in _datelines(page):
        marked = list(_marked(page, block))
        yield from marked
        if needs_text and not marked:
            yield from _written(page, block)


def _datelines(page: Page) -> list[Block]:
    """Short lines by the headline, those in a byline's place first."""
    short = [
        block
        for block in page.top
        if len(block.text) <= _LONGEST_DATELINE and block is not page.headline_block
    ]
    known = {block.index for block in short}
    below = [block for block in _below(page) if block.index not in known]
    return sorted([*short, *below], key=lambda block: not _is_byline(block))


def _below(page: Page) -> Iterable[Block]:
    """A byline's place within or right after the story's container."""
    container = page.story.container
    if container is None:
        return ()
    inside = set(container.iter())
    return (
        block
        for block in page.blocks
        if _is_byline(block) and block.element in inside and len(block.text) <= _LONGEST_DATELINE
    )


def _is_byline(block: Block) -> bool:
    return (
        bool(block.zones)
        and block.zones[-1][0] is Zone.BYLINE
        and all(zone is Zone.BYLINE for zone, _ in block.zones)
    )


def _marked(page: Page, block: Block) -> Iterator[tuple[bool, Stated]]:
    """`time` elements with a machine-readable value."""
    for element in block.element.iter("time"):
        raw = element.get("datetime") or element.get("content")
        if raw:
            candidate = Candidate(raw, "markup", f"{locate(element)}[datetime]", raw)
            yield _is_update(element, block), _stated(page, candidate)


def _is_update(element: Element, block: Block) -> bool:
    """Whether class names, the label before it or the element's own words call it an update."""
    parent, own = element.getparent(), clean(text_of(element))
    around = parent.get("class") if parent is not None else ""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {around or ''}"
    label = block.text.partition(own)[0] if own else ""
    return any(map(_UPDATED.search, (names, own, label[-_LABEL:])))


def _written(page: Page, block: Block) -> Iterator[tuple[bool, Stated]]:
    spoken = _words(page)
    found = find_dates(block.text, spoken, _month_first(page)) if block.tag not in HEADINGS else []
    position = 0
    for number, each in enumerate(found):
        label = block.text[position : each.start]
        position = each.end
        end = found[number + 1].start if number + 1 < len(found) else len(block.text)
        if _is_dateline(label, block.text[each.end : end], spoken):
            yield bool(_UPDATED.search(label)), _from_text(page, block, each)
    if not found and len(block.text) <= _LONGEST_RELATIVE and (_is_byline(block) or block.tag == "time"):
        yield from _relative(page, block)


def _is_dateline(before: str, after: str, spoken: Words) -> bool:
    """Whether a date stands for itself, with at most a label and a weekday, rather than in a sentence.

    Separators such as "|" and brackets part it from names; within its own piece every word must be known.
    """
    pieces = _PARTS.split(before)[-1], _PARTS.split(after)[0]
    rest = [word.casefold().strip(".,:;") for piece in pieces for word in piece.split()]
    return all(not word or word in spoken.days or _DATE_WORD.match(word) for word in rest)


def _from_text(page: Page, block: Block, found: Found) -> Stated:
    raw = block.text[found.start : found.end]
    return _placed(page, Candidate(raw, "markup", locate(block.element)), raw, found.local, found.other)


def _relative(page: Page, block: Block) -> Iterator[tuple[bool, Stated]]:
    found = find_relative(block.text, _words(page), page.context.fetched_at)
    if found is not None:
        instant, precision, raw = found
        candidate = Candidate(
            instant.isoformat(), "markup", f"{locate(block.element)} (relative)", raw, precision
        )
        yield (
            bool(_UPDATED.search(block.text)),
            Stated(candidate, Moment(instant, precision, is_zone_assumed=False)),
        )


def _words(page: Page) -> Words:
    return words(page.language, page.region)


def _month_first(page: Page) -> bool | None:
    """Whether 03/04 is the fourth of March; None leaves it to the language."""
    if page.language == "en" and page.region is None:
        return (page.context.timezone or "").startswith(_AMERICAN)
    return None


def _zone(page: Page) -> ZoneInfo | None:
    return ZoneInfo(page.context.timezone) if page.context.timezone else None
