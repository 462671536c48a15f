"""The rows of section runs: written at the start, kept alive, judged once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import timedelta
from typing import Any

from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.outcomes import Verdict
from broadsheet.runs import DEAD_AFTER, Judgement, Run, RunCounts, RunStart, SectionHistory

_COUNTS = tuple(field.name for field in fields(RunCounts))
_SET_COUNTS = ", ".join(f"{name} = %({name})s" for name in _COUNTS)
_USUAL_RUNS = 20  # green runs that say what is usual: about a week of a section crawled every few hours

_SAID = """'No sign of life since ' || to_char(heartbeat_at, 'YYYY-MM-DD HH24:MI:SS')
        || ' UTC: the crawl was killed, or lost its database.'"""
_INTERRUPT = f"""
UPDATE news.crawl_runs SET finished_at = now(), verdict = 'interrupted', verdict_reason = {_SAID}
WHERE verdict IS NULL AND heartbeat_at < now() - %(older_than)s
"""  # noqa: S608 - made of constants
_DEAD = f"verdict IS NULL AND heartbeat_at < now() - interval '{DEAD_AFTER.total_seconds():.0f} seconds'"
# For who may only read: what is to be said of a run, although nobody has written yet that it is dead.
VERDICT_TO_TELL = f"CASE WHEN {_DEAD} THEN 'interrupted' ELSE verdict END AS verdict"
REASON_TO_TELL = f"CASE WHEN {_DEAD} THEN {_SAID} ELSE verdict_reason END AS verdict_reason"
_START = """
INSERT INTO news.crawl_runs (
    run_id, source, section, dag_id, dag_run_id, try_number, started_at, heartbeat_at, kind, since_on,
    until_on, is_initial_load)
VALUES (
    %(run_id)s, %(source)s, %(section)s, %(dag_id)s, %(dag_run_id)s, %(try_number)s, %(started_at)s, now(),
    %(kind)s, %(since_on)s, %(until_on)s,
    %(kind)s = 'crawl' AND NOT EXISTS (
        SELECT FROM news.crawl_runs WHERE source = %(source)s AND section = %(section)s AND kind = 'crawl'
                AND verdict IN ('ok', 'quiet', 'partial')))
ON CONFLICT (run_id) DO UPDATE SET heartbeat_at = now()
RETURNING is_initial_load
"""
_HEARTBEAT = f"""
UPDATE news.crawl_runs SET heartbeat_at = now(), {_SET_COUNTS}
WHERE run_id = %(run_id)s AND verdict IS NULL
"""  # noqa: S608 - made of constants
_FINISH = f"""
UPDATE news.crawl_runs SET heartbeat_at = now(), finished_at = now(), verdict = %(verdict)s,
    verdict_reason = %(sentence)s, retry_after_at = %(retry_after_at)s,
    is_listing_complete = %(is_listing_complete)s, missed_estimate = %(missed_estimate)s,
    passed = %(passed)s, {_SET_COUNTS}
WHERE run_id = %(run_id)s AND verdict IS NULL
"""  # noqa: S608 - made of constants
_READ = f"""
SELECT run_id, source, section, started_at, heartbeat_at, finished_at, verdict, verdict_reason,
    retry_after_at, is_listing_complete, missed_estimate, is_initial_load, passed, {", ".join(_COUNTS)}
FROM news.crawl_runs WHERE run_id = %s
"""  # noqa: S608 - made of constants
_TELL = _READ.replace("verdict, verdict_reason", f"{VERDICT_TO_TELL}, {REASON_TO_TELL}")
_LATEST = _TELL.replace("SELECT run_id", "SELECT DISTINCT ON (section) run_id").replace(
    "WHERE run_id = %s",
    """AS r WHERE source = %s AND kind = 'crawl' AND NOT EXISTS (
    SELECT FROM news.sections AS s WHERE s.source = r.source AND s.section = r.section AND NOT s.is_active)
ORDER BY section, started_at DESC""",
)
_OF_DAG_RUN = """
SELECT DISTINCT ON (section) section, verdict, verdict_reason, retry_after_at FROM news.crawl_runs
WHERE dag_id = %(dag_id)s AND dag_run_id = %(dag_run_id)s
ORDER BY section, try_number DESC, started_at DESC
"""
_HISTORY = """
WITH news AS (  -- the runs that stored something new, in the time before the last of them
    SELECT finished_at, finished_at - lag(finished_at) OVER (ORDER BY finished_at) AS pause
    FROM news.crawl_runs
    WHERE source = %(source)s AND section = %(section)s AND kind = 'crawl' AND new_count > 0
        AND started_at > %(looked_back)s + (
            SELECT started_at FROM news.crawl_runs
            WHERE source = %(source)s AND section = %(section)s AND kind = 'crawl' AND new_count > 0
            ORDER BY started_at DESC LIMIT 1))
SELECT
    (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY listed_count) FROM (
        SELECT listed_count FROM news.crawl_runs
        WHERE source = %(source)s AND section = %(section)s AND verdict IN ('ok', 'quiet')
            AND kind = 'crawl'
        ORDER BY started_at DESC LIMIT %(usual_runs)s) AS recent),
    EXISTS (SELECT FROM news.listed_links WHERE source = %(source)s AND section = %(section)s
        AND article_id IS NOT NULL AND 'section_page' = ANY(ways)),
    (SELECT max(finished_at) FROM news),
    (SELECT CASE WHEN count(*) >= %(known_runs)s AND max(finished_at) - min(finished_at) >= %(known_time)s
        THEN max(pause) END FROM news)
"""


# How far back the pauses of a section are looked at, and from what on they say what is normal for it.
_PAUSES = {"looked_back": timedelta(days=-90), "known_runs": 20, "known_time": timedelta(days=14)}


def start_run(connection: Connection, start: RunStart) -> bool:
    """Write the row of a run; whether it is the section's initial load. The same run twice is one row."""
    with cursor_of(connection) as cursor:
        cursor.execute(_START, asdict(start))
        row = cursor.fetchone()
        return bool(row and row[0])


def heartbeat(connection: Connection, run_id: str, counts: RunCounts) -> None:
    """Say that the run is alive, and how far it is."""
    with cursor_of(connection) as cursor:
        cursor.execute(_HEARTBEAT, {"run_id": run_id, **counts.as_dict()})


def finish_run(
    connection: Connection,
    run_id: str,
    judgement: Judgement,
    counts: RunCounts,
    *,
    is_listing_complete: bool | None = None,
    missed_estimate: int | None = None,
    passed: Mapping[str, int] | None = None,
) -> bool:
    """Write the verdict; False when the run has one already, which stays, or was never started.

    `passed` counts what was named and became no row of the ledger, by reason.
    """
    parameters = {
        "run_id": run_id,
        "verdict": judgement.verdict.value,
        "sentence": judgement.sentence,
        "retry_after_at": judgement.retry_after_at,
        "is_listing_complete": is_listing_complete,
        "missed_estimate": missed_estimate,
        "passed": json.dumps({reason: count for reason, count in (passed or {}).items() if count}),
        **counts.as_dict(),
    }
    with cursor_of(connection) as cursor:
        cursor.execute(_FINISH, parameters)
        return cursor.rowcount == 1


def read_run(connection: Connection, run_id: str, *, is_silence_told: bool = False) -> Run | None:
    """The run of that id; None when it was never started.

    `is_silence_told`: a run without a verdict whose heart stopped is told as `interrupted`, which it will be.
    """
    with cursor_of(connection) as cursor:
        cursor.execute(_TELL if is_silence_told else _READ, (run_id,))
        row = cursor.fetchone()
        return _run(row) if row else None


def latest_runs(connection: Connection, source: str) -> list[Run]:
    """The last crawl of each section that is crawled, by its name; silence is told as by `read_run`."""
    with cursor_of(connection) as cursor:
        cursor.execute(_LATEST, (source,))
        return [_run(row) for row in cursor.fetchall()]


def verdicts_of(connection: Connection, dag_id: str, dag_run_id: str) -> dict[str, Judgement]:
    """What the sections of an Airflow run came to, by the last try of each; without those under way."""
    with cursor_of(connection) as cursor:
        cursor.execute(_OF_DAG_RUN, {"dag_id": dag_id, "dag_run_id": dag_run_id})
        return {
            section: Judgement(Verdict(verdict), sentence, retry_after_at)
            for section, verdict, sentence, retry_after_at in cursor.fetchall()
            if verdict
        }


def interrupt_dead_runs(connection: Connection, older_than: timedelta = DEAD_AFTER) -> int:
    """Judge `interrupted` every run, of whatever source, that is silent for so long; how many there were.

    Whoever comes by does it: after a crawl that was killed by hand no plan of its source may ever be made.
    """
    with cursor_of(connection) as cursor:
        cursor.execute(_INTERRUPT, {"older_than": older_than})
        return cursor.rowcount


def section_history(connection: Connection, source: str, section: str) -> SectionHistory:
    """What earlier runs of a section say about what is normal for it."""
    parameters = {"source": source, "section": section, "usual_runs": _USUAL_RUNS, **_PAUSES}
    with cursor_of(connection) as cursor:
        cursor.execute(_HISTORY, parameters)
        return SectionHistory(*(cursor.fetchone() or ()))


def _run(row: Sequence[Any]) -> Run:
    run_id, source, section, started_at, heartbeat_at, finished_at, verdict, sentence, retry_after_at = row[
        :9
    ]
    is_listing_complete, missed_estimate, is_initial_load, passed = row[9:13]
    judgement = Judgement(Verdict(verdict), sentence, retry_after_at) if verdict else None
    return Run(
        run_id,
        source,
        section,
        started_at,
        heartbeat_at,
        finished_at,
        judgement,
        RunCounts(*row[13:]),
        is_listing_complete,
        missed_estimate,
        is_initial_load,
        passed,
    )
