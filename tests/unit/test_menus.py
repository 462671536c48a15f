"""Menus are read as their links, and a part that is merely called one is read like any other."""

from __future__ import annotations

import pytest

from broadsheet.extraction.blocks import read_blocks
from broadsheet.extraction.tracing import trace
from broadsheet.extraction.tree import parse
from broadsheet.extraction.zonenames import Zone
from tests.fuzz.attempts import attempt

PLACES = ("Harbour", "Market", "Old Town", "Hillside", "Mills", "Islands", "Airport")
LINKS = "".join(
    f"<li class=item><a href=/{n}><span>{place}</span></a></li>" for n, place in enumerate(PLACES)
)
LINE = (
    "The council voted on Tuesday evening to build a second pier by spring, and nobody spoke against it. " * 3
)


def shown(part: str) -> list[str]:
    return [block.text for block in read_blocks(parse(f"<body>{part}<main>x</main></body>"))][:-1]


def test_each_link_of_a_menu_is_a_block_with_the_zones_around_it() -> None:
    """Titles of its columns and what only machines read are none."""
    icon = "<a href=/f><svg><title>Facebook</title></svg></a>"
    part = f"<header><nav><b>All places</b><ul>{LINKS}</ul><ul hidden>{LINKS}</ul>{icon}</nav></header>"
    blocks = read_blocks(parse(f"<body>{part}</body>"))
    assert [block.text for block in blocks] == [*PLACES, *PLACES]
    assert all(block.link_length == len(block.text) for block in blocks)
    assert {block.zone_kinds for block in blocks} == {(Zone.NAVIGATION,)}
    assert [block.index for block in blocks] == list(range(len(blocks)))


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{PLACES[0]} news",
        f"<h1>{PLACES[0]} news</h1>",
        f"<div>{LINE}",
        f"{LINE}<br><br>{LINE}",
        f"<div>{LINE[:100]}</div>" * 3,
    ],
    ids=["paragraph", "headline", "long-line", "lines-apart", "sentences"],
)
def test_a_part_with_something_to_read_is_read_whole(text: str) -> None:
    """Sites call boxes around whole stories by names of menus."""
    links = LINKS * 2
    told = shown(f"<div class=main-menu>{links}<div>{text}</div></div>")
    assert told[: 2 * len(PLACES)] == [*PLACES, *PLACES]
    assert len(told) > 2 * len(PLACES)


def test_a_menu_of_icons_has_no_text() -> None:
    """Nor has it white space, where a site makes its pages small."""
    assert shown(f"<nav>{'<a href=/x><img src=/x.png></a>' * 12}</nav>") == []


def test_a_few_links_are_read_with_what_stands_between_them() -> None:
    """A trail, a share bar: words beside the links tell what they are."""
    assert shown(f"<nav><b>You are here:</b><ul>{LINKS}</ul></nav>") == ["You are here:", *PLACES]


def test_the_text_behind_a_menu_is_none_of_its_links() -> None:
    """The walk goes on as it did before it."""
    told = shown(f"<div><nav>{LINKS * 2}</nav>Behind it<p>{LINE}</p></div>")
    assert told[-2:] == ["Behind it", LINE.strip()]
    last = read_blocks(parse(f"<body><nav>{LINKS * 2}</nav><p>{LINE}</p></body>"))[-1]
    assert (last.link_length, last.zones, last.tag) == (0, (), "p")


def test_links_in_links_are_read_once() -> None:
    """As parsers leave them where the markup is broken."""
    nested = "<a href=/9>Outer<table><tr><td><a href=/8>Inner</a></table></a>"
    told = shown(f"<nav>{LINKS * 2}{nested}</nav>")
    assert told[-2:] == ["Outer", "Inner"] and told.count("Inner") == 1


def test_a_menu_s_texts_are_traced_to_their_blocks() -> None:
    """So that a person who looks at the page sees which is which."""
    texts = trace(parse(f"<body><nav>{LINKS * 2}</nav><p>{LINE}</p></body>"))
    assert texts == [*zip((*PLACES, *PLACES), range(2 * len(PLACES)), strict=True), (LINE, 2 * len(PLACES))]


@pytest.mark.parametrize(
    "menu",
    [
        b"<nav>" + b"<a href=/x><div>" * 900 + b"<i>x</i>" * 36_000 + b"</nav>",
        b"<nav>" * 900 + b"<a href=/x>a</a>" * 30_000 + b"x" * 300,
        b"<nav><div>" * 450 + b"<a href=/x>a</a>" * 30_000 + b"<p>x",
    ],
    ids=["links-in-links", "menus-in-menus", "menus-in-menus-of-text"],
)
def test_menus_take_linear_time(menu: bytes) -> None:
    """Each link in another has all within for its text: ten seconds once."""
    attempt("page", b"<h1>A bridge is shut today</h1>" + menu + b"</nav>" * 900 + b"<p>" + LINE.encode())
