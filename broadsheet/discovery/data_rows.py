"""One object of a list in a page's data: where its story is, how it is called, of which section it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from broadsheet.discovery.texts import is_headline

# fmt: off
_ADDRESS_KEYS = (
    "url", "href", "link", "canonicalurl", "canonical_url", "permalink", "weburl", "web_url", "path", "uri",
    "articleurl", "article_url", "fullurl", "full_url", "@id", "pageurl", "to", "external_url",
)
# fmt: on
_ADDRESS_ENDINGS = ("url", "link", "href", "permalink")
_BESIDE = re.compile(
    r"im(?:g|age)|bild|thumb|icon|photo|pic|logo|avatar|video|media|author|categ|section|tag|user|next|prev|base|api"
)
_TITLE_KEYS = (
    "headline",
    "headlines",
    "title",
    "name",
    "heading",
    "header",
    "headlinetext",
    "label",
    "text",
    "caption",
)
_TEXT_KEYS = ("text", "rendered", "value", "default", "basic", "main", "native")
_LONGEST_TITLE = 200  # characters of a text that may be a headline where no name says so
# fmt: off
_SECTION_KEYS = frozenset({
    "category_name", "cat", "catname", "cat_name",
    "section", "sectionname", "section_name", "sectionlabel", "primarysection", "primary_section",
    "category", "categoryname", "primarycategory", "maincategory", "channel", "desk", "vertical", "ressort",
    "rubric", "rubrik", "rubrique", "seccion", "sezione",
})
_PAID_FLAGS = frozenset({
    "sponsored", "issponsored", "is_sponsored", "ispaid", "is_paid", "isadvertorial", "isadvert",
})
# fmt: on
_TYPE_KEYS = ("type", "contenttype", "content_type", "articletype", "kind", "__typename")
_PAID_TYPE = re.compile(r"sponsor|advert|promoted|paid[ _-]?(?:post|content)|native[ _-]?ad", re.IGNORECASE)
_SECTION_WORDS = ("label", "name", "title", "slug")


@dataclass(frozen=True, slots=True)
class Row:
    """A story as the data has it; an address is as written there."""

    address: str
    title: str
    stated: frozenset[str] = frozenset()  # what its section is called, in lower case
    is_paid: bool = False


def read_row(item: dict[str, Any], depth: int = 0) -> Row | None:
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
    address = address or next((value for key, value in lowered.items() if _holds_address(key, value)), None)
    title = next(
        (t for key in _TITLE_KEYS if (t := _text(lowered.get(key), *_TEXT_KEYS))),
        None,
    )
    if address and not title:
        title = next((t for value in item.values() if (t := _headline(value))), None)
    if address and title:
        return Row(address, " ".join(title.split()), _stated(lowered), _is_paid(lowered))
    if depth == 0:
        for key in ("item", "node", "article", "content", "attributes", "data", "story", "teaser", "post"):
            inner = lowered.get(key)
            if isinstance(inner, dict) and (row := read_row(inner, 1)):
                return row
    return None


def _holds_address(key: str, value: Any) -> bool:
    """Whether a field is called an address, and not that of something beside the story: `n_url`."""
    is_called = key.endswith(_ADDRESS_ENDINGS) and not _BESIDE.search(key)
    return is_called and isinstance(value, str) and _is_address(value)


def _stated(item: dict[str, Any]) -> frozenset[str]:
    values = [item[key] for key in _SECTION_KEYS if key in item]
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    words = [part for part in parts if isinstance(part, str)]
    for part in parts:
        if isinstance(part, dict):
            words += [part[key] for key in _SECTION_WORDS if isinstance(part.get(key), str)]
    return frozenset(" ".join(word.casefold().split()) for word in words if word.strip())


def _is_paid(item: dict[str, Any]) -> bool:
    if any(item.get(key) is True for key in _PAID_FLAGS):
        return True
    return any(isinstance(item.get(key), str) and _PAID_TYPE.search(item[key]) for key in _TYPE_KEYS)


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
