"""From the numbers of a run to its verdict. Pure: it neither queries nor fetches.

The order of the checks is the order of blame: what is ours or the operator's to mend comes before
what the site did, and a colour is green only when the pages that were listed are stored.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from broadsheet.counting import counted
from broadsheet.failing import (
    BLOCKING,
    ELSEWHERE,
    REJECTIONS,
    UNREACHABLE,
    UNREADABLE,
    failed_for,
    is_all_elsewhere,
    is_as_ever,
    is_mass,
    is_normal,
    page_count,
    tried,
)
from broadsheet.missing import all_gone, all_new_in_vain
from broadsheet.one_story import one_story
from broadsheet.outcomes import PageKind, Reason, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.silence import silent
from broadsheet.tally import RunTally
from broadsheet.telling import causes_of, green, in_words, sample, stored_count, told_of

# How long a site is left alone that refuses us without stating a time: a 403, a challenge, robots.txt.
UNSTATED_PAUSE = timedelta(hours=1)

Check = Callable[[RunTally, SectionHistory], Judgement | None]


def judge(tally: RunTally, history: SectionHistory) -> Judgement:
    """The verdict of a finished section run and its one sentence."""
    return judge_by(_CHECKS, tally, history) or green(tally)


def judge_by(
    order: tuple[Check, ...], tally: RunTally, history: SectionHistory | None = None
) -> Judgement | None:
    """What the first of the checks that objects says."""
    history = history or SectionHistory()
    return next((found for check in order if (found := check(tally, history)) is not None), None)


def _config(tally: RunTally, _: SectionHistory) -> Judgement | None:
    return Judgement(Verdict.CONFIG, tally.config_failures[0]) if tally.config_failures else None


def _bug(tally: RunTally, _: SectionHistory) -> Judgement | None:
    if not tally.bugs:
        return None
    more = f", and {len(tally.bugs) - 1} more" if len(tally.bugs) > 1 else ""
    return Judgement(Verdict.BUG, f"our own code failed: {tally.bugs[0]}{more}")


def _storage(tally: RunTally, _: SectionHistory) -> Judgement | None:
    failed = tally.failures[Reason.STORE_FAILED]
    if not tally.storage_failures and not failed:
        return None
    cause = tally.storage_failures[0] if tally.storage_failures else "a write failed"
    missing = f"; {failed} of {counted(tried(tally), 'page was', 'pages were')} not stored" if failed else ""
    left = counted(tally.counts.pending_count, "link is", "links are")
    rest = f"; {left} left for the next run" if tally.counts.pending_count else ""
    return Judgement(Verdict.STORAGE, f"{cause}{missing}{rest}")


def _interrupted(tally: RunTally, _: SectionHistory) -> Judgement | None:
    if not tally.is_interrupted:
        return None
    return Judgement(Verdict.INTERRUPTED, f"stopped before the end: {_done_and_left(tally)}")


def _front_failed(tally: RunTally, _: SectionHistory) -> Judgement | None:
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


def _refused(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Told to stay away: every further request would make it worse."""
    refused = failed_for(tally, BLOCKING)
    if tally.retry_after_at and not refused:
        return _blocked(tally, "the site asked to be left alone for a while")
    if not tally.retry_after_at and not is_mass(tally, BLOCKING):
        return None
    where = told_of(tally, BLOCKING) + sample(tally, *BLOCKING)
    return _blocked(tally, f"the site refused {refused} of {counted(tried(tally), 'page')}{where}")


def _lost(tally: RunTally, _: SectionHistory) -> Judgement | None:
    if tally.silence is None:
        return None
    return Judgement(
        Verdict.UNREACHABLE, f"the site stopped answering: {tally.silence}; {_done_and_left(tally)}"
    )


def _done_and_left(tally: RunTally) -> str:
    left = counted(tally.counts.pending_count, "link")
    return f"{counted(stored_count(tally), 'article')} stored, {left} left"


def _mass_failure(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Most of what was asked for failed in one way: that way is the verdict."""
    for verdict, reasons, words in _MASS:
        if is_mass(tally, reasons):
            told = told_of(tally, reasons) + sample(tally, *reasons)
            pages = f"{failed_for(tally, reasons)} of {counted(tried(tally), 'page')}"
            return Judgement(verdict, f"{pages} {words}{told}")
    return None


def _all_elsewhere(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Nothing failed, and nothing came: another host or list stands where the stories were."""
    if not is_all_elsewhere(tally):
        return None
    told = told_of(tally, ELSEWHERE) + sample(tally, *ELSEWHERE)
    pages = f"{failed_for(tally, ELSEWHERE)} of {counted(tried(tally), 'page')}"
    return Judgement(Verdict.DRIFT, f"{pages} led to something else than an article of this site{told}")


def _drifted(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Articles still arrive, and their fields no longer stand where they did."""
    return Judgement(Verdict.DRIFT, tally.drift.sentence) if tally.drift is not None else None


_MASS = (
    (Verdict.CONSENT, frozenset({Reason.CONSENT}), "showed a consent or registration wall"),
    (Verdict.UNREACHABLE, UNREACHABLE, "could not be fetched"),
    (Verdict.DRIFT, UNREADABLE, "arrived but could not be read as articles"),
)


def _empty_listing(tally: RunTally, history: SectionHistory) -> Judgement | None:
    if tally.article_urls:
        return _empty_front(tally, history)
    usual = history.usual_listed_count
    before = f"; usually it lists about {usual:.0f}" if usual else ""
    asked = ", ".join(fact.url for fact in tally.listings) or "nothing was fetched"
    return Judgement(Verdict.DRIFT, f"no article link found in the section ({asked}){before}")


def _empty_front(tally: RunTally, history: SectionHistory) -> Judgement | None:
    """Feed and sitemap still answer, but the section's own page shows no story where it did before."""
    if not (tally.has_empty_front and history.has_front_articles):
        return None
    page = tally.section_url
    return Judgement(Verdict.DRIFT, f"the section's page {page} shows no article where it did before")


def _broken(tally: RunTally, _: SectionHistory, ends: frozenset[Reason]) -> Judgement | None:
    """A page of the listing, or a feed or sitemap that the source file names.

    Where a further page is not there, the list ends: many a site links to one page too many, or forbids it.
    """
    for fact in tally.listings:
        if fact.failure is None or fact.url in tally.unneeded_urls:
            continue
        is_lost = fact.kind is PageKind.LISTING and fact.failure.reason not in ends
        if is_lost or fact.url in tally.needed_urls:
            return Judgement(
                Verdict.PARTIAL, f"a {fact.kind} of the section failed: {fact.url}: {in_words(fact.failure)}"
            )
    return None


_broken_listing = partial(_broken, ends=frozenset({Reason.GONE, Reason.ROBOTS}))
_broken_archive = partial(_broken, ends=frozenset({Reason.GONE}))  # days that were asked for are behind it


def _starved(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Stories wait, and the budget never reaches them: the next run would fare no better."""
    limit, left = tally.spent_on_lists, tally.counts.pending_count
    if limit is None or not left:
        return None
    waiting = f"{counted(left, 'link')} left for the next run"
    return Judgement(
        Verdict.PARTIAL,
        f"the request_budget of {limit} was spent before any story was asked for; {waiting}",
    )


def _partial(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """What was taken down is no failure of ours; that everything leads home is told before."""
    failed = failed_for(tally, REJECTIONS) - tally.departed_count
    if is_normal(tally, failed) or is_as_ever(tally, failed):
        return None
    where = sample(tally)
    return Judgement(
        Verdict.PARTIAL,
        f"{failed} of {counted(page_count(tally), 'page')} failed ({causes_of(tally)}){where}",
    )


_CHECKS: tuple[Check, ...] = (
    _config,
    _bug,
    _storage,
    _interrupted,
    _front_failed,
    _refused,
    _lost,
    _mass_failure,
    _all_elsewhere,
    one_story,
    all_gone,
    all_new_in_vain,
    _drifted,
    _empty_listing,
    _broken_listing,
    _starved,
    _partial,
    silent,
)
# An archive is no look at what is listed now.
_OF_NOW = {all_gone, all_new_in_vain, _all_elsewhere, _empty_listing, silent}
ARCHIVE_CHECKS: tuple[Check, ...] = tuple(
    _broken_archive if check is _broken_listing else check for check in _CHECKS if check not in _OF_NOW
)
