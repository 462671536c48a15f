"""`retry`: what is in quarantine, and another try for the pages of one reason."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from broadsheet import config
from broadsheet.articledb.connection import connect
from broadsheet.articledb.meanings import REASONS
from broadsheet.articledb.quarantine import ReasonSummary, open_pages, sections_ever, summaries
from broadsheet.articledb.version import check_version
from broadsheet.cli.progress import progress
from broadsheet.counting import counted
from broadsheet.errors import ConfigError
from broadsheet.outcomes import Outcome, Reason
from broadsheet.replaying import Replay, Report, prospect
from broadsheet.sources import Source, load_folder

if TYPE_CHECKING:
    from broadsheet.rawstore import RawStore

HELP = "what is in quarantine and why; try the pages of one reason again"
_WIDTH = 100
_BECAME = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "a newer version of a stored one",
    Outcome.UNCHANGED: "stored already",
    Outcome.DUPLICATE: "copies of another",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which pages."""
    parser.add_argument("--reason", metavar="X", help="try these again; without it the reasons are listed")
    parser.add_argument("--source", metavar="S", help="of this source only")
    parser.add_argument("--section", metavar="N", help="of the sections of this name only")
    parser.add_argument("--limit", type=_positive, metavar="N", help="the newest N pages only")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")


def run(arguments: argparse.Namespace) -> int:
    """List the reasons, or try one of them again and say what was done for how many pages."""
    reason = _reason(arguments.reason) if arguments.reason else None
    with closing(connect(config.database_url())) as connection:
        check_version(connection)
        files = [file.source for file in load_folder() if file.source]
        _check_names(arguments, sections_ever(connection), files)
        if reason is None:
            print("\n".join(_listing(summaries(connection, arguments.source, arguments.section))))
            return 0
        pages = open_pages(connection, reason, arguments.source, arguments.section, arguments.limit)
        sources = {source.name: source for source in files}
        replay = Replay(connection, _raw_store, sources, is_dry=arguments.dry_run)
        report = replay.run(pages, progress(len(pages)))
    print(f"{reason}: {REASONS[reason]}\n{_pages(len(pages))} in quarantine{_tried(len(pages))}")
    for line in _told(report, is_dry=arguments.dry_run):
        print(line)
    return 0


def _reason(text: str) -> Reason:
    try:
        return Reason(text)
    except ValueError:
        raise ConfigError(f"--reason {text}: expected one of {', '.join(sorted(Reason))}") from None


def _check_names(arguments: argparse.Namespace, ever: set[tuple[str, str]], files: list[Source]) -> None:
    """A name that is mistyped finds nothing, which is not to look like good news."""
    known = ever | {(source.name, section.name) for source in files for section in source.sections}
    if arguments.source:
        _check_name("source", arguments.source, {source for source, _ in known})
    if arguments.section:
        where = {section for source, section in known if arguments.source in {None, source}}
        _check_name("section", arguments.section, where)


def _check_name(option: str, name: str, known: set[str]) -> None:
    if name not in known:
        raise ConfigError(f"--{option} {name}: expected one of {', '.join(sorted(known)) or 'none yet'}")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected a number from 1")
    return number


@cache
def _raw_store() -> RawStore:
    from broadsheet.rawstore import RawStore  # noqa: PLC0415 - most reasons need no object store

    return RawStore(config.raw_store())


def _listing(found: list[ReasonSummary]) -> Iterator[str]:
    if not found:
        yield "Nothing is in quarantine: every page that failed was read since, or none failed."
        return
    for each in found:
        kept = f", {each.kept_count} with their bytes" if each.kept_count else ""
        when = f"the newest of {each.newest_at:%Y-%m-%d %H:%M} UTC"
        yield f"{each.reason}: {_pages(each.page_count)}{kept}, {when}"
        yield _wrapped(REASONS[each.reason])
        yield _wrapped(
            f"Retry? {prospect(each.reason, each.kept_count, each.listing_count, each.page_count)}"
        )
        yield f"    such as {each.sample_url}"
    yield "Try one of them again: python -m broadsheet retry --reason REASON [--dry-run]"


def _told(report: Report, *, is_dry: bool) -> Iterator[str]:
    """One line for each thing that became of some of the pages."""
    if report.stored:
        kinds = ", ".join(f"{count} {_BECAME[outcome]}" for outcome, count in report.stored.items())
        yield (
            f"  {_pages(report.stored.total())} would be read and stored from their bytes"
            if is_dry
            else f"  {_pages(report.stored.total())} read from their stored bytes: {kinds}"
        )
    for words, count in report.unread.most_common():
        yield f"  {_pages(count)} still not readable: {words}, such as {report.samples[words]}"
    for (source, section), count in report.due.items():
        verb = "would be asked for" if is_dry else "will be asked for"
        yield f"  {_pages(count)} {verb} by the next run of {source}/{section}"
    for words, count in report.left.most_common():
        yield f"  {_pages(count)} left alone: {words}, such as {report.samples[words]}"
    if is_dry:
        yield "Nothing was written (--dry-run)."


def _tried(count: int) -> str:
    return ":" if count else ". Without --reason all that is there is listed."


def _pages(count: int) -> str:
    return counted(count, "page")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    ")
