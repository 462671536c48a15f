"""Which lists of a page's data are believed beside what its markup shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from broadsheet.article import ListedLink
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.decide import Decisions
from broadsheet.discovery.section_page import SectionPage
from broadsheet.outcomes import Outcome

_A_LIST = 3  # stories that the markup shows: then it is no empty shell


def with_data(
    found: SectionPage, decide: Callable[[Iterable[Anchor]], Decisions], called: frozenset[str]
) -> Decisions:
    """What is decided of the page's links, and of those that only its data holds."""
    answer = decide(found.anchors)
    return decide((*found.anchors, *_believed(found, answer.links, called))) if found.data else answer


def _believed(found: SectionPage, links: Iterable[ListedLink], called: frozenset[str]) -> list[Anchor]:
    """The lists of the page's data; where the markup shows stories, those that share some or name it.

    `called` is what the section is called.
    """
    boxed = {anchor.url for anchor in found.anchors if anchor.region != "main"}
    taken = {link.url for link in links if link.outcome is Outcome.PENDING} - boxed
    blocks: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in found.data:
        blocks[anchor.block].append(anchor)
    believed: list[Anchor] = []
    longest = max((len(b) for b in blocks.values() if b[0].region == "main"), default=0)
    shares_any = any(anchor.url in taken for b in blocks.values() if b[0].region == "main" for anchor in b)
    is_shell = len(taken) < _A_LIST or (longest > len(taken) and not shares_any)
    for anchors in blocks.values():
        is_told = all(anchor.stated & called for anchor in anchors)
        shares = any(anchor.url in taken for anchor in anchors)
        believed += (
            anchors if is_shell or shares or is_told else [replace(each, region="box") for each in anchors]
        )
    return believed
