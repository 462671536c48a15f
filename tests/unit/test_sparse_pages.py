"""Pages without data for machines: fields in lists of pairs, in headings, in lines that breaks part."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.reading_pages import HEADLINE, PROSE, page, paragraphs, read_page

_AT = datetime(2024, 3, 10, 9, 30, tzinfo=UTC)
_NAME = "The Aldery Gazette"


def _bare(body: str, title: str = HEADLINE) -> str:
    return f"<html lang=en-GB><head><title>{title}</title></head><body>{body}{paragraphs()}</body></html>"


@pytest.mark.parametrize("tag", ["h1", "h2"])
@pytest.mark.parametrize("bar", [" - ", " | ", " – "])
def test_a_main_heading_that_ends_the_title_is_the_site_s_name(tag: str, bar: str) -> None:
    """The headline is the heading that the rest of the title is."""
    shown = f"<h1>{_NAME}</h1><div><{tag}>{HEADLINE}</{tag}></div>"
    assert read_page(_bare(shown, f"{HEADLINE}{bar}{_NAME}")).headline == HEADLINE


def test_a_main_heading_that_begins_the_title_is_the_headline() -> None:
    """What stands behind it in the title may be a deck, or a section."""
    shown = f"<h1>{HEADLINE}</h1><h2>The ferries will move in spring</h2>"
    read = read_page(_bare(shown, f"{HEADLINE} - The ferries will move in spring"))
    assert read.headline == HEADLINE


@pytest.mark.parametrize("tag", ["h3", "h4", "h2"])
def test_a_byline_set_as_a_heading_is_no_deck(tag: str) -> None:
    """It tells author and date as any other."""
    read = read_page(_bare(f"<h1>{HEADLINE}</h1><{tag}>By Ana Costa | 10 March 2024 at 9:30 AM</{tag}>"))
    assert (read.deck, read.author_names, read.published_at) == (None, ("Ana Costa",), _AT)


def test_a_day_in_a_heading_that_names_nobody_is_none_of_the_story() -> None:
    """Such headings title what happens on that day."""
    assert read_page(_bare(f"<h1>{HEADLINE}</h1><h3>10 March 2024 at 9:30 AM</h3>")).published_at is None


def test_breaks_part_a_date_from_the_names_above_and_below() -> None:
    """Each line says one thing."""
    lines = "By Ana Costa<br>10 March 2024, 9.30am<br>Photographs by Rui Alves"
    read = read_page(_bare(f"<h1>{HEADLINE}</h1><p>{lines}</p>"))
    assert (read.author_names, read.published_at) == (("Ana Costa",), _AT)


_PAIRS = (
    ("Author", "Ana Costa"),
    ("Published", "10 March 2024, 9.30am"),
    ("Updated", "11 March 2024, 10.15am"),
)


@pytest.mark.parametrize(
    "pairs",
    [
        "<dl>" + "".join(f"<dt>{term}</dt><dd>{told}</dd>" for term, told in _PAIRS) + "</dl>",
        "<dl>" + "".join(f"<div><dt>{term}</dt><dd>{told}</dd></div>" for term, told in _PAIRS) + "</dl>",
        "<table>" + "".join(f"<tr><th>{term}</th><td>{told}</td></tr>" for term, told in _PAIRS) + "</table>",
        "<ul>"
        + "".join(f"<li>{term}: {told}</li>" for term, told in (*_PAIRS, ("Section", "Bay")))
        + "</ul>",
    ],
)
def test_pairs_over_the_text_tell_its_fields_and_are_no_text(pairs: str) -> None:
    """Whether they are a list of terms, a table, or lines with colons."""
    read = read_page(_bare(f"<h1>{HEADLINE}</h1>{pairs}"))
    assert read.body_text.split("\n\n") == list(PROSE)
    assert (read.author_names, read.published_at) == (("Ana Costa",), _AT)
    assert read.modified_at == datetime(2024, 3, 11, 10, 15, tzinfo=UTC)


def test_hours_over_the_text_are_its_own() -> None:
    """Names of days are no words for authors, whatever they mean in other languages."""
    hours = [f"{day}: 9-17" for day in ("Mo", "Di", "Mi", "Do", "Fr")]
    shown = "<ul>" + "".join(f"<li>{each}</li>" for each in hours) + "</ul>"
    read = read_page(page(f"<div>{shown}{paragraphs()}</div>"))
    assert read.body_text.split("\n\n") == [*hours, *PROSE]
    assert (read.author_names, read.published_at) == ((), None)


def test_properties_of_rdfa_say_when_a_line_means() -> None:
    """As Drupal writes them; 03/10 alone would be either day."""
    date = "<span property='schema:dateCreated' content='2024-03-10T09:30:00+00:00'>03/10/2024 - 09:30</span>"
    line = f"<p>Submitted by <span property='schema:name'>Ana Costa</span> on {date}</p>"
    read = read_page(_bare(f"<h1>{HEADLINE}</h1>{line}"))
    assert (read.author_names, read.published_at) == (("Ana Costa",), _AT)
