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
from broadsheet.discovery.data_rows import Row, read_row
from broadsheet.discovery.regions import Region
from broadsheet.discovery.texts import is_headline
from broadsheet.discovery.vocabulary import PAID_LABEL
from broadsheet.extraction.limits import refuse_hostile_markup
from broadsheet.urls import canonicalise, resolve

_NAVIGATION_KEYS = re.compile(
    r"(?:nav|menu|footer|header|breadcrumb|social|share|sections|languages|links|tags|authors?)$|^menu|^nav",
    re.IGNORECASE,
)
_BOX_KEYS = re.compile(
    r"trending|popular|most|related|recommend|sidebar|promo|meistgelesen|editor|other|teaserbox",
    re.IGNORECASE,
)
_PAID_KEYS = re.compile(r"sponsor|advert|partner|promoted|native", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Za-z]{0,10}[_:-]?\d+")  # `12`, `n5400033`, `article_77`
_DEEPEST = 14
_MOST_LISTS = 200
_LIST_TITLES = ("title", "heading", "headline", "label", "name")
_LONGEST_LABEL = 60  # characters; what is longer is a text and labels nothing
# Numbers of blocks that lie in data begin here; those of markup are below.
FIRST_BLOCK = 1_000_000


@dataclass(slots=True)
class _Found:
    path: tuple[str, ...]
    rows: list[Row]
    title: str = ""  # what the object that holds the list calls it


def parse_json(body: bytes) -> Any:
    """The JSON of a response; None when it is none."""
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def with_lists(data: Any, depth: int = 0) -> Any:
    """The data of an answer with a list for each object that holds objects by their numbers.

    PHP writes lists so that do not begin with 0. In the data of pages such an object is a store of all that
    the page shows, its boxes included, and no list.
    """
    if depth > _DEEPEST or not isinstance(data, dict | list):
        return data
    if isinstance(data, list):
        return [with_lists(value, depth + 1) for value in data]
    inner = {key: with_lists(value, depth + 1) for key, value in data.items()}
    is_list = inner and all(_NUMBER.fullmatch(key) and isinstance(inner[key], dict) for key in inner)
    return list(inner.values()) if is_list else inner


def data_anchors(data: Any, base: str, first_block: int = FIRST_BLOCK) -> tuple[list[Anchor], int]:
    """The stories of the lists in the data as links, each list a block of its own.

    With them the number of stories in the lists behind the most that are read.
    """
    anchors: list[Anchor] = []
    lists = _lists(data, ())
    for number, found in enumerate(islice(lists, _MOST_LISTS), start=first_block):
        region, label = _region(found), found.title or (found.path[-1] if found.path else "")
        for row in found.rows:
            target = resolve(base, row.address)
            if target is not None:
                anchors.append(
                    Anchor(
                        canonicalise(target),
                        row.title,
                        region,
                        number,
                        label=label,
                        is_plain=False,
                        badge=row.is_paid,
                        stated=row.stated,
                    )
                )
    return anchors, sum(len(found.rows) for found in lists)


def fragments(data: Any, depth: int = 0) -> Iterator[HtmlElement]:
    """Markup that JSON answers carry in their strings. PageRejected for hostile markup."""
    if depth > _DEEPEST:
        return
    if isinstance(data, str):
        if "<a " in data and "href" in data:
            # As bytes: a string may hold halves of characters. A document takes whatever its tags close.
            markup = f"<html><body><div>{data}</div></body></html>".replace("\0", "").encode(errors="replace")
            refuse_hostile_markup(markup)
            parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
            yield lxml_html.document_fromstring(markup, parser=parser)
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from fragments(value, depth + 1)


def _lists(data: Any, path: tuple[str, ...], arrays: int = 0, title: str = "") -> Iterator[_Found]:
    """Each list of stories with the names on the way to it; `arrays` lie within one another there."""
    if len(path) > _DEEPEST or arrays > _DEEPEST:
        return
    if isinstance(data, dict):
        own = _title_of_list(data)
        for key, value in data.items():
            if isinstance(value, dict | list):
                yield from _lists(value, (*path, str(key)), arrays, own)
    elif isinstance(data, list):
        rows = [row for item in data if isinstance(item, dict) and (row := read_row(item))]
        if any(is_headline(row.title) for row in rows):
            yield _Found(path, rows, title)
            return
        for item in data:
            if isinstance(item, dict | list):
                yield from _lists(item, path, arrays + 1)


def _title_of_list(data: dict[str, Any]) -> str:
    """What an object with a list is called, in so many words."""
    found = next((data[key] for key in _LIST_TITLES if isinstance(data.get(key), str)), "")
    return " ".join(found.split()) if len(found) <= _LONGEST_LABEL else ""


def _region(found: _Found) -> Region:
    names = [name for name in found.path if name]
    if PAID_LABEL.search(found.title) or any(_PAID_KEYS.search(name) for name in names[-3:]):
        return "paid"
    if any(_NAVIGATION_KEYS.search(name) for name in names[-2:]):
        return "navigation"
    return "box" if any(_BOX_KEYS.search(name) for name in names[-3:]) else "main"
