"""Links that lead on to other stories: none of the text, and kept as related ones."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import PROSE, body_of, page, paragraphs, read_page

LINK = "<a href=/town/boat>A boat was lost off the cape in the night</a>"
RELATED = [("https://news.example.org/town/boat", "A boat was lost off the cape in the night", "related")]


def links_of(html: str) -> list[tuple[str, str, str]]:
    """Address, text and kind of each link."""
    return [(each.url, each.text, each.kind) for each in read_page(html).links]


@pytest.mark.parametrize(
    "line",
    [
        f"<p>Lire aussi | {LINK}</p>", f"<p><b>Mehr zum Thema:</b> {LINK}</p>",
        f"<p>Читайте также {LINK}</p>", f"<p>READ ALSO: {LINK}</p>",
        f"<p><strong>Baca juga:</strong> {LINK}</p>",
        f"<p>Διαβάστε επίσης: {LINK}</p>", f"<p>اقرأ أيضاً: {LINK}</p>", f"<p>関連記事：{LINK}</p>",
        f"<p>READ ALSO</p><p>{LINK}</p>", f"<h3>Related stories</h3><ul><li>{LINK}</li></ul>",
        f"<div class=inline-related><h4>Elsewhere</h4>{LINK}</div>", f"<p>Leia também – {LINK}</p>",
    ],
)  # fmt: skip
def test_a_link_to_another_story_is_related_and_no_text(line: str) -> None:
    """In the text's midst or below it, told by what stands before it or by its box."""
    within = page(f"<div class=story>{paragraphs(*PROSE[:6])}{line}{paragraphs(*PROSE[6:])}</div>")
    below = page(f"<div class=story>{paragraphs(*PROSE)}</div>{line}")
    for html in (within, below):
        assert body_of(html) == [*PROSE]
        assert links_of(html) == RELATED


def test_a_link_of_a_sentence_is_inline() -> None:
    """Although the sentence begins as such lines do."""
    told = f"Read more about the pier in what the council wrote last year, where {LINK.lower()} is told, too."
    html = page(f"<div class=story>{paragraphs(*PROSE[:6])}<p>{told}</p>{paragraphs(*PROSE[6:])}</div>")
    assert len(body_of(html)) == len(PROSE) + 1
    assert [kind for *_, kind in links_of(html)] == ["inline"]


def test_lines_of_one_element_keep_their_links_apart() -> None:
    """Where the whole text stands in one element, a line of it that leads on takes no other's link."""
    first, *rest = PROSE
    lines = "<br><br>".join([f"{first} <a href=/own>By the map</a>.", f"Lire aussi : {LINK}", *rest])
    assert links_of(page(f"<div class=story>{lines}</div>")) == [
        ("https://news.example.org/own", "By the map", "inline"),
        *RELATED,
    ]


def test_what_the_site_has_newest_is_not_related() -> None:
    """Nor a menu, nor a link to share."""
    below = f"<div class=most-read><h3>Most read</h3><p>{LINK}</p></div><ul class=share><li>{LINK}</li></ul>"
    assert links_of(page(f"<div class=story>{paragraphs(*PROSE)}</div>{below}")) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/sharer.php?u=x",
        "https://twitter.com/intent/tweet?url=x",
        "https://wa.me/?text=x",
    ],
)
def test_where_readers_share_a_story_is_no_link_of_it(address: str) -> None:
    """In the text or in a box by it."""
    button = f"<a href='{address}'>Send the harbour on</a>"
    assert links_of(page(f"<div><p>{PROSE[0]} {button}</p>{paragraphs(*PROSE[1:])}</div>")) == []
