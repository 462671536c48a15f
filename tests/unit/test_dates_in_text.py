"""Dates as machines and people write them, and the instants they mean."""

# ruff: noqa: DTZ001 - a time as written has no zone

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extraction.agotext import find_relative
from broadsheet.extraction.datenames import date_names
from broadsheet.extraction.datetext import find_dates, parse_stated
from broadsheet.extraction.datewords import words
from broadsheet.extraction.moments import Local, is_believed, place
from tests.cldr import known

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("stated", "naive", "precision", "zone"),
    [
        ("2024-03-27T10:00:00+02:00", datetime(2024, 3, 27, 10), "second", "+02:00"),
        ("2024-03-27T10:00Z", datetime(2024, 3, 27, 10), "minute", "Z"),
        ("2024-03-27 10:00:00", datetime(2024, 3, 27, 10), "second", None),
        ("2024-03-27T10:00:00.123456+0200", datetime(2024, 3, 27, 10), "second", "+0200"),
        ("2024-03-27", datetime(2024, 3, 27), "day", None),
        ("20240327", datetime(2024, 3, 27), "day", None),
        ("20240327T101500Z", datetime(2024, 3, 27, 10, 15), "second", "Z"),
        ("1711533600", datetime(2024, 3, 27, 10), "second", "Z"),
        ("1711533600000", datetime(2024, 3, 27, 10), "second", "Z"),
        ("Wed, 27 Mar 2024 10:00:00 GMT", datetime(2024, 3, 27, 10), "second", "+0000"),
    ],
)
def test_values_for_machines(stated: str, naive: datetime, precision: str, zone: str | None) -> None:
    """Every usual form is read with the precision and the zone that it states, no more."""
    assert parse_stated(stated) == Local(naive, precision, zone)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "junk", ["", "today", "0000-00-00T00:00:00", "2024-13-45", "99999999", "27/03/2024", "T10:00"]
)
def test_what_is_no_date_is_none(junk: str) -> None:
    """Text that states no date for machines gives none."""
    assert parse_stated(junk) is None


@pytest.mark.parametrize(
    ("language", "region", "line", "naive", "precision"),
    [
        ("en", "US", "Published March 27, 2024 at 10:15 AM", datetime(2024, 3, 27, 10, 15), "minute"),
        ("en", "US", "2:30 PM EDT, Fri March 29, 2024", datetime(2024, 3, 29, 14, 30), "minute"),
        ("en", "US", "Sept. 5, 2026", datetime(2026, 9, 5), "day"),
        ("ja", None, "2024年3月27日 午後2時半", datetime(2024, 3, 27, 14, 30), "minute"),
        ("ja", None, "令和元年5月1日 14時5分", datetime(2019, 5, 1, 14, 5), "minute"),
        ("ja", None, "2024年3月27日から14時間", datetime(2024, 3, 27), "day"),
        ("ko", None, "2024년 3월 27일 오후 2시", datetime(2024, 3, 27, 14), "hour"),
        ("ko", None, "입력 24.03.10 09:15", datetime(2024, 3, 10, 9, 15), "minute"),
        ("hu", None, "24.03.10.", datetime(2024, 3, 10), "day"),
        ("sv", None, "03/04/2024", datetime(2024, 4, 3), "day"),
        ("en", "ZA", "03/04/2024", datetime(2024, 4, 3), "day"),
        ("fa", None, "۲۹ اسفند ۱۴۰۲", datetime(2024, 3, 19), "day"),
        ("fa", None, "۳۰ اسفند ۱۳۹۹", datetime(2021, 3, 20), "day"),
        ("fa", None, "27 مارس 2024", datetime(2024, 3, 27), "day"),
        ("en", "GB", "22:10, 27 March 2024", datetime(2024, 3, 27, 22, 10), "minute"),
        ("en", "US", "Mar 27th, 2024 | 12am", datetime(2024, 3, 27, 0), "hour"),
        ("de", None, "Wien, am 12. Jänner 2024", datetime(2024, 1, 12), "day"),
        ("de", None, "Stand: 22.04.2024, 06:00 Uhr", datetime(2024, 4, 22, 6), "minute"),
        ("de", None, "27. März 2024 um 10.15 Uhr", datetime(2024, 3, 27, 10, 15), "minute"),
        ("fr", None, "Publié le 27 février 2024 à 10h15", datetime(2024, 2, 27, 10, 15), "minute"),
        ("es", None, "27 de marzo de 2024 | 10:15 h.", datetime(2024, 3, 27, 10, 15), "minute"),
        ("pt", "BR", "22 de outubro de 2010 às 20:13", datetime(2010, 10, 22, 20, 13), "minute"),
        ("cs", None, "15. září 2026 17:22", datetime(2026, 9, 15, 17, 22), "minute"),
        ("pl", None, "27.03.24 10:15", datetime(2024, 3, 27, 10, 15), "minute"),
        ("ru", None, "27 марта 2024, 10:15", datetime(2024, 3, 27, 10, 15), "minute"),
        ("el", None, "27 Μαρτίου 2024, 10:15", datetime(2024, 3, 27, 10, 15), "minute"),
        ("tr", None, "27 Mart 2024 10:15", datetime(2024, 3, 27, 10, 15), "minute"),
        ("ja", None, "2024年3月27日 10時15分", datetime(2024, 3, 27, 10, 15), "minute"),
        ("ko", None, "2024년 3월 27일 오후 2:15", datetime(2024, 3, 27, 14, 15), "minute"),
        ("zh", None, "2024-03-27 10:15:09", datetime(2024, 3, 27, 10, 15, 9), "second"),
        ("ar", None, "27 مارس 2024", datetime(2024, 3, 27), "day"),
        ("hi", None, "27 मार्च 2024, 10:15 AM IST", datetime(2024, 3, 27, 10, 15), "minute"),
    ],
)
def test_datelines_in_many_languages(
    language: str, region: str | None, line: str, naive: datetime, precision: str
) -> None:
    """A line by the headline is read in the language of its page."""
    found = find_dates(line, words(language, region))
    assert [(each.local.naive, each.local.precision) for each in found] == [(naive, precision)]


@pytest.mark.parametrize(
    "line", ["© 1998-2026 The Gazette", "5 min read", "March", "12.34.5678", "Chapter 3/4", "10:15"]
)
def test_a_part_of_a_date_is_none(line: str) -> None:
    """A year, a time or numbers with dots are no date of publication."""
    assert find_dates(line, words("en", "US")) == []


def test_two_dates_keep_their_own_times() -> None:
    """In "published ... updated ..." each date has the time that stands by it."""
    found = find_dates("27 marzo 2024 08:00 (modifica il 28 marzo 2024 | 07:12)", words("it"))
    assert [each.local.naive for each in found] == [datetime(2024, 3, 27, 8), datetime(2024, 3, 28, 7, 12)]


@pytest.mark.parametrize(
    ("region", "first", "other"),
    [("US", datetime(2024, 3, 4), datetime(2024, 4, 3)), ("GB", datetime(2024, 4, 3), datetime(2024, 3, 4))],
)
def test_03_04_is_read_as_the_region_writes_it(region: str, first: datetime, other: datetime) -> None:
    """The order of day and month is the locale's; the other reading is kept."""
    (found,) = find_dates("03/04/2024", words("en", region))
    assert found.local.naive == first
    assert found.other is not None and found.other.naive == other


@pytest.mark.parametrize(
    ("language", "line", "hours", "precision"),
    [
        ("en", "3 hours ago", 3, "hour"),
        ("de", "vor 2 Stunden", 2, "hour"),
        ("fr", "il y a 5 heures", 5, "hour"),
        ("ru", "21 час назад", 21, "hour"),
        ("ja", "2 時間前", 2, "hour"),
        ("es", "hace 2 días", 48, "day"),
        ("ms", "3 jam lalu", 3, "hour"),
        ("en", "An hour ago", 1, "hour"),
        ("ar", "منذ ساعتين", 2, "hour"),
        ("he", "לפני יומיים", 48, "day"),
        ("it", "Pubblicato un’ora fa", 1, "hour"),
    ],
)
def test_relative_dates_count_from_the_fetch(language: str, line: str, hours: int, precision: str) -> None:
    """ "2 hours ago" is no more precise than an hour."""
    fetched = datetime(2026, 3, 10, 15, tzinfo=UTC)
    found = find_relative(line, words(language), fetched)
    assert found is not None
    assert ((fetched - found[0]).total_seconds() / 3600, found[1]) == (hours, precision)


def test_the_table_of_names_says_what_its_source_says() -> None:
    """In every script and for regions that write otherwise; `python -m tests.cldr` mends what differs."""
    tags = "en_GB de_AT fr_CA es_MX pt_BR sr_ME zh_TW ar_IQ he_IL hi_IN ms th vi am ja ko ru el tr fil"
    for tag in tags.split():
        language, _, region = tag.partition("_")
        assert date_names(language, region or None) == known(tag), tag


def test_a_language_is_known_by_its_other_names_and_english_stands_in() -> None:
    """Old and three-letter codes, a region that the language has no words for, and no language at all."""
    assert date_names("iw") == date_names("heb") == date_names("he", "US") == date_names("HE")
    assert date_names("en", "UK") == date_names("en", "GB") != date_names("en")
    assert date_names("xx", "DE") == date_names(None) == date_names("en")


@pytest.mark.parametrize(
    ("naive", "zone_text", "instant", "assumed"),
    [
        (datetime(2026, 7, 1, 12), "+02:00", datetime(2026, 7, 1, 10, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 12), "EDT", datetime(2026, 7, 1, 16, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 12), "GMT+3", datetime(2026, 7, 1, 9, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 12), None, datetime(2026, 7, 1, 10, tzinfo=UTC), True),
        (datetime(2026, 1, 1, 12), None, datetime(2026, 1, 1, 11, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 12), "CNN", datetime(2026, 7, 1, 10, tzinfo=UTC), True),
    ],
)
def test_a_zone_is_stated_or_assumed(
    naive: datetime, zone_text: str | None, instant: datetime, assumed: bool
) -> None:
    """Without a zone that can be read, the site's own is taken and marked as assumed."""
    moment = place(Local(naive, "minute", zone_text), BERLIN)
    assert moment is not None
    offset = None if assumed else zone_text
    assert (moment.instant, moment.is_zone_assumed, moment.offset) == (instant, assumed, offset)


@pytest.mark.parametrize(
    ("letters", "zone", "language", "region", "hour"),
    [
        ("IST", "Asia/Kolkata", None, None, 6.5),
        ("IST", "Asia/Jerusalem", None, None, 10),
        ("IST", None, "en", "IN", 6.5),
        ("IST", None, "he", None, 10),
        ("BST", "Europe/London", None, None, 11),  # in winter, as sites that never change their template
        ("BST", "America/New_York", "en", "GB", 11),
        ("CST", "America/New_York", "en", None, 18),
        ("CST", None, "zh", None, 4),
        ("EST", None, "en", None, 17),
        ("EST", "Australia/Sydney", "en", None, 2),
    ],
)
def test_an_abbreviation_is_read_as_its_country_means_it(
    letters: str, zone: str | None, language: str | None, region: str | None, hour: float
) -> None:
    """The source's zone tells the country, then the region of the page's tag, then its language."""
    noon = Local(datetime(2026, 1, 1, 12), "minute", letters)
    moment = place(noon, ZoneInfo(zone) if zone else None, language, region)
    assert moment is not None and moment.instant.hour + moment.instant.minute / 60 == hour
    assert (moment.offset, moment.is_zone_assumed) == (letters, False)


@pytest.mark.parametrize(
    ("letters", "zone"), [("IST", BERLIN), ("BST", ZoneInfo("America/New_York")), ("CST", None)]
)
def test_a_time_in_one_of_several_zones_is_known_to_the_day(letters: str, zone: ZoneInfo | None) -> None:
    """No country decides; the site's own zone would be another than the one that is written."""
    moment = place(Local(datetime(2026, 6, 1, 12), "minute", letters), zone, "en")
    assert moment is not None and (moment.precision, moment.offset, moment.is_zone_assumed) == (
        "day",
        None,
        True,
    )


def test_an_hour_that_came_twice_or_never_is_marked() -> None:
    """In the overlap and in the gap of daylight saving the other reading is kept."""
    twice = place(Local(datetime(2026, 10, 25, 2, 30), "minute"), BERLIN)
    never = place(Local(datetime(2026, 3, 29, 2, 30), "minute"), BERLIN)
    once = place(Local(datetime(2026, 6, 1, 2, 30), "minute"), BERLIN)
    assert twice is not None and twice.other == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert never is not None and never.other == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert once is not None and once.other is None


def test_neither_the_future_nor_the_time_before_the_web_is_believed() -> None:
    """Minutes ahead of the fetch are a story timed to the hour; hours are a wrong clock, and 1970 is none."""
    fetched = datetime(2026, 3, 10, tzinfo=UTC)
    assert is_believed(datetime(2026, 3, 10, 0, 10, tzinfo=UTC), fetched)
    assert not is_believed(datetime(2026, 3, 10, 2, tzinfo=UTC), fetched)
    assert not is_believed(datetime(2026, 3, 12, tzinfo=UTC), fetched)
    assert not is_believed(datetime(1970, 1, 1, tzinfo=UTC), fetched)


@given(st.text(max_size=80), st.sampled_from(["en", "de", "ja", "ar", "xx", None]))
def test_no_line_makes_the_search_fail(line: str, language: str | None) -> None:
    """Any line of any language is searched without an exception."""
    spoken = words(language)
    for found in find_dates(line, spoken):
        assert line[found.start : found.end]
        place(found.local, BERLIN)
    find_relative(line, spoken, datetime(2026, 1, 1, tzinfo=UTC))
    parse_stated(line)
