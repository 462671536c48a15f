"""What a page calls itself, in the words of its language: opinion, paid."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import page, paragraphs, read_page


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Ledare", "opinion"), ("Απόψεις", "opinion"), ("社説", "opinion"), ("Мнения", "opinion"),
        ("دعات", "article"), ("آراء", "opinion"), ("Felieton", "opinion"), ("칼럼", "opinion"),
        ("Contenuto sponsorizzato", "sponsored"), ("На правах рекламы", "sponsored"), ("Harbour", "article"),
        ("Opinion polls", "article"), ("Reklamní trh", "article"),
    ],
)  # fmt: skip
def test_a_label_over_the_headline_tells_opinions_and_paid_stories(label: str, kind: str) -> None:
    """As a whole; words that only begin so are labels of sections like others."""
    html = page(paragraphs()).replace("<h1", f"<p class=kicker>{label}</p><h1", 1)
    assert read_page(html).content_type == kind


@pytest.mark.parametrize(("words", "kind"), [("Paid post", "sponsored"), ("Anzeige", "article")])
def test_a_badge_by_the_headline_tells_paid_stories(words: str, kind: str) -> None:
    """In whatever box; the mark of a space for advertisements tells nothing of the story."""
    for place in ("badge", "sponsor-info"):
        html = page(paragraphs()).replace("<h1", f"<div class={place}>{words}</div><h1", 1)
        assert read_page(html).content_type == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("<header><span>社説</span>%s</header>", "opinion"),
        ("<div><span>Press release</span></div>%s", "press_release"),
        ("<div><span>Comments</span></div>%s", "article"),
        ("<div><span>Anzeige</span></div>%s", "article"),
        ("<nav><span>Opinion</span></nav>%s", "article"),
    ],
)
def test_a_line_right_over_the_headline_tells_it_whatever_it_is_called(line: str, kind: str) -> None:
    """But no button, no menu, and no word that stands over a space for advertisements."""
    html = page(paragraphs())
    headline = html[html.index("<h1") : html.index("</h1>") + len("</h1>")]
    assert read_page(html.replace(headline, line.replace("%s", headline))).content_type == kind
