"""Fetches what a news site published in the past. Runs only when it is triggered, with the days to fetch.

1. **plan** checks what was asked for, and leaves out sections whose site wants to be left alone for now.
2. **backfill** walks the archive of one section after the other: sitemaps, archive pages, then the section's
   own pages back in time. It stores the articles of the days asked for, with the date that each page states.
3. **conclude** lists every section with its verdict. It is red if any section is.

The log says every few seconds how many articles are done of how many, and how long the rest will take. A run
may be stopped and started again with the same days: what is stored is not fetched twice. A section that finds
nothing is green (`quiet`) only if the archive reaches back beyond the days asked for; if it does not, it is
`drift`, and someone must look where the site keeps its past.

The crawls of the same site go on meanwhile. More in docs/ops.md.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from airflow.sdk import DAG, Param, TriggerRule

REPOSITORY = str(Path(__file__).resolve().parents[1])
if REPOSITORY not in sys.path:  # Airflow puts its Dags folder there, not the one around it
    sys.path.insert(0, REPOSITORY)

from broadsheet.sources import source_names  # noqa: E402 - found through the line above
from dags.operators.backfill import BackfillSection, PlanBackfill  # noqa: E402
from dags.operators.base import task_defaults  # noqa: E402
from dags.operators.conclude import ConcludeSource  # noqa: E402

LONGEST_BACKFILL = timedelta(hours=24)  # of one section; what is left is for the next run
AT_ONCE = 4  # runs, of different sites as a rule; what one site gets is the same however many there are


def backfill_dag() -> DAG:
    """One Dag for all sources: its form asks which."""
    with DAG(
        "backfill",
        description="Fetches what a source published in the past; trigger it with the days to fetch",
        doc_md=__doc__,
        schedule=None,
        max_active_runs=AT_ONCE,
        is_paused_upon_creation=False,  # nothing runs by itself; a run of a paused Dag would wait
        tags=["backfill"],
        params=_params(),
        default_args=task_defaults(),
    ) as dag:
        plan = PlanBackfill(task_id="plan")
        backfill = BackfillSection.partial(
            task_id="backfill",
            max_active_tis_per_dagrun=1,  # one section of a source at a time
            execution_timeout=LONGEST_BACKFILL,
            map_index_template="{{ task.section }}",
        ).expand(section=plan.output)
        conclude = ConcludeSource(
            task_id="conclude",
            sections=[],
            crawl_task="backfill",
            trigger_rule=TriggerRule.ALL_DONE,
            retries=0,  # it only repeats what the sections came to
        )
        backfill >> conclude
    return dag


def _params() -> dict[str, Param]:
    """What the form asks for; the same as the options of `python -m broadsheet backfill`."""
    return {
        "source": Param(
            type="string",
            enum=source_names(),
            title="Source",
            description="Which news site: the name in its source file",
        ),
        "since": Param(type="string", format="date", title="Since", description="The first day to fetch"),
        "until": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Until",
            description="The last day; empty: up to today. Days are those of the section's time zone",
        ),
        "section": Param(
            None,
            type=["null", "string"],
            pattern="^[a-z][a-z0-9_]*$",
            title="Section",
            description="The name of one section; empty: all sections of the source",
        ),
        "request_budget": Param(
            None,
            type=["null", "integer"],
            minimum=1,
            title="Request budget",
            description="Requests of one section at most; empty: 20 times the source's own. The rest is left "
            "for the next run with the same days",
        ),
        "dry_run": Param(
            False,
            type="boolean",
            title="Dry run",
            description="Read the archive only, store no article, and say how many there are and how long "
            "fetching them would take",
        ),
    }


backfill = backfill_dag()
