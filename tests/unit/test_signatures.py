"""Names that stand alone by the text, where a page has no other byline."""

from __future__ import annotations

import pytest

from broadsheet.extraction.byline import parse_byline
from tests.unit.reading_pages import PROSE, page, paragraphs, read_page


def authors_of(*lines: str, head: str = "") -> list[str]:
    article = read_page(page(f"<div>{paragraphs(*lines)}</div>", head))
    return [each.name for each in article.authors]


@pytest.mark.parametrize("lines", [("ANA COSTA", *PROSE), (*PROSE, "Ana Costa")])
def test_a_name_alone_over_or_under_the_text_is_its_author(lines: tuple[str, ...]) -> None:
    """Set as the paragraphs are, in a line of its own."""
    assert [name.title() for name in authors_of(*lines)] == ["Ana Costa"]


@pytest.mark.parametrize(
    "line", ["Harbour fees since 1931", "With agency reports", "The lighthouse", "Rain at noon, sun at four"]
)
def test_other_short_lines_there_name_nobody(line: str) -> None:
    """Capitals in every word and no digit make a name; a subheading has neither."""
    assert authors_of(line, *PROSE) == authors_of(*PROSE, line) == []


def test_a_stated_author_outweighs_a_line_that_may_be_a_place() -> None:
    """A signature is the last resort."""
    assert authors_of("New Harbour", *PROSE, head="<meta name=author content='Rui Alves'>") == ["Rui Alves"]


def test_sections_after_a_byline_are_no_authors() -> None:
    """ "By Ana Costa, in News, Harbour": what follows the preposition are sections."""
    assert [each.name for each in parse_byline("By Ana Costa, in News").authors] == ["Ana Costa"]
