"""Why requests of a crawl wait for a host, in words for whoever reads its log. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.counting import counted


@dataclass(frozen=True, slots=True)
class Wait:
    """Requests of this process that wait for one host; `delay` and `back_off` in seconds, as last told."""

    host: str
    count: int
    delay: float
    back_off: float


@dataclass(frozen=True, slots=True)
class Pace:
    """What a host's budget holds: delays in seconds, and how many crawls wait for it."""

    crawl_delay: float
    adaptive_delay: float
    crawl_count: int


def in_words(wait: Wait, pace: Pace | None) -> str:
    """The reason of the wait; empty for one that is over in a moment.

    >>> in_words(Wait("www.example.com", 4, 5.0, 0.0), Pace(5.0, 0.0, 3))
    '4 requests wait for www.example.com: one every 5 s (its Crawl-delay), which 3 crawls share'
    >>> in_words(Wait("www.example.com", 1, 1.0, 12.0), None)
    '1 request waits: www.example.com asked to be left alone for 12 s more'
    """
    waiting = counted(wait.count, "request waits", "requests wait")
    shared = f", which {pace.crawl_count} crawls share" if pace and pace.crawl_count > 1 else ""
    if wait.back_off >= 1:
        return f"{waiting}: {wait.host} asked to be left alone for {wait.back_off:.0f} s more"
    if wait.delay > 0:
        return f"{waiting} for {wait.host}: one every {wait.delay:g} s{_cause(wait, pace)}{shared}"
    return f"{waiting} for a place at {wait.host}{shared}" if shared else ""


def _cause(wait: Wait, pace: Pace | None) -> str:
    if pace is None or wait.delay > max(pace.crawl_delay, pace.adaptive_delay):
        return ""  # as the source file states
    return " (its Crawl-delay)" if pace.crawl_delay >= wait.delay else " (it fails or gets slow)"
