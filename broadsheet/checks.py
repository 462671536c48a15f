"""From the numbers of a run to its verdict. Pure: it neither queries nor fetches.

The order of the checks is the order of blame: what is ours or the operator's to mend comes before
what the site did, and a colour is green only when the pages that were listed are stored.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from broadsheet.article import Failure
from broadsheet.outcomes import Outcome, PageKind, Reason, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.tally import RunTally

# At most this share of the listed articles may fail before a run is called partial: one in twenty is what a
# healthy site loses to passing errors.
NORMAL_FAILURE_SHARE = 0.05
# From this share on, the failures are the site's state and not an accident of some pages.
MASS_FAILURE_SHARE = 0.5
# How long a site is left alone that refuses us without stating a time: a 403, a challenge, robots.txt.
UNSTATED_PAUSE = timedelta(hours=1)

_BLOCKING = frozenset({Reason.BLOCKED, Reason.ROBOTS})
_UNREACHABLE = frozenset(
    {
        Reason.DNS,
        Reason.CONNECTION,
        Reason.TIMEOUT,
        Reason.TLS,
        Reason.SERVER_ERROR,
        Reason.BAD_RESPONSE,
    }
)
_UNREADABLE = frozenset(
    {
        Reason.EMPTY,
        Reason.NO_HEADLINE,
        Reason.NO_TEXT,
        Reason.UNREADABLE,
        Reason.BAD_LISTING,
        Reason.NOT_HTML,
        Reason.SOFT_404,
        Reason.REDIRECTED,
    }
)

Check = Callable[[RunTally, SectionHistory], Judgement | None]


def judge(tally: RunTally, history: SectionHistory) -> Judgement:
    """The verdict of a finished section run and its one sentence."""
    for check in _CHECKS:
        judgement = check(tally, history)
        if judgement is not None:
            return judgement
    return _green(tally)


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
    missing = f"; {failed} of {_asked(tally)} pages were not stored" if failed else ""
    return Judgement(Verdict.STORAGE, f"{cause}{missing}")


def _interrupted(tally: RunTally, _: SectionHistory) -> Judgement | None:
    if not tally.is_interrupted:
        return None
    return Judgement(
        Verdict.INTERRUPTED,
        f"stopped before the end: {_stored(tally)} articles stored, {tally.counts.pending_count} links left",
    )


def _front_failed(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """What a section needs is that its own address answers."""
    failed = next(
        ((fact.url, fact.failure) for fact in tally.listings if fact.is_front and fact.failure), None
    )
    if failed is None:
        return None
    url, failure = failed
    verdict = _verdict_of(failure.reason)
    sentence = f"the section's page {url} could not be read: {_words(failure)}"
    return _blocked(tally, sentence) if verdict is Verdict.BLOCKED else Judgement(verdict, sentence)


def _blocked(tally: RunTally, sentence: str) -> Judgement:
    """With the time to come back: as stated, else after a pause of ours."""
    until = tally.retry_after_at or (tally.ended_at + UNSTATED_PAUSE if tally.ended_at else None)
    when = f"; come back at {until:%Y-%m-%d %H:%M} UTC" if until else ""
    return Judgement(Verdict.BLOCKED, sentence + when, until)


def _verdict_of(reason: Reason) -> Verdict:
    if reason in _BLOCKING:
        return Verdict.BLOCKED
    if reason is Reason.CONSENT:
        return Verdict.CONSENT
    if reason is Reason.ADDRESS_REFUSED:
        return Verdict.CONFIG
    if reason in _UNREACHABLE:
        return Verdict.UNREACHABLE
    return Verdict.DRIFT


def _refused(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Told to stay away while reading articles: every further request would make it worse."""
    refused = sum(tally.failures[reason] for reason in _BLOCKING)
    if not tally.retry_after_at and not _is_mass(tally, refused):
        return None
    where = _sample(tally, *_BLOCKING)
    return _blocked(tally, f"the site refused {refused} of {_asked(tally)} pages{where}")


def _mass_failure(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Most of what was asked for failed in one way: that way is the verdict."""
    for verdict, reasons, words in _MASS:
        count = sum(tally.failures[reason] for reason in reasons)
        if _is_mass(tally, count):
            where = _sample(tally, *reasons)
            return Judgement(verdict, f"{count} of {_asked(tally)} pages {words}{where}")
    return None


def _all_gone(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """A deleted story is normal; a listing that leads nowhere is not."""
    gone = tally.failures[Reason.GONE]
    if not gone or gone < MASS_FAILURE_SHARE * len(tally.article_urls):
        return None
    where = _sample(tally, Reason.GONE)
    return Judgement(Verdict.DRIFT, f"{gone} of {len(tally.article_urls)} listed pages are not there{where}")


def _is_mass(tally: RunTally, count: int) -> bool:
    """At least half of what was asked for, and too much of what is listed to be an accident."""
    return not _is_normal(tally, count) and count >= MASS_FAILURE_SHARE * _asked(tally)


def _is_normal(tally: RunTally, count: int) -> bool:
    """Measured by what is listed: when one page is new and fails, one of twenty has failed."""
    return count <= NORMAL_FAILURE_SHARE * max(_asked(tally), len(tally.article_urls))


_MASS = (
    (Verdict.CONSENT, frozenset({Reason.CONSENT}), "showed a consent or registration wall"),
    (Verdict.UNREACHABLE, _UNREACHABLE, "could not be fetched"),
    (Verdict.DRIFT, _UNREADABLE, "arrived but could not be read as articles"),
)


def _empty_listing(tally: RunTally, history: SectionHistory) -> Judgement | None:
    if tally.article_urls:
        return None
    usual = history.usual_listed_count
    before = f"; usually it lists about {usual:.0f}" if usual else ""
    asked = ", ".join(fact.url for fact in tally.listings) or "nothing was fetched"
    return Judgement(Verdict.DRIFT, f"no article link found in the section ({asked}){before}")


def _broken_listing(tally: RunTally, _: SectionHistory) -> Judgement | None:
    for fact in tally.listings:
        if fact.failure is not None and fact.kind is PageKind.LISTING:
            return Judgement(
                Verdict.PARTIAL, f"a page of the listing failed: {fact.url}: {_words(fact.failure)}"
            )
    return None


def _partial(tally: RunTally, _: SectionHistory) -> Judgement | None:
    failed = sum(count for reason, count in tally.failures.items() if reason is not Reason.GONE)
    if _is_normal(tally, failed):
        return None
    where = _sample(tally)
    return Judgement(Verdict.PARTIAL, f"{failed} of {_asked(tally)} pages failed ({_causes(tally)}){where}")


_CHECKS: tuple[Check, ...] = (
    _config,
    _bug,
    _storage,
    _interrupted,
    _front_failed,
    _refused,
    _mass_failure,
    _all_gone,
    _empty_listing,
    _broken_listing,
    _partial,
)


def _green(tally: RunTally) -> Judgement:
    counts, rest = tally.counts, _rest(tally)
    if counts.new_count or counts.changed_count or counts.duplicate_count:
        return Judgement(
            Verdict.OK,
            f"{counts.new_count} new, {counts.changed_count} changed, {counts.duplicate_count} copies "
            f"among {counts.listed_count} listed articles{rest}",
        )
    if tally.first_listed_count:
        return Judgement(Verdict.OK, f"all {counts.listed_count} listed articles are known already{rest}")
    return Judgement(
        Verdict.QUIET, f"nothing published since the last look; {counts.listed_count} articles listed{rest}"
    )


def _rest(tally: RunTally) -> str:
    """What a green run leaves over: links for the next run, failures within the normal."""
    pending, failed = len(tally.open_urls), sum(tally.failures.values())
    left = f"; {pending} left for the next run" if pending else ""
    return left + (f"; failed: {_causes(tally)}" if failed else "")


def _causes(tally: RunTally) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in tally.failures.most_common())


def _asked(tally: RunTally) -> int:
    return sum(tally.outcomes.values())


def _stored(tally: RunTally) -> int:
    return sum(tally.outcomes[outcome] for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.DUPLICATE))


def _words(failure: Failure) -> str:
    return f"{failure.reason} ({failure.detail})" if failure.detail else failure.reason


def _sample(tally: RunTally, *reasons: Reason) -> str:
    wanted = reasons or tuple(tally.samples)
    url = next((url for reason in wanted for url in tally.samples.get(reason, ())), None)
    return f", such as {url}" if url else ""
