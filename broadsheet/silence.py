"""When a section that publishes nothing has done so for longer than is normal for it. Pure."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.counting import counted
from broadsheet.outcomes import Outcome, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.tally import RunTally

_TIMES = 3  # the longest pause known: a feast day may double a weekend
_SHORTEST = timedelta(days=2)  # no shorter silence is told, whatever the pauses were


def silent(tally: RunTally, history: SectionHistory) -> Judgement | None:
    """`drift` where nothing new has come for longer than the source file, or else the past, makes normal.

    The list may be a stale copy, or the stories may have moved to another address.
    """
    limit = _limit(tally, history)
    if not limit or tally.ended_at is None or history.quiet_since is None or _has_news(tally):
        return None
    silence = tally.ended_at - history.quiet_since
    if silence <= limit:
        return None
    doubt = f"{tally.section_url} may be a stale copy, or its stories may have moved"
    way_out = f"if all is well, say so with longest_silence: {2 * _hours(silence)} in its section"
    sentence = f"nothing new for {_told(silence)}, {_normal(tally, history)}: {doubt}; {way_out}"
    return Judgement(Verdict.DRIFT, sentence)


def _limit(tally: RunTally, history: SectionHistory) -> timedelta | None:
    """None where too little is known; zero where the source file asks for no end."""
    if tally.longest_silence is not None:
        return tally.longest_silence
    return max(_TIMES * history.longest_pause, _SHORTEST) if history.longest_pause else None


def _has_news(tally: RunTally) -> bool:
    return bool(
        tally.outcomes[Outcome.NEW] or tally.outcomes[Outcome.DUPLICATE] or tally.siblings.overtaken_count
    )


def _normal(tally: RunTally, history: SectionHistory) -> str:
    if tally.longest_silence is not None or history.longest_pause is None:
        return f"and longest_silence is {_told(tally.longest_silence or timedelta())}"
    return f"where its longest pause in 90 days was {_told(history.longest_pause)}"


def _told(time: timedelta) -> str:
    return counted(time.days, "day") if time >= _SHORTEST else counted(_hours(time), "hour")


def _hours(time: timedelta) -> int:
    return round(time.total_seconds() / 3600)
