"""Which article an item belongs to, and which items may be written together."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article import Article, Item, Page
from broadsheet.articledb.edge import as_json, clean_text
from broadsheet.articledb.entries import Entry, Held, entries_of, owner, rounds
from broadsheet.articledb.ledger_rows import is_storable
from broadsheet.articledb.rows import host_of
from broadsheet.outcomes import PageKind

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def entry(canonical: str, asked: str = "", final: str = "", redirects: tuple[str, ...] = ()) -> Entry:
    page = Page("run-1", "example", "politics", PageKind.ARTICLE, asked or canonical, NOON,
                final_url=final, redirects=redirects)  # fmt: skip
    return entries_of([Item(page, Article(canonical, "Headline", "Body"))])[0]


def held(article_id: int) -> Held:
    return Held(article_id, f"url-{article_id}", b"", NOON, NOON, 1)


@pytest.mark.parametrize(
    ("item", "article_id"),
    [
        (entry("unknown"), None),
        (entry("a"), 1),
        (entry("new", asked="a"), 1),  # moved
        (entry("new", asked="a", final="new"), 1),  # redirected to where it moved
        (entry("new", asked="x", final="new", redirects=("a",)), 1),
        (entry("b", asked="amp-of-b", final="amp-of-b"), 2),  # another form of b, met for the first time
        (entry("b", asked="a", final="b"), 2),  # a redirects to b: the page is b's
        (entry("b", asked="a", final="a"), 1),  # a's own page names b: it speaks for a only
    ],
)
def test_owner(item: Entry, article_id: int | None) -> None:
    """The article is the one at the address that answered, else at the canonical, else the one asked for."""
    found = owner(item, {"a": held(1), "b": held(2)})
    assert (found.article_id if found else None) == article_id


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=12))
def test_rounds(pairs: list[tuple[str, str]]) -> None:
    """All entries are in some round; none shares an address in its round; order by address is kept."""
    entries = entries_of([entry(canonical, asked).item for canonical, asked in pairs])
    parts = list(rounds(entries))
    flat = [each for part in parts for each in part]
    assert sorted(each.position for each in flat) == list(range(len(entries)))
    for part in parts:
        addresses = [address for each in part for address in each.addresses]
        assert len(addresses) == len(set(addresses))
    for address in "abcd":
        positions = [each.position for each in flat if address in each.addresses]
        assert positions == sorted(positions)


@given(st.text(st.characters(exclude_categories=())))
def test_text_at_the_edge(text: str) -> None:
    """Whatever the text, it can be encoded, holds no NUL, and is untouched where nothing was wrong."""
    cleaned = clean_text(text)
    assert "\x00" not in cleaned
    cleaned.encode()
    assert clean_text(cleaned) == cleaned
    document = as_json([{"key": [text, {"inner": text}]}])
    document.encode()
    assert "\\u0000" not in document.replace("\\\\", "")


def test_text_without_flaw_is_left_alone() -> None:
    """A backslash, and what only looks like an escape, are text."""
    for text in ("plain", "Größe – 東京", "a\\u0000b", "\\", "\u200f\u0301"):
        assert clean_text(text) == text


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Example.com/a", "example.com"),
        ("http://example.com:80/", "example.com"),
        ("https://example.com:443/", "example.com"),
        ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
        ("https://example.com:99999/", ""),
        ("no address", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    """A host stands for both of its usual ports, with and without www."""
    assert host_of(url) == host


def test_addresses_are_measured_in_bytes() -> None:
    """An address of few but wide characters is too long, too."""
    assert is_storable("x" * 2000)
    assert not is_storable("x" * 2001)
    assert not is_storable("é" * 1001)
    assert is_storable("\ud800" * 3)
