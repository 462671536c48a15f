"""What `make run` says once everything is up: where things are, and what to do next."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.config import RawStoreSettings
from broadsheet.local.airflow import ADMIN
from broadsheet.local.postgres import binaries

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample newspaper and what has been stored of it."""

    title: str
    url: str
    article_counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the text needs."""

    data: Path
    seconds: float
    memory: int
    ui_url: str
    ui_password: str = field(repr=False)
    analyst_url: str = field(repr=False)
    reader: RawStoreSettings
    inner_ports: Sequence[int]
    sample: Sample | None
    command: str  # that starts this installation again
    stays: bool = True  # or stops by itself, as ONCE=1 asks

    def text(self) -> str:
        """The whole report."""
        lines = [
            f"Broadsheet {'is running' if self.stays else 'was up'}, {self.seconds:.0f} s after its start.",
            "",
            f"  Airflow's UI  {self.ui_url}  log in as {ADMIN} with password {self.ui_password}",
            f"  Articles      {_psql()} {self.analyst_url}",
            "                and there, for example: SELECT * FROM news.latest LIMIT 10;",
            *self._raw_pages(),
            *self._sample(),
            f"  Memory        {self.memory / _MEGABYTE:,.0f} MB at most so far, all processes together",
            f"  By hand       set -a; . {_quoted(self.data / 'environment')}; set +a",
            f"                .venv/bin/scrapy crawl news -a source={'sample' if self.sample else 'NAME'}",
            f"  Logs          {self.data / 'log'}; Airflow's and those of its tasks: {self.data / 'airflow'}",
            "",
            *self._next(),
        ]
        return "\n".join(lines)

    def _next(self) -> list[str]:
        if not self.stays:
            stops = f"It stops now, as ONCE=1 asks; the data stays in {self.data}."
            return [f"{stops} To look around: {self.command}"]
        return [
            "Next: add a news site, see docs/adding-a-source.md.",
            f"Ctrl-C stops everything; the data stays in {self.data}.",
        ]

    def _raw_pages(self) -> list[str]:
        ports = _ranges(self.inner_ports)
        return [
            f"  Raw pages     bucket {self.reader.bucket} at {self.reader.endpoint_url}, to read: "
            f"key {self.reader.access_key_id}, secret {self.reader.secret_access_key}",
            f"                the S3 server's inner ports {ports} need no key; "
            "like all ports they are open on this machine only",
        ]

    def _sample(self) -> list[str]:
        if self.sample is None:
            return []
        counts = ", ".join(f"{section} {count}" for section, count in self.sample.article_counts.items())
        return [
            f"  Sample        {self.sample.title}, {self.sample.url}",
            f"                articles so far: {counts or 'none'}",
        ]


def environment_file(database_url: str, store: RawStoreSettings, sources: Path) -> str:
    """The settings of a crawl without Airflow, for a shell."""
    values = {
        "DATABASE_URL": database_url,
        "AWS_ENDPOINT_URL_S3": store.endpoint_url,
        "AWS_ACCESS_KEY_ID": store.access_key_id,
        "AWS_SECRET_ACCESS_KEY": store.secret_access_key,
        "AWS_DEFAULT_REGION": store.region,
        "RAW_HTML_BUCKET": store.bucket,
        "SOURCES_DIR": str(sources),
    }
    return "".join(f"{name}={shlex.quote(value)}\n" for name, value in values.items() if value)


def _ranges(ports: Sequence[int]) -> str:
    """1-3 and 7-9 for six ports."""
    ranges: list[list[int]] = []
    for port in sorted(ports):
        if ranges and port == ranges[-1][-1] + 1:
            ranges[-1].append(port)
        else:
            ranges.append([port])
    return " and ".join(f"{each[0]}-{each[-1]}" if len(each) > 1 else str(each[0]) for each in ranges)


def _psql() -> str:
    return "psql" if shutil.which("psql") else _quoted(binaries() / "psql")


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
