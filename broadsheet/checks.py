"""From the numbers of a run to its verdict. Pure: it neither queries nor fetches.

The order of the checks is the order of blame: what is ours or the operator's to mend comes before
what the site did, and a colour is green only when the pages that were listed are stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

from broadsheet.article import Failure
from broadsheet.outcomes import Outcome, PageKind, Reason, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.tally import LINKS, RunTally

# At most this share of the listed articles may fail before a run is called partial: one in twenty is what a
# healthy site loses to passing errors.
NORMAL_FAILURE_SHARE = 0.05
# In a list of at least so many, one page may fail whatever its share: a page that nobody can read says
# nothing about the others.
LONG_LIST = 10
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
        Reason.TOO_COMPLEX,
        Reason.UNSAFE_XML,
        Reason.BOMB,
        Reason.BAD_LISTING,
        Reason.NOT_HTML,
        Reason.SOFT_404,
        Reason.REDIRECTED,
    }
)

# What costs an article; a link that leads elsewhere or to no page is counted and costs nothing.
_REJECTIONS = frozenset(reason for reason in Reason if reason.outcome is Outcome.REJECTED)

Check = Callable[[RunTally, SectionHistory], Judgement | None]


def judge(tally: RunTally, history: SectionHistory) -> Judgement:
    """The verdict of a finished section run and its one sentence."""
    return judge_by(_CHECKS, tally, history) or _green(tally)


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
    missing = f"; {failed} of {_tried(tally)} pages were not stored" if failed else ""
    rest = f"; {len(tally.open_urls)} links are left for the next run" if tally.open_urls else ""
    return Judgement(Verdict.STORAGE, f"{cause}{missing}{rest}")


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
    """Told to stay away: every further request would make it worse."""
    refused = _failed(tally, _BLOCKING)
    if tally.retry_after_at and not refused:
        return _blocked(tally, "the site asked to be left alone for a while")
    if not tally.retry_after_at and not _is_mass(tally, _BLOCKING):
        return None
    where = _sample(tally, *_BLOCKING)
    return _blocked(tally, f"the site refused {refused} of {_tried(tally)} pages{where}")


def _mass_failure(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Most of what was asked for failed in one way: that way is the verdict."""
    for verdict, reasons, words in _MASS:
        if _is_mass(tally, reasons):
            where = _sample(tally, *reasons)
            return Judgement(verdict, f"{_failed(tally, reasons)} of {_tried(tally)} pages {words}{where}")
    return None


def _all_gone(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """A deleted story is normal; a listing that leads nowhere is not."""
    gone = tally.failures[Reason.GONE]
    if not gone or gone < MASS_FAILURE_SHARE * len(tally.article_urls):
        return None
    where = _sample(tally, Reason.GONE)
    return Judgement(Verdict.DRIFT, f"{gone} of {len(tally.article_urls)} listed pages are not there{where}")


def _is_mass(tally: RunTally, reasons: frozenset[Reason]) -> bool:
    """At least half of what was asked for, or of what is listed, and too much to be an accident.

    A page that fails again is no news of the site: of what was asked for, only first looks count.
    """
    ever = _failed(tally, reasons)
    now = sum(tally.failures[reason] - tally.failures_again[reason] for reason in reasons)
    asked = sum(tally.outcomes.values()) - tally.failures_again.total()
    is_most_of_now = now > 0 and now >= MASS_FAILURE_SHARE * asked
    is_most_of_all = ever >= MASS_FAILURE_SHARE * max(_tried(tally), len(tally.article_urls))
    return not _is_normal(tally, ever) and (is_most_of_now or is_most_of_all)


def _is_normal(tally: RunTally, count: int) -> bool:
    """Measured by what is listed: when one page is new and fails, one of twenty has failed."""
    size = max(_tried(tally), len(tally.article_urls))
    return count <= NORMAL_FAILURE_SHARE * size or (count == 1 and size >= LONG_LIST)


def _failed(tally: RunTally, reasons: Iterable[Reason]) -> int:
    """Pages that failed for these reasons, now or when an earlier run asked for them in vain."""
    earlier = Counter(tally.still_failed.values())
    return sum(tally.failures[reason] + earlier[reason] for reason in reasons)


def _tried(tally: RunTally) -> int:
    return sum(tally.outcomes.values()) + len(tally.still_failed)


_MASS = (
    (Verdict.CONSENT, frozenset({Reason.CONSENT}), "showed a consent or registration wall"),
    (Verdict.UNREACHABLE, _UNREACHABLE, "could not be fetched"),
    (Verdict.DRIFT, _UNREADABLE, "arrived but could not be read as articles"),
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
    front = next((fact for fact in tally.listings if fact.is_front), None)
    if front is None or front.article_link_count or not history.has_front_articles:
        return None
    return Judgement(Verdict.DRIFT, f"the section's page {front.url} shows no article where it did before")


def _broken_listing(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """A page of the listing, or a feed or sitemap that the source file names."""
    for fact in tally.listings:
        is_needed = fact.kind is PageKind.LISTING or fact.url in tally.configured_urls
        if fact.failure is not None and is_needed:
            return Judgement(
                Verdict.PARTIAL, f"a {fact.kind} of the section failed: {fact.url}: {_words(fact.failure)}"
            )
    return None


def _partial(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """What was taken down is no failure of ours; that everything leads home is told before."""
    failed = _failed(tally, _REJECTIONS) - tally.departed_count
    if _is_normal(tally, failed):
        return None
    where = _sample(tally)
    return Judgement(Verdict.PARTIAL, f"{failed} of {_tried(tally)} pages failed ({_causes(tally)}){where}")


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
# A walk through an archive is no look at what the section lists now.
ARCHIVE_CHECKS: tuple[Check, ...] = tuple(
    check for check in _CHECKS if check not in {_all_gone, _empty_listing}
)


def _green(tally: RunTally) -> Judgement:
    counts, rest = tally.counts, _rest(tally)
    if counts.new_count or counts.changed_count or counts.duplicate_count:
        return Judgement(
            Verdict.OK,
            f"{counts.new_count} new, {counts.changed_count} changed, {counts.duplicate_count} copies "
            f"among {counts.listed_count} listed articles{rest}",
        )
    if tally.first_listed_count or tally.failures:
        return Judgement(Verdict.OK, f"nothing new among {counts.listed_count} listed articles{rest}")
    return Judgement(
        Verdict.QUIET, f"nothing published since the last look; {counts.listed_count} articles listed{rest}"
    )


def _rest(tally: RunTally) -> str:
    """What a green run leaves over: links for the next run, failures within the normal."""
    words = [f"{len(tally.open_urls)} left for the next run"] if tally.open_urls else []
    if tally.unread[LINKS]:
        words.append(f"{tally.unread[LINKS]} links stand beyond the most that are read of a page")
    if tally.overtaken_count:
        words.append(f"{tally.overtaken_count} stored by another run at the same time")
    if tally.failures or tally.still_failed:
        words.append(f"failed: {_causes(tally)}")
    words += [
        f"{fact.kind} {fact.url} failed: {fact.failure.reason}" for fact in tally.listings if fact.failure
    ]
    return "".join(f"; {each}" for each in words)


def _causes(tally: RunTally) -> str:
    causes = tally.failures + Counter(tally.still_failed.values())
    return ", ".join(f"{count} {reason}" for reason, count in causes.most_common())


def _stored(tally: RunTally) -> int:
    return sum(tally.outcomes[outcome] for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.DUPLICATE))


def _words(failure: Failure) -> str:
    return f"{failure.reason} ({failure.detail})" if failure.detail else failure.reason


def _sample(tally: RunTally, *reasons: Reason) -> str:
    wanted = reasons or tuple(tally.samples)
    url = next((url for reason in wanted for url in tally.samples.get(reason, ())), None)
    return f", such as {url}" if url else ""
