"""The reader as a whole: any bytes, within bounds; data and headlines that contradict each other."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.article import Article
from broadsheet.errors import PageRejected
from broadsheet.extraction import EXTRACTOR_VERSION, PageContext, read
from broadsheet.extraction.credits import split_credit
from broadsheet.extraction.headline import cut_suffix
from broadsheet.extraction.jsonld import choose, parse, read_json_ld
from broadsheet.outcomes import Reason

URL = "https://www.gazette.example/town/bridge-shut"
FETCHED = datetime(2026, 3, 10, 15, tzinfo=UTC)
PAGES = sorted((Path(__file__).resolve().parents[1] / "pages").glob("*/page.html"))
SECONDS = 30  # of processor time, for pages a hundred times a news page; a hang would take for ever
PARAGRAPH = "Some words that make a paragraph of text, long enough to count."
TOKENS = (
    b"<p>", b"</p>", b"<div class='related'>", b"</div>", b"<h1>", b"<article>",
    b"<script type='application/ld+json'>", b"</script>",
    b'{"@type":"NewsArticle","headline":"x y z","author":[[null]],"datePublished":"0000-99-99"}', b"[",
    b"{", b"<time datetime='99999-99-99T99:99'>", b"<meta property='og:url' content='http://[::1'>",
    b"<base href='//['>", b"<a href='http://['>link</a>", b"\x00", b"\xff\xfe", b"\xed\xa0\x80",
    b"&#55296;", b"&#0;", b"<!--", b"<![CDATA[",
    b"A sentence that is long enough to count as running text on a page.", b"\xe6\xb8\xaf",
    b"31.12.9999 25:61", b"<br><br>", b"<figure><img src='a.jpg'><figcaption>Foto: A B",
    b"By A B and C D in E, with agencies", b"1 hour ago",
)  # fmt: skip


def context(url: str = URL, **known: object) -> PageContext:
    """A page fetched from that address."""
    return PageContext(url, FETCHED, **known)  # type: ignore[arg-type]


def is_read_or_rejected(html: bytes, known: PageContext) -> None:
    """The one promise about arbitrary bytes."""
    try:
        article = read(html, known)
    except PageRejected as rejection:
        assert isinstance(rejection.reason, Reason)
    else:
        assert article.headline and article.extractor_version == EXTRACTOR_VERSION
        assert "\x00" not in article.headline + article.body_text


CONTEXTS = st.builds(
    PageContext,
    url=st.sampled_from([URL, "http://[::1]/x", "file:///x.html", "no address", ""]),
    fetched_at=st.just(FETCHED),
    headers=st.sampled_from(
        [(), (("Content-Type", "text/html; charset=shift_jis"),), (("content-type", "\udcff"),)]
    ),
    language=st.sampled_from([None, "en", "de-AT", "xx", ""]),
    timezone=st.sampled_from([None, "Europe/Berlin"]),
)


@settings(deadline=None)  # the first page that needs a library imports it
@given(st.binary(max_size=300), CONTEXTS)
def test_any_bytes_are_read_or_rejected(html: bytes, known: PageContext) -> None:
    """Whatever arrives ends in an article or in a reason."""
    is_read_or_rejected(html, known)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map(b"".join), CONTEXTS)
def test_any_markup_is_read_or_rejected(html: bytes, known: PageContext) -> None:
    """Pieces of pages in any order, unclosed and contradictory, end in an article or in a reason."""
    is_read_or_rejected(html, known)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PAGES), st.integers(0, 8000), st.binary(max_size=20), CONTEXTS)
def test_a_damaged_page_is_read_or_rejected(page: Path, cut: int, junk: bytes, known: PageContext) -> None:
    """A page cut off anywhere, with junk in it, ends in an article or in a reason."""
    html = page.read_bytes()
    is_read_or_rejected(html[:cut] + junk + html[cut * 2 :], known)


@pytest.mark.parametrize(
    "middle",
    [
        b"<p>" + b"word " * 1_000_000,
        f"<p>{PARAGRAPH}</p>".encode() * 10_000,
        b"<div>" * 1500 + PARAGRAPH.encode(),
        b"<span class='author'>" * 1500 + PARAGRAPH.encode(),
        b"<div>" * 100_000 + PARAGRAPH.encode(),
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
        b"<div class='date'>" + b"1.1." * 100_000 + b"</div>",
        b"<p>" + b'"' * 1_000_000,
        b"<br>" * 200_000,
        b"<div class='byline'>By " + b"A B, " * 30 + b"</div>",
        b"<p>" + b" " * 3_000_000 + b"x",
        b"\x80\xff<p>" + "ü".encode("latin-1") * 500_000,
    ],
    ids=["paragraph", "paragraphs", "deep", "deep_inline", "too_deep", "json", "digits", "quotes", "breaks",
         "names", "spaces", "charset"],
)  # fmt: skip
def test_hostile_pages_take_bounded_time(middle: bytes) -> None:
    """Endless paragraphs, nesting and repetition are read, or rejected, without a hang."""
    head = b"<html><head><title>A bridge is shut</title></head><body><h1>A bridge is shut</h1>"
    begin = time.process_time()
    is_read_or_rejected(head + middle, context())
    assert time.process_time() - begin < SECONDS


def test_text_beyond_the_depth_limit_is_not_dropped_in_silence() -> None:
    """A page nested deeper than the parser goes is rejected, not stored without its end."""
    with pytest.raises(PageRejected) as caught:
        read(b"<h1>A bridge is shut</h1>" + b"<div>" * 5000 + PARAGRAPH.encode(), context())
    assert caught.value.reason is Reason.TOO_COMPLEX


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Bridge shut | The Gazette", "Bridge shut"),
        ("Bridge shut - County - The Gazette", "Bridge shut"),
        ("Bridge shut – for now", "Bridge shut – for now"),
        ("The Gazette | Bridge shut", "The Gazette | Bridge shut"),
        ("Bridge: shut | Another Paper", "Bridge: shut | Another Paper"),
        ("The Gazette", "The Gazette"),
    ],
)
def test_only_a_known_name_is_cut(title: str, cut: str) -> None:
    """A dash, colon or pipe is the headline's own unless the site's or the section's name follows."""
    assert cut_suffix(title, ["The Gazette", "County"]) == cut


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "A bridge",}',
        '// comment\n{"@type": "NewsArticle", "headline": "A bridge"}',
        '/** a comment\n * of two lines, * starred ***/ {"@type": "NewsArticle", "headline": "A bridge"};',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A bridge"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "A bridge"} -->',
        '{"@type": "NewsArticle", "headline": "A\nbridge"}',
        '{"@type": "Organization"}{"@type": "NewsArticle", "headline": "A bridge"}',
        '{"@type": "NewsArticle", "about": "The "old" one", "headline": "A bridge",}',
        '[[{"@graph": [{"@type": ["Thing", "NewsArticle"], "headline": "A bridge"}]}]]',
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "A <b>bridge</b>"}}',
    ],
)
def test_broken_json_ld_is_mended(script: str) -> None:
    """Comments, trailing commas, raw line breaks and wrappers do not hide the article."""
    nodes = [node for node in read_json_ld([script]) if node.is_article]
    assert [node.text("headline") for node in nodes] == ["A bridge"]


@given(st.text(max_size=60))
def test_any_script_is_parsed_or_left_out(script: str) -> None:
    """No script makes the reader fail."""
    assert isinstance(parse(script), list)
    read_json_ld([script])


def test_of_several_articles_the_page_s_own_is_chosen() -> None:
    """By address, then by headline; with neither, none of several is believed, nor is one with others."""
    stories = [
        {"@type": "NewsArticle", "url": f"https://x.example/{n}", "headline": f"Story number {n}"}
        for n in (1, 2)
    ]
    nodes = read_json_ld([json.dumps(stories)])
    by_url = choose(nodes, lambda url: url.endswith("/2"), [])
    by_headline = choose(nodes, lambda url: False, ["Story number 1"])
    assert by_url is not None and by_url.text("headline") == "Story number 2"
    assert by_headline is not None and by_headline.text("headline") == "Story number 1"
    assert choose(nodes, lambda url: False, ["Something else"]) is None
    assert choose(nodes[:1], lambda url: False, ["Something else"]) is None
    assert choose(nodes[:1], lambda url: False, ["Something else"], ["https://x.example/1"]) is nodes[0]
    assert choose(nodes[:1], lambda url: False, ["Another story"]) is nodes[0]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The pier. Credit: Ana Costa/Harbour Office.", "The pier.", "Ana Costa/Harbour Office"),
        ("The pier (Photo: Ana Costa)", "The pier", "Ana Costa"),
        ("Der Pier. Foto: dpa", "Der Pier.", "dpa"),
        ("The pier. © Ana Costa", "The pier.", "Ana Costa"),
        ("Photo by Ana Costa", None, "Ana Costa"),
        ("The pier on Feb. 2, 2026.", "The pier on Feb. 2, 2026.", None),
        ("A photographer at the pier", "A photographer at the pier", None),
    ],
)
def test_a_credit_is_split_from_its_caption(line: str, caption: str | None, credit: str | None) -> None:
    """The credit glued to a caption goes to its own field."""
    parts = split_credit(line)
    assert (parts.text, parts.credit) == (caption, credit)


def story(top: str = "", tail: str = "") -> Article:
    """A page whose story is four paragraphs."""
    text = "".join(f"<p>{PARAGRAPH} It is number {number}, and more is said.</p>" for number in range(4))
    html = (
        f"<html lang='en'><body><h1>A bridge is shut</h1>{top}<article>{text}{tail}</article></body></html>"
    )
    return read(html.encode(), context())


def test_furniture_makes_no_revision() -> None:
    """Counters, boxes and notices around a story change neither its text nor its hashes."""
    plain = story()
    around = story(
        "<nav><a href='/'>Home</a> 1,204 readers</nav>",
        f"<div class='related'><h3>Related</h3><p>Another story. {PARAGRAPH}</p></div>"
        "<div class='share'>Share this</div><p>Sign up for our newsletter today.</p>",
    )
    assert around.body_text == plain.body_text
    assert around.content_hash == plain.content_hash
    assert around.body_hash == plain.body_hash


def test_links_in_boxes_are_data_and_no_text() -> None:
    """A related link within the story leaves the text and is kept as a related link."""
    article = story(tail="<aside class='related'><a href='/other'>Another bridge is open</a></aside>")
    assert "Another bridge" not in article.body_text
    assert [(link.url, link.kind) for link in article.links] == [
        ("https://www.gazette.example/other", "related")
    ]
