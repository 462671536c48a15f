"""Whether the time zone of a source file is the one in which its site writes dates that name none. Pure.

The date of a story often stands twice: without a zone on its page, and with one in a feed, a sitemap or the
page's data. Where the two differ by the same quarters of an hour on story after story, the first was not
read in the site's zone; or the site states a wrong offset, which only a person can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadsheet.article import Article, FieldValue, ListedLink
from broadsheet.counting import counted
from broadsheet.errors import SourceFileError
from broadsheet.extraction.datetext import parse_stated
from broadsheet.extraction.moments import Local, place
from broadsheet.extraction.stated_text import dates_in
from broadsheet.outcomes import Way

_FEWEST, _SHARE = 3, 0.75  # stories that differ alike, and their share of those that can be compared
_STEP, _WIDEST = timedelta(minutes=15), timedelta(hours=26)  # between two zones, and between the farthest
_MOST = 500  # stories of one run that are compared
_LISTS = {Way.FEED: "its feed", Way.SITEMAP: "its sitemap"}
_DATES = ("published_at", "modified_at")
_REMARK = re.compile(r"(?:^|; )(\S+\.ya?ml: [\w\[\].]*timezone: got .*)$")


@dataclass(frozen=True, slots=True)
class StoredDate:
    """The date of a stored story that names no zone: its instant as it was read, and its text."""

    url: str
    instant: datetime
    raw: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One story's date without a zone, as it is read, and as it is stated with one elsewhere, both UTC."""

    url: str
    raw: str
    assumed: datetime
    stated: datetime
    place: str

    @property
    def apart(self) -> timedelta:
        """How much later the reading is; to the minute where one of the two has no seconds."""
        is_exact = self.assumed.second and self.stated.second
        first, second = (each if is_exact else each.replace(second=0) for each in (self.assumed, self.stated))
        return first.replace(microsecond=0) - second.replace(microsecond=0)

    def stated_offset(self, zone: ZoneInfo) -> str:
        """The offset from UTC that the statement puts on the time that the page shows.

        `zone` is the one that the page's date was read in.
        """
        local = self.assumed.astimezone(zone).utcoffset() or timedelta(0)
        return _offset(local + self.apart)


@dataclass(slots=True)
class ZoneEvidence:
    """Collected while a section run lasts. Mutable."""

    stated: dict[str, tuple[datetime, str]] = field(default_factory=dict)  # by address: instant and place
    pairs: dict[str, Pair] = field(default_factory=dict)  # of pages that state both, by address

    def note_links(self, links: Iterable[ListedLink]) -> None:
        """Dates of a feed or sitemap; those of them that name no zone were not read."""
        for link in links:
            if link.published_at is not None and link.way in _LISTS and len(self.stated) < _MOST:
                self.stated[link.url] = link.published_at, _LISTS[link.way]

    def note_article(self, url: str, article: Article) -> None:
        """What its own page states both ways."""
        pair = next(_pairs_of(url, article.fields), None)
        if pair is not None and len(self.pairs) < _MOST:
            self.pairs[url] = pair

    def with_stored(self, dates: Iterable[StoredDate], language: str, zone: ZoneInfo) -> list[Pair]:
        """All that can be compared, one pair a story; stored dates are read in the zone of now."""
        found = dict(self.pairs)
        for date in dates:
            instant = _read_in(date.raw, language, zone)
            if instant is not None and date.url in self.stated:
                found.setdefault(date.url, Pair(date.url, date.raw, instant, *self.stated[date.url]))
        return list(found.values())


def comparable(pairs: Iterable[Pair], zone: ZoneInfo, wrong_offsets: Collection[str]) -> list[Pair]:
    """Those that tell of the zone: without statements whose offset the source file calls wrong."""
    return [pair for pair in pairs if pair.stated_offset(zone) not in wrong_offsets]


def doubts(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that differ alike, if they are so many that the zone they were read in is in doubt."""
    counts = Counter(pair.apart for pair in pairs)
    apart, count = counts.most_common(1)[0] if counts else (timedelta(0), 0)
    is_zone = apart and apart % _STEP == timedelta(0) and abs(apart) <= _WIDEST
    if not is_zone or count < max(_FEWEST, _SHARE * len(pairs)):
        return []
    return [pair for pair in pairs if pair.apart == apart]


@dataclass(frozen=True, slots=True)
class FileKey:
    """Where a section's zone or language stands: its source, file and key, and what it says there."""

    source: str
    file: str
    key: str
    name: str

    def refusal(self, expected: str) -> str:
        """As of any other key of a source file that cannot be right."""
        return str(SourceFileError(self.file, self.key, self.name, expected))


def remark_on_zone(found: Sequence[Pair], all_count: int, zone: FileKey) -> str:
    """Of stories that put the zone in doubt: file, key and value, what was seen, and the way out."""
    sample = found[0]
    fits = sample.stated_offset(ZoneInfo(zone.name))
    return zone.refusal(
        f"the zone of the dates on its pages that name none: those of {len(found)} of "
        f"{counted(all_count, 'story', 'stories')} are stated {_hours(sample.apart)} elsewhere, such as "
        f"{sample.raw!r} of {sample.url}, {_utc(sample.assumed)} in this zone, {_utc(sample.stated)} in "
        f"{sample.place}; they fit UTC{fits}. Mend it, then: python -m broadsheet reread {zone.source}; "
        f"or, if the hours on its pages are right as read, say that the site labels them wrongly: "
        f'wrong_offsets: ["{fits}"]'
    )


def remark_on_stale(found: Sequence[StoredDate], zone: FileKey) -> str:
    """Of stored dates that the zone of now is not the one of."""
    stories = counted(len(found), "stored story", "stored stories")
    return zone.refusal(
        f"the dates of {stories} to be read in it, such as {found[0].url}: python -m broadsheet reread "
        f"{zone.source} does it"
    )


def remark_on_languages(found: Sequence[tuple[str, str]], language: FileKey) -> str:
    """Of stories, by address, whose language the source file gave, when it was another than that of now."""
    stories = counted(len(found), "stored story", "stored stories")
    (url, said), *_ = found
    return language.refusal(
        f"the language of {stories} to be that which it was when they were read, such as {said!r} of {url}: "
        f"python -m broadsheet reread {language.source} puts them right"
    )


def stale(dates: Iterable[StoredDate], language: str, zones: Iterable[ZoneInfo]) -> list[StoredDate]:
    """Stored dates that were read in none of these zones: in one that the source file had before."""
    read_in, apart = list(zones), dict[StoredDate, timedelta]()
    for date in dates:
        instants = [_read_in(date.raw, language, zone) for zone in read_in]
        if instants and instants[0] is not None and date.instant not in instants:
            apart[date] = date.instant - instants[0]
    alike = {each for each, count in Counter(apart.values()).items() if count >= _FEWEST}
    return [date for date, each in apart.items() if each in alike and each % _STEP == timedelta(0)]


def remark_in(sentence: str | None) -> str | None:
    """The remark on a zone that a run's sentence ends with, if it does."""
    found = _REMARK.search(sentence or "")
    return found[1] if found else None


def _pairs_of(url: str, fields: Iterable[FieldValue]) -> Iterator[Pair]:
    timed: Mapping[str, list[tuple[FieldValue, Local]]] = {name: [] for name in _DATES}
    for each in fields:
        local = parse_stated(each.raw_value or "") if each.field in timed and each.value else None
        if local is not None and local.precision != "day":
            timed[each.field].append((each, local))
    for found in timed.values():
        zoned = [each for each, local in found if local.zone_text]
        bare = [each for each, local in found if not local.zone_text]
        if zoned and bare:
            pairs = [_pair(url, bare[0], each) for each in zoned]
            yield min(pairs, key=lambda pair: abs(pair.apart))


def _pair(url: str, bare: FieldValue, zoned: FieldValue) -> Pair:
    assumed, stated = (datetime.fromisoformat(each.value or "") for each in (bare, zoned))
    return Pair(url, bare.raw_value or "", assumed, stated, f"{zoned.origin} ({zoned.locator})")


def _read_in(raw: str, language: str, zone: ZoneInfo) -> datetime | None:
    """The instant of a raw value in a zone; None for a day, and for what names a zone itself."""
    found = dates_in(raw, language)
    if len(found) != 1 or found[0].precision == "day" or found[0].zone_text:
        return None
    moment = place(found[0], zone)
    return moment.instant if moment is not None else None


def _hours(apart: timedelta) -> str:
    hours, minutes = divmod(abs(apart) // timedelta(minutes=1), 60)
    told = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{told} {'earlier' if apart > timedelta(0) else 'later'}"


def _offset(fits: timedelta) -> str:
    minutes = round(fits / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
