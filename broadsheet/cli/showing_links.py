"""A listing that was read on trial, as people and as programs read it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from broadsheet.article import ListedLink
from broadsheet.articledb.meanings import REASONS
from broadsheet.counting import counted
from broadsheet.outcomes import Outcome
from broadsheet.telling import in_words, passed_in_words
from broadsheet.text import cut_off
from broadsheet.trial import Trial

_WIDTH = 118
_LONGEST_TITLE = 60


def as_json(trial: Trial) -> dict[str, Any]:
    """Everything that was read and decided."""
    listing = trial.listing
    links = [
        {
            "url": link.url,
            "is_taken": _is_taken(link),
            "outcome": link.outcome,
            "reason": link.reason,
            "is_doubtful": link.url in listing.doubtful,
            "way": link.way,
            "title": link.title,
            "published_at": link.published_at.isoformat() if link.published_at else None,
        }
        for link in listing.links
    ]
    return {
        "url": trial.url,
        "kind": trial.kind,
        "source": trial.source.name if trial.is_named else None,
        "section": trial.section.name if trial.is_named else None,
        "failure": in_words(listing.failure) if listing.failure else None,
        "links": links,
        "next_url": listing.next_url,
        "is_script_only": listing.is_script_only,
        "feeds": [url for url, _ in listing.feeds],
        "sitemaps": list(listing.sitemaps),
        "passed": {str(reason): count for reason, count in listing.passed.items() if count},
    }


def as_text(trial: Trial) -> str:
    """What is taken in the order of the page, then what is left by its reason, and how the list goes on."""
    return "\n".join(_lines(trial))


def _lines(trial: Trial) -> Iterator[str]:
    links = trial.listing.links
    taken = [link for link in links if _is_taken(link)]
    whose = f"{trial.source.name}/{trial.section.name}" if trial.is_named else "a site without a source file"
    yield f"{trial.url}: read as a {trial.kind} of {whose}"
    yield f"{counted(len(links), 'link')}: {len(taken)} taken, {len(links) - len(taken)} left"
    if trial.listing.failure:
        yield in_words(trial.listing.failure)
    if taken:
        yield "\ntaken"
    for link in taken:
        doubt = "  (if its own page names no other section)" if link.url in trial.listing.doubtful else ""
        yield f"  {_link(link)}{doubt}"
    for reason in dict.fromkeys(link.reason for link in links if not _is_taken(link)):
        of_it = [link for link in links if not _is_taken(link) and link.reason is reason]
        yield f"\nleft: {reason} ({len(of_it)})"
        if reason is not None:
            yield from textwrap.wrap(REASONS[reason], _WIDTH, initial_indent="  ", subsequent_indent="  ")
        yield from (f"  {_link(link)}" for link in of_it)
    yield from ("", *_ways_on(trial))


def _ways_on(trial: Trial) -> Iterator[str]:
    listing = trial.listing
    scripts = "only its scripts know where" if listing.is_script_only else "none"
    yield f"next page: {listing.next_url or scripts}"
    yield f"feeds: {', '.join(url for url, _ in listing.feeds) or 'none named'}"
    yield f"sitemaps: {', '.join(listing.sitemaps) or 'none named'}"
    passed = {str(reason): count for reason, count in listing.passed.items() if count}
    if passed:
        yield f"passed over, and no row of the ledger: {passed_in_words(passed)}"


def _link(link: ListedLink) -> str:
    shown = cut_off(" ".join((link.title or "").split()), _LONGEST_TITLE)
    date = f"  {link.published_at:%Y-%m-%d %H:%M} UTC" if link.published_at else ""
    return f"{link.url}  {shown}{date}".rstrip()


def _is_taken(link: ListedLink) -> bool:
    return link.outcome is Outcome.PENDING
