"""When a story was published and changed: stated for machines first, then the dateline by the headline.

Dates elsewhere (captions, teasers, footers, addresses) are never read. "Updated" is never "published".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from broadsheet.extraction.canonical import is_of_page
from broadsheet.extraction.datelines import shown_dates
from broadsheet.extraction.dating import Stated, stated_at
from broadsheet.extraction.firstprint import first_printed
from broadsheet.extraction.jsonld import Node, is_of_other_page
from broadsheet.extraction.mediapage import recordings
from broadsheet.extraction.moments import Moment
from broadsheet.extraction.page import Page
from broadsheet.extraction.values import Candidate

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "rnews:datepublished", "publishdate", "publish-date",
    "publish_date", "published", "pubdate", "pub_date", "publication_date", "publication-date",
    "date.published", "article.published", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "vr:published_time", "published_at", "citation_publication_date",
    "citation_online_date", "dc.date", "date",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time",
    "og:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
    "lastmod", "article.updated", "modified_time", "date.modified", "last_updated",
)  # fmt: skip
_ASSUMED = " (zone assumed)"
# What systems write where they know the day alone.
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?!\d)")
_FULL_HOUR = re.compile(r"T\d\d:00(?::00(?:\.0+)?)?Z$")
# Hours that clocks are ahead of UTC where a language is spoken: in most, of Europe, Africa, the Near East.
_AHEAD = (0, 1, 2, 3)
_HOURS_AHEAD = {"ja": (0, 9), "ko": (0, 9), "zh": (0, 8), "th": (0, 7), "vi": (0, 7), "id": (0, 7)}
_CLOCK_IN_ZONE = re.compile(r"\d[:.]\d\d\s*[A-Z]{2,5}$")
_A_DAY = 36 * 3600  # seconds; in any zone
_WIDEST, _STEP = 26 * 3600, 15 * 60  # seconds between the farthest zones, and between any two


@dataclass(frozen=True, slots=True)
class Dates:
    """What was chosen."""

    published: Moment | None = None
    modified: Moment | None = None


def find_dates_of(page: Page) -> Dates:
    """Publication and change, with every candidate noted in the page's ledger."""
    for_machines = _for_machines(page, "datePublished", _PUBLISHED_METAS, "published")
    published = [_unless_doubted(page, each) for each in for_machines]
    modified = [*_for_machines(page, "dateModified", _MODIFIED_METAS, "modified")]
    vague, unchanged = _is_vague(published), not any(each.moment for each in modified)
    for is_update, stated in shown_dates(page, needs_text=vague, needs_update=unchanged):
        (modified if is_update else published).append(stated)
    published = _without_midnight(published, _HOURS_AHEAD.get(page.language or "", _AHEAD))
    if not any(each.moment for each in published):
        published += first_printed(page)
    return Dates(_choose(page, "published_at", published), _choose(page, "modified_at", modified))


def _unless_doubted(page: Page, stated: Stated) -> Stated:
    """Without an instant where the site has the same one on all articles, beside other days."""
    if not page.context.trust.doubts("published_at", stated.candidate):
        return stated
    return Stated(replace(stated.candidate, value=None), None)


def _is_vague(stated: list[Stated]) -> bool:
    """Whether no statement gives the time of day: only then is the visible line worth reading."""
    timed = (each for each in stated if each.moment and each.moment.precision in ("minute", "second"))
    return all(_is_midnight(each) or _is_full_hour(each) for each in timed)


def _is_midnight(stated: Stated) -> bool:
    return stated.candidate.origin != "markup" and bool(_MIDNIGHT.search(stated.candidate.raw or ""))


def _is_full_hour(stated: Stated) -> bool:
    """Whether it may be a midnight of the site's own zone, written in UTC."""
    return stated.candidate.origin != "markup" and bool(_FULL_HOUR.search(stated.candidate.raw or ""))


def _without_midnight(stated: list[Stated], ahead: tuple[int, ...]) -> list[Stated]:
    """Midnights stated for machines as the days that they are where readers see another time, or none."""
    seen = [each.moment for each in stated if each.moment and each.candidate.origin == "markup"]
    found = [_as_day(each) if _is_midnight(each) and _is_default(each, seen) else each for each in stated]
    days = [each.moment for each in stated if each.moment and _is_bare_day(each)]
    return [_of_own_zone(each, days, ahead) if days and _is_full_hour(each) else each for each in found]


def _is_bare_day(shown: Stated) -> bool:
    """Whether a line gives no more than a day; a time in a zone of many meanings is known to it, too."""
    is_shown = shown.candidate.origin == "markup" and shown.moment is not None
    is_day = is_shown and shown.candidate.precision == "day"
    return is_day and _CLOCK_IN_ZONE.search(shown.candidate.raw or "") is None


def _of_own_zone(stated: Stated, days: list[Moment], ahead: tuple[int, ...]) -> Stated:
    """A midnight in UTC as the day that readers see, which begins then where the site is."""
    begin = stated.moment.instant if stated.moment is not None else None
    begins = {timedelta(hours=count) for count in ahead}
    day = next((each for each in days if begin and each.instant - begin in begins), None)
    if day is None:
        return stated
    value = day.instant.isoformat()
    return Stated(replace(stated.candidate, value=value, precision="day"), day)


def _is_default(midnight: Stated, seen: list[Moment]) -> bool:
    at = midnight.moment
    return at is not None and any(
        _is_near(each, at) and (each.precision == "day" or _is_another(each, at)) for each in seen
    )


def _is_another(shown: Moment, midnight: Moment) -> bool:
    """Whether readers see another time; of a midnight without its zone it is not known which it is."""
    is_midnight = shown.is_zone_assumed and not (shown.instant.hour or shown.instant.minute)
    return shown.instant != midnight.instant and not is_midnight


def _as_day(stated: Stated) -> Stated:
    moment = replace(stated.moment, precision="day") if stated.moment else None
    return Stated(replace(stated.candidate, precision="day"), moment)


def _choose(page: Page, field: str, stated: list[Stated]) -> Moment | None:
    """The first that is believed; one that gives the same day more precisely is preferred to it."""
    believed = [each for each in stated if each.moment is not None]
    first = believed[0] if believed else None
    chosen = first
    if first is not None and first.moment is not None and first.moment.precision == "day":
        chosen = next((each for each in believed if _refines(each.moment, first.moment)), first)
    elif first is not None and first.moment is not None and first.moment.is_zone_assumed:
        chosen = next((each for each in believed if _zones(each.moment, first.moment)), first)
    taken = chosen.candidate if chosen is not None else None
    if taken is not None and any(page.context.trust.doubts(field, each.candidate) for each in stated):
        taken = replace(taken, origin="site_profile")
    rest = [each.candidate for each in stated if each is not chosen]
    page.ledger.record(field, rest, _marked(taken, chosen.moment, field) if chosen and taken else None)
    if chosen is None or chosen.moment is None:
        return None
    note_other_reading(page, field, chosen.candidate, chosen.moment)
    return chosen.moment


def _marked(taken: Candidate, moment: Moment | None, field: str) -> Candidate:
    """Of a change it is told with the place alone that its zone is assumed; publication has a field."""
    is_assumed = field == "modified_at" and moment is not None and moment.is_zone_assumed
    return replace(taken, locator=f"{taken.locator}{_ASSUMED}") if is_assumed else taken


def _refines(moment: Moment | None, day: Moment) -> bool:
    if moment is None or moment.precision == "day":
        return False
    return _is_near(moment, day)


def _is_near(moment: Moment, day: Moment) -> bool:
    return abs((moment.instant - day.instant).total_seconds()) < _A_DAY


def _zones(moment: Moment | None, assumed: Moment) -> bool:
    """Whether a statement with a zone may be the same time as one without: apart by what zones differ by."""
    if moment is None or moment.is_zone_assumed or moment.precision == "day":
        return False
    apart = abs((moment.instant - assumed.instant).total_seconds())
    return apart <= _WIDEST and apart % _STEP == 0


def note_other_reading(page: Page, field: str, candidate: Candidate, moment: Moment) -> None:
    """A time that clocks showed twice, or an ambiguous order: the other reading is kept beside it."""
    if moment.other is not None:
        other = Candidate(
            moment.other.isoformat(), candidate.origin, candidate.locator, candidate.raw, moment.precision
        )
        page.ledger.record(field, [other], None)


def _for_machines(page: Page, key: str, metas: tuple[str, ...], embedded: str) -> Iterator[Stated]:
    for candidate in page.stated(key):
        yield stated_at(page, candidate)
    for candidate in page.microdata.all(key):
        yield stated_at(page, candidate)
    for candidate in page.head.all(*metas):
        yield stated_at(page, candidate)
    for candidate in page.embedded.all(embedded):
        yield stated_at(page, candidate)
    if page.web_page is not None and page.article is None:
        for text in page.web_page.texts(key) if _is_own(page, page.web_page) else ():
            yield stated_at(page, Candidate(text, "json_ld", f"{page.web_page.path}.{key}"))
        if key == "datePublished":
            yield from _uploads(page)


def _is_own(page: Page, node: Node) -> bool:
    """Whether what data call a page is this one: its address or its name is."""
    told = [page.head.title, *([page.headline_block.text] if page.headline_block else [])]
    canonical = {link.href for link in page.head.links if "canonical" in link.rel}
    return not is_of_other_page(
        node, lambda url: url in canonical or is_of_page(page.context.url, url.partition("#")[0]), told
    )


def _uploads(page: Page) -> Iterator[Stated]:
    """When the film or the sound that the page is about was put up."""
    for node in recordings(page):
        for text in node.texts("uploadDate"):
            yield stated_at(page, Candidate(text, "json_ld", f"{node.path}.uploadDate"))
