"""How many articles of a section neither of two ways named, by what the two have in common. Pure.

The section's pages and its feeds and sitemaps are two looks at one population. Chapman's form of the
Lincoln-Petersen estimate, N = (m + 1)(n + 1) / (k + 1) - 1, for m articles on the pages, n in feeds and
sitemaps, k in both (D. G. Chapman, "Some properties of the hypergeometric distribution with applications to
zoological sample censuses", University of California Publications in Statistics 1, 1951).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

# With seven or more in common the estimate's bias is negligible (Robson and Regier, "Sample size in Petersen
# mark-recapture experiments", Transactions of the American Fisheries Society 93, 1964).
LEAST_IN_COMMON = 7


def missed(pages: Sequence[str], entries: Mapping[str, datetime | None]) -> int | None:
    """Articles that neither way named, within the time that both cover; None where there is no basis.

    `pages` are the section's articles in the order of its list, `entries` those of its feeds and sitemaps
    with their dates. One of the two goes further back, so both are cut where the list's last common article
    stands.

    >>> stories = [f"/s{number}" for number in range(20)]
    >>> missed(stories[:15], dict.fromkeys(stories[:15]))
    0
    >>> missed(stories[::2], {story: None for story in stories[:18] if story not in ("/s1", "/s3")})
    0
    >>> missed(stories, {}) is None
    True
    """
    common = [place for place, url in enumerate(pages) if url in entries]
    if len(common) < LEAST_IN_COMMON:
        return None
    listed = len(set(pages[: common[-1] + 1]))
    since = entries[pages[common[-1]]]
    named = sum(since is None or date is None or date >= since for date in entries.values())
    both = len({pages[place] for place in common if _is_within(entries[pages[place]], since)})
    population = (listed + 1) * (named + 1) / (both + 1) - 1
    return max(0, round(population - (listed + named - both)))


def _is_within(date: datetime | None, since: datetime | None) -> bool:
    return since is None or date is None or date >= since
