"""The checks that find stories listed and not to be had: most of a list, or all that is new on it. Pure."""

from __future__ import annotations

from broadsheet.counting import counted
from broadsheet.failing import EXCEPTIONS, MASS_FAILURE_SHARE, REJECTIONS, failed_for, is_as_ever
from broadsheet.outcomes import Reason, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.tally import RunTally
from broadsheet.telling import causes_of, sample


def all_gone(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """A deleted story is normal; a listing that leads nowhere is not, however often that was found.

    Sitemaps name what was deleted long ago.
    """
    earlier = tally.still_gone.keys() & tally.shown_urls
    gone = tally.failures[Reason.GONE] + len(earlier)
    size = max(gone, len(tally.article_urls))
    if not gone or gone < MASS_FAILURE_SHARE * size:
        return None
    where = sample(tally, Reason.GONE) or f", such as {min(earlier)}"
    listed = counted(size, "listed page is", "listed pages are")
    return Judgement(Verdict.DRIFT, f"{gone} of {listed} not there{where}")


def all_new_in_vain(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """The list is known but for its new stories, and of several of these not one could be stored.

    So it stays until a younger one is: then these are exceptions.
    """
    failed = failed_for(tally, REJECTIONS) - tally.departed_count
    count = len(tally.only_in_vain) - (failed if is_as_ever(tally, failed) else 0)
    if count <= EXCEPTIONS:
        return None
    verdict = Verdict.PARTIAL if failed >= count else Verdict.DRIFT
    told = f"none of the {count} stories that are new on the list could be stored"
    return Judgement(verdict, f"{told} ({causes_of(tally)}), such as {min(tally.only_in_vain)}")
