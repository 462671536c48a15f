"""Where a list may go on that does not say so: what a page only hints at. Pages of our own writing."""

from __future__ import annotations

import pytest

from broadsheet.discovery import section_page
from broadsheet.discovery.section_page import parse_section_page

BASE = "https://news.example"
URL = f"{BASE}/culture/"
STORIES = "".join(
    f"<div><h3><a href='/culture/a-story-of-the-stage-{n}'>A story of the stage in {n} acts</a></h3></div>"
    for n in range(5)
)


def guesses(html: str, url: str = URL) -> list[str]:
    found = parse_section_page(f"<html><body><h1>Culture</h1>{STORIES}{html}</body></html>".encode(), url)
    assert found is not None
    assert found.next_url is None
    return [guess.removeprefix(BASE) for guess in found.guesses()]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<i data-at="/x/culture/2.json"></i>', ["/x/culture/2.json"]),
        ("<script>go('/x?desk=culture&page=2', 'later')</script>", ["/x?desk=culture&page=2"]),
        (r'<script>w="\/api\/culture\/rows?n=${page}"</script>', ["/api/culture/rows?n=2"]),
        ('<p><a href="/chronicle/culture">What was on</a></p>', ["/chronicle/culture"]),
    ],
)
def test_an_address_that_names_the_section_may_go_on(html: str, expected: list[str]) -> None:
    """In an attribute of any name, in a script with a place for the number, or as a link beside the list."""
    assert guesses(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<i data-at="https://other.example/culture/2.json"></i>',
        '<i data-at="/x/sport/2.json"></i>',
        '<script src="/build/culture.page.2.js"></script>',
        '<p><a href="/video/culture">Films</a> <a href="/rss/culture">x</a> <a href="/tag/culture">x</a></p>',
        '<nav><a href="/culture-and-more/">More</a><a href="/town/culture">Town</a></nav>',
        '<i data-at="/culture/?page=1"></i>',
    ],
)
def test_other_addresses_may_not(html: str) -> None:
    """Other hosts, sections and kinds of pages, files, menus, and the list's first page."""
    assert guesses(html) == []


def test_a_section_told_apart_by_a_query_goes_on_with_its_query() -> None:
    found = guesses(
        '<p><a href="/culture?part=4">x</a> <a href="/culture?part=3&amp;x=7">y</a></p>', f"{URL[:-1]}?part=3"
    )
    assert found == ["/culture?part=3&x=7"]
    assert guesses('<p><a href="/past?part=3&amp;month=9">September</a></p>', f"{URL[:-1]}?part=3") == [
        "/past?part=3&month=9"
    ]


def test_the_likeliest_are_asked_for_and_no_more() -> None:
    """Second pages come first; of very many, three."""
    many = "".join(f'<i data-at="/list/culture/{word}"></i>' for word in ("all", "new", "old", "2"))
    assert guesses(many) == ["/list/culture/2", "/list/culture/all", "/list/culture/new"]


def test_a_page_is_searched_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """To be read it is not: on most looks nothing is new, and nobody goes on."""
    searched: list[str] = []
    search = section_page.likely_pages
    monkeypatch.setattr(
        section_page, "likely_pages", lambda *given: searched.append(given[-1]) or search(*given)
    )
    found = parse_section_page(
        f"<html><h1>Culture</h1>{STORIES}<i data-at='/x/culture/2.json'></i>".encode(), URL
    )
    assert found is not None
    assert searched == []
    assert found.guesses() == (f"{BASE}/x/culture/2.json",)
    assert searched == [URL]
