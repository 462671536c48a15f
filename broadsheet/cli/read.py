"""`python -m broadsheet read`: what is read from one page, and where each value came from."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from broadsheet.article import Article
from broadsheet.cli.fetched import Fetched
from broadsheet.cli.fetching import page_at
from broadsheet.cli.knowing import Known, known_of
from broadsheet.cli.showing import as_columns, as_text
from broadsheet.errors import ConfigError, PageRejected
from broadsheet.extraction import Reading, read_whole
from broadsheet.sources import load_source

HELP = "what is read from one page, and where each value came from"
_ON_STDOUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The page, what is known of it, and the form of the answer."""
    parser.epilog = (
        "With --source the page is read as a crawl of that source would read it: its zone, language and "
        "hosts, the rules of its file, and the profile that crawls stored, where DATABASE_URL leads to it. "
        "Of each field: <- where its value stands, = what says the same, ! what says something else."
    )
    parser.add_argument(
        "page",
        nargs="?",
        metavar="URL-or-file",
        help="an http(s) address, or a saved page (.gz too; - is standard input)",
    )
    parser.add_argument(
        "--url",
        help="the address a saved page came from; without it none is canonical, and relative links and "
        "pictures are left out",
    )
    parser.add_argument("--source", metavar="NAME", help="read it as a page of this source")
    parser.add_argument(
        "--private-network", action="store_true", help="the address may be one of an intranet"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the columns of news.articles as JSON")
    form.add_argument(
        "--html",
        nargs="?",
        const=_ON_STDOUT,
        metavar="FILE",
        help="write a page that shows the article beside the original, what was kept and what dropped",
    )


def run(arguments: argparse.Namespace) -> int:
    """Read and print it. A page that is no article is one sentence on stderr and exit code 1."""
    target, shown = _target(arguments)
    source = load_source(arguments.source) if arguments.source else None
    is_private = arguments.private_network or (source is not None and source.private_network)
    page = page_at(target, arguments.url, may_be_private=is_private)
    known = known_of(page, source)
    if known.told:
        sys.stderr.write(f"broadsheet: {known.told}\n")
    if shown is not None:
        return _show(page, known, shown)
    article = read_whole(page.body, known.context).article
    print(_as_json(article) if arguments.json else as_text(article))
    return 0


def _target(arguments: argparse.Namespace) -> tuple[str, str | None]:
    """The page, and where to show it; `--html PAGE` names a page, not a file to write."""
    page, shown = arguments.page, arguments.html
    if page is None and shown not in {None, _ON_STDOUT}:
        page, shown = shown, _ON_STDOUT
    if page is None:
        raise ConfigError("no page given: expected an http(s) address or the path of a saved page")
    if shown == _ON_STDOUT and sys.stdout.isatty():
        raise ConfigError("--html: expected a file to write, such as --html page.html")
    if shown not in {None, _ON_STDOUT} and Path(shown).resolve() == Path(page).resolve():
        raise ConfigError(f"--html {shown}: it is the page that is read; expected another file to write")
    return page, shown


def _show(page: Fetched, known: Known, target: str) -> int:
    """Write the page for people; of what is no article, too, with the reason, and exit code 1."""
    # Imported when needed: few calls show a page.
    from broadsheet.cli.page_view import view, view_of_refused  # noqa: PLC0415

    refusal: PageRejected | None = None
    try:
        reading: Reading = read_whole(page.body, known.context)
        text = view(reading, known)
    except PageRejected as rejection:
        refusal = rejection
        text = view_of_refused(page.body, known, rejection)
    _write(text, target)
    if refusal is not None:
        raise refusal
    return 0


def _write(text: str, target: str) -> None:
    if target == _ON_STDOUT:
        print(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"--html {target}: cannot be written ({error.strerror})") from error
    sys.stderr.write(f"broadsheet: written to {target}, open it in a browser\n")


def _as_json(article: Article) -> str:
    return json.dumps(as_columns(article), ensure_ascii=False, indent=2)
