"""`python -m broadsheet read`: what is read from one page, and where each value came from."""

from __future__ import annotations

import argparse
import json

from broadsheet.article import Article
from broadsheet.cli.fetching import Fetched, page_at
from broadsheet.cli.showing import as_columns, as_text
from broadsheet.extraction import PageContext, read
from broadsheet.sources import Source, load_source

HELP = "what is read from one page, and where each value came from"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The page, what is known of it, and the form of the answer."""
    parser.add_argument("page", metavar="URL-or-file", help="an http(s) address, or a saved page (.gz too)")
    parser.add_argument("--url", help="the address a saved page came from; without it none is canonical")
    parser.add_argument(
        "--source", metavar="NAME", help="read it as a page of this source: zone, language, hosts"
    )
    parser.add_argument(
        "--private-network", action="store_true", help="the address may be one of an intranet"
    )
    parser.add_argument("--json", action="store_true", help="the columns of news.articles as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Read and print it. A page that is no article is one sentence on stderr and exit code 1."""
    source = load_source(arguments.source) if arguments.source else None
    is_private = arguments.private_network or (source is not None and source.private_network)
    page = page_at(arguments.page, arguments.url, may_be_private=is_private)
    article = read(page.body, _context(page, source))
    print(_as_json(article) if arguments.json else as_text(article))
    return 0


def _context(page: Fetched, source: Source | None) -> PageContext:
    if source is None:
        return PageContext(page.url, page.fetched_at, page.headers)
    return PageContext(
        url=page.url,
        fetched_at=page.fetched_at,
        headers=page.headers,
        language=source.language,
        timezone=source.timezone,
        site_title=source.title,
        hosts=source.hosts,
    )


def _as_json(article: Article) -> str:
    return json.dumps(as_columns(article), ensure_ascii=False, indent=2)
