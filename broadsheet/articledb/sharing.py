"""Which of the runs that are at work side by side fetches a story that several found, of one section or not.

A run claims a story by its section's row in the ledger: `pending`, and last listed by that run. The claim
holds for as long as the run is at work and its process lives, which a lock of its session shows: whatever
ends the process ends the lock. Runs claim one after the other, each in one short transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from broadsheet.article import ListedLink, Page
from broadsheet.articledb.connection import Connection, transaction
from broadsheet.articledb.edge import as_json, clean_text
from broadsheet.articledb.ledger_rows import decision_rows
from broadsheet.articledb.unproven import unproven
from broadsheet.outcomes import Reason
from broadsheet.runs import RunStart

# Two families of advisory locks; any two numbers that nobody else uses in this database.
_AT_WORK, _CLAIMING = 20_260_501, 20_260_502

_BEGIN = "SELECT pg_advisory_lock_shared(%s, hashtext(%s)), pg_advisory_xact_lock(%s, hashtext(%s))"
_OTHERS = """
WITH others AS (
    SELECT r.run_id, r.section FROM news.crawl_runs AS r
    JOIN pg_locks AS k ON k.locktype = 'advisory' AND k.granted
        AND k.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND k.classid = %(at_work)s::oid AND k.objsubid = 2
        AND k.objid::bigint = hashtext(r.run_id)::bigint & 4294967295
    WHERE r.source = %(source)s AND r.run_id <> %(run_id)s AND r.kind = 'crawl' AND r.verdict IS NULL
        AND r.heartbeat_at > now() - %(dead_after)s
), own AS (
    SELECT * FROM news.listed_links
    WHERE source = %(source)s AND section = %(section)s AND url = ANY(%(urls)s)
)
SELECT u.url, CASE WHEN own.article_id IS NULL THEN 'stored' ELSE 'settled' END, NULL
FROM news.article_urls AS u LEFT JOIN own ON own.url = u.url
WHERE u.url = ANY(%(urls)s) AND u.url <> ALL(%(unproven)s)
    AND (own.outcome = 'pending' AND own.next_check_at IS NOT NULL) IS NOT TRUE  -- asked for again
UNION ALL
SELECT own.url, 'failed', own.reason FROM own JOIN news.crawl_runs AS r ON r.run_id = own.last_run_id
WHERE own.attempt_count > 0 AND own.article_id IS NULL AND r.run_id <> %(run_id)s AND r.kind = 'crawl'
    AND (r.run_id IN (SELECT run_id FROM others) OR (r.verdict <> 'interrupted' AND r.finished_at > (
        SELECT started_at FROM news.crawl_runs WHERE run_id = %(run_id)s)))
UNION ALL
SELECT l.url, 'in hand', NULL FROM others
JOIN news.listed_links AS l ON l.source = %(source)s AND l.section = others.section
    AND l.url = ANY(%(urls)s) AND l.last_run_id = others.run_id
WHERE l.outcome = 'pending' AND l.reason IS NULL
"""
_CLAIM = """
INSERT INTO news.listed_links AS l (
    source, section, url, first_listed_at, last_listed_at, first_run_id, last_run_id, ways, outcome,
    attempt_count, published_at)
SELECT source, section, url, seen_at, seen_at, run_id, run_id, ways, 'pending', 0, published_at
FROM jsonb_to_recordset(%(rows)s) AS i(
    source text, section text, url text, seen_at timestamptz, run_id text, ways text[],
    published_at timestamptz)
ORDER BY source, section, url
ON CONFLICT (source, section, url) DO UPDATE SET
    last_run_id = excluded.last_run_id, outcome = 'pending', reason = NULL,
    ways = CASE WHEN l.outcome IN ('not_article', 'off_site') THEN excluded.ways ELSE l.ways END
WHERE l.outcome IN ('pending', 'not_article', 'off_site') OR (l.outcome = 'known' AND l.article_id IS NULL)
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """Addresses that the run may fetch now, and those that need no fetch; others are in other hands.

    `stored`: the story is, but not yet as one of this section. `settled`: another run of this section has
    done with it while this one was at work; with the reason where its page could not be read.
    """

    ours: frozenset[str]
    stored: frozenset[str]
    settled: Mapping[str, Reason | None] = field(default_factory=dict)


def claim(
    connection: Connection, start: RunStart, links: Sequence[tuple[Page, ListedLink]], dead_after: timedelta
) -> Claim:
    """Claim what no other run has claimed; each link comes with the page that listed it."""
    asked = {clean_text(link.url): link.url for _, link in links}
    parameters = {
        "urls": list(asked),
        "source": start.source,
        "section": start.section,
        "run_id": start.run_id,
        "at_work": _AT_WORK,
        "dead_after": dead_after,
    }
    with transaction(connection) as cursor:
        cursor.execute(_BEGIN, (_AT_WORK, start.run_id, _CLAIMING, start.source))
        cursor.execute(_OTHERS, parameters | {"unproven": list(unproven(cursor, asked))})
        found = {url: (state, reason) for url, state, reason in sorted(cursor.fetchall(), key=_certainty)}
        ours = [(page, link) for page, link in links if clean_text(link.url) not in found]
        if ours:
            cursor.execute(_CLAIM, {"rows": as_json(decision_rows(ours))})
    return Claim(
        frozenset(link.url for _, link in ours),
        frozenset(asked[url] for url, (state, _) in found.items() if state == "stored"),
        {
            asked[url]: Reason(reason) if reason else None
            for url, (state, reason) in found.items()
            if state in {"failed", "settled"}
        },
    )


def _certainty(row: tuple[str, str, str | None]) -> int:
    """Of what several runs say of one address the last holds."""
    return ("in hand", "failed", "stored", "settled").index(row[1])
