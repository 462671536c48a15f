"""`reread`: stored articles read once more, after a source file has changed: its zone, language or rules."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing

from broadsheet import config
from broadsheet.articledb.connection import connect
from broadsheet.articledb.stored_pages import resting_articles
from broadsheet.articledb.version import check_version
from broadsheet.cli.progress import progress
from broadsheet.counting import counted
from broadsheet.rawstore import RawStore
from broadsheet.rereading import Report, reread, ruled_otherwise
from broadsheet.sources import load_source
from broadsheet.stored_story import when

HELP = "read stored articles again, after time zone, language or a rule in a source file was mended"
_SHOWN = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which articles."""
    parser.description = (
        "Reads stored pages once more, as the source file is now, without asking the site: those whose date "
        "names no zone, or was not understood, those of which neither page nor text tells the language, and "
        "those for which its rules say something else than when they were read. Their "
        "rows and versions are put right; no new version is made."
    )
    parser.add_argument("source", help="the name in the source file")
    parser.add_argument("--section", metavar="NAME", help="of this section only")
    parser.add_argument("--all", action="store_true", help="every article, whatever it rests on")
    parser.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Read them again, and say which dates moved, what else changed, and what was left alone."""
    source = load_source(arguments.source)
    section = source.section(arguments.section).name if arguments.section else None
    config.check_services()
    store = RawStore(config.raw_store())
    with closing(connect(config.database_url())) as connection:
        check_version(connection)
        ids = resting_articles(connection, source.name, section, is_all=arguments.all)
        ids = sorted({*ids, *ruled_otherwise(connection, source, section)})
        say = progress(len(ids))
        report = reread(connection, store, source, ids, say, is_dry=arguments.dry_run)
    for line in _told(report, len(ids), is_all=arguments.all, is_dry=arguments.dry_run):
        print(line)
    return 0


def _told(report: Report, count: int, *, is_all: bool, is_dry: bool) -> Iterator[str]:
    whose = (
        ""
        if is_all
        else " to read again, since date or language rests on the source file or was not understood,"
        " or other rules hold for the page now than it was read by"
    )
    yield f"{counted(count, 'article')}{whose}:"
    yield f"  {report.read_count} read again, {counted(len(report.moved), 'date')} moved"
    for stored, now in report.moved[:_SHOWN]:
        yield f"    {stored.page.url}: {when(stored.published_at)} -> {when(now)}"
    for (before, after), number in report.languages.most_common():
        yield f"  {counted(number, 'language')} read otherwise: {before or 'none'} -> {after or 'none'}"
    for name, urls in sorted(report.changed.items()):
        yield f"  {name} of {counted(len(urls), 'article')} read otherwise, such as {urls[0]}"
    for words, number in report.left.items():
        if number:
            yield f"  {number} left alone: {words}"
    for why, urls in report.refused.items():
        yield f"  {len(urls)} left alone: no story to the reader of now ({why}), such as {urls[0]}"
    if is_dry:
        yield "Nothing was written (--dry-run)."
