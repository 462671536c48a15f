"""Pieces of markup that every template family needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from random import Random
from typing import Any

from tests.newsweb.prose import language
from tests.newsweb.templates.views import ListingView

_CSS_RULES, _SCRIPT_STATEMENTS = 170, 120  # together about 20 KB, as on a lean news page
_PROPERTIES = (
    "margin:0 auto",
    "padding:8px 12px",
    "display:flex",
    "color:#1a2b3c",
    "font:400 16px/1.5 Georgia,serif",
)
_PAGES_AROUND = 4
_INLINE_SHARE = 0.25  # of the paragraphs hold a link or an emphasis


def script_json(data: Any) -> str:
    """JSON as it may stand inside a script element."""
    return json.dumps(data, ensure_ascii=False, indent=None).replace("</", "<\\/")


def plain(text: str | None) -> str:
    """Text between tags; quotes stay as they are, nothing is the empty text."""
    return escape(text or "", quote=False)


def feed_link(title: str, target: str) -> str:
    """How a page names its feed."""
    return f'<link rel="alternate" type="application/rss+xml" title="{escape(title)}" href="{target}">'


def page_window(view: ListingView) -> range:
    """The numbers a pager shows: those around the current page, as long lists do."""
    return range(max(1, view.page - _PAGES_AROUND), min(view.page_count, view.page + _PAGES_AROUND) + 1)


def meta(values: Mapping[str, str | None]) -> str:
    """Meta tags, `property` for names with a colon; absent values leave no tag."""
    return "\n".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}">'
        for name, value in values.items()
        if value is not None
    )


def inline(text: str, rng: Random, target: str) -> str:
    """A paragraph's text as markup, now and then with a link or an emphasis; the text stays the same."""
    words = text.split(" ")
    if rng.random() > _INLINE_SHARE or len(words) < 12:  # short paragraphs hold no links
        return plain(text)
    begin = rng.randrange(2, len(words) - 6)
    before, inside, after = words[:begin], words[begin : begin + 3], words[begin + 3 :]
    tag = rng.choice((f'<a href="{escape(target)}">%s</a>', "<em>%s</em>", "<strong>%s</strong>"))
    marked = tag % plain(" ".join(inside))
    return " ".join([plain(" ".join(before)), marked, plain(" ".join(after))])


@cache
def style_sheet(name: str) -> str:
    """Style rules in the head, as most news pages carry them."""
    rng = Random(f"css/{name}")
    rules = (
        f".{_identifier(rng)}-{number}{{{';'.join(rng.sample(_PROPERTIES, 3))}}}"
        for number in range(_CSS_RULES)
    )
    return "<style>" + "\n".join(rules) + "</style>"


@cache
def script(name: str) -> str:
    """A script of the kind that measures, loads and consents; it holds sentences, too, as real ones do."""
    rng = Random(f"script/{name}")
    words = language("en").slots
    statements = (
        f"window.{_identifier(rng)}=window.{_identifier(rng)}||[];"
        f'{_identifier(rng)}.push({{"event":"{_identifier(rng)}","label":"{rng.choice(words["subject"])}"}});'
        for _ in range(_SCRIPT_STATEMENTS)
    )
    return "<script>" + "\n".join(statements) + "</script>"


def _identifier(rng: Random) -> str:
    return "".join(rng.choice("abcdefghiklmnoprstuvw") for _ in range(rng.randint(4, 9)))
