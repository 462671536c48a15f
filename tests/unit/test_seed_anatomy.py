"""The text this project started from, set in templates of our own; measured where it lies, never copied."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from broadsheet.article import Article
from broadsheet.extraction import PageContext, read
from broadsheet.text import clean

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "jns-article.txt"
URL = "https://www.example.org/news/2024/03/27/days-after-canceled-delegation"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the seed text is not on this machine")


class Seed:
    """The lines of the seed, by what they are."""

    def __init__(self) -> None:
        lines = [clean(line) for line in SEED.read_text("utf-8").splitlines() if line.strip()]
        self.kicker, self.section = lines[0][: len("update desk")], lines[0][len("update desk") :]
        self.headline, self.deck, self.caption = lines[1], lines[2], lines[3]
        self.body = lines[5:17]
        self.notices = lines[17:]


def classic(seed: Seed) -> str:
    """One column, everything after the text within the story's own element."""
    notices = "".join(f"<p>{escape(line)}</p>" for line in seed.notices)
    return f"""<main><article><div class="eyebrow"><span class="kicker">{seed.kicker}</span><a
        class="category" href="/topic/us-israel/">{seed.section}</a></div><h1>{escape(seed.headline)}</h1>
        <p class="deck">{escape(seed.deck)}</p>
        <figure><img src="/lead.jpg"><figcaption>{escape(seed.caption)}</figcaption></figure>
        <p class="caption">{escape(seed.caption)}</p>{paragraphs(seed)}{notices}</article></main>"""


def boxes(seed: Seed) -> str:
    """A page builder's nested boxes; notices in a box of their own beside dates that are no story's."""
    notices = "".join(f"<div class='line'>{escape(line)}</div>" for line in seed.notices)
    return f"""<div class="page"><nav><a href="/topic/us-israel/">Topics</a></nav>
        <div class="row"><div class="col"><div class="post-head">
        <div class="kicker">{seed.kicker}<a href="/topic/us-israel/">{seed.section}</a></div>
        <h1 class="title">{escape(seed.headline)}</h1><h2 class="subtitle">{escape(seed.deck)}</h2></div>
        <div class="media"><img src="/lead.jpg">
        <div class="wp-caption-text">{escape(seed.caption)}</div></div>
        <div class="post-content">{paragraphs(seed)}</div><div class="reader-box">{notices}</div></div>
        <div class="sidebar"><h3>Trending</h3><a href="/x">Another</a> <span>April 2, 2024</span></div>
        </div></div><footer>© 2011-2024. Updated April 3, 2024</footer>"""


def old(seed: Seed) -> str:
    """Tables and line breaks."""
    text = "<br><br>".join(map(escape, [*seed.body, *seed.notices]))
    return f"""<table><tr><td class="menu"><a href="/">Home</a><br><a href="/us">News</a></td><td>
        <small class="kicker">{seed.kicker}</small><small class="section">{seed.section}</small>
        <h1>{escape(seed.headline)}</h1><p><b>{escape(seed.deck)}</b></p>
        <table><tr><td><img src="/lead.jpg"></td></tr>
        <tr><td><small>{escape(seed.caption)}</small></td></tr></table><div>{text}</div></td></tr></table>"""


def paragraphs(seed: Seed) -> str:
    """The body, a paragraph each."""
    return "".join(f"<p>{escape(line)}</p>" for line in seed.body)


@pytest.fixture(params=[classic, boxes, old], ids=lambda template: template.__name__)
def article(request: pytest.FixtureRequest) -> Article:
    seed = Seed()
    head = f"<title>{escape(seed.headline)} - JNS.org</title>"
    html = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{request.param(seed)}</body></html>"
    fetched = datetime(2024, 3, 28, tzinfo=UTC)
    return read(
        html.encode(),
        PageContext(URL, fetched, language="en", timezone="America/New_York", site_title="JNS.org"),
    )


def test_its_labels_and_headline_stand_apart(article: Article) -> None:
    """The kicker glued to the section label, the headline and the deck are four fields."""
    seed = Seed()
    assert (article.kicker, article.section_label) == (seed.kicker, seed.section)
    assert (article.headline, article.deck) == (seed.headline, seed.deck)


def test_its_body_is_twelve_paragraphs(article: Article) -> None:
    """Nothing of caption, meter, registration notice, appeal and newsletter line; nothing missing."""
    assert article.body_text.split("\n\n") == Seed().body


def test_its_caption_is_there_once_and_without_the_credit(article: Article) -> None:
    """Printed twice, kept once; the credit is its own field."""
    (image,) = article.images
    caption, credit = re.split(r" Credit: ", Seed().caption)
    assert (image.caption, image.credit) == (caption, credit.rstrip("."))


def test_it_has_no_date_no_author_and_a_meter(article: Article) -> None:
    """The days it mentions are not its day of publication."""
    assert article.published_at is None
    assert article.modified_at is None
    assert article.authors == ()
    assert article.access == "metered"
