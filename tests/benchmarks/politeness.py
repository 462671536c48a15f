"""`make politeness`: how well the stated pace is kept and reached.

`python -m tests.benchmarks.politeness [--delay S]`; exit code 1 when a gap or the concurrency misses its bar.
One host, crawled by 1, 2 and 4 processes at once; all figures are those of the server's own log.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from broadsheet.articledb.migrate import migrate
from broadsheet.rawstore import RawStore
from tests.benchmarks.pipeline import ROOT, SCRAPY, crawl_environment, servers
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import late, moved, status
from tests.newsweb.requestlog import RequestLog

PUBLISHER = "courier"
WORKERS = (1, 2, 4)
TOLERANCE = 0.05  # seconds under the stated delay that are allowed
CONCURRENCY = 2
SLOW = 0.2  # seconds: some pages take longer than others, but not so long that the pace adapts


def main() -> int:
    """Print a line for each number of workers; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.politeness", description=__doc__)
    parser.add_argument("--delay", type=float, default=0.3, help="stated delay, seconds (default 0.3)")
    delay = parser.parse_args().delay
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with servers(folder) as (postgres, store):
            dsn, settings = postgres.dsn("postgres"), store.settings("bench")
            RawStore(settings).create_bucket()
            migrate(dsn)
            environment = {**os.environ, **crawl_environment(dsn, settings)}
            return max(_round(workers, delay, folder, environment) for workers in WORKERS)


def _round(workers: int, delay: float, folder: Path, environment: dict[str, str]) -> int:
    """So many crawls at once, of as many sections, with slow answers, redirects, an error and its retry."""
    with NewsWeb([PUBLISHER], seed=workers) as web:
        site = web.publisher(PUBLISHER)
        site.misbehave(moved, path="*2*", kind="article")
        site.misbehave(late(SLOW), path="*1*", kind="article")
        site.misbehave(status(500), kind="article", skip=2, times=1)
        sections = site.sections[:workers]
        sources = folder / f"sources{workers}"
        sources.mkdir()
        text = site.source_yaml(sections, request_delay=delay, concurrency=CONCURRENCY)
        (sources / "source.yaml").write_text(text)
        _crawl_all(sections, {**environment, "SOURCES_DIR": str(sources)})
        return _report(workers, delay, web.log)


def _crawl_all(sections: tuple[str, ...], environment: dict[str, str]) -> None:
    children = [
        subprocess.Popen(
            [*SCRAPY, "crawl", "news", "-a", f"source={PUBLISHER}", "-a", f"section={section}"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for section in sections
    ]
    for child in children:
        child.wait()


def _report(workers: int, delay: float, log: RequestLog) -> int:
    starts = sorted(entry.started for entry in log)
    gaps = sorted(later - earlier for earlier, later in pairwise(starts))
    share = delay * len(gaps) / (starts[-1] - starts[0])
    sys.stdout.write(
        f"workers {workers}  requests {len(starts):4}  smallest gap {1000 * gaps[0]:5.0f} ms "
        f"of {1000 * delay:.0f}  median {1000 * gaps[len(gaps) // 2]:5.0f} ms  "
        f"at once {log.max_concurrency()} of {CONCURRENCY}  rate reached {100 * share:3.0f} %\n"
    )
    sys.stdout.flush()
    return int(gaps[0] < delay - TOLERANCE or log.max_concurrency() > CONCURRENCY)


if __name__ == "__main__":
    sys.exit(main())
