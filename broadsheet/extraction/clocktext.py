"""Times of day as people write them beside a date: `10.15 Uhr`, `6:42 pm EST`, `午後6時20分`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.extraction.moments import Local
from broadsheet.fieldwords import Precision

_NOON, _HALF_PAST = 12, "30"
TIME = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])(?:[:.\u066b]|\s?[hH]\s?|時|시\s?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])"
    r"|(?<![\d:.])(?P<bare>1[0-2]|0?\d)(?=\s?[ap]\.?\s?m\b)"
    # 午後2時, 14時5分, 下午2点半
    r"|(?<![\d:.])(?P<named>[01]?\d|2[0-4])[時时点點시](?:\s?(?P<named_minute>[0-5]?\d)[分분]"
    r"|(?P<past>半)|(?![間间간\d]))",
)
_HALVES = (
    r"[ap]\.?\s?m\b\.?|a\.\s?m\.|p\.\s?m\.|[πμ]\.?\s?μ\b\.?|صباحا|مساء|पूर्वाह्न|अपराह्न|pagi\b|petang\b|malam\b"
    r"|[مص](?!\w)|পিএম|এএম"
)
_AFTER_TIME = re.compile(
    rf"[分분]?\s*(?:Uhr|hrs?\b|hs?\b|uur|Hrs)?\s*(?P<half>{_HALVES})?\s*\(?"
    r"(?P<zone>(?:UTC|GMT)\s?[+\u2212-]\s?\d{1,2}(?::?\d{2})?|[+\u2212-]\d{2}:?\d{2}|[A-Z]{2,4}(?![A-Za-z])|мск)?",
    re.IGNORECASE,
)
_BEFORE_TIME = re.compile(r"(?P<half>오전|오후|午前|午後|上午|下午|凌晨|早上|傍晚|晚上|सुबह|शाम|रात)\s*$")
_AFTERNOON = (
    "pm", "p.", "p m", "오후", "午後", "下午", "傍晚", "μ", "مساء", "م", "अपराह्न", "शाम", "পিএম", "petang",
    "malam",
)  # fmt: skip
_NIGHT, _EVENING = ("晚上", "रात"), 6  # from that hour on in the evening, before it after midnight
_NOT_ZONES = frozenset(
    ("AM", "PM", "UHR", "VON", "BY", "AT", "MIN", "ON", "IN", "DE", "AND", "READ", "MAR", "MAY", "JAN")
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, the zone written behind it, and where both end."""

    hour: int
    minute: int
    second: int
    precision: Precision
    zone: str | None
    end: int

    def on(self, day: Local) -> Local:
        """That time on a day."""
        naive = day.naive.replace(hour=self.hour, minute=self.minute, second=self.second)
        return Local(naive, self.precision, self.zone)


def read_clock(text: str, match: re.Match[str]) -> Clock | None:
    """What a match of `TIME` says with the words around it; None where it is no time of day."""
    tail = _AFTER_TIME.match(text, match.end())
    if tail is None:
        return None
    prefix = _BEFORE_TIME.search(text, 0, match.start())
    half = (tail["half"] or (prefix["half"] if prefix else "") or "").lower()
    hour = _hour(int(match["hour"] or match["bare"] or match["named"]), half)
    zone = _zone(tail["zone"])
    end = tail.end() if zone or not tail["zone"] else tail.start("zone")
    if hour is None:
        return None
    told, second = match["minute"] or match["named_minute"] or (match["past"] and _HALF_PAST), match["second"]
    precision: Precision = "second" if second else "minute" if told else "hour"
    return Clock(hour, int(told or 0), int(second or 0), precision, zone, end)


def _zone(text: str | None) -> str | None:
    """What stands after a time, if it is a zone rather than a word in capitals."""
    if text is None or text in _NOT_ZONES:
        return None
    if text.casefold() == "мск":
        return "MSK"
    if text != text.upper():
        return None
    return text.replace(" ", "")


def _hour(hour: int, half: str) -> int | None:
    if half in _NIGHT and hour <= _NOON:
        return hour + _NOON if _EVENING <= hour < _NOON else hour % _NOON
    if half and hour <= _NOON:
        return hour % _NOON + (_NOON if half.startswith(_AFTERNOON) else 0)
    return hour if hour < 2 * _NOON else None
