"""Which links of a listing page are articles of the section; every other link is left with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from broadsheet.article import ListedLink
from broadsheet.discovery import shapes
from broadsheet.discovery.section_page import Anchor
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.sources import hostport

# A headline has at least this many letters; navigation labels are shorter. Counted in letters and not in
# words, because not every script puts spaces between words; 8 ideographs are a short headline.
_HEADLINE_LETTERS = 18
_HEADLINE_IDEOGRAPHS = 8
_FIRST_IDEOGRAPH = "\u2e80"
# So many addresses of one shape with headlines are a list of stories even if the addresses do not look it.
_LIST_LENGTH = 3


@dataclass(slots=True)
class _Candidate:
    """All links to one address, taken together."""

    url: str
    texts: list[str] = field(default_factory=list)
    regions: set[str] = field(default_factory=set)

    @property
    def title(self) -> str:
        return max(self.texts, key=len, default="")


def article_links(
    anchors: Iterable[Anchor], *, section_url: str, page_url: str, hosts: frozenset[str], way: Way
) -> list[ListedLink]:
    """Decide about every address of a listing page, in page order, each address once."""
    candidates = _by_url(anchors)
    story_shapes = _story_shapes(candidates)
    links = []
    for candidate in candidates:
        reason = _why_left(candidate, section_url, page_url, hosts, story_shapes)
        outcome = Outcome.PENDING if reason is None else reason.outcome
        links.append(ListedLink(candidate.url, way, outcome, reason, candidate.title or None))
    return links


def entry_link(url: str, title: str, way: Way, *, section_url: str, hosts: frozenset[str]) -> ListedLink:
    """Decide about an entry of a feed or sitemap, which names pages of every kind."""
    reason = _why_no_page(url, section_url, hosts)
    outcome = Outcome.PENDING if reason is None else reason.outcome
    return ListedLink(url, way, outcome, reason, title or None)


def belongs_to_section(
    url: str, categories: Sequence[str], section_url: str, section_names: Iterable[str]
) -> bool:
    """Whether an entry of a site-wide feed or sitemap is of this section: by its path, or by its category."""
    section_path = urlsplit(section_url).path.rstrip("/") + "/"
    if section_path == "/" or urlsplit(url).path.startswith(section_path):
        return hostport(url) == hostport(section_url)
    names = {name.casefold().replace("_", " ") for name in section_names if name}
    return any(category.casefold().replace("_", " ") in names for category in categories)


def _by_url(anchors: Iterable[Anchor]) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    for anchor in anchors:
        candidate = found.setdefault(anchor.url, _Candidate(anchor.url))
        candidate.texts.append(anchor.text)
        candidate.regions.add(anchor.region)
    return list(found.values())


def _story_shapes(candidates: list[_Candidate]) -> frozenset[str]:
    """Shapes of addresses that stand in the page's main part with headlines, several of them."""
    members: dict[str, int] = defaultdict(int)
    for candidate in candidates:
        is_index = shapes.is_index(candidate.url) or shapes.is_service(candidate.url)
        if "main" in candidate.regions and is_headline(candidate.title) and not is_index:
            members[shapes.shape(candidate.url)] += 1
    return frozenset(shape for shape, count in members.items() if count >= _LIST_LENGTH)


def is_headline(text: str) -> bool:
    """Whether a link's text is long enough for a headline."""
    letters = [letter for letter in text if letter.isalnum()]
    ideographs = sum(letter >= _FIRST_IDEOGRAPH for letter in letters)
    return len(letters) >= _HEADLINE_LETTERS or ideographs >= _HEADLINE_IDEOGRAPHS


def _why_left(
    candidate: _Candidate,
    section_url: str,
    page_url: str,
    hosts: frozenset[str],
    story_shapes: frozenset[str],
) -> Reason | None:
    reason = _why_no_page(candidate.url, section_url, hosts)
    if reason is not None:
        return reason
    if shapes.without_page(candidate.url) == shapes.without_page(page_url):
        return Reason.NAVIGATION
    return _why_no_story(candidate, story_shapes)


def _why_no_page(url: str, section_url: str, hosts: frozenset[str]) -> Reason | None:
    """What the address alone says against it."""
    if hostport(url) not in hosts:
        return Reason.OFF_SITE
    if shapes.is_file(url):
        return Reason.NOT_A_PAGE
    if _is_way_up(url, section_url):
        return Reason.NAVIGATION
    return Reason.SECTION_PAGE if shapes.is_index(url) else None


def _why_no_story(candidate: _Candidate, story_shapes: frozenset[str]) -> Reason | None:
    looks_like_story = shapes.looks_like_article(candidate.url)
    is_of_list = shapes.shape(candidate.url) in story_shapes
    if "main" not in candidate.regions:
        return Reason.OTHER_SECTION if looks_like_story and "box" in candidate.regions else Reason.NAVIGATION
    is_story = looks_like_story or is_of_list
    is_teaser = bool(candidate.title) and (is_headline(candidate.title) or is_of_list)
    return None if is_story and is_teaser and not shapes.is_service(candidate.url) else Reason.NAVIGATION


def _is_way_up(url: str, section_url: str) -> bool:
    """The section itself, the home page, or anything between the two."""
    path, section = urlsplit(url).path.rstrip("/"), urlsplit(section_url).path.rstrip("/")
    return not urlsplit(url).query and (path == section or section.startswith(path + "/") or path == "")
