"""What a source is to crawl now: the sections that are due, and those held back and why.

The DAGs and the command line call the same function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.articledb import budgets
from broadsheet.articledb.runs import interrupt_dead_runs
from broadsheet.articledb.sources import held_sections, sync_sources
from broadsheet.articledb.version import check_version
from broadsheet.articledb.writable import check_writable
from broadsheet.hostqueue import LONGEST_WAIT
from broadsheet.hosts import budget_host
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement
from broadsheet.sources import find_source, load_folder

if TYPE_CHECKING:
    from broadsheet.articledb.connection import Connection
    from broadsheet.sources import Source, SourceFile


@dataclass(frozen=True, slots=True)
class Plan:
    """The sections of a source that are due, and the judgement that holds each other one back."""

    source: str
    due: tuple[str, ...]
    held: Mapping[str, Judgement]

    @property
    def sentence(self) -> str:
        """The plan in words."""
        parts = [f"due: {', '.join(self.due)}"] if self.due else ["no section is due"]
        parts += [f"{section} is held back, {why_held(why)}" for section, why in self.held.items()]
        return "; ".join(parts)


def why_held(judgement: Judgement) -> str:
    """Until when, and for what, in words."""
    until = judgement.retry_after_at
    when = f"until {until:%Y-%m-%d %H:%M} UTC" if until else "without a time"
    return f"{when} ({judgement.verdict}: {judgement.sentence})"


def make_plan(connection: Connection, name: str, folder: Path | None = None) -> Plan:
    """Bring the database's list of sources up to date, close dead runs, and say which sections are due.

    ConfigError for what someone must mend, StorageError for a database that is away.
    """
    files = load_folder(folder)
    source = find_source(name, files, folder)
    check_version(connection)
    check_writable(connection)
    sync_sources(connection, [source], folder_names=_names(files))
    interrupt_dead_runs(connection)
    held = _later(_held_hosts(connection, source), held_sections(connection, name))
    names = [section.name for section in source.sections]
    return Plan(name, tuple(n for n in names if n not in held), {n: held[n] for n in names if n in held})


def _held_hosts(connection: Connection, source: Source) -> dict[str, Judgement]:
    """Sections whose host asked any crawl of ours, of whatever section, to leave it alone for long."""
    hosts = {section.name: budget_host(section.url) for section in source.sections}
    backed_off = budgets.backed_off(connection, set(hosts.values()), LONGEST_WAIT)
    held = {}
    for name, host in hosts.items():
        if host in backed_off:
            until, reason = backed_off[host]
            held[name] = Judgement(Verdict.BLOCKED, f"{host} asked to be left alone ({reason})", until)
    return held


def _later(hosts: Mapping[str, Judgement], runs: Mapping[str, Judgement]) -> dict[str, Judgement]:
    """Of a section's host and its last run, what holds it longer; where both do, the run tells more."""
    return {**hosts, **{name: max(why, hosts.get(name, why), key=_until) for name, why in runs.items()}}


def _until(judgement: Judgement) -> float:
    return judgement.retry_after_at.timestamp() if judgement.retry_after_at else 0


def _names(files: Iterable[SourceFile]) -> list[str]:
    # A refused file may not tell its source's name; by custom the file bears it too.
    return [file.source.name if file.source else file.path.stem for file in files]
