"""The checks that find a list without stories, broken off, or with no request left for its stories. Pure."""

from __future__ import annotations

from functools import partial

from broadsheet.counting import counted
from broadsheet.outcomes import PageKind, Reason, Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.tally import RunTally
from broadsheet.telling import in_words


def empty_listing(tally: RunTally, history: SectionHistory) -> Judgement | None:
    """A section lists something, always."""
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


broken_listing = partial(_broken, ends=frozenset({Reason.GONE, Reason.ROBOTS}))
broken_archive = partial(_broken, ends=frozenset({Reason.GONE}))  # days that were asked for are behind it


def _starved(tally: RunTally, _: SectionHistory, way_out: str) -> Judgement | None:
    """Stories wait, and the budget never reaches them: the next run would fare no better."""
    limit, left = tally.spent_on_lists, tally.counts.pending_count
    if limit is None or not left:
        return None
    waiting = f"{counted(left, 'link')} left for {tally.after_it}{way_out}"
    return Judgement(
        Verdict.PARTIAL,
        f"the request_budget of {limit} was spent before any story was asked for; {waiting}",
    )


starved = partial(_starved, way_out="")
# It begins where this one did, so that its lists take as much.
starved_archive = partial(_starved, way_out=", which needs a larger one")
