"""Pages that show pictures, a film or sound where others have text: what says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

from broadsheet.article import Image
from broadsheet.extraction.jsonld import Node
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import Element
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold
from broadsheet.urls import resolve

_PICTURES = 3  # from so many on it is a gallery; a story whose text was not found has its one or two
_TYPES = {
    "ImageGallery": "gallery", "MediaGallery": "gallery", "VideoObject": "video", "AudioObject": "audio",
    "PodcastEpisode": "audio",
}  # fmt: skip
_RECORDINGS = frozenset(("VideoObject", "AudioObject"))
_OPEN_GRAPH = {"video": "video", "music": "audio", "gallery": "gallery"}  # how the values of og:type begin
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$", re.IGNORECASE)
_BESIDE = frozenset(("nav", "aside", "footer", "header", "a"))


def medium_of(page: Page, images: Sequence[Image]) -> Candidate | None:
    """Gallery, video or audio, of a page that has no running text; None where nothing says so."""
    return next(chain(_by_type(page), by_open_graph(page), _by_markup(page, images)), None)


def by_open_graph(page: Page) -> list[Candidate]:
    """What the page calls itself to those who share it."""
    kind = page.head.first("og:type")
    value = (kind.value or "").lower() if kind else ""
    media = (medium for name, medium in _OPEN_GRAPH.items() if value.startswith(name))
    return [Candidate(medium, "meta", "og:type", value) for medium in media]


def recordings(page: Page) -> list[Node]:
    """The films and sounds that data name as the page is headed, where they tell of no article."""
    if page.article is not None or page.headline_block is None:
        return []
    shown = fold(page.headline_block.text)
    return [
        node for node in page.nodes if node.types & _RECORDINGS and shown in map(fold, node.texts("name"))
    ]


def by_recording(page: Page) -> list[Candidate]:
    """What such data say the page is."""
    return [
        Candidate(_TYPES[each], "json_ld", f"{node.path}.@type", each)
        for node in recordings(page)
        for each in sorted(node.types & _RECORDINGS)
    ]


def is_stated(medium: Candidate | None) -> bool:
    """Whether the page says so to machines; that it shows pictures may be an accident."""
    return medium is not None and medium.origin != "markup"


def _by_type(page: Page) -> Iterator[Candidate]:
    for node in page.nodes:
        for each in sorted(node.types & _TYPES.keys()):
            yield Candidate(_TYPES[each], "json_ld", f"{node.path}.@type", each)


def _by_markup(page: Page, images: Sequence[Image]) -> Iterator[Candidate]:
    if len(images) >= _PICTURES:
        yield Candidate("gallery", "markup", "figure")
    for tag in ("video", "audio"):
        if any(not is_beside(element) for element in page.root.iter(tag)):
            yield Candidate(tag, "markup", tag)


def leads_on(figure: Element, page: Page) -> bool:
    """Whether a picture is the teaser of another page: not linked to itself, or to a part of this one."""
    own = urlsplit(page.context.url).path.rstrip("/")
    targets = (resolve(page.base_url, link.get("href") or "") for link in figure.iter("a"))
    paths = (urlsplit(target).path for target in targets if target)
    return any(not _PICTURE.search(path) and not f"{path}/".startswith(f"{own}/") for path in paths)


def is_beside(element: Element) -> bool:
    """Whether it stands in a menu, a box or a link, which leads elsewhere."""
    return next(element.iterancestors(*_BESIDE), None) is not None
