"""An article beside the page it was read from, in one HTML file for a person to look at.

The file holds no script, loads nothing and links nowhere but within itself and to the article's own address;
its policy says so to the browser, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from broadsheet.cli.article_view import as_read
from broadsheet.cli.knowing import Known
from broadsheet.cli.original import direction_of, paint
from broadsheet.errors import PageRejected
from broadsheet.extraction import EXTRACTOR_VERSION, Reading
from broadsheet.extraction.blocks import read_blocks
from broadsheet.extraction.charset import decode
from broadsheet.extraction.judged import Fate, Judgement, judge
from broadsheet.extraction.ruled import Ruled
from broadsheet.extraction.source_rules import reader_name
from broadsheet.extraction.tree import parse

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def view(reading: Reading, known: Known) -> str:
    """The whole file for a page that was read."""
    page, article = reading.page, reading.article
    judged = judge(page, article)
    kept = {
        block.text: block.index
        for block, each in zip(page.blocks, judged, strict=True)
        if each.fate is Fate.KEPT
    }
    headline = page.headline_block.index if page.headline_block is not None else None
    read = "".join(as_read(article, kept, headline))
    original = _original(paint(page.root, judged, page.ruled), direction_of(page.root, article.language))
    return _page(article.headline, read, judged, original, _facts(known, page.decoded.charset))


def view_of_refused(body: bytes, known: Known, refusal: PageRejected) -> str:
    """The same for one that is no article, as far as it can be taken apart."""
    context, title = known.context, f"no article: {refusal}"
    read = f'<p class="refusal">{escape(title)}</p>'
    try:
        decoded = decode(body, context.header("content-type"), context.language)
        root = parse(decoded.text)
    except PageRejected:
        return _page(title, read, [], "", _facts(known, None))
    judged = [Judgement(Fate.DROPPED) for _ in read_blocks(root)]
    original = _original(paint(root, judged, Ruled()), direction_of(root, context.language))
    return _page(title, read, judged, original, _facts(known, decoded.charset))


def _original(painted: str, direction: str) -> str:
    return f'<div class="original" dir="{direction}">{painted}</div>'


def _page(
    title: str, read: str, judged: Sequence[Judgement], original: str, facts: Iterable[tuple[str, str]]
) -> str:
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)} · read by Broadsheet</title><style>{_STYLE.read_text("utf-8")}</style></head><body>
<header><dl class="facts">{"".join(_terms(facts))}</dl>
<ul class="legend" aria-label="What the colours mean">{"".join(_legend(judged))}</ul></header>
<main><section class="column" tabindex="0" aria-labelledby="as-read">
<h2 id="as-read">As it was read</h2>{read}</section>
<section class="column" tabindex="0" aria-labelledby="as-it-was">
<h2 id="as-it-was">The page, from top to bottom</h2>
<input type="checkbox" id="hide"><label for="hide"> hide what was dropped</label>
{original}</section></main></body></html>
"""


def _facts(known: Known, charset: str | None) -> Iterator[tuple[str, str]]:
    context = known.context
    yield "page", context.url
    yield "fetched", f"{context.fetched_at:%Y-%m-%d %H:%M} UTC"
    yield "reader", reader_name(EXTRACTOR_VERSION, context.rules)
    if charset:
        yield "charset", charset
    if known.told:
        yield "source", known.told


def _terms(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in facts:
        yield f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd></div>'


def _legend(judged: Sequence[Judgement]) -> Iterator[str]:
    words = {
        Fate.KEPT: "in the text of the article",
        Fate.FIELD: "another field of it, by name",
        Fate.DROPPED: "dropped, with the reason",
    }
    for fate, meaning in words.items():
        count = sum(each.fate is fate for each in judged)
        yield f'<li><span class="{fate}">{count} block{"" if count == 1 else "s"}</span> {meaning}</li>'
