"""From what many pages show to what stands where on a site. No truth is needed: a story's text is its own.

Thresholds were chosen on development publishers, and checked on publishers left out of the choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from broadsheet.extraction.blocks import HEADINGS
from broadsheet.extraction.element_paths import containers, is_within, parent_of, tag_of
from broadsheet.extraction.observation import Observation
from broadsheet.extraction.site_profile import Part, SiteProfile
from broadsheet.siteprofile.claims import trust_of
from broadsheet.siteprofile.evidence import Evidence, Place
from broadsheet.siteprofile.standing import Count, Counts, count, places_of, usual_of

FEWEST_ARTICLES = 3  # different ones; two pages may be two templates
CONTAINER_SHARE = 0.85  # of the kept text of all articles
_UNDIVIDED = ("p", "span", "li", "blockquote")
_FEWEST_REPEATS, _REPEAT_SHARE = 3, 0.25  # of a place's blocks; texts of stories do not repeat
_ALL_KEPT = 0.9  # of a wide place's blocks, for it to hold nothing but stories
# Of those of a place amid the text: lines of lists recur ("Entry free", "no change"), reports end alike. What
# is a template's is the same nearly always.
_ALWAYS = 0.85
_AFTER_SHARE, _DOUBTED = 0.9, 0.8  # of its blocks stand below the story; not always taken for it
_LEFT_SHARE, _KEPT_SHARE = 0.25, 0.75  # of a place's blocks, taken for the story page by page
# Articles that share a line, or a paragraph, before it is none of theirs, and their share of all: sequels
# repeat a paragraph of background, lists of facts a line.
_FEWEST_LABELS, _LABEL_SHARE = 3, 0.3
_FEWEST_TEXTS, _TEXT_SHARE = 3, 0.5


def learn(pages: Iterable[Observation], source: str = "") -> SiteProfile | None:
    """The profile of a site from its pages; None when they hold too few different articles."""
    evidence, counts = Evidence(), Counts()
    for page in pages:
        if evidence.add(page):
            count(counts, places_of(page.stood))
    return profile_of(evidence, source, counts)


def profile_of(
    evidence: Evidence, source: str = "", counts: Mapping[str, Count] = MappingProxyType({})
) -> SiteProfile | None:
    """What the evidence and the places of fields allow to say; None while they are of too few articles."""
    if evidence.articles < FEWEST_ARTICLES:
        return None
    container = _container([pair for pair in evidence.places.items() if _tells(pair[1], evidence)])
    amid = _all_of_stories(container, evidence.places)
    parts = ((path, _part(path, place, container, amid)) for path, place in evidence.places.items())
    places = {path: part for path, part in parts if part is not None}
    places |= dict.fromkeys(_sub_headlines(evidence, places), Part.HEADING)
    labels = _shared(evidence, evidence.texts, _FEWEST_LABELS, _LABEL_SHARE)
    texts = _shared(evidence, evidence.texts, _FEWEST_TEXTS, _TEXT_SHARE)
    told = _shared(evidence, evidence.told, _FEWEST_LABELS, _LABEL_SHARE)
    teased = frozenset(key for key in labels | texts if evidence.told.get(key)) - told
    trust = trust_of(evidence.claims)
    usual = usual_of(counts)
    return SiteProfile(source, None, evidence.total, container, places, labels, texts, trust, usual, teased)


def _container(places: Sequence[tuple[str, Place]]) -> str:
    """The innermost place that holds nearly all text of the stories."""
    held: defaultdict[str, float] = defaultdict(float)
    for path, place in places:
        for each in containers(path) if place.share else ():
            held[each] += place.share
    whole = CONTAINER_SHARE * sum(place.share for _, place in places)
    wide = (path for path, share in held.items() if share >= whole and tag_of(path) not in _UNDIVIDED)
    return max(wide, key=len, default="")


def _all_of_stories(container: str, places: Mapping[str, Place]) -> str:
    """The widest place around the container that holds nothing but stories.

    A site may set each paragraph in a box of its own, and so lists and sub-headlines beside them.
    """
    for around in reversed(containers(container)):
        within = [place for path, place in places.items() if is_within(path, around)]
        if sum(each.kept for each in within) < _ALL_KEPT * sum(each.blocks for each in within):
            break
        container = around
    return container


def _part(path: str, place: Place, container: str, amid: str) -> Part | None:
    if place.articles < FEWEST_ARTICLES:
        return None
    kept = place.kept / place.blocks
    is_inside = bool(container) and is_within(path, container)
    is_amid = bool(container) and is_within(path, amid) and kept > _LEFT_SHARE
    is_theirs = is_amid or _is_text(place)
    if _repeats(place) and not (is_theirs and place.repeats < _ALWAYS * place.blocks):
        return Part.FURNITURE
    is_below = place.after >= _AFTER_SHARE * place.blocks
    if container and not is_inside and is_below and kept <= _DOUBTED:
        return Part.FURNITURE
    if kept <= _LEFT_SHARE:
        return Part.FURNITURE
    return Part.STORY if is_inside and kept >= _KEPT_SHARE else None


def _sub_headlines(evidence: Evidence, places: Mapping[str, Part]) -> Iterator[str]:
    """The places of headings beside paragraphs of stories; "The reactions" may head a part of many."""
    around = {parent_of(path) for path, part in places.items() if part is Part.STORY and tag_of(path) == "p"}
    for path, place in evidence.places.items():
        is_kept = place.kept >= _KEPT_SHARE * place.blocks
        if is_kept and tag_of(path) in HEADINGS and parent_of(path) in around:
            yield path


def _tells(place: Place, evidence: Evidence) -> bool:
    """Whether a place tells where the stories stand: one of their texts, or what holds most of them."""
    return not _repeats(place) or 2 * place.share >= evidence.articles


def _is_text(place: Place) -> bool:
    """Whether a place holds most of the text of the articles that have it, of one of several designs."""
    return 2 * place.share >= place.articles


def _repeats(place: Place) -> bool:
    """Whether a place shows the same texts again and again, as no story does."""
    return place.repeats >= max(_FEWEST_REPEATS, _REPEAT_SHARE * place.blocks)


def _shared(evidence: Evidence, texts: Mapping[str, int], fewest: int, share: float) -> frozenset[str]:
    """Those of the counted texts that so many articles have, and a share of all."""
    least = max(fewest, share * evidence.articles)
    return frozenset(key for key, count in texts.items() if count >= least)
