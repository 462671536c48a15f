"""What a backfill came to. Pure: it neither queries nor fetches.

Green means data here too: a walk that found nothing of the days asked for is `quiet` only if the archive
showed that it reaches back beyond them, and `drift` otherwise: someone must look where the past is kept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from broadsheet import checks
from broadsheet.backfill.days import Days
from broadsheet.counting import counted
from broadsheet.outcomes import Outcome, Reason, Verdict
from broadsheet.runs import Judgement
from broadsheet.tally import RunTally

_UNTOLD = (
    "the site's archive does not say of which section a story is, so only those on the section's own pages "
    "were taken"
)
_TAKEN = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.DUPLICATE)


@dataclass(slots=True)
class BackfillTally(RunTally):
    """The numbers of a backfill."""

    after_it = "the next backfill of these days"  # crawls leave alone what only an archive names
    days: Days = field(kw_only=True)
    is_dry: bool = False
    certain_count: int = 0  # of those to be fetched, the ones that a listing places on the days asked for
    delay: float = 0.0  # seconds between two requests, as the source file states it
    known_count: int = 0  # of the days asked for, and stored before
    left_count: int = 0  # read by an earlier backfill: of another day, or of no day that anything says
    # The earliest days that any listing or page of the section named, and any of the whole site. The latter
    # says nothing of the section where addresses do not: its stories are not told from those of others.
    section_oldest: date | None = None
    site_oldest: date | None = None
    tells_sections: bool = True  # whether the site's addresses say of which section a story is
    wanted_urls: set[str] = field(default_factory=set)  # what is, or may be, of the days asked for

    def note_day(self, day: date) -> None:
        """Something of that day and of this section was listed or read."""
        self.section_oldest = min(self.section_oldest or day, day)

    def note_site_day(self, day: date) -> None:
        """The site's archive names that day, for all of its sections."""
        self.site_oldest = min(self.site_oldest or day, day)

    @property
    def oldest(self) -> date | None:
        """How far back the past of the section was seen."""
        seen = (self.section_oldest, self.site_oldest if self.tells_sections else None)
        return min((day for day in seen if day), default=None)

    @property
    def reaches_back(self) -> bool:
        """Whether the archive showed anything from the first day asked for, or before."""
        return self.oldest is not None and self.oldest <= self.days.since


def judge_backfill(tally: BackfillTally) -> Judgement:
    """The verdict of a finished backfill of one section, and its one sentence."""
    return checks.judge_by(checks.ARCHIVE_CHECKS, tally) or _nothing(tally) or _green(tally)


def _nothing(tally: BackfillTally) -> Judgement | None:
    """Of a dry run, what is only to be asked for its day is no find yet: the backfill may be as empty."""
    if tally.known_count or any(tally.outcomes[each] for each in _TAKEN):
        return None
    if tally.open_urls and not tally.is_dry:
        left = counted(len(tally.open_urls), "story is", "stories are")
        return Judgement(
            Verdict.PARTIAL,
            f"nothing stored of {tally.days}: {left} left for the next backfill of these days",
        )
    if tally.open_urls and (tally.certain_count or tally.reaches_back):
        return None
    if tally.reaches_back:
        found = f"nothing published {tally.days}, as far as the archive tells"
        return Judgement(Verdict.QUIET, "; ".join([found, *_unread(tally)]))
    return Judgement(Verdict.DRIFT, _unfound(tally) + (f"; {dry_sentence(tally)}" if tally.open_urls else ""))


def _unfound(tally: BackfillTally) -> str:
    asked = len(tally.listings)
    reach = f"the oldest day that any names is {tally.oldest}" if tally.oldest else "none says a day"
    way_out = (
        _UNTOLD
        if not tally.tells_sections and tally.site_oldest
        else "see whether the site keeps an archive, and name its sitemaps in the source file"
    )
    found = f"no story found of {tally.days}: of {counted(asked, 'listing')} of the past, {reach}"
    return "; ".join([found, *_unread(tally), way_out])


def _unread(tally: BackfillTally) -> list[str]:
    """Listings that might have told more of the past, had they been there to be read; one of each reason.

    Those without which nothing may be green were judged before.
    """
    failed: dict[Reason, list[str]] = defaultdict(list)
    for fact in tally.listings:
        if fact.failure is not None:
            failed[fact.failure.reason].append(fact.url)
    return [f"{urls[0]}{_and_more(len(urls) - 1)} failed: {reason}" for reason, urls in failed.items()]


def _and_more(count: int) -> str:
    return f" and {counted(count, 'more listing')}" if count else ""


def _green(tally: BackfillTally) -> Judgement:
    counts, words = tally.counts, []
    if tally.is_dry:
        return Judgement(Verdict.OK, "; ".join([dry_sentence(tally), *_reach(tally)]))
    stored = (
        f"{counts.new_count} new, {counts.changed_count} changed, "
        f"{counted(counts.duplicate_count, 'copy', 'copies')}"
    )
    if tally.failures[Reason.OUT_OF_RANGE]:
        words.append(f"{tally.failures[Reason.OUT_OF_RANGE]} of other days")
    if tally.failures[Reason.UNDATED]:
        words.append(f"{tally.failures[Reason.UNDATED]} of no stated day")
    if tally.open_urls:
        words.append(f"{len(tally.open_urls)} left for the next backfill of these days")
    rest = "".join(f"; {each}" for each in [*words, *_reach(tally)])
    return Judgement(Verdict.OK, f"{tally.days}: {stored}, {tally.known_count} known before{rest}")


def _reach(tally: BackfillTally) -> list[str]:
    """What of the days asked for nobody could see."""
    if tally.reaches_back:
        return _unread(tally)
    untold = [_UNTOLD] if not tally.tells_sections and tally.site_oldest else []
    oldest = (
        f"shows nothing before {tally.oldest}" if tally.oldest else "does not say how far back it reaches"
    )
    return [f"the archive {oldest}", *_unread(tally), *untold]


def dry_sentence(tally: BackfillTally) -> str:
    """What a backfill would do, and for how long, at the stated delay."""
    to_fetch = len(tally.open_urls)
    work = (
        f"would fetch {counted(to_fetch, 'page')} in about {in_words(to_fetch * tally.delay)}"
        if to_fetch
        else "would fetch nothing"
    )
    doubt = ""
    if open_count := to_fetch - tally.certain_count:
        whose = counted(open_count, "of them is", "of them are") if tally.certain_count else "any is"
        doubt = f"; whether {whose} of those days, only the pages themselves say"
    return f"dry run, nothing stored: {tally.days} {work}{doubt}; {tally.known_count} known already"


def in_words(seconds: float) -> str:
    """A time as people say it.

    >>> in_words(50), in_words(4000)
    ('1 minute', '1 hour 7 minutes')
    """
    minutes = max(1, round(seconds / 60))
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "hour"), (minutes, "minute"))
    return " ".join(counted(count, name) for count, name in parts if count)
