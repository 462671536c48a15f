"""Stories in the data that pages carry for their scripts, and in JSON that a list's button fetches.

A list of stories is an array of objects that each have an address and a headline; the names on the way to
it tell a box from the list itself, as labels do in markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.regions import Region
from broadsheet.discovery.texts import is_headline
from broadsheet.extraction.limits import refuse_hostile_markup
from broadsheet.urls import canonicalise, resolve

# fmt: off
_ADDRESS_KEYS = (
    "url", "href", "link", "canonicalurl", "canonical_url", "permalink", "weburl", "web_url", "path", "uri",
    "articleurl", "article_url", "fullurl", "full_url", "@id", "pageurl", "to", "external_url",
)
# fmt: on
_TITLE_KEYS = ("headline", "title", "name", "heading", "header", "headlinetext", "label", "text", "caption")
_LONGEST_TITLE = 200  # characters of a text that may be a headline where no name says so
_NAVIGATION_KEYS = re.compile(
    r"(?:nav|menu|footer|header|breadcrumb|social|share|sections|languages|links|tags|authors?)$|^menu|^nav",
    re.IGNORECASE,
)
_BOX_KEYS = re.compile(
    r"trending|popular|most|related|recommend|sidebar|promo|meistgelesen|editor|other|teaserbox",
    re.IGNORECASE,
)
_PAID_KEYS = re.compile(r"sponsor|advert|partner|promoted|native", re.IGNORECASE)
_DEEPEST = 14
_MOST_LISTS = 200
# Numbers of blocks that lie in data begin here; those of markup are below.
FIRST_BLOCK = 1_000_000


@dataclass(slots=True)
class _Found:
    path: tuple[str, ...]
    rows: list[tuple[str, str]]


def parse_json(body: bytes) -> Any:
    """The JSON of a response; None when it is none."""
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def data_anchors(data: Any, base: str, first_block: int = FIRST_BLOCK) -> tuple[list[Anchor], int]:
    """The stories of the lists in the data as links, each list a block of its own.

    With them the number of stories in the lists behind the most that are read.
    """
    anchors: list[Anchor] = []
    lists = _lists(data, ())
    for number, found in enumerate(islice(lists, _MOST_LISTS), start=first_block):
        region, label = _region(found.path), found.path[-1] if found.path else ""
        for address, title in found.rows:
            target = resolve(base, address)
            if target is not None:
                anchors.append(
                    Anchor(canonicalise(target), title, region, number, label=label, is_plain=False)
                )
    return anchors, sum(len(found.rows) for found in lists)


def fragments(data: Any, depth: int = 0) -> Iterator[HtmlElement]:
    """Markup that JSON answers carry in their strings. PageRejected for hostile markup."""
    if depth > _DEEPEST:
        return
    if isinstance(data, str):
        if "<a " in data and "href" in data:
            refuse_hostile_markup(data)
            # As bytes: a string may hold halves of characters. A document takes whatever its tags close.
            parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
            markup = f"<html><body><div>{data}</div></body></html>".replace("\0", "")
            yield lxml_html.document_fromstring(markup.encode(errors="replace"), parser=parser)
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from fragments(value, depth + 1)


def _lists(data: Any, path: tuple[str, ...], arrays: int = 0) -> Iterator[_Found]:
    """Each list of stories with the names on the way to it; `arrays` lie within one another there."""
    if len(path) > _DEEPEST or arrays > _DEEPEST:
        return
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, dict | list):
                yield from _lists(value, (*path, str(key)), arrays)
    elif isinstance(data, list):
        rows = [row for item in data if isinstance(item, dict) and (row := _row(item))]
        if any(is_headline(title) for _, title in rows):
            yield _Found(path, rows)
            return
        for item in data:
            if isinstance(item, dict | list):
                yield from _lists(item, path, arrays + 1)


def _row(item: dict[str, Any], depth: int = 0) -> tuple[str, str] | None:
    """Address and headline of one object; wrappers such as `item`, `node`, `article` are looked into."""
    lowered = {str(key).lower(): value for key, value in item.items()}
    address = next(
        (
            a
            for key in _ADDRESS_KEYS
            if (a := _text(lowered.get(key), "href", "url", "path")) and _is_address(a)
        ),
        None,
    )
    title = next(
        (t for key in _TITLE_KEYS if (t := _text(lowered.get(key), "text", "rendered", "value", "default"))),
        None,
    )
    if address and not title:
        title = next((t for value in item.values() if (t := _headline(value))), None)
    if address and title:
        return address, " ".join(title.split())
    if depth == 0:
        for key in ("item", "node", "article", "content", "attributes", "data", "story", "teaser", "post"):
            inner = lowered.get(key)
            if isinstance(inner, dict) and (row := _row(inner, 1)):
                return row
    return None


def _text(value: Any, *inner: str) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((value[key] for key in inner if isinstance(value.get(key), str)), None)
    return None


def _headline(value: Any) -> str | None:
    """A text that reads like a headline: developers name their fields in their own language."""
    if not isinstance(value, str) or len(value) > _LONGEST_TITLE or "<" in value:
        return None
    is_words = is_headline(value) and not _is_address(value) and (" " in value or not value.isascii())
    return value if is_words else None


def _is_address(text: str) -> bool:
    return text.startswith(("/", "http://", "https://", "?", "./")) and " " not in text.strip()


def _region(path: tuple[str, ...]) -> Region:
    names = [name for name in path if name]
    if any(_PAID_KEYS.search(name) for name in names[-3:]):
        return "paid"
    if any(_NAVIGATION_KEYS.search(name) for name in names[-2:]):
        return "navigation"
    return "box" if any(_BOX_KEYS.search(name) for name in names[-3:]) else "main"
