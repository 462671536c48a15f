"""Poisonous pages among good ones: each costs at most itself, never its batch or another page."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, raw, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Behaviour, broken_encoding, control_characters
from tests.newsweb.behaviours.exchange import Exchange
from tests.newsweb.messages import Response

Change = Callable[[bytes], bytes]
DEEP = 10_000
LONG = 5_000_000


def rewritten(change: Change) -> Behaviour:
    """The right page, changed."""

    def answer(exchange: Exchange) -> Response:
        return replace(exchange.response, body=change(exchange.response.body))

    return answer


def with_data(**stated: object) -> Behaviour:
    """The right page with JSON-LD of its own in front."""
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **stated})
    block = f'<script type="application/ld+json">{data}</script>'.encode("utf-8", "surrogatepass")
    return rewritten(lambda page: page.replace(b"</head>", block + b"</head>", 1))


def in_first_paragraph(text: bytes) -> Behaviour:
    return rewritten(lambda page: page.replace(b"<p>", b"<p>" + text, 1))


POISONS: dict[str, Behaviour] = {
    "NUL and control characters": control_characters,
    "lone surrogates in the bytes": in_first_paragraph(b"\xed\xa0\x80 \xed\xbf\xbf "),
    "lone surrogates in the data": with_data(headline="A \ud800 headline", author="B \udfff"),
    "bytes of no encoding": broken_encoding,
    "a paragraph of five megabytes": in_first_paragraph(b"word " * (LONG // 5)),
    "nested ten thousand deep": in_first_paragraph(b"<div>" * DEEP),
    "noise": rewritten(lambda page: random.Random(1).randbytes(50_000)),
    "half a page, twice": rewritten(lambda page: page[: len(page) // 2] + page[len(page) // 3 :]),
    "a name of a megabyte": with_data(author=random.Random(2).randbytes(LONG // 10).hex()),
    "dates beyond any calendar": with_data(datePublished="99999-99-99T99:99:99Z", dateModified="-1"),
    "an address of its own choosing": with_data(url="https://" + "x" * 3000, mainEntityOfPage="\x00"),
    "data nested ten thousand deep": rewritten(
        lambda page: page.replace(
            b"</head>", b'<script type="application/ld+json">' + b"[" * DEEP + b"</script></head>", 1
        )
    ),
}


def test_each_poisonous_page_costs_at_most_itself(crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """The good ones are stored as stated; each poisonous one is an article or rejected with a reason."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        pages = site.truth("harbour")
        assert len(pages) > len(POISONS)
        poisoned = dict(zip((page.url for page in pages), POISONS.values(), strict=False))
        for address, behaviour in poisoned.items():
            site.misbehave(behaviour, urlsplit(address).path)
        write_source(tmp_path, site.source_yaml(["harbour"]))
        result = crawl(crawl_environment, tmp_path, source="courier")
        sent = {entry.target: entry.body for entry in web.log}
    assert result.verdict in {"ok", "partial"}, result.output
    stored = {row["url"]: row for row in rows(crawl_environment, "SELECT * FROM news.articles")}
    good = [page for page in pages if page.url not in poisoned]
    assert all(stored[canonicalise(page.url)]["headline"] == page.columns()["headline"] for page in good)
    assert all(stored[canonicalise(page.url)]["body_text"] == page.columns()["body_text"] for page in good)
    links = rows(crawl_environment, "SELECT url, outcome, reason, article_id FROM news.listed_links")
    fates = {link["url"]: link for link in links if link["url"] in {canonicalise(url) for url in poisoned}}
    assert len(fates) == len(POISONS)
    assert all(link["article_id"] or link["reason"] for link in fates.values())
    assert {link["outcome"] for link in fates.values()} <= {"new", "rejected", "gone", "not_article"}
    kept = rows(crawl_environment, "SELECT url, raw_html_key FROM news.captures WHERE kind = 'article'")
    store = raw(crawl_environment)
    assert all(store.get(row["raw_html_key"]) == sent[urlsplit(row["url"]).path] for row in kept)
    assert len(kept) >= len(good)
