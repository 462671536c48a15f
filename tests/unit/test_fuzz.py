"""Hostile bytes by the hundred, every time: each parser ends in time with a value or a declared exception.

`make fuzz` does the same for as long as it is told; what it found stands here as a case.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.backfill.periods import written_period
from broadsheet.discovery.section_page import parse_section_page
from broadsheet.extraction.canonical import is_of_page
from broadsheet.responses import time_to_come_back
from tests.fuzz.attempts import attempt, input_of
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_no_bytes_break_a_parser(name: str, seed: int) -> None:
    """The same inputs in every run: of all runs of `make fuzz` only those that are new tell something new."""
    attempt(name, input_of(name, seed))


def test_a_date_beyond_every_calendar_is_no_time_to_come_back() -> None:
    """The zone of this one has more hours than a machine word holds."""
    now = datetime(2026, 11, 2, tzinfo=UTC)
    assert time_to_come_back(503, "Wed, 21 Oct 2026 07:28:00 +" + "9" * 30, now) is None


def test_a_wait_of_endless_digits_is_the_longest_we_keep() -> None:
    """Of nine hundred thousand digits none is converted."""
    now = datetime(2026, 11, 2, tzinfo=UTC)
    assert time_to_come_back(503, "9" * 900_000, now) == time_to_come_back(503, "9" * 12, now)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("robots", b"User-agent: *\n" + b"\n" * 200_000),
        ("charset", b"text/html\n" + "\u0434".encode("cp1251") * 60_000),
        ("data", b"\n" * 200_000 + b"{"),
        ("article_pages", b"<link " * 150_000),
        ("article_pages", b"<a href=" + b"href=?page=3" * 80_000),
        ("article_pages", b"<a href=?page=3>3" * 60_000),
        ("headers", b"<time datetime=" * 60_000),
        ("data", b"\n/*" * 100_000 + b"*/ /*"),
        (
            "page",
            b"<h1>A bridge is shut</h1>"
            + b"<p>A line of the list.</p>" * 20_000
            + b"<p>"
            + b"The end. " * 200,
        ),
        (
            "section_page",
            b"<div class=pagination>" * 240
            + b"".join(b"<a href=/politics/%d>%d</a>" % (each, 3 * each) for each in range(55))
            + b"<b>1</b>" * 10_000,
        ),
        ("section_page", b"<button>" * 240 + b"<i>x</i>" * 30_000),
        ("section_page", b"<a href=/" + b"rss/" * 50_000 + b">feeds</a>"),
        (
            "page",
            b"<h1>A bridge is shut</h1><div>Today"
            + b"<time datetime=2026-11-20><div>" * 600
            + b"The end. " * 15_000,
        ),
        (
            "page",
            b"<h1>A bridge is shut</h1><div>"
            + b"<a href=/author/ana>Ana Costa</a> x<br><br>" * 5000
            + b"</div><p>"
            + b"The end. " * 200,
        ),
        (
            "page",
            b"<h1>A bridge is shut today</h1><div>"
            + b"".join(
                b"<p>The council of harbour %d voted on Tuesday evening to build a second pier by spring.</p>"
                b"<div><p>Sign up for our newsletter and never miss a story.</p></div>" % each
                for each in range(5000)
            ),
        ),
        (
            "page",
            b"<h1>A bridge is shut today</h1><article><p>"
            + b"The end. " * 200
            + b"<div class=byline><p>By Ana Costa</p><p>12 May 2026</p></div>" * 6000
            + b"<p>"
            + b"The end. " * 200,
        ),
    ],
    ids=[
        "blank-lines",
        "one-run-of-letters",
        "blank-lines-of-data",
        "heads",
        "links-in-links",
        "rows-of-pages",
        "angles",
        "comments",
        "many-lines",
        "pagers-in-pagers",
        "buttons-in-buttons",
        "folders-of-feeds",
        "times-in-times",
        "names-in-one-box",
        "prompts-amid",
        "bylines-amid",
    ],
)
def test_what_took_quadratic_time(name: str, data: bytes) -> None:
    """Minutes once, for a few hundred kilobytes."""
    attempt(name, data)


def test_figures_within_figures_take_no_quadratic_time() -> None:
    """Each has all that follows for its caption: five hundred of them took fifty seconds."""
    figure = b"<figure><img src=a.jpg><div><span>Ana Costa</span></div><figcaption>A bridge"
    attempt("page", b"<h1>A bridge is shut today</h1>" + TEXT + figure * 700 + TEXT)


def test_a_byline_of_signs_takes_no_time() -> None:
    """Two thousand signs of an address took forty seconds."""
    attempt("names", b"By " + b"@" * 2000)
    attempt("page", b"<meta name='author' content='" + b"a@" * 200_000 + b"'><h1>A bridge</h1><p>It is shut.")


@pytest.mark.parametrize(
    ("query", "year"),
    [("y=" + "9" * 5000, None), ("year=9999", None), ("year=0", None), ("y=2026&dd=" + "9" * 30, 2026)],
    ids=["endless", "too-late", "none", "endless-day"],
)
def test_of_a_day_beyond_every_calendar_the_year_is_left_or_nothing(query: str, year: int | None) -> None:
    """An archive's link may state any number."""
    found = written_period(f"https://www.gazette.example/archive?{query}")
    assert (found.first.year if found else None) == year


def test_half_a_bracket_where_a_host_should_be_is_no_page() -> None:
    """The standard library refuses to take such an address apart."""
    assert not is_of_page("https://www.gazette.example/county/", "https://www.gazette].example/county/")


@pytest.mark.parametrize(
    "data",
    [
        b'{"html": "</div><a href=/county/b>9</a>x<p>\\ud800 \\u0000"}',
        b"[" * 980 + b"]" * 980,
    ],
    ids=["fragment", "arrays"],
)
def test_markup_and_depth_in_the_data_of_a_list(data: bytes) -> None:
    """A fragment that closes what it did not open; arrays as deep as they can just be read."""
    attempt("list_data", data)


MARKS = "a" + "\u0301\u0323\u0345\u0327" * 25_000
TITLES = b"".join(b"<meta property=og:title content='A bridge is number %d'>" % each for each in range(5000))
TEXT = b"<p>" + b"It is shut and it stays shut. " * 30


@pytest.mark.parametrize(
    "data",
    [
        f"<title>{MARKS}</title><h1>A bridge is shut</h1>".encode() + TEXT,
        f"<h1>{MARKS} A bridge is shut today</h1><title>A bridge is shut today</title>".encode() + TEXT,
        TITLES + b"<h1>Foo fo fum</h1>" * 10_000 + TEXT,
        b"<title>A bridge is shut today</title><h1>" + b"x " * 50_000 + b"A bridge is shut today</h1>" + TEXT,
    ],
    ids=["marks-in-a-title", "marks-in-a-heading", "titles-times-headings", "a-long-kicker"],
)
def test_headlines_take_linear_time(data: bytes) -> None:
    """Each heading against each title, each beginning of a heading, each mark against each: minutes once."""
    attempt("page", data)


@pytest.mark.parametrize("href", ["?offset={}", "?start={}", "?page={}", "/politics/{}", "?k=5"])
def test_a_link_with_thousands_of_digits_costs_no_listing(href: str) -> None:
    """Python refuses to read such a number."""
    markup = f'<ul><li><a href="{href.format("9" * 5000)}">Older stories</a></li></ul>'
    assert parse_section_page(markup.encode(), "https://a.example/politics/?k=" + "9" * 5000) is not None


def test_thousands_of_lines_of_one_element_above_a_story_are_looked_at_in_time() -> None:
    """A page spliced from others: each line had all that its element holds counted, 20 s in all."""
    attempt("page_looked_at", input_of("page_looked_at", 2541384430164500847))
