"""How many articles of a section neither of two ways named, by what the two have in common. Pure.

The section's pages and its feeds and sitemaps are two looks at one population. Chapman's form of the
Lincoln-Petersen estimate, N = (m + 1)(n + 1) / (k + 1) - 1, for m articles on the pages, n in feeds and
sitemaps, k in both (D. G. Chapman, "Some properties of the hypergeometric distribution with applications to
zoological sample censuses", University of California Publications in Statistics 1, 1951).

A run in which nothing is new turns no page, and a feed forgets. What the ledger holds of earlier runs is
therefore counted: an entry that the pages showed before is in both, and no known article is a missed one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

# With seven or more in common the estimate's bias is negligible (Robson and Regier, "Sample size in Petersen
# mark-recapture experiments", Transactions of the American Fisheries Society 93, 1964).
LEAST_IN_COMMON = 7


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two looks at one population tell of it, for the time that both cover."""

    population: float  # Chapman's estimate
    seen: frozenset[str]  # the articles that either way named
    since: datetime | None  # when that time begins, where it is known

    @property
    def missed(self) -> int:
        """Articles that neither way named."""
        return self.missed_beside(0)

    def missed_beside(self, known_count: int) -> int:
        """The same where so many others of that time are known from before."""
        return max(0, round(self.population - len(self.seen) - known_count))


def overlap(
    pages: Sequence[str], entries: Mapping[str, datetime | None], shown: Collection[str] = frozenset()
) -> Overlap | None:
    """The two looks as one, within the time that both cover; None where there is no basis.

    `pages` are the section's articles in the order of its list, `entries` those of its feeds and sitemaps
    with their dates, `shown` what its pages showed in earlier runs. One of the two goes further back, so both
    are cut where the list's last common article stands.

    >>> stories = [f"/s{number}" for number in range(20)]
    >>> overlap(stories[:15], dict.fromkeys(stories[:15])).missed
    0
    >>> overlap(stories[::2], {url: None for url in stories[:18] if url not in ("/s1", "/s3")}).missed
    0
    >>> overlap(stories, {}) is None
    True
    """
    common = [place for place, url in enumerate(pages) if url in entries]
    if len(common) < LEAST_IN_COMMON:
        return None
    since = entries[pages[common[-1]]]
    named = {url for url, date in entries.items() if since is None or date is None or date >= since}
    listed = {*pages[: common[-1] + 1], *(url for url in named if url in shown)}
    population = (len(listed) + 1) * (len(named) + 1) / (len(listed & named) + 1) - 1
    return Overlap(population, frozenset(listed | named), since)
