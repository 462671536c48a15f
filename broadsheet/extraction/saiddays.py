"""Times of a day that is said and not dated: "Today, 09:15", "Вчера в 18:40"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from broadsheet.extraction.clocktext import TIME, read_clock
from broadsheet.extraction.moments import Local
from broadsheet.extraction.page import Page
from broadsheet.fieldwords import Precision

# Today and yesterday, by language: "hier" is yesterday in one and here in another.
_DAYS = {
    "ar": ("اليوم", "أمس"), "bg": ("днес", "вчера"), "bn": ("আজ", "গতকাল"), "cs": ("dnes", "včera"),
    "da": ("i dag", "i går"), "de": ("heute", "gestern"), "el": ("σήμερα", "χθες"),
    "en": ("today", "yesterday"),
    "es": ("hoy", "ayer"), "fa": ("امروز", "دیروز"), "fi": ("tänään", "eilen"), "fr": ("aujourd’hui", "hier"),
    "he": ("היום", "אתמול"), "hr": ("danas", "jučer"), "hu": ("ma", "tegnap"), "hy": ("այսօր", "երեկ"),
    "id": ("hari ini", "kemarin"), "it": ("oggi", "ieri"), "ja": ("今日", "昨日"), "ka": ("დღეს", "გუშინ"),
    "ko": ("오늘", "어제"), "nl": ("vandaag", "gisteren"), "no": ("i dag", "i går"), "nb": ("i dag", "i går"),
    "pl": ("dzisiaj", "wczoraj"), "pt": ("hoje", "ontem"), "ro": ("azi", "ieri"), "ru": ("сегодня", "вчера"),
    "sk": ("dnes", "včera"), "sr": ("данас", "јуче"), "sv": ("idag", "igår"), "ta": ("இன்று", "நேற்று"),
    "th": ("วันนี้", "เมื่อวานนี้"), "tr": ("bugün", "dün"), "uk": ("сьогодні", "вчора"),
    "vi": ("hôm nay", "hôm qua"),
    "zh": ("今天", "昨天"),
}  # fmt: skip
_BETWEEN = r"[\s,]*(?:at|um|à|a las|alle|às|om|o|в|о|στις|saat|kl\.?|klo|u|la|lúc|pukul)?\s*$"
_NEAR = 15  # characters between the word and its time


def said_on(page: Page, text: str) -> tuple[datetime, Precision, str] | None:
    """What a line of a page means by such a day, in the zone of its source."""
    zone = ZoneInfo(page.context.timezone or "UTC")
    found = find_said(text, page.language, page.context.fetched_at, zone)
    return (found[0].astimezone(UTC), "minute", found[1]) if found is not None else None


def find_said(
    text: str, language: str | None, fetched_at: datetime, zone: ZoneInfo
) -> tuple[datetime, str] | None:
    """The instant meant by such a day and the time behind it, and the words; None for a day without a time,
    as mastheads have it, and for a time that was not yet when the page was fetched."""
    line = text.replace("'", "’")
    for code in dict.fromkeys((language or "en", "en")):
        for ago, pattern in enumerate(_patterns(code)):
            word = pattern.search(line)
            time = TIME.search(line, word.end(), word.end() + _NEAR) if word else None
            clock = read_clock(line, time) if time is not None else None
            if (
                word is None
                or time is None
                or clock is None
                or not re.match(_BETWEEN, line[word.end() : time.start()])
            ):
                continue
            day = fetched_at.astimezone(zone) - timedelta(days=ago)
            naive = clock.on(
                Local(day.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0), "day")
            ).naive
            instant = naive.replace(tzinfo=zone)
            return (instant, line[word.start() : clock.end].strip()) if instant <= fetched_at else None
    return None


@lru_cache(maxsize=64)
def _patterns(language: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE) for word in _DAYS.get(language, ())]
