"""JSON-LD, read tolerantly: comments, trailing commas, arrays, graphs, several articles on a page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from broadsheet.fingerprint import fold
from broadsheet.text import clean

ARTICLE_TYPES = frozenset(
    (
        "Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
        "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle",
        "SatiricalArticle", "TechArticle", "ScholarlyArticle", "BlogPosting", "LiveBlogPosting",
        "SocialMediaPosting", "Report", "MediaGallery", "ImageGallery", "PodcastEpisode",
    )
)  # fmt: skip
_MEDIA = frozenset(("PodcastEpisode", "MediaGallery", "ImageGallery"))
_PAGE_TYPES = frozenset(("WebPage", "ItemPage", "VideoObject", "AudioObject"))
_LISTS = frozenset(("ItemList", "BreadcrumbList", "CollectionPage"))
_MOST_NODES = 2000
_LIKE, _TELLING = 3, 3  # a third of its words make a headline like another; fewer words tell nothing
_HALF = 2  # of the words of a film's or a series' name, which may be a word or two
# At the start of a line, and no blank lines before it: each of them would be a start of its own.
_COMMENT = re.compile(r"^[ \t]*+(?://[^\n]*+$|<!--|-->|<!\[CDATA\[|\]\]>)", re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*+/\*.*?\*/", re.MULTILINE | re.DOTALL)
_CDATA_END = re.compile(r"(?://\s*)?(?:\]\]>|-->)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_INNER_QUOTE = re.compile(r'(?<=[^\s{\[:,\\])(\s*+)"(?=\s*+[^\s:,}\]])')
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d?|#\d{2,6}|#x[\da-fA-F]{2,5});")
_TAG = re.compile(r"<[^<>]{1,200}>")


@dataclass(frozen=True, slots=True)
class Node:
    """An object with a type, and its path for people: `json_ld[0].@graph[2]`."""

    data: dict[str, Any]
    path: str
    types: frozenset[str]
    by_id: dict[str, dict[str, Any]] = field(repr=False, hash=False, compare=False, default_factory=dict)

    @property
    def is_article(self) -> bool:
        """Whether its type is one that stories have."""
        return bool(self.types & ARTICLE_TYPES)

    def text(self, *keys: str) -> str | None:
        """The first non-empty text under the keys."""
        return next((text for key in keys for text in self.texts(key)), None)

    def texts(self, key: str) -> list[str]:
        """All texts under a key, cleaned of markup and entities."""
        return [text for text in map(plain, _strings(self.data.get(key))) if text]

    def objects(self, key: str) -> list[dict[str, Any]]:
        """The objects under a key; a reference by @id is followed once."""
        return [value for value in self.values(key) if isinstance(value, dict)]

    def values(self, key: str) -> list[str | dict[str, Any]]:
        """Texts and objects under a key in their order, as `texts` and `objects` have them."""
        found = (value for value in _listed(self.data.get(key)) if isinstance(value, (str, dict)))
        told = (plain(value) if isinstance(value, str) else self._followed(value) for value in found)
        return [value for value in told if value]

    def _followed(self, value: dict[str, Any]) -> dict[str, Any]:
        return self.by_id.get(value["@id"], value) if _is_reference(value) else value


def read_json_ld(scripts: list[str]) -> list[Node]:
    """Every typed object of the page's JSON-LD, in order, without the items of lists."""
    by_id: dict[str, dict[str, Any]] = {}
    nodes = [
        Node(data, path, _types(data), by_id)
        for number, script in enumerate(scripts)
        for value in parse(script)
        for data, path in _objects(value, f"json_ld[{number}]")
    ][:_MOST_NODES]
    for node in nodes:
        if isinstance(node.data.get("@id"), str):
            by_id.setdefault(node.data["@id"], node.data)
    return nodes


def choose(
    nodes: list[Node],
    is_this_page: Callable[[str], bool],
    headlines: list[str],
    own_addresses: Collection[str] = (),
) -> Node | None:
    """The object that describes this page: the one whose URL or headline matches, else the only article.

    `own_addresses`: what the page calls its address elsewhere. An only article whose address and headline
    are both another story's is a teaser's.
    """
    articles = [node for node in nodes if node.is_article]
    folded = {fold(headline) for headline in headlines}
    scores = [(_score(node, is_this_page, folded), node) for node in articles]
    best = max(scores, key=lambda scored: scored[0], default=None)
    if best is None:
        return None
    is_only = len(articles) == 1 and not _is_of_another(best[1], own_addresses, headlines)
    return best[1] if best[0] > 1 or is_only else None


def _is_of_another(node: Node, own_addresses: Collection[str], headlines: list[str]) -> bool:
    """Of a node with neither this page's address nor its headline: whether it has others, unlike these."""
    addresses = [each for each in _addresses(node) if "://" in each]
    is_medium = node.types <= _MEDIA  # which players state on any page
    titles = [set(fold(text).split()) for text in node.texts("headline") or node.texts("name")]
    known = {word for each in headlines for word in fold(each).split()}
    like, fewest = (_HALF, 1) if is_medium else (_LIKE, _TELLING)
    is_unlike = all(len(each & known) * like < len(each) and len(each) >= fewest for each in titles)
    is_told = is_medium or bool(addresses)
    return is_told and bool(titles) and is_unlike and not set(addresses) & set(own_addresses)


def is_of_other_page(node: Node, is_this_page: Callable[[str], bool], headlines: list[str]) -> bool:
    """Whether an object has addresses and a name, and all are another page's."""
    addresses, known = [each for each in _addresses(node) if "://" in each], set(map(fold, headlines))
    names = [fold(each) for each in node.texts("name") if each]
    return bool(addresses and names) and not any(map(is_this_page, addresses)) and not known & set(names)


def page_node(nodes: list[Node]) -> Node | None:
    """The object for the page as such, where it describes no article."""
    return next((node for node in nodes if node.types & _PAGE_TYPES), None)


def plain(text: str) -> str:
    """Text of a JSON-LD value without markup and entities.

    >>> plain("Ports &amp; piers <b>open</b>")
    'Ports & piers open'
    """
    unescaped = html.unescape(text) if "&" in text else text
    if _ENTITY.search(unescaped):  # escaped twice
        unescaped = html.unescape(unescaped)
    return clean(_TAG.sub(" ", unescaped) if "<" in unescaped else unescaped)


def parse(script: str) -> list[Any]:
    """The JSON values of a script; broken JSON is mended where the meaning is plain, else left out."""
    for attempt in (_as_it_is, _mended, _one_by_one, _with_quotes):
        try:
            return attempt(script)
        except (ValueError, RecursionError):
            continue
    return []


def _as_it_is(script: str) -> list[Any]:
    return [json.loads(script, strict=False)]


def _mended(script: str) -> list[Any]:
    return [json.loads(_without_comments(script), strict=False)]


def _with_quotes(script: str) -> list[Any]:
    """Where a text holds quotation marks as they are: those that neither open nor close a value."""
    return [json.loads(_INNER_QUOTE.sub(r"\1\"", _without_comments(script)), strict=False)]


def _without_comments(script: str) -> str:
    last = script.rfind("*/") + 2  # up to here every block that begins ends, so none is looked for in vain
    script = _BLOCK.sub("", script[:last]) + script[last:] if last > 1 else script
    text = _CDATA_END.sub("", _COMMENT.sub("", script)).strip().rstrip(";")
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    return _TRAILING_COMMA.sub(r"\1", text)


def _one_by_one(script: str) -> list[Any]:
    """Objects written one after the other without a list around them."""
    decoder, position, found = json.JSONDecoder(strict=False), script.find("{"), []
    while position >= 0:
        value, end = decoder.raw_decode(script, position)
        found.append(value)
        position = script.find("{", end)
    return found


def _objects(value: Any, path: str) -> Iterator[tuple[dict[str, Any], str]]:
    stack = [(value, path)]
    while stack:
        value, path = stack.pop()
        if isinstance(value, list):
            stack.extend((item, f"{path}[{number}]") for number, item in reversed(list(enumerate(value))))
        elif isinstance(value, dict):
            if _types(value) or "@id" in value:
                yield value, path
            inner = [key for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]
            if not _types(value) & _LISTS:
                stack.extend((value[key], f"{path}.{key}") for key in reversed(inner))


def _types(data: dict[str, Any]) -> frozenset[str]:
    return frozenset(text.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for text in _strings(data.get("@type")))


def _score(node: Node, is_this_page: Callable[[str], bool], headlines: set[str]) -> int:
    is_same_headline = any(
        fold(text) in headlines for key in ("headline", "name") for text in node.texts(key)
    )
    is_dated = "datePublished" in node.data
    return 4 * any(map(is_this_page, _addresses(node))) + 3 * is_same_headline + is_dated


def _addresses(node: Node) -> list[str]:
    pages = (str(page["@id"]) for page in node.objects("mainEntityOfPage") if "@id" in page)
    return [*node.texts("url"), *node.texts("mainEntityOfPage"), *node.texts("@id"), *pages]


def _strings(value: Any) -> list[str]:
    return [item for item in _listed(value) if isinstance(item, str)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_reference(value: dict[str, Any]) -> bool:
    return isinstance(value.get("@id"), str) and not value.keys() - {"@id", "@type"}
