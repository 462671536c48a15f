"""`why`: ledger, captures, rejection, copies and versions of one address on one screen."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from typing import Any

from broadsheet import config
from broadsheet.articledb.connection import connect
from broadsheet.articledb.inquiry import Facts, Row
from broadsheet.articledb.version import check_version
from broadsheet.counting import counted
from broadsheet.explaining import Answer
from broadsheet.inquiring import inquire
from broadsheet.stored_story import publication, when
from broadsheet.text import cut_off

HELP = "why an article is there as it is, or is not: everything held of one address"
_WIDTH, _INDENT = 118, "  "  # a line with a time and a whole key
_SHOWN_FIELDS = ("headline", "published_at", "authors", "body_text")
EXIT_NOTHING_HELD = 3
Show = Callable[[Row], str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The address, and the form of the answer."""
    parser.epilog = (
        "The exit code is 0 when something is held of the address, 3 when nothing is; 2 for a wrong setting "
        "or what is no address, 1 when the answer could not be had."
    )
    parser.add_argument(
        "what", metavar="URL", help="as it was pasted; or an article's number, or a key of the bucket"
    )
    parser.add_argument("--json", action="store_true", help="everything, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Print the answer; the exit code says whether anything is held of it."""
    with closing(connect(config.database_url())) as connection:
        check_version(connection)
        answer = inquire(connection, arguments.what)
    print(_as_json(answer) if arguments.json else "\n".join(_lines(answer)))
    facts = answer.facts
    return 0 if facts.article or facts.ledger or facts.captures or facts.rejections else EXIT_NOTHING_HELD


def _as_json(answer: Answer) -> str:
    return json.dumps(asdict(answer), default=_plain, ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _lines(answer: Answer) -> Iterator[str]:
    facts = answer.facts
    yield from textwrap.wrap(answer.sentence, _WIDTH, break_long_words=False, break_on_hyphens=False)
    if facts.urls and answer.asked.strip() not in facts.urls:
        yield f"Found as {facts.urls[0]}"
    if facts.article:
        yield from _article(facts.article, facts)
    yield from _block("versions", facts.versions, 4, _version)
    yield from _block("copies", facts.copies, 3, _copy)
    yield from _block(
        "other addresses", [row for row in facts.addresses if row["kind"] != "canonical"], 3, _address
    )
    yield from _block("ledger", facts.ledger, 4, _link)
    yield from _block("rejected", facts.rejections, 3, _rejection)
    yield from _block("captures", facts.captures, 4, _capture)
    yield from _block("nearest", answer.nearest, 3, lambda row: f"{row['url']}  {row['outcome']}")
    for line in answer.advice:
        yield f"-> {line}"


def _article(row: Row, facts: Facts) -> Iterator[str]:
    people = ", ".join(row["authors"] or row["agencies"]) or "nobody named"
    yield ""
    yield _cut(f"{row['headline']}")
    yield _cut(f"{_INDENT}{row['url']}")
    published = f"published {publication(facts)}"
    yield from textwrap.wrap(
        f"{published}; {people}", _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT * 2
    )
    yield _cut(
        f"{_INDENT}{row['content_type']}, access {row['access']}, {row['language'] or 'language unknown'}"
        f", {row['word_count']} words; seen {when(row['last_seen_at'])}, read by {_reader(row)}"
    )
    yield f"{_INDENT}raw page {row['raw_html_key'] or 'not kept'}"
    chosen = {each["field"]: each for each in facts.fields if each["is_chosen"]}
    for name in _SHOWN_FIELDS:
        if name in chosen:
            others = sum(each["field"] == name and not each["is_chosen"] for each in facts.fields)
            more = f"; {counted(others, 'other candidate')}" if others else ""
            yield _cut(f"{_INDENT}{name} from {chosen[name]['origin']}: {chosen[name]['locator']}{more}")


def _reader(row: Row) -> str:
    profile = row["profile_version"]
    return f"reader {row['extractor_version']}" + (f", profile {profile}" if profile else "")


def _block(title: str, rows: Sequence[Row], limit: int, show: Show) -> Iterator[str]:
    """The newest first, and how many more there are."""
    if not rows:
        return
    yield ""
    yield f"{title} ({len(rows)})" if len(rows) > 1 else title
    for row in rows[:limit]:
        yield _cut(_INDENT + show(row))
    if len(rows) > limit:
        yield f"{_INDENT}and {len(rows) - limit} more"


def _version(row: Row) -> str:
    changed = f"changed: {', '.join(row['change_types'])}" if row["change_types"] else "nothing changed"
    changed = "first seen" if row["version_no"] == 1 else changed
    seen = f"{row['seen_at']:%Y-%m-%d %H:%M:%S} UTC"  # several may fall into one minute
    return f"{row['version_no']:>3}  {seen}  {changed}  {row['headline']}"


def _copy(row: Row) -> str:
    return f"article {row['article_id']} ({row['cluster_role']})  {when(row['first_seen_at'])}  {row['url']}"


def _address(row: Row) -> str:
    return f"{row['kind']:<9} {row['url']}"


def _link(row: Row) -> str:
    told = f"{row['outcome']} ({row['reason']})" if row["reason"] else str(row["outcome"])
    check = f"; next look {when(row['next_check_at'])}" if row["next_check_at"] else ""
    ways = ", ".join(row["ways"]) or "not listed"
    first, last = when(row["first_listed_at"]), when(row["last_listed_at"])
    span = first if first == last else f"{first.removesuffix(' UTC')} to {last}"
    return f"{row['source']}/{row['section']}: {told}; {ways} {span}{check}"


def _rejection(row: Row) -> str:
    resolved = f", read after all {when(row['resolved_at'])}" if row["resolved_at"] else ""
    status = f"HTTP {row['status_code']}" if row["status_code"] else ""
    told = "  ".join(filter(None, (status, row["detail"] if row["detail"] != status else "")))
    kept = f"  {row['raw_html_key']}" if row["raw_html_key"] else ""
    return f"{when(row['seen_at'])}  {row['reason']}{resolved}  {told}{kept}"


def _capture(row: Row) -> str:
    size = f"{row['byte_count'] / 1000:.0f} kB"
    return f"{when(row['fetched_at'])}  {row['status_code']}  {row['kind']}  {size}  {row['raw_html_key']}"


def _cut(line: str) -> str:
    return cut_off(" ".join(line.split("\n")), _WIDTH)
