"""What stands over a headline beside it: kicker or section."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import HEADLINE, page, paragraphs, read_page

TEXT = f"<div class=story>{paragraphs()}</div>"
TITLE = f"<h1>{HEADLINE}</h1>"


def labels_of(over: str, below: str = "") -> tuple[str | None, str | None]:
    """Kicker and section of a page whose headline shares a box with what stands over it."""
    article = read_page(page(f"{TEXT}{below}", headline=f"<header>{over}{TITLE}</header>"))
    return article.kicker, article.section_label


@pytest.mark.parametrize("line", ["<p class=series>{}</p>", "<h2>{}</h2>", "<div class=yinti>{}</div>"])
def test_a_short_line_right_over_the_headline_is_its_kicker(line: str) -> None:
    """Whatever its class, or without one."""
    assert labels_of(line.format("Weekend at the harbour")) == ("Weekend at the harbour", None)


@pytest.mark.parametrize(
    "line",
    [
        "<p>9 March 2024</p>",
        "<p>By Ana Costa</p>",
        "<p>Exclusive</p>",
        "<p>+</p>",
        "<p><a href=/x>A story elsewhere</a></p>",
        "<p>Weekend</p><p></p><div><img src=/a.jpg></div>",
    ],
)
def test_dates_bylines_badges_and_links_over_a_headline_are_no_kicker(line: str) -> None:
    """Nor what is parted from it by something else."""
    assert labels_of(line)[0] is None


def test_a_kicker_is_no_section_though_a_tag_of_the_article_has_its_name() -> None:
    """Tags below the text are links as those of the menu are."""
    tags = "<ul class=tags><li><a href=/tag/1>Harbour vote</a></li></ul>"
    assert labels_of("<p class=kicker>Harbour vote</p>", tags) == ("Harbour vote", None)


def test_a_section_is_no_kicker_of_a_bare_line_beside_it() -> None:
    """The line's element is the article itself, which holds the label, too."""
    over = "<div class=overline><a href=/town>Town</a></div>"
    assert labels_of(over, "9 March 2024") == (None, "Town")
    dated = page(f"<time>9 March 2024</time>{TEXT}", headline=f"{over}{TITLE}")
    assert read_page(dated).kicker is None


def deck_of(line: str) -> str | None:
    """The deck of a page with a line right below its headline."""
    return read_page(page(f"{line}<div class=meta>9 March 2024</div>{TEXT}")).deck


@pytest.mark.parametrize(
    "line",
    [
        "<p class=x1>Forty boats must find other berths before the season</p>",
        "<div class=underrubrik>The old pier stays</div>",
        "<div class=sub>資金の分担と着工の時期を聞く</div>",
        "<img src=/a.jpg><div class=x2 itemprop=description>Boats move in spring. The old pier stays.</div>",
    ],
    ids=["its place", "its name", "its place, in letters that are words", "its property"],
)
def test_a_line_right_below_the_headline_that_says_something_is_its_deck(line: str) -> None:
    """Without a class that tells, or short where one does."""
    assert deck_of(line) == line.removesuffix("</p>").removesuffix("</div>").rpartition(">")[2]


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ana Costa, harbour reporter of the town</p>",
        "<p>Ana Maria Costa Pereira da Silva</p>",
        "<p>Published on Saturday, 9 March 2024 at 10:15</p>",
        "<p><a href=/x>Another story of the harbour and its boats</a></p>",
        "<p>The old pier stays</p>",
        "<div><img src=/a.jpg></div><p>Forty boats must find other berths before the season</p>",
    ],
)
def test_bylines_dates_links_and_labels_below_a_headline_are_no_deck(line: str) -> None:
    """Nor what stands below something else."""
    assert deck_of(line) is None


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        (
            "<div><span>update desk</span><a href=/bay>Bay Relations</a></div>",
            ("update desk", "Bay Relations"),
        ),
        (
            "<div><a href=/bay>Bay Relations</a><span>update desk</span></div>",
            ("update desk", "Bay Relations"),
        ),
        (
            "<div><span>update desk</span> | <span>Bay Relations</span></div>",
            ("update desk", "Bay Relations"),
        ),
        ("<div><a href=/news>News</a><a href=/bay>Bay</a></div>", (None, None)),
        ("<div><span>By</span><a href=/ana>Ana Costa</a></div>", (None, None)),
        ("<div><span>Ana Costa</span><span>Reporter</span></div>", (None, None)),
        ("<div><span>9 March 2024</span><span>Bay</span></div>", (None, None)),
    ],
)
def test_two_labels_side_by_side_are_kicker_and_section(
    line: str, labels: tuple[str | None, str | None]
) -> None:
    """Though nothing names their elements and no space stands between."""
    told = labels_of(f"<div>{line}</div>")
    assert told == labels if labels != (None, None) else told[1] is None
