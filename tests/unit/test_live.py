"""Which pages are live blogs, whether one says that it is over, and when it is looked at again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.article import Article, Item, LiveEntry, Page
from broadsheet.articledb.entries import Held, entries_of
from broadsheet.articledb.ledger_rows import ledger_rows
from broadsheet.extraction import PageContext, read
from broadsheet.outcomes import Outcome, PageKind
from tests.unit.reading_pages import PROSE, page, paragraphs, read_page

NOW = datetime(2026, 3, 10, 15, tzinfo=UTC)
URL = "https://www.gazette.example/county/flood"
TEXT = "<p>The bridge over the Wend will stay shut for another week, the county said on Monday.</p>" * 4
INTERVAL = timedelta(minutes=7)


def blog(line: str = "", **stated: str) -> Article:
    data = {"@type": "LiveBlogPosting", "headline": "Flood on the Wend", "datePublished": "2026-03-10T08:00Z"}
    script = json.dumps(data | {"liveBlogUpdate": []} | stated)
    head = f'<script type="application/ld+json">{script}</script>'
    body = f"<article><h1>Flood on the Wend</h1><p>{line}</p>{TEXT}</article>"
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), PageContext(URL, NOW))


@pytest.mark.parametrize(
    "line",
    [
        "This live blog is now closed.",
        "We are closing this blog now, thank you for reading.",
        "That's all from our live coverage for today.",
        "Live blog closed",
        "Dieser Liveblog ist beendet.",
        "Ce direct est désormais terminé.",
        "La diretta è terminata.",
    ],
)
def test_a_live_blog_is_over_when_it_says_so_in_words(line: str) -> None:
    """The words are kept as they stood; no time is made of them."""
    article = blog(line)
    assert not article.is_live
    (said,) = (each for each in article.fields if each.field == "coverage_ended_at")
    assert (said.value, said.raw_value, said.is_chosen) == (None, line, True)


@pytest.mark.parametrize("line", ["", "The road was closed at noon.", "Our earlier live blog has moved."])
def test_a_live_blog_goes_on_until_then(line: str) -> None:
    """What else is closed or over says nothing of it."""
    assert blog(line).is_live


def test_the_end_of_coverage_counts_once_it_has_come() -> None:
    """Sites announce it, too."""
    assert not blog(coverageEndTime="2026-03-10T14:30:00Z").is_live
    announced = blog(coverageEndTime="2026-03-10T22:00:00Z")
    assert announced.is_live
    (said,) = (each for each in announced.fields if each.field == "coverage_ended_at")
    assert (said.value, said.raw_value) == (None, "2026-03-10T22:00:00Z")


@pytest.mark.parametrize("tag", ["div", "article"])
def test_entries_that_are_only_shown_are_entries(tag: str) -> None:
    """Elements of one make, each with its time; their headings are text, their times none."""
    texts = [
        f"The water stood at {n} metres at the mill, the county said, and was still rising." for n in "345"
    ]
    post = "<{0} class=post><time datetime=2026-03-10T1{1}:15:00Z>1{1}:15</time><h3>Level {1}</h3>{2}</{0}>"
    posts = [post.format(tag, n, paragraphs(text)) for n, text in zip("210", texts, strict=True)]
    head = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Flood"}</script>'
    body = f"<main><h1>Flood</h1><p>Follow it here.</p>{''.join(posts)}</main>"
    article = read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), PageContext(URL, NOW))
    told = [(each.headline, each.body_text, each.published_at) for each in article.live_entries]
    assert told == [
        (f"Level {n}", text, datetime(2026, 3, 10, 10 + int(n), 15, tzinfo=UTC))
        for n, text in zip("210", texts, strict=True)
    ]
    lines = [line for n, text in zip("210", texts, strict=True) for line in (f"Level {n}", text)]
    assert article.body_text.split("\n\n") == lines
    assert article.deck is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<span>Ana Costa</span>", "Ana Costa"),
        ("<p class=byline>By Rui Alves and Ana Costa</p>", "Rui Alves, Ana Costa"),
        ("<p>Rui Alves</p>", None),  # whoever he is
    ],
)
def test_the_line_that_signs_an_entry_names_its_author(line: str, author: str | None) -> None:
    """It is no text of the entry: marked as a byline, or a name of the blog's own."""
    text = "The water stood at {} metres at the mill, the county said, and was still rising."
    posts = "".join(
        f"<div class=post><time datetime=2026-03-10T1{n}:15:00Z>1{n}:15</time><h3>Level {n}</h3>"
        f"<p>{text.format(n)}</p>{line}</div>"
        for n in "210"
    )
    data = '{"@type": "LiveBlogPosting", "headline": "Flood", "author": {"name": "Ana Costa"}}'
    html = f'<html><head><script type="application/ld+json">{data}</script></head><body><main><h1>Flood</h1>'
    article = read(
        f"{html}<p>Follow it here.</p>{posts}</main></body></html>".encode(), PageContext(URL, NOW)
    )
    assert [each.author for each in article.live_entries] == [author] * 3
    if author is not None:
        assert [each.body_text for each in article.live_entries] == [text.format(n) for n in "210"]


def next_look(
    article: Article | None, held: Held | None, outcome: Outcome, before: tuple[LiveEntry, ...] = ()
) -> timedelta:
    page = Page(
        "r", "gazette", "county", PageKind.ARTICLE, URL, NOW, URL, 200 if article else 304,
        checks=(timedelta(days=3),), live_interval=INTERVAL,
    )  # fmt: skip
    (entry,) = entries_of([Item(page, article)])
    entry.assign(held)
    entry.outcome, entry.entries_before = outcome, before
    (row,) = ledger_rows([entry], {})
    assert isinstance(row["next_check_at"], datetime)
    return row["next_check_at"] - NOW


def held(hours_still: float, *, is_live: bool = True) -> Held:
    changed_at = NOW - timedelta(hours=hours_still)
    return Held(1, URL, b"", NOW - timedelta(hours=9), changed_at, 1, is_live)


LIVE = Article(URL, "Flood", "text", content_type="live_blog")
OVER = timedelta(days=3) - timedelta(hours=9)


@pytest.mark.parametrize(
    ("article", "known", "outcome", "expected"),
    [
        (LIVE, held(9), Outcome.CHANGED, INTERVAL),
        (LIVE, held(1), Outcome.UNCHANGED, INTERVAL),
        (LIVE, held(7), Outcome.UNCHANGED, OVER),
        (None, held(1), Outcome.UNCHANGED, INTERVAL),  # not modified, the site says
        (None, held(7), Outcome.UNCHANGED, OVER),
        (None, held(1, is_live=False), Outcome.UNCHANGED, OVER),
        (replace(LIVE, content_type="article"), held(1), Outcome.CHANGED, OVER),
        (LIVE, None, Outcome.NEW, INTERVAL),
        (replace(LIVE, modified_at=NOW - timedelta(days=2)), None, Outcome.NEW, timedelta(days=3)),
    ],
)  # fmt: skip
def test_the_next_look_at_a_live_blog(
    article: Article | None, known: Held | None, outcome: Outcome, expected: timedelta
) -> None:
    """In its own rhythm while it moves; an old, a still or a closed one like any article."""
    assert next_look(article, known, outcome) == expected


def told(*hours_ago: float) -> tuple[LiveEntry, ...]:
    """Entries of these ages, each with a text of its own."""
    return tuple(LiveEntry(f"entry {n}", None, NOW - timedelta(hours=ago)) for n, ago in enumerate(hours_ago))


@pytest.mark.parametrize(
    ("article", "before", "expected"),
    [
        (replace(LIVE, modified_at=NOW), (), OVER),
        (replace(LIVE, live_entries=told(9, 0)), told(9), INTERVAL),  # one more
        (replace(LIVE, live_entries=told(9, 8)), told(9), INTERVAL),  # one that was written hours ago, too
        (replace(LIVE, live_entries=(*told(9), *told(0))), told(9), INTERVAL),  # one more, in the same words
        (replace(LIVE, live_entries=told(9, 1)), told(9, 1), INTERVAL),
        (None, told(9, 1), INTERVAL),
        (replace(LIVE, live_entries=told(9, 8)), told(9, 8), OVER),
        (replace(LIVE, live_entries=told(9)), told(9, 1), OVER),  # one less
        (replace(LIVE, live_entries=told(9, 0)), told(9, 0.2), OVER),  # the same, said to be of this moment
    ],
)
def test_a_live_blog_moves_by_its_entries(
    article: Article | None, before: tuple[LiveEntry, ...], expected: timedelta
) -> None:
    """Where the text is unchanged for seven hours; to state the moment of each look is no movement."""
    assert next_look(article, held(7), Outcome.UNCHANGED, before) == expected


@pytest.mark.parametrize(
    ("box", "entry", "time"),
    [
        (
            "<main itemscope itemtype='https://schema.org/LiveBlogPosting'>%s</main>",
            "<article itemprop=liveBlogUpdate>%s</article>",
            "<time datetime=2024-03-10T09:15:00Z>9:15</time>",
        ),
        ("<div class=liveblog>%s</div>", "<article class=lb-post>%s</article>", "<time>9:15</time>"),
        ("<div class=liveTicker>%s</div>", "<div class=entry>%s</div>", "<span class=t>9:15 Uhr</span>"),
    ],
)
def test_entries_that_no_json_ld_tells_of(box: str, entry: str, time: str) -> None:
    """Of a page that says in microdata, or by the name of their element, that it is a live blog."""
    told = [f"{time}<h3>Step {number}</h3><p>{sentence}</p>" for number, sentence in enumerate(PROSE[:4])]
    html = page(box.replace("%s", "".join(entry.replace("%s", each) for each in told)))
    article = read_page(html)
    assert article.content_type == "live_blog"
    assert [each.headline for each in article.live_entries] == [f"Step {number}" for number in range(4)]
    assert article.published_at is None


def test_a_list_in_an_element_called_live_is_no_live_blog_without_times() -> None:
    """Templates call many things so."""
    told = "".join(f"<div class=part><h3>Step</h3><p>{sentence}</p></div>" for sentence in PROSE)
    assert read_page(page(f"<div class=live-updates>{told}</div>")).content_type == "article"
