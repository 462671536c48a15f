"""Saved pages of our own writing, read: one result per page and field.

Each folder of `tests/pages` holds the bytes of a page, what is known of it, and what a person reads on it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from broadsheet.article import Article
from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read

PAGES = Path(__file__).resolve().parents[1] / "pages"
FOLDERS = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


def _lead(name: str) -> Callable[[Article], Any]:
    return lambda article: getattr(article.images[0], name) if article.images else None


def _noted(name: str) -> Callable[[Article], Any]:
    return lambda article: next(
        each.value for each in article.fields if each.field == name and each.is_chosen
    )


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


GETTERS: dict[str, Callable[[Article], Any]] = {
    "authors": lambda article: list(article.author_names),
    "agencies": lambda article: list(article.agencies),
    "tags": lambda article: list(article.tags),
    "aliases": lambda article: [list(alias) for alias in article.aliases],
    "published_at": lambda article: _time(article.published_at),
    "modified_at": lambda article: _time(article.modified_at),
    "images": lambda article: [[each.url, each.caption, each.credit] for each in article.images],
    "image_url": _lead("url"),
    "image_caption": _lead("caption"),
    "image_credit": _lead("credit"),
    "charset": _noted("charset"),
    "live_entries": lambda article: [
        [each.headline, each.body_text, _time(each.published_at), each.author]
        for each in article.live_entries
    ],
}


def expected(folder: str) -> dict[str, Any]:
    """What the page states, as `article.json` says; a page without it is a mistake of ours."""
    found: dict[str, Any] = json.loads((PAGES / folder / "article.json").read_text("utf-8"))
    assert found, f"{folder}/article.json states nothing"
    return found


def context(folder: str) -> PageContext:
    """The circumstances of the page, as `meta.json` says."""
    meta = json.loads((PAGES / folder / "meta.json").read_text("utf-8"))
    return PageContext(
        **meta
        | {
            "fetched_at": datetime.fromisoformat(meta["fetched_at"]),
            "headers": tuple(tuple(header) for header in meta["headers"]),
            "hosts": frozenset(meta["hosts"]),
        }
    )


@cache
def read_page(folder: str) -> Article | PageRejected:
    """The page as read, or why it was rejected."""
    try:
        return read((PAGES / folder / "page.html").read_bytes(), context(folder))
    except PageRejected as rejection:
        return rejection


@pytest.mark.parametrize(
    ("folder", "field"), [(folder, field) for folder in FOLDERS for field in expected(folder)]
)
def test_a_saved_page_reads_as_a_person_reads_it(folder: str, field: str) -> None:
    """The field holds what stands on the page, or None where nothing stands there."""
    found = read_page(folder)
    if field == "rejected":
        assert isinstance(found, PageRejected), f"read as an article: {found}"
        assert found.reason == expected(folder)[field]
    else:
        assert isinstance(found, Article), found
        value = GETTERS.get(field, lambda article: getattr(article, field))(found)
        assert value == expected(folder)[field]


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if "rejected" not in expected(folder)])
def test_every_stated_value_names_its_place(folder: str) -> None:
    """Each value an article holds is among its fields as chosen, with an origin and a place."""
    article = read_page(folder)
    assert isinstance(article, Article)
    chosen = {each.field for each in article.fields if each.is_chosen}
    held = {
        name
        for name in ("headline", "kicker", "deck", "published_at", "modified_at")
        if getattr(article, name)
    }
    assert held <= chosen
    assert all(each.locator and each.origin for each in article.fields)


@pytest.mark.parametrize(
    ("folder", "field", "raw"),
    [
        ("dated_tomorrow", "published_at", "2026-04-10T10:00:00Z"),
        ("dated_tomorrow", "modified_at", "1970-01-01T00:00:00Z"),
        ("canonical_is_home", "url", "https://www.gazette.example/"),
        ("canonical_of_another_story", "url", "https://www.gazette.example/sport/rovers-win-at-last"),
        ("canonical_elsewhere", "url", "https://aggregator.example/county/bridge-over-wend-shut"),
    ],
)
def test_what_is_not_believed_is_kept_as_it_stood(folder: str, field: str, raw: str) -> None:
    """A value that is not believed stays beside the field, without a value, as the text that stood there."""
    article = read_page(folder)
    assert isinstance(article, Article)
    kept = [each for each in article.fields if each.field == field and each.raw_value == raw]
    assert [(each.value, each.is_chosen) for each in kept] == [(None, False)]


@pytest.mark.parametrize(
    ("folder", "other"),
    [("clocks_go_back", "2026-10-25T01:30:00+00:00"), ("day_and_month_swapped", "2026-04-03T04:00:00+00:00")],
)
def test_an_ambiguous_date_keeps_its_other_reading(folder: str, other: str) -> None:
    """Where a date may mean two instants, the one not taken stands beside it."""
    article = read_page(folder)
    assert isinstance(article, Article)
    values = [each.value for each in article.fields if each.field == "published_at" and not each.is_chosen]
    assert other in values
