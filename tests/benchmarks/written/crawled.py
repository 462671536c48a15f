"""One publisher crawled, section by section, and its rows held against the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.articledb.migrate import migrate
from broadsheet.config import RawStoreSettings
from tests.benchmarks.discovery import Score
from tests.benchmarks.pipeline import crawl_environment
from tests.benchmarks.written.pages import served
from tests.benchmarks.written.truth import Truth, described, source_text, truth_of
from tests.integration.crawling import Environment, crawl, rows, write_source

CRAWLS = 2  # what the first puts off until the site is known, the second stores
_STORED = """
    SELECT s.section, u.url FROM news.article_sections s
    JOIN news.articles a USING (article_id) JOIN news.article_urls u USING (article_id)
    WHERE a.status <> 'merged' AND u.kind = 'canonical'"""
_LEDGER = "SELECT url, outcome, reason, ways FROM news.listed_links WHERE section = %s"

Place = tuple[str, str]  # section, address


@dataclass(frozen=True, slots=True)
class Crawled:
    """What came of one publisher."""

    name: str
    score: Score
    runs: tuple[str, ...]  # the last line of each crawl
    faults: tuple[str, ...]  # each with what the ledger says of it

    def lines(self) -> Iterator[str]:
        """For people: the figures, then the runs and the faults of a publisher that has any."""
        yield f"{self.name:28} {self.score.line()}"
        if self.faults:
            yield from (f"    {line}" for line in (*self.runs, *self.faults))


def measure(folder: Path, workplace: Path, dsn: str, store: RawStoreSettings) -> Crawled:
    """Crawl a publisher into an empty database.

    Args:
        folder: the publisher's.
        workplace: takes the source file.
        dsn: an empty database.
        store: a bucket of its own.
    """
    migrate(dsn)
    environment, site = crawl_environment(dsn, store), described(folder)
    with served(folder) as base:
        write_source(workplace, source_text(site, base), f"{site['name']}.yaml")
        names = [section["name"] for section in site["sections"]] * CRAWLS
        runs = tuple(_run(environment, workplace, site["name"], name) for name in names)
        truth = truth_of(folder, base)
    stored = {(row["section"], row["url"]) for row in rows(environment, _STORED)}
    return Crawled(site["name"], scored(truth, stored), runs, tuple(_faults(truth, stored, environment)))


def _run(environment: Environment, workplace: Path, source: str, section: str) -> str:
    done = crawl(environment, workplace, source=source, section=section)
    return f"{section}: {done.last_line}"


def scored(truth: Truth, stored: set[Place]) -> Score:
    """Rows against the truth; what is doubtful counts neither way."""
    counted = {place for place in stored if place[1] not in truth.doubtful}
    articles = truth.sections.keys() | truth.others
    extra = sorted(counted - truth.wanted)
    return Score(
        wanted=len(truth.wanted),
        found=len(truth.wanted & counted),
        taken=len(counted),
        no_articles=[url for _, url in extra if url not in articles],
        wrong_section=[url for _, url in extra if url in articles],
        missed=[url for _, url in sorted(truth.wanted - counted)],
    )


def _faults(truth: Truth, stored: set[Place], environment: Environment) -> Iterator[str]:
    counted = {place for place in stored if place[1] not in truth.doubtful}
    for word, places in (("missed", truth.wanted - counted), ("extra", counted - truth.wanted)):
        for section, url in sorted(places):
            told = {row["url"]: row for row in rows(environment, _LEDGER, section)}.get(url)
            said = f"{told['outcome']} {told['reason'] or ''} {told['ways']}" if told else "never listed"
            yield f"{word} {section} {url}: {said}"
