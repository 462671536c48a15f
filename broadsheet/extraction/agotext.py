"""What "2 hours ago" and "an hour ago" mean when a page was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from broadsheet.extraction.datewords import Words
from broadsheet.fieldwords import Precision

_LONGEST = 300  # characters of a line that are looked at
_DIGIT = re.compile(r"\d")
_HOUR = 3600  # seconds
# One or two of a unit, said without a number: how many, of how many seconds.
_FEW_AGO = {
    "ar": (
        ("منذ دقيقة", 1, 60), ("منذ دقيقتين", 2, 60), ("منذ ساعة", 1, 3600), ("منذ ساعتين", 2, 3600),
        ("قبل ساعة", 1, 3600), ("قبل ساعتين", 2, 3600), ("منذ يوم", 1, 86400), ("منذ يومين", 2, 86400),
    ),
    "cs": (("před hodinou", 1, 3600),), "da": (("for en time siden", 1, 3600),),
    "de": (("vor einer minute", 1, 60), ("vor einer stunde", 1, 3600), ("vor einem tag", 1, 86400)),
    "el": (("πριν από μία ώρα", 1, 3600), ("πριν μία ώρα", 1, 3600)),
    "en": (
        ("a minute ago", 1, 60), ("an hour ago", 1, 3600), ("one hour ago", 1, 3600), ("a day ago", 1, 86400),
    ),
    "es": (("hace un minuto", 1, 60), ("hace una hora", 1, 3600), ("hace un día", 1, 86400)),
    "fr": (("il y a une minute", 1, 60), ("il y a une heure", 1, 3600), ("il y a un jour", 1, 86400)),
    "he": (
        ("לפני שעה", 1, 3600), ("לפני שעתיים", 2, 3600), ("לפני יום", 1, 86400), ("לפני יומיים", 2, 86400),
    ),
    "it": (("un minuto fa", 1, 60), ("un’ora fa", 1, 3600), ("un giorno fa", 1, 86400)),
    "nl": (("een uur geleden", 1, 3600), ("een dag geleden", 1, 86400)),
    "pl": (("minutę temu", 1, 60), ("godzinę temu", 1, 3600)),
    "pt": (("há um minuto", 1, 60), ("há uma hora", 1, 3600), ("há um dia", 1, 86400)),
    "ru": (("минуту назад", 1, 60), ("час назад", 1, 3600)), "sk": (("pred hodinou", 1, 3600),),
    "sv": (("för en timme sedan", 1, 3600),), "uk": (("хвилину тому", 1, 60), ("годину тому", 1, 3600)),
}  # fmt: skip


def find_relative(text: str, words: Words, fetched_at: datetime) -> tuple[datetime, Precision, str] | None:
    """What "2 hours ago" means when the page was fetched: instant, precision, the words."""
    text = text[:_LONGEST]
    found = next(_counted(text, words) if _DIGIT.search(text) else _few(text, words), None)
    if found is None:
        return None
    count, seconds, told = found
    return fetched_at - timedelta(seconds=count * seconds), "day" if seconds > _HOUR else "hour", told


def _counted(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """How many units of how many seconds, and the words."""
    for pattern, seconds in words.ago:
        if match := pattern.search(text):
            yield int(match[1]), seconds, match[0].strip()


def _few(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """The same where no number is written."""
    line = text.lower().replace("'", "’")
    for phrase, count, seconds in (*_FEW_AGO.get(words.language, ()), *_FEW_AGO["en"]):
        begin = line.find(phrase)
        end = begin + len(phrase)
        is_word = not any(map(str.isalpha, line[max(0, begin - 1) : begin] + line[end : end + 1]))
        if begin >= 0 and is_word and not _is_weekday(line[end:], words):
            yield count, seconds, text[begin:end]


def _is_weekday(behind: str, words: Words) -> bool:
    """Whether a name of a weekday follows: in Arabic "since Friday" begins as "a day ago" does."""
    return any(word.strip("،,.:") in words.days for word in behind.split(maxsplit=1)[:1])
