"""Which links of a listing page are articles of the section; every other link is left with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.article import ListedLink
from broadsheet.discovery import media, shapes
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.block import Block, Kind
from broadsheet.discovery.blocks import classify
from broadsheet.discovery.candidates import Candidate, by_url
from broadsheet.discovery.evidence import Box, SiteEvidence
from broadsheet.discovery.place import Place
from broadsheet.discovery.refusals import is_variant, refusals
from broadsheet.discovery.same_story import other_spellings
from broadsheet.discovery.section_names import SectionNames
from broadsheet.discovery.texts import is_headline
from broadsheet.discovery.vocabulary import MEDIA_LABEL, PAID_TITLE, PODCAST_LINE, PODCAST_TITLE
from broadsheet.outcomes import Outcome, Reason, Way

_NO_EVIDENCE = SiteEvidence()
# From this share on, the stories of one list are of one make, and what differs from them is a guest.
_UNIFORM_SHARE = 0.8
_OWN_SHARE = 0.6  # of the section's list under its path: then addresses tell sections apart
_NO_STORY = frozenset(
    {"author", "tag", "category", "search", "privacy-policy", "terms-of-service"}
)  # link types
_WORDS_OF_A_CARD = 20  # characters that a card shows beside its headline
_LIST = 5  # teasers that say what all of a template's are
_FEW = 3  # stories of one family in the lists: then bullets of it beside stories say nothing against it


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every address of a page with what was decided, and its boxes.

    `doubtful`: taken addresses that stand only in lists of which nothing says whose they are; `others`: what
    the page's menu calls other sections. An article's own page may tell. `contested`: addresses under the
    section's path that were left since the heading of their list says so.
    """

    links: list[ListedLink]
    boxes: tuple[Box, ...]
    doubtful: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    contested: frozenset[str] = frozenset()


def decisions(
    anchors: Iterable[Anchor],
    *,
    section_url: str,
    page_url: str,
    hosts: frozenset[str],
    way: Way,
    evidence: SiteEvidence = _NO_EVIDENCE,
    names: frozenset[str] = frozenset(),
) -> Decisions:
    """Decide about every address of a listing page, in page order, each once; say which lists are boxes."""
    candidates = by_url(anchors)
    page = _Page(Place(section_url, names), page_url, hosts, evidence, candidates)
    reasons = {url: page.why_left(candidate) for url, candidate in candidates.items()}
    again = other_spellings([url for url, reason in reasons.items() if reason is None])
    links = []
    for url, candidate in candidates.items():
        reason = Reason.VARIANT if url in again else reasons[url]
        outcome = Outcome.PENDING if reason is None else reason.outcome
        links.append(ListedLink(url, way, outcome, reason, candidate.title or None))
    taken = (link.url for link in links if link.outcome is Outcome.PENDING)
    doubtful = frozenset(url for url in taken if page.is_doubtful(candidates[url]))
    left = frozenset(link.url for link in links if link.reason is Reason.OTHER_SECTION)
    return Decisions(links, page.boxes, doubtful, page.others, left & page.contested)


class _Page:
    """One listing page: what its lists have in common decides about each of their links."""

    def __init__(
        self,
        place: Place,
        page_url: str,
        hosts: frozenset[str],
        evidence: SiteEvidence,
        candidates: dict[str, Candidate],
    ) -> None:
        self._place, self._evidence = place, evidence
        self._is_further = not place.is_way_up(page_url) or page_url != place.url
        teasers = [url for url, candidate in candidates.items() if candidate.is_teaser]
        self._refused = refusals(
            candidates, place=place, page_url=page_url, hosts=hosts, evidence=evidence, teasers=teasers
        )
        anchors = [anchor for candidate in candidates.values() for anchor in candidate.anchors]
        eligible = [anchor for anchor in anchors if self._refused[anchor.url] is None]
        self._blocks = classify(eligible, anchors, place, evidence)
        self._families, self._companies = self._story_families()
        self._marks_tell = not self._is_marked_throughout()
        self._names = SectionNames(anchors, place)
        self._is_sorted_by_path = self._own_share() >= _OWN_SHARE

    def _own_share(self) -> float:
        """How much of the section's list lies under its path."""
        lists = [b for b in self._blocks.values() if b.kind is Kind.MAIN and b.is_list and b.is_headlines]
        urls = {url for block in lists for url in block.urls}
        is_told = self._place.has_folder or self._place.is_root
        return sum(map(self._place.holds, urls)) / len(urls) if urls and is_told else 0.0

    def _story_families(self) -> tuple[frozenset[str], frozenset[str]]:
        """Families of addresses that stand as stories in the page's lists, more often than beside stories.

        With them, those of which several do.
        """
        primary: Counter[str] = Counter()
        beside: Counter[str] = Counter()
        for block in self._blocks.values():
            is_stories = block.is_list and block.reads_like_stories and block.kind is not Kind.NAVIGATION
            counted = primary if is_stories else beside
            for url in block.urls:
                counted[shapes.family(url)] += 1
        lead = {name for name, count in primary.items() if count >= beside[name] or count >= _FEW}
        companies = frozenset(name for name in lead if primary[name] >= _FEW)
        return frozenset(lead) | self._evidence.story_families, companies

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Each list that may not be the section's; no heading that stands over some of its own, too."""
        told = [block for block in self._blocks.values() if block.kind is not Kind.NAVIGATION]
        own = {b.first.label for b in told if b.kind is Kind.MAIN and not b.is_doubtful}
        boxes = (block for block in told if block.kind is not Kind.MAIN or block.is_doubtful)
        return tuple(Box(frozenset(b.urls), "" if b.first.label in own else b.first.label) for b in boxes)

    @property
    def others(self) -> frozenset[str]:
        """What the page's menu calls other sections."""
        return self._names.others

    @property
    def contested(self) -> frozenset[str]:
        """The addresses of lists that the section's path claims, and that were left by their heading."""
        return frozenset(url for block in self._blocks.values() if block.is_contested for url in block.urls)

    def is_doubtful(self, candidate: Candidate) -> bool:
        """Whether a story is taken from nowhere but lists that may be of any section, under any path."""
        taken = (each for each in candidate.anchors if self._why_no_story(each, candidate) is None)
        is_elsewhere = not self._place.holds(candidate.url)
        return is_elsewhere and all(self._block_of(anchor).is_doubtful for anchor in taken)

    def why_left(self, candidate: Candidate) -> Reason | None:
        """The reason against an address; None for a story of the section."""
        refused = self._refused[candidate.url]
        if refused is not None:
            return refused
        if is_variant(candidate.url, self._refused):
            return Reason.VARIANT
        reasons = [self._why_no_story(anchor, candidate) for anchor in candidate.anchors]
        if None in reasons and not any(map(self._is_marked_paid, candidate.anchors)):
            return None
        return max((reason for reason in reasons if reason), key=_TELLING.index, default=Reason.ADVERT)

    def _why_no_story(self, anchor: Anchor, candidate: Candidate) -> Reason | None:
        block = self._block_of(anchor)
        if not _NO_STORY.isdisjoint(anchor.rel.lower().split()):
            return Reason.NAVIGATION
        if not self._looks_like_story(anchor, block, candidate):
            return Reason.NAVIGATION
        if self._is_marked_paid(anchor) or block.kind is Kind.PAID or PAID_TITLE.match(candidate.title):
            return Reason.ADVERT
        if block.kind is Kind.NAVIGATION:
            return Reason.NAVIGATION
        return None if self._is_of_section(anchor, block) else Reason.OTHER_SECTION

    def _is_marked_paid(self, anchor: Anchor) -> bool:
        """Whether a mark of paid stories stands at the link; in a menu it is the name of a page."""
        return anchor.badge and self._marks_tell and self._block_of(anchor).kind is not Kind.NAVIGATION

    def _is_marked_throughout(self) -> bool:
        """Whether most teasers of the largest list bear the mark: so their template has it for all."""
        lists = [
            b for b in self._blocks.values() if b.kind is Kind.MAIN and b.is_list and b.reads_like_stories
        ]
        largest = max(lists, key=lambda block: len(block.urls), default=None)
        marked = sum(anchor.badge for anchor in largest.anchors) if largest else 0
        return (
            largest is not None
            and len(largest.urls) >= _LIST
            and marked >= _UNIFORM_SHARE * len(largest.anchors)
        )

    def _is_of_section(self, anchor: Anchor, block: Block) -> bool:
        if _is_episode(anchor, self._place.names):
            return False
        if block.kind is Kind.TOLD:
            return bool(anchor.lines & self._place.names or anchor.stated & self._place.called)
        is_lone = len(block.urls) == 1 and not anchor.is_heading and not block.is_lead
        if is_lone and self._is_sorted_by_path and self._names.is_of_other(anchor.url):
            return False  # of a menu or a banner; in its list a section may have stories of other folders
        return block.kind is Kind.MAIN or (block.kind is Kind.MIXED and self._place.holds(anchor.url))

    def _block_of(self, anchor: Anchor) -> Block:
        """Its list; of a link whose markup differs a little from its neighbours', the list they make up."""
        own = self._blocks[anchor.block]
        peer = self._blocks.get(anchor.peer) if anchor.peer is not None else None
        if peer is None or len(own.urls) >= _FEW or not own.is_list or own.kind is Kind.ALERT:
            return own
        return peer if peer.kind is Kind.MAIN and peer.is_list and peer.reads_like_stories else own

    def _looks_like_story(self, anchor: Anchor, block: Block, candidate: Candidate) -> bool:
        url, title = candidate.url, candidate.title
        family = shapes.family(url)
        if shapes.is_service(url) or not title:
            return False
        if not block.is_list:  # bylines, tags and bullets inside teasers
            return family in self._families and shapes.looks_like_article(url) and is_headline(anchor.text)
        if self._is_guest(url, block):
            return False
        has_words = is_headline(title) or anchor.is_heading
        is_known_make = family in self._families
        if not block.reads_like_stories:
            return is_known_make and has_words and shapes.is_specific(url)
        if has_words and block.is_of_stories and (anchor.is_heading or not anchor.is_plain):
            return True  # a teaser like the others, whatever its address looks like
        # The top story is alone in its place: it has its company in the lists.
        is_lead = anchor.is_heading and is_headline(title) and family in self._companies
        is_lone_card = self._is_further and anchor.is_heading and self._place.holds(url)
        is_lone_card = is_lone_card and len(anchor.said) >= len(anchor.heading) + _WORDS_OF_A_CARD
        has_company = is_lead or is_lone_card or block.has_company(url, self._evidence.story_families)
        has_company = has_company or (is_headline(title) and block.has_neighbours(url))
        return (has_words or is_known_make) and (has_company or shapes.looks_like_article(url))

    def _is_guest(self, url: str, block: Block) -> bool:
        """A subscription offer among stories: of another make, and its words say so."""
        return block.uniformity(url) < 1 - _UNIFORM_SHARE and shapes.is_sign_up(url)


def _is_episode(anchor: Anchor, own: frozenset[str]) -> bool:
    """Whether teaser or heading says that it leads to a broadcast or pictures, and not to a story of these.

    `own` is what the section is called: its name over its list says nothing.
    """
    if PODCAST_TITLE.match(anchor.heading or anchor.text) or any(map(PODCAST_LINE.match, anchor.lines)):
        return True
    said = {anchor.label.casefold(), *anchor.lines} - own
    return media.ends_with_medium(anchor.url) and any(map(MEDIA_LABEL.search, said))


_TELLING: list[Reason] = [Reason.NAVIGATION, Reason.OTHER_SECTION, Reason.ADVERT]
