"""A zone in a source file that is not the site's shows where dates stand twice; chance does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from broadsheet.article import Article, FieldValue, ListedLink
from broadsheet.outcomes import Way
from broadsheet.zonecheck import (
    FileKey,
    Pair,
    StoredDate,
    ZoneEvidence,
    comparable,
    doubts,
    remark_in,
    remark_on_stale,
    remark_on_zone,
    stale,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BERLIN, YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
KEY = FileKey("example", "sources/example.yaml", "timezone", "America/New_York")


def address(number: int) -> str:
    return f"https://news.example/{number}"


def article(number: int, *stated: tuple[str, str, str]) -> Article:
    """With what its page states of a field: the instant it was read as, and the text."""
    fields = (
        FieldValue(name, value, raw, "json_ld" if "+" in raw or "Z" in raw else "markup", name, False)
        for name, value, raw in stated
    )
    return Article(address(number), "A headline", "A text.", fields=tuple(fields))


def pairs(*minutes: int) -> list[Pair]:
    return [
        Pair(address(number), "12:00", NOON + timedelta(minutes=each), NOON, "its feed")
        for number, each in enumerate(minutes)
    ]


def test_stored_dates_are_compared_with_those_of_feeds_and_sitemaps() -> None:
    """Read in the zone of now; a list's date counts to the minute where the page has no seconds."""
    evidence = ZoneEvidence()
    at = [NOON + number * HOUR + timedelta(seconds=17) for number in range(4)]
    ways = (Way.FEED, Way.SITEMAP, Way.FEED, Way.SECTION_PAGE)
    evidence.note_links(
        ListedLink(address(number), way, published_at=when)
        for number, (way, when) in enumerate(zip(ways, at, strict=True))
    )
    stored = [StoredDate(address(n), NOON, f"2026-11-22 {13 + n}:00") for n in range(4)]
    assert {each.apart for each in evidence.with_stored(stored, "en", BERLIN)} == {timedelta(0)}
    found = evidence.with_stored(stored, "en", YORK)
    assert [(each.url, each.apart) for each in found] == [(address(n), 6 * HOUR) for n in range(3)]
    assert doubts(found) == found


def test_what_a_page_states_both_ways_is_compared() -> None:
    """The zoneless text beside the data, of publication or change; a day alone has no hour to compare."""
    evidence = ZoneEvidence()
    read, stated = (NOON + 5 * HOUR).isoformat(), (NOON - HOUR).isoformat()
    for number, name in enumerate(("published_at", "modified_at", "published_at")):
        texts = ((name, read, "2026-11-22T12:00"), (name, stated, "2026-11-22T12:00:09+01:00"))
        evidence.note_article(address(number), article(number, *texts))
    day = ("published_at", "2026-11-22T05:00:00+00:00", "2026-11-22")
    zoned = ("published_at", NOON.isoformat(), "2026-11-22T12:00:00Z")
    evidence.note_article(address(8), article(8, day, zoned))
    evidence.note_article(address(9), article(9, zoned))
    found = evidence.with_stored([], "en", YORK)
    assert [each.apart for each in found] == [6 * HOUR] * 3


@pytest.mark.parametrize(
    ("minutes", "is_doubted"),
    [
        ((360, 360, 360), True),
        ((-345, -345, -345), True),  # Nepal
        ((360, 360, 360, 17), True),
        ((360, 360), False),
        ((0, 0, 0, 0), False),
        ((360, 360, 360, 0, 0), False),
        ((360, 240, 120), False),
        ((17, 17, 17), False),
        ((4320, 4320, 4320), False),
        ((), False),
    ],
)
def test_only_the_same_whole_difference_of_most_stories_is_a_zone(
    minutes: tuple[int, ...], is_doubted: bool
) -> None:
    """Three at least; a date that differs for another reason differs by its own amount."""
    assert bool(doubts(pairs(*minutes))) is is_doubted


def test_the_remark_names_file_key_value_what_was_seen_and_the_way_out() -> None:
    """And can be cut out of a run's sentence again."""
    sample = Pair(address(1), "2026-11-22 10:00", NOON + 3 * HOUR, NOON - 3 * HOUR, "its feed")
    told = remark_on_zone([sample] * 3, 4, KEY)
    assert told.startswith("sources/example.yaml: timezone: got 'America/New_York', expected the zone ")
    assert "3 of 4 stories are stated 6 h earlier elsewhere" in told
    assert "'2026-11-22 10:00' of https://news.example/1, 2026-11-22 15:00 UTC in this zone" in told
    assert "2026-11-22 09:00 UTC in its feed; they fit UTC+01:00" in told
    assert "python -m broadsheet reread example" in told
    assert remark_in(f"3 new, 0 changed; 1 left; {told}") == told
    assert remark_in("3 new, 0 changed; 1 left for the next run") is None
    assert remark_in(None) is None


def test_an_offset_that_the_file_calls_wrong_is_no_doubt_of_the_zone() -> None:
    """In summer and winter: it stands on the hours that the page shows. Another one is told as ever."""
    days = [datetime(2026, month, 3, 14, tzinfo=BERLIN) for month in (1, 2, 7, 8)]
    labelled = [
        Pair(address(n), f"{day:%Y-%m-%d %H:%M}", day.astimezone(UTC), day.replace(tzinfo=UTC), "its feed")
        for n, day in enumerate(days)
    ]
    assert [each.apart for each in labelled] == [-HOUR, -HOUR, -2 * HOUR, -2 * HOUR]
    assert {each.stated_offset(BERLIN) for each in labelled} == {"+00:00"}
    assert comparable(labelled, BERLIN, ["+00:00"]) == []
    assert comparable(labelled, BERLIN, ["+01:00"]) == labelled
    key = FileKey("example", "sources/example.yaml", "timezone", "Europe/Berlin")
    told = remark_on_zone(doubts(labelled[:1] * 3), 3, key)
    assert told.endswith(
        "they fit UTC+00:00. Mend it, then: python -m broadsheet reread example; or, if the hours "
        'on its pages are right as read, say that the site labels them wrongly: wrong_offsets: ["+00:00"]'
    )
    assert remark_in(f"3 new; {told}") == told


def test_dates_that_were_read_in_another_zone_are_stale() -> None:
    """Until they are read again; a date that moved for another reason, or a few, tell nothing."""
    texts = [f"22. November 2026, {hour}.00 Uhr" for hour in range(10, 14)]
    dates = [StoredDate(address(n), NOON + n * HOUR, text) for n, text in enumerate(texts)]
    old = stale(dates, "de", [YORK])
    assert old == dates
    assert "4 stored stories" in remark_on_stale(old, KEY) and "reread example" in remark_on_stale(old, KEY)
    right = [StoredDate(each.url, each.instant - 3 * HOUR, each.raw) for each in dates]
    assert stale(right, "de", [YORK, BERLIN]) == []
    assert stale([*right, *dates[:2]], "de", [BERLIN]) == []
