"""Crawls one news site: one Airflow Dag for every source file.

1. **plan** asks which sections are due. A section whose site told us to stay away is held back until then.
2. **crawl** fetches up to three sections side by side: each its listing, feed and sitemap, then every article
   that is new or may have changed. Raw pages go to the bucket first, then the rows to the database.
3. **conclude** lists every section with its verdict. It is red if any section is.

A task is green only when the stored data says so. The last line of its log, and its note, is the verdict:

| verdict | what it means | what happens next |
|---|---|---|
| `ok` | articles are new or changed, or all are known as expected | nothing to do |
| `quiet` | we looked properly; nothing was published since the last look | nothing to do |
| `partial` | more pages than is normal could not be fetched, read or stored | tried again twice |
| `blocked` | the site refuses us: 403, 429, a challenge page, robots.txt | left alone as long as it asks |
| `consent` | a consent or registration wall stands where the pages were | someone must look |
| `drift` | a redesign, which is learned by itself; a listing that lost its articles | someone must look |
| `unreachable` | the site does not answer: DNS, connection, TLS or server errors | tried again twice |
| `storage` | the database or the object store failed or was away too long | tried again twice |
| `config` | wrong source file, Connection, bucket or version of the database | someone must mend it |
| `interrupted` | killed, timed out, or the process died | tried again twice |
| `bug` | an exception of our own code; the log holds it | someone must mend the code |

More in docs/ops.md.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from airflow.sdk import DAG, CronTriggerTimetable, TriggerRule, get_parsing_context

REPOSITORY = str(Path(__file__).resolve().parents[1])
if REPOSITORY not in sys.path:  # Airflow puts its Dags folder there, not the one around it
    sys.path.insert(0, REPOSITORY)

from broadsheet.sources import Source, load_folder  # noqa: E402 - found through the line above
from dags.operators.base import task_defaults  # noqa: E402
from dags.operators.conclude import ConcludeSource  # noqa: E402
from dags.operators.crawl import CrawlSection, section_alias, section_asset  # noqa: E402
from dags.operators.plan import PlanSections  # noqa: E402

START = datetime(2026, 1, 1, tzinfo=UTC)  # any day in the past: nothing is caught up
LEAST_TIME = timedelta(hours=2)  # a full budget at a Crawl-delay of 10 seconds takes 1.4 hours
# Sections of a source share its hosts' budget, so more of them at once would mostly wait for each other; a
# second one uses the time in which the first reads and stores, a third that of a slow page.
SIDE_BY_SIDE = 3
ONE_MINUTE = 60


def crawl_dag(source: Source, time_limit: timedelta | None = None) -> DAG:
    """The Dag of one source. `time_limit` is that of one section's crawl."""
    with DAG(
        f"crawl_{source.name}",
        description=f"Crawls {source.title}, {source.base_url}; sections: {len(source.sections)}",
        doc_md=__doc__,
        schedule=CronTriggerTimetable(spread(source), timezone=source.timezone),
        start_date=START,
        catchup=False,
        max_active_runs=1,
        is_paused_upon_creation=source.paused,
        tags=["crawl", source.language],
        default_args=task_defaults(),
    ) as dag:
        plan = PlanSections(task_id="plan", source=source.name)
        crawl = CrawlSection.partial(
            task_id="crawl",
            source=source.name,
            max_active_tis_per_dagrun=SIDE_BY_SIDE,
            execution_timeout=time_limit or longest_crawl(source),
            map_index_template="{{ task.section }}",
            outlets=[section_alias(source.name)],
        ).expand(section=plan.output)
        conclude = ConcludeSource(
            task_id="conclude",
            sections=[section.name for section in source.sections],
            trigger_rule=TriggerRule.ALL_DONE,
            retries=0,  # it only repeats what the sections came to
            inlets=[section_asset(source.name, section.name) for section in source.sections],
        )
        crawl >> conclude
    return dag


def spread(source: Source) -> str:
    """The source's schedule with a second of its own, so that not all sources start at once."""
    return f"{source.schedule} {crc32(source.name.encode()) % ONE_MINUTE}"


def longest_crawl(source: Source) -> timedelta:
    """Time for every request of the budgets at the source's own pace, shared; twice over for slow answers."""
    requests = source.request_budget + source.recheck_budget
    sharing = min(len(source.sections), SIDE_BY_SIDE)
    return LEAST_TIME + 2 * sharing * requests * timedelta(seconds=source.request_delay)


def wanted_sources() -> list[Source]:
    """The good source files; inside a task only its own. dags/source_files.py tells of the others."""
    dag_id = get_parsing_context().dag_id
    sources = [file.source for file in load_folder() if file.source]
    return [source for source in sources if dag_id in {None, f"crawl_{source.name}"}]


for wanted in wanted_sources():
    globals()[f"crawl_{wanted.name}"] = crawl_dag(wanted)
