"""Tags that a page shows, and the section that its trail names."""

from __future__ import annotations

import pytest

from tests.unit.reading_pages import HEADLINE, PROSE, page, paragraphs, read_page

TEXT = f"<div class=story>{paragraphs(*PROSE)}</div>"
OTHERS = (
    "<div class=related><h3>More news</h3><ul><li><a href=/x>Another story of the town</a></li></ul></div>"
)


@pytest.mark.parametrize(
    "box",
    [
        "<p>Filed <a rel=tag href=#1>Harbour</a> <a rel=tag href=#2>Pilots</a></p>",
        "<ul class=article-tags><li><a href=/1>Harbour</a></li><li><a href=/2>#Pilots</a></li></ul>",
        "<div class=tagsContainer><a href=/1>Harbour</a><a href=/2>Pilots</a></div>",
        "<div class=end>Klíčová slova: <a href=/1>Harbour</a>, <a href=/2>Pilots</a></div>",
        "<section><h3>Archivado En</h3><ul><li><a href=/tag/1>Harbour</a></li><li><a href=/tag/2>Pilots</a>"
        "</li></ul></section>",
        "<div data-component=topic-list-block><div><a href=/1>Harbour</a><a href=/2>Pilots</a></div></div>",
        "<ul class=news-tags><li>#Harbour</li><li>#Pilots</li></ul>",
        "<p>キーワード</p><ul><li><a href=/k/1>Harbour</a></li><li><a href=/k/2>Pilots</a></li></ul>",
    ],
)
def test_tags_shown_below_the_text_are_read(box: str) -> None:
    """By the link's own word, the box's name, the label before them or their addresses."""
    assert read_page(page(f"{TEXT}{box}{OTHERS}")).tags == ("Harbour", "Pilots")


def test_links_to_other_stories_and_sections_are_no_tags() -> None:
    """Nor is the category that WordPress marks as a tag, too."""
    below = f"<a rel='category tag' href=/town>Town</a>{OTHERS}"
    assert read_page(page(f"{TEXT}{below}")).tags == ()


def test_the_tags_shown_outweigh_the_keywords_of_the_whole_site() -> None:
    """The same keywords on every page say nothing of the article; those stated of the article do."""
    below = "<div class=tags><a href=/1>Harbour</a></div>"
    of_site = page(f"{TEXT}{below}", "<meta name=keywords content='news, town, courier'>")
    of_article = page(f"{TEXT}{below}", "<meta property='article:tag' content=Pilots>")
    assert read_page(of_site).tags == ("Harbour",)
    assert read_page(of_article).tags == ("Pilots",)


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [("The Courier, town, news", ()), ("harbour, pilots", ("harbour", "pilots"))],
    ids=["of the site", "of the article"],
)
def test_keywords_that_name_the_site_are_those_of_all_its_pages(keywords: str, tags: tuple[str, ...]) -> None:
    """They say what the site is about; its name ends the titles of its pages."""
    html = page(TEXT, f"<meta name=keywords content='{keywords}'>", title=f"{HEADLINE} - The Courier")
    assert read_page(html).tags == tags


def test_marks_of_a_system_among_the_tags_are_none() -> None:
    """Readers do not see them where all other tags are shown."""
    head = "".join(f"<meta property='article:tag' content='{each}'>" for each in ("Harbour", "abc-free"))
    below = "<div class=tags><a href=/1>Harbour</a></div>"
    assert read_page(page(TEXT + below, head)).tags == ("Harbour",)
    assert read_page(page(TEXT, head)).tags == ("Harbour", "abc-free")


@pytest.mark.parametrize(
    "trail",
    [
        "<nav class=breadcrumb><ol><li><a href=/>Home</a></li><li><a href=/t>Town</a></li></ol></nav>",
        "<ol class=breadcrumbs><li><a href=/>Start</a></li><li><a href=/t>Town</a></li>"
        f"<li>{HEADLINE}</li></ol>",
        "<div class=brd><a href=/>Courier</a> › <a href=/t>Town</a></div>",
        "<div id=crumbs>You are here: <a href=/>Úvod</a> » <a href=/t>Town</a></div>",
        "<div class=cat><a href=/t>Town</a></div>",
        "<div class=wz>您当前的位置：<a href=../../>Courier</a>&nbsp;&gt;&nbsp;<a href=../>Town</a></div>",
        "<dl><dd class=category-name>Categorie: <a href=/t>Town</a></dd></dl>",
        "<span class=cat-links><span class=screen-reader-text>Posted in</span>"
        "<a rel='category tag' href=/t>Town</a></span>",
    ],
)
def test_the_section_is_the_last_step_before_the_article(trail: str) -> None:
    """Whatever the trail is called; neither home nor the article itself, nor words for screen readers."""
    html = page(TEXT)
    assert read_page(html.replace("<h1", f"{trail}<h1", 1)).section_label == "Town"


def test_a_stated_trail_names_the_section() -> None:
    """As JSON-LD has it, with the name in the step or in its item."""
    for step in ('"name":"Town","item":"/t"', '"item":{"@id":"/t","name":"Town"}'):
        data = (
            '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":['
            '{"@type":"ListItem","position":1,"name":"Home","item":"/"},{"@type":"ListItem","position":2,'
            f"{step}}}]}}</script>"
        )
        assert read_page(page(TEXT, data)).section_label == "Town"


def test_a_row_of_links_to_other_places_is_no_trail() -> None:
    """A menu begins at the front page, too, and points nowhere."""
    menu = "<div class=top><a href=/>Courier</a> <a href=/t>Town</a> <a href=/s>Sports</a></div>"
    html = page(TEXT)
    assert read_page(html.replace("<h1", f"{menu}<h1", 1)).section_label is None


@pytest.mark.parametrize("box", ["nav", "header", "div class=menu"])
def test_a_section_that_the_menu_names_is_no_tag(box: str) -> None:
    """Whatever the box is called that links it below the text, too."""
    menu = f"<{box}><a href=/town>Town</a><a href=/sports>Sports</a></{box.split(maxsplit=1)[0]}>"
    below = "<div class=topics><a href=/town>Town</a><a href=/t/pilots>Pilots</a></div>"
    html = page(f"{TEXT}{below}").replace("<main>", f"{menu}<main>")
    assert read_page(html).tags == ("Pilots",)


@pytest.mark.parametrize(
    "label",
    [
        "<span class=category>LIVE</span>",
        "<div class=section-title>More from Courier</div>",
        "<span class=category>Breaking News</span>",
    ],
)
def test_a_badge_or_the_title_of_a_box_is_no_section(label: str) -> None:
    """The one that is named beside it is."""
    html = page(f"{label}<h1>{HEADLINE}</h1>{TEXT}", headline="")
    assert read_page(html).section_label is None
    beside = html.replace("<h1>", "<div class=category>Live music</div><h1>")
    assert read_page(beside).section_label == "Live music"


def test_a_line_for_sharing_is_no_deck() -> None:
    """The line below it is one; so is a line about shares."""
    share, deck = "Share on Facebook Share on Twitter Share by e-mail", "Share prices of the ferry line fell"
    for line in ("", f"<p class=subtitle>{share}</p>"):
        assert read_page(page(f"{line}<p class=deck>{deck}</p>{TEXT}")).deck == deck
    assert read_page(page(f"<p class=subtitle>{share}</p>{TEXT}")).deck is None
