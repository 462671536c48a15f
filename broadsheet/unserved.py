"""The checks that find a site that refuses us, fails, or answers with something else than stories. Pure."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.counting import counted
from broadsheet.failing import (
    BLOCKING,
    ELSEWHERE,
    UNREACHABLE,
    UNREADABLE,
    failed_for,
    is_all_elsewhere,
    is_mass,
    tried,
)
from broadsheet.outcomes import Reason, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.tally import RunTally
from broadsheet.telling import done_and_left, in_words, sample, told_of

# How long a site is left alone that refuses us without stating a time: a 403, a challenge, robots.txt.
UNSTATED_PAUSE = timedelta(hours=1)
_MASS = (
    (Verdict.CONSENT, frozenset({Reason.CONSENT}), "showed a consent or registration wall"),
    (Verdict.UNREACHABLE, UNREACHABLE, "could not be fetched"),
    (Verdict.DRIFT, UNREADABLE, "arrived but could not be read as articles"),
)


def front_failed(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """What a section needs is that its own address answers."""
    failed = next(
        ((fact.url, fact.failure) for fact in tally.listings if fact.is_front and fact.failure), None
    )
    if failed is None:
        return None
    url, failure = failed
    verdict = _verdict_of(failure.reason)
    sentence = f"the section's page {url} could not be read: {in_words(failure)}"
    return _blocked(tally, sentence) if verdict is Verdict.BLOCKED else Judgement(verdict, sentence)


def _blocked(tally: RunTally, sentence: str) -> Judgement:
    """With the time to come back: as stated, else after a pause of ours."""
    until = tally.retry_after_at or (tally.ended_at + UNSTATED_PAUSE if tally.ended_at else None)
    when = f"; come back at {until:%Y-%m-%d %H:%M} UTC" if until else ""
    return Judgement(Verdict.BLOCKED, sentence + when, until)


def _verdict_of(reason: Reason) -> Verdict:
    if reason in BLOCKING:
        return Verdict.BLOCKED
    if reason is Reason.CONSENT:
        return Verdict.CONSENT
    if reason in {Reason.ADDRESS_REFUSED, Reason.BUDGET}:
        return Verdict.CONFIG
    if reason in UNREACHABLE:
        return Verdict.UNREACHABLE
    return Verdict.DRIFT


def refused(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Told to stay away: every further request would make it worse."""
    count = failed_for(tally, BLOCKING)
    if tally.retry_after_at and not count:
        return _blocked(tally, "the site asked to be left alone for a while")
    if not tally.retry_after_at and not is_mass(tally, BLOCKING):
        return None
    where = told_of(tally, BLOCKING) + sample(tally, *BLOCKING)
    return _blocked(tally, f"the site refused {count} of {counted(tried(tally), 'page')}{where}")


def lost(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """The site stopped answering under way."""
    if tally.silence is None:
        return None
    return Judgement(
        Verdict.UNREACHABLE, f"the site stopped answering: {tally.silence}; {done_and_left(tally)}"
    )


def mass_failure(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Most of what was asked for failed in one way: that way is the verdict."""
    for verdict, reasons, words in _MASS:
        if is_mass(tally, reasons):
            told = told_of(tally, reasons) + sample(tally, *reasons)
            pages = f"{failed_for(tally, reasons)} of {counted(tried(tally), 'page')}"
            return Judgement(verdict, f"{pages} {words}{told}")
    return None


def all_elsewhere(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Nothing failed, and nothing came: another host or list stands where the stories were."""
    if not is_all_elsewhere(tally):
        return None
    told = told_of(tally, ELSEWHERE) + sample(tally, *ELSEWHERE)
    pages = f"{failed_for(tally, ELSEWHERE)} of {counted(tried(tally), 'page')}"
    return Judgement(Verdict.DRIFT, f"{pages} led to something else than an article of this site{told}")
