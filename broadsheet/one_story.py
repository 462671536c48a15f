"""The check that finds one page at all addresses: a cache that mixes them up, or all of them led to one.

Every page arrives and can be read, and yet the stories of the list were not seen. Pure.
"""

from __future__ import annotations

from broadsheet.counting import counted
from broadsheet.failing import MASS_FAILURE_SHARE
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.tally import RunTally
from broadsheet.variants import is_variant

# So many addresses that show one story are no accident, where they are most of a list, too.
_FEWEST = 5


def one_story(tally: RunTally, _: SectionHistory) -> Judgement | None:
    """Red where most of the listed addresses showed one and the same story."""
    apart = mixed_up(tally)
    if not apart:
        return None
    listed = counted(len(tally.article_urls.union(*tally.shown.values())), "listed page")
    told = f"{len(apart)} of {listed} showed one and the same story, such as {apart[0]} and {apart[1]}"
    return Judgement(Verdict.DRIFT, told)


def mixed_up(tally: RunTally) -> list[str]:
    """The addresses that showed one and the same story, where they are most of the list; else none.

    Forms of an address are one.
    """
    urls = max(tally.shown.values(), key=len, default=set())
    enough = max(_FEWEST, MASS_FAILURE_SHARE * len(tally.article_urls))
    apart = _apart(urls) if len(urls) >= enough else []
    return apart if len(apart) >= enough else []


def _apart(urls: set[str]) -> list[str]:
    found: list[str] = []
    for url in sorted(urls):
        if not any(is_variant(url, other) for other in found):
            found.append(url)
    return found
