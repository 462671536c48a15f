"""From the numbers of a run to its verdict: the checks in their order, and those of what is ours.

Pure: they neither query nor fetch. Those of the site, its lists and its stories have modules of their own.

The order of the checks is the order of blame: what is ours or the operator's to mend comes before
what the site did, and a colour is green only when the pages that were listed are stored.
"""

from __future__ import annotations

from collections.abc import Callable

from broadsheet.counting import counted
from broadsheet.failing import REJECTIONS, failed_for, is_as_ever, is_normal, page_count, tried
from broadsheet.missing import all_gone, all_new_in_vain
from broadsheet.one_story import one_story
from broadsheet.outcomes import Reason, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.silence import silent
from broadsheet.tally import RunTally
from broadsheet.telling import causes_of, done_and_left, green, rules_in_vain, sample
from broadsheet.unseen import broken_archive, broken_listing, empty_listing, starved, starved_archive
from broadsheet.unserved import all_elsewhere, front_failed, lost, mass_failure, refused

_FEWEST_TEXTLESS = 3  # articles; one or two may be pictures that nobody called so
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
    rest = f"; {left} left for {tally.after_it}" if tally.counts.pending_count else ""
    return Judgement(Verdict.STORAGE, f"{cause}{missing}{rest}")


def _interrupted(tally: RunTally, _: SectionHistory) -> Judgement | None:
    if not tally.is_interrupted:
        return None
    return Judgement(Verdict.INTERRUPTED, f"stopped before the end: {done_and_left(tally)}")


def _drifted(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Articles still arrive, and their fields no longer stand where they did."""
    if tally.drift is None:
        return None
    return Judgement(Verdict.DRIFT, "; ".join([tally.drift.sentence, *rules_in_vain(tally)]))


def _textless(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Headlines alone are no data, whatever the pages say of themselves."""
    texts = tally.texts
    count = len(texts.without)
    if count < _FEWEST_TEXTLESS or 2 * count <= texts.told:
        return None
    told = f"{count} of {counted(texts.told, 'new or changed article')} came without any text"
    doing = (
        "see what their pages hold (python -m broadsheet read URL --html view.html); scripts may fill them"
    )
    return Judgement(Verdict.DRIFT, f"{told}, such as {texts.without[0]}; {doing}")


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
    front_failed,
    refused,
    lost,
    mass_failure,
    all_elsewhere,
    one_story,
    all_gone,
    all_new_in_vain,
    _drifted,
    _textless,
    empty_listing,
    broken_listing,
    starved,
    _partial,
    silent,
)
# An archive is no look at what is listed now.
_OF_NOW = {all_gone, all_new_in_vain, all_elsewhere, empty_listing, silent}
_OF_THE_PAST: dict[Check, Check] = {broken_listing: broken_archive, starved: starved_archive}
ARCHIVE_CHECKS: tuple[Check, ...] = tuple(
    _OF_THE_PAST.get(check, check) for check in _CHECKS if check not in _OF_NOW
)
