"""What tells a section's own page from a story's, and a short title from a menu's word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read
from broadsheet.outcomes import Reason

URL = "https://www.gazette.example/town/snow"
TEXT = "<p>Snow fell on the town all night, and in the morning no bus left the yard before ten.</p>" * 3
MENU = "".join(f"<li><a href='/{name}/'>{name}</a></li>" for name in ("Sport", "Culture", "Trade", "Weather"))
HEADLINES = (
    "The council votes on the new quay",
    "A museum counts its paintings again",
    "Who will lead the city choir next year",
)


def page(title: str, beside: str) -> bytes:
    return f"<html lang='en'><body>{beside}<h1>{title}</h1><article>{TEXT}</article></body></html>".encode()


def context(url: str = URL) -> PageContext:
    return PageContext(url, datetime(2026, 3, 10, 15, tzinfo=UTC))


def test_a_page_that_the_menu_calls_by_its_title_is_a_section() -> None:
    menu = f"<ul>{MENU}<li><a href='/town/snow'>Snow</a></li></ul>"
    with pytest.raises(PageRejected) as refused:
        read(page("Snow", menu), context())
    assert refused.value.reason is Reason.SECTION_PAGE


def test_a_story_with_a_short_title_in_its_own_most_read_box_is_a_story() -> None:
    """The links around that name are headlines, and no menu has those."""
    rows = "".join(f"<li><a href='/town/{n}'>{title}</a></li>" for n, title in enumerate(HEADLINES))
    box = f"<ul>{MENU}</ul><ol><li><a href='/town/snow'>Snow</a></li>{rows}</ol>"
    assert read(page("Snow", box), context()).headline == "Snow"


def test_stories_told_apart_by_a_query_are_not_each_others_section() -> None:
    """A script's address without the number of its story is another page."""
    menu = f"<ul>{MENU}<li><a href='/story.php?id=7'>Snow</a></li></ul>"
    story = context("https://www.gazette.example/story.php?id=8")
    assert read(page("Snow", menu), story).headline == "Snow"


def test_a_list_whose_teasers_show_their_day_is_a_list() -> None:
    """Days stand between its sentences and are no text of a story."""
    teaser = (
        "<div><h3><a href='/town/{0}'>{1}</a></h3><ul><li>Mar {0}, 2026</li></ul>"
        "<p>{2}, say those who asked for it {0} years ago.</p></div>"
    )
    rows = "".join(
        teaser.format(
            n, f"{title} in {n}", f"{title} after a debate of {n} hours on the square and in the hall"
        )
        for n, title in enumerate((*HEADLINES, *HEADLINES), 2)
    )
    with pytest.raises(PageRejected) as refused:
        read(f"<html lang='en'><body><h1>Harbour town</h1>{rows}</body></html>".encode(), context())
    assert refused.value.reason is Reason.SECTION_PAGE


@pytest.mark.parametrize(
    "title", ["Lost ring not found in the canal", "Before you continue: a new rule for cookies"]
)
def test_a_short_story_whose_title_sounds_like_a_notice_is_a_story(title: str) -> None:
    """A time of publication stated for machines tells; no error page and no wall has one."""
    beside = "<meta property='article:published_time' content='2026-03-10T08:00Z'>"
    dated = page(title, "<p>What sites may ask of cookies and partners.</p>").replace(
        b"<html lang='en'>", beside.encode()
    )
    assert read(dated, context()).headline == title
    with pytest.raises(PageRejected):
        read(page("Page not found", ""), context())
