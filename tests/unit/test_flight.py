"""Pages whose story stands in React's stream and nowhere else."""

from __future__ import annotations

import json

import pytest

from broadsheet.extraction.flight import read_flight
from tests.unit.reading_pages import HEADLINE, PROSE, paragraphs, read_page


def pushed(*pieces: str) -> list[str]:
    return [f"self.__next_f.push({json.dumps([1, piece])})" for piece in pieces]


def text_row(name: str, text: str) -> str:
    return f"{name}:T{len(text.encode()):x},{text}"


def stream(*, body: str, title: str = HEADLINE, name: str = "1b") -> str:
    """Rows of all kinds: a hint, a module, elements, a text between two rows, data that refer to it."""
    data = {"state": {"data": {"title": title, "content": f"${name}", "author": "Ana Costa"}}}
    rows = [':HL["/style.css"]\n', '1:"$Sreact"\n', '2:I[17,[],""]\n', text_row(name, body)]
    return "".join([*rows, f"3:{json.dumps(['$', '$L2', None, data])}\n", '4:["$","p",null,{}]\n'])


def page_of(text: str, cut: int = 90) -> str:
    """A page without a word in its markup, the stream cut into pieces as the server flushed them."""
    pieces = pushed(*(text[at : at + cut] for at in range(0, len(text), cut)))
    scripts = "".join(f"<script>{piece}</script>" for piece in pieces)
    return f"<html><head><title>{HEADLINE}</title></head><body><div id=root></div>{scripts}</body></html>"


def test_a_story_that_only_the_stream_holds_is_read() -> None:
    """With its author; a caption and a box of links within its markup are no text."""
    inset = "<figure><img src=/a.jpg><figcaption>At dawn.</figcaption></figure><p><a href=/x>More</a></p>"
    article = read_page(page_of(stream(body=paragraphs(PROSE[0]) + inset + paragraphs(*PROSE[1:]))))
    assert article.headline == HEADLINE
    assert article.body_text.split("\n\n") == [*PROSE]
    assert article.author_names == ("Ana Costa",)


def test_the_length_of_a_text_is_in_bytes() -> None:
    """Its end is where the next row begins, whatever the script."""
    assert read_flight(pushed(text_row("a", "Körfez köprüsü"), '1:{"body":"$a"}\n')) == [
        {"body": "Körfez köprüsü"}
    ]


@pytest.mark.parametrize(
    "script",
    [
        "self.__next_f.push([0])",
        "self.__next_f.push([1,",
        'self.__next_f.push([1,"a:Tffffffff,x"])',
        'self.__next_f.push([1,"1:{broken\\n2:[1"])',
        'self.__next_f.push([1,"' + "[" * 5000 + '"])',
    ],
)
def test_a_broken_stream_is_none(script: str) -> None:
    """Cut pieces, lengths beyond the end, values that are no JSON."""
    assert read_flight([script]) == []


def test_another_story_in_the_stream_is_not_this_one() -> None:
    """The object is wanted whose title is the page's own; teasers have titles of their own."""
    both = stream(body=paragraphs()) + stream(
        body=paragraphs("A teaser of the fair."), title="The fair opens on Sunday", name="1c"
    )
    assert read_page(page_of(both)).body_text.split("\n\n") == [*PROSE]
