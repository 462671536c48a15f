"""Dates of other calendars, in numerals, and of days that are said and not dated."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadsheet.extraction.agotext import find_relative
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.datewords import words
from broadsheet.extraction.saiddays import find_said
from tests.unit.reading_pages import page, paragraphs, read_page

NOW = datetime(2024, 3, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("th", "12 มี.ค. 67"),
        ("zh", "二〇二四年三月十二日"),
        ("zh", "113年3月12日"),
        ("ja", "令和6年3月12日"),
        ("ar", "12 آذار/مارس 2024"),
        ("ar", "12 مارس/آذار 2024"),
    ],
)
def test_a_day_of_another_calendar_or_in_numerals(language: str, text: str) -> None:
    """Years of the republic, of the Buddha, of a reign; months with both their names."""
    assert [each.local.naive for each in find_dates(text, words(language))] == [datetime(2024, 3, 12)]  # noqa: DTZ001


@pytest.mark.parametrize(("language", "text"), [("ar", "منذ 3 ساعات"), ("bn", "৩ ঘণ্টা আগে")])
def test_hours_ago_in_words_that_the_cldr_does_not_have(language: str, text: str) -> None:
    found = find_relative(text, words(language), NOW)
    assert found is not None
    assert found[0].hour == 9


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Today, 09:15", "2024-03-31T07:15"),
        ("zh", "今天 09:15", "2024-03-31T07:15"),
        ("ru", "Вчера, 18:40", "2024-03-30T17:40"),
        ("de", "Gestern um 18.40 Uhr", "2024-03-30T17:40"),
        ("en", "Today", None),
        ("en", "Today, 23:15", None),
        ("en", "Today the harbour opens, at 09:15", None),
    ],
)
def test_a_day_that_is_said_with_a_time(language: str, text: str, told: str | None) -> None:
    """In the zone of its source; not a day alone, not a time to come, not in a sentence."""
    found = find_said(text, language, NOW, ZoneInfo("Europe/Madrid"))
    assert (found[0].astimezone(UTC).isoformat()[:16] if found else None) == told


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("pl", "Data utworzenia: 12 marca 2024 | Data aktualizacji: 13 marca 2024"),
        ("ar", "2 رمضان 1445 هـ الموافق 12 مارس 2024 م"),
        ("ar", "نُشر: 12 مارس 2024 م ـ 2 رَمضان 1445 هـ"),
        ("ka", "გამოქვეყნდა 12 მარტი, 2024"),
    ],
)
def test_labels_that_stand_beside_dates(language: str, line: str) -> None:
    """A day of the Hijra beside the same of ours is one."""
    html = page(f"<div class=article-meta>{line}</div><div>{paragraphs()}</div>")
    published = read_page(html.replace("lang=en", f"lang={language}")).published_at
    assert published is not None
    assert published.date().isoformat() == "2024-03-12"
