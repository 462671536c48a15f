"""The ledger of listed links: what a crawl asks before it fetches, and what is written after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet import recheck
from broadsheet.article import ListedLink
from broadsheet.articledb.connection import Connection, cursor_of
from broadsheet.articledb.edge import clean_text
from broadsheet.articledb.unproven import unproven
from broadsheet.outcomes import Outcome, Reason, Way
from broadsheet.runs import RunStart

_RETRYABLE = ",".join(reason for reason in Reason if reason.is_retryable)
# What this section asked for in vain, and another one has stored since, is a story of that one's.
_KNOWN = """
SELECT i.url, CASE WHEN NOT o.is_over THEN l.outcome END, CASE WHEN NOT o.is_over THEN l.reason END,
    a.article_id, CASE WHEN NOT o.is_over THEN l.next_check_at END,
    CASE WHEN o.is_over THEN 0 ELSE coalesce(l.attempt_count, 0) END, l.url IS NOT NULL,
    coalesce(a.published_at, l.published_at),
    coalesce(l.first_listed_at <= (
        SELECT max(r.finished_at) FROM news.crawl_runs AS r
        WHERE r.source = %(source)s AND r.section = %(section)s AND r.kind = 'crawl'
            AND r.verdict IN ('ok', 'quiet', 'partial')), false), a.section_label,
    coalesce(l.ways && '{section_page,pagination}', false)
FROM unnest(%(urls)s::text[]) AS i(url)
LEFT JOIN news.listed_links AS l ON l.source = %(source)s AND l.section = %(section)s AND l.url = i.url
LEFT JOIN news.article_urls AS u ON u.url = i.url AND u.url <> ALL(%(unproven)s)
LEFT JOIN news.articles AS a ON a.article_id = coalesce(l.article_id, u.article_id)
    AND i.url <> ALL(%(unproven)s)
CROSS JOIN LATERAL (SELECT coalesce(l.outcome IN ('rejected', 'gone') AND l.article_id IS NULL
    AND a.article_id IS NOT NULL, false) AS is_over) AS o
WHERE l.url IS NOT NULL OR u.url IS NOT NULL
"""
# An article that has several addresses in the ledger is one.
_KNOWN_BESIDE = """
SELECT count(DISTINCT coalesce(l.article_id::text, l.url))
FROM news.listed_links AS l LEFT JOIN news.articles AS a USING (article_id)
WHERE l.source = %(source)s AND l.section = %(section)s
    AND l.outcome NOT IN ('not_article', 'off_site', 'gone')
    AND coalesce(a.published_at, l.published_at) >= %(since)s AND l.url <> ALL(%(urls)s)
    AND NOT EXISTS (
        SELECT FROM news.listed_links AS o
        WHERE o.article_id = l.article_id AND o.source = l.source AND o.section = l.section
            AND o.url = ANY(%(urls)s))
"""
# What only an archive names is left to the backfill that asked for it.
_PENDING = """
SELECT url, ways, article_id FROM news.listed_links
WHERE source = %(source)s AND section = %(section)s AND outcome = 'pending' AND ways <> '{archive}'
ORDER BY last_listed_at DESC, url LIMIT %(limit)s
"""
# Due at once: the address is known as one of the article that it showed, and is asked for all the same.
_ASK_AGAIN = """
UPDATE news.listed_links SET outcome = 'pending', reason = NULL, article_id = NULL, next_check_at = now()
WHERE source = %(source)s AND section = %(section)s AND url = ANY(%(urls)s)
"""
# What another run at work has listed is in its hands.
_WAITING = """
SELECT count(*) FROM news.listed_links AS l
WHERE l.source = %(source)s AND l.section = %(section)s AND l.outcome = 'pending' AND l.ways <> '{archive}'
    AND NOT EXISTS (SELECT FROM unnest(%(urls)s::text[]) AS u(url) WHERE u.url = l.url)
    AND NOT EXISTS (
        SELECT FROM news.crawl_runs AS r
        WHERE r.run_id = l.last_run_id AND r.verdict IS NULL AND r.run_id <> %(run_id)s)
"""
# Of the sections that list one article the first looks at it for all, by its own address if one lists that;
# where it has not come to that for a day, being paused or out of its budget, another does. An address that
# leads there from elsewhere may lead back to a story of its own, so it is looked at for itself.
# What failed for a reason that lasts is asked for as long as it is listed: when it came due on a list. So is
# what failed more often than there are steps; not the second look at a stored article that is not there.
_DUE = f"""
SELECT l.url, l.ways, l.article_id
FROM news.listed_links AS l LEFT JOIN news.articles AS a ON a.article_id = l.article_id
LEFT JOIN news.article_urls AS u ON u.url = l.url AND u.article_id = l.article_id AND u.kind = 'redirect'
WHERE l.source = %(source)s AND l.section = %(section)s AND l.next_check_at <= %(now)s
    AND l.ways <> '{{archive}}' AND (%(is_held)s IS NULL OR (l.article_id IS NOT NULL) = %(is_held)s)
    AND (l.attempt_count = 0 OR l.next_check_at <= l.last_listed_at
        OR (l.attempt_count <= {len(recheck.RETRIES)}
            AND (l.reason = ANY('{{{_RETRYABLE}}}') OR coalesce(a.status = 'available', false))))
    AND NOT EXISTS (
        SELECT FROM news.listed_links AS o
        LEFT JOIN news.article_urls AS w
            ON w.url = o.url AND w.article_id = o.article_id AND w.kind = 'redirect'
        WHERE o.article_id = l.article_id AND w.url IS NOT DISTINCT FROM u.url
            AND (o.url <> a.url, o.source, o.section, o.url) < (l.url <> a.url, l.source, l.section, l.url)
            AND o.next_check_at > %(now)s - interval '1 day' AND o.ways <> '{{archive}}'
            AND NOT EXISTS (
                SELECT FROM news.sections AS s
                WHERE s.source = o.source AND s.section = o.section AND NOT s.is_active))
ORDER BY l.next_check_at, l.url LIMIT %(limit)s
"""  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class KnownLink:
    """What we hold of a link. `outcome` is KNOWN for an article that other sections brought."""

    url: str
    outcome: Outcome
    reason: Reason | None
    article_id: int | None
    next_check_at: datetime | None
    attempt_count: int
    is_in_section: bool  # whether this section listed it before
    published_at: datetime | None = None  # as its page says, or a listing where it was not read
    is_settled: bool = True  # a run of this section has ended well since it was first listed
    section_label: str | None = None  # what the page of a stored article calls its section
    is_shown: bool = False  # whether the section's own pages showed it before


def known_links(
    connection: Connection, source: str, section: str, urls: Iterable[str]
) -> dict[str, KnownLink]:
    """What is held of each address; addresses never seen are missing from the answer.

    One that an article only claims leads nowhere yet, so that its own page is fetched.
    """
    asked = {clean_text(url): url for url in urls}
    if not asked:
        return {}
    with cursor_of(connection) as cursor:
        claimed = list(unproven(cursor, asked))
        place = {"source": source, "section": section}
        cursor.execute(_KNOWN, {"urls": list(asked), "unproven": claimed, **place})
        return {asked[row[0]]: _known(asked[row[0]], row) for row in cursor.fetchall()}


def count_known_beside(
    connection: Connection, source: str, section: str, urls: Iterable[str], since: datetime
) -> int:
    """How many articles published since then the section is known to have, beside those of `urls`."""
    asked = {"source": source, "section": section, "urls": [clean_text(url) for url in urls], "since": since}
    with cursor_of(connection) as cursor:
        cursor.execute(_KNOWN_BESIDE, asked)
        return int(cursor.fetchall()[0][0])


def pending_links(connection: Connection, source: str, section: str, limit: int) -> list[ListedLink]:
    """Links that earlier runs left to be fetched, the last listed first."""
    return _links(connection, _PENDING, source=source, section=section, limit=limit)


def count_waiting_beside(connection: Connection, run: RunStart, urls: Iterable[str]) -> int:
    """How many links of its section wait to be fetched, beside those of `urls` and of other runs at work."""
    asked: dict[str, object] = {"source": run.source, "section": run.section, "run_id": run.run_id}
    asked["urls"] = [clean_text(url) for url in urls]
    with cursor_of(connection) as cursor:
        cursor.execute(_WAITING, asked)
        return int(cursor.fetchall()[0][0])


def ask_again(connection: Connection, run: RunStart, urls: Iterable[str]) -> None:
    """Leave links to the next run as if nobody had come to them; for those that showed what is not theirs."""
    with cursor_of(connection) as cursor:
        cursor.execute(
            _ASK_AGAIN,
            {"source": run.source, "section": run.section, "urls": [clean_text(url) for url in urls]},
        )


def due_checks(
    connection: Connection,
    source: str,
    section: str,
    now: datetime,
    limit: int,
    *,
    is_held: bool | None = None,
) -> list[ListedLink]:
    """Links whose time has come to be fetched again, the longest due first.

    `is_held` True: only stored articles; False: only pages that failed so far.
    """
    asked = {"source": source, "section": section, "now": now, "limit": limit, "is_held": is_held}
    return _links(connection, _DUE, **asked)


def _known(url: str, row: Sequence[Any]) -> KnownLink:
    _, outcome, reason, *rest = row
    said = Outcome(outcome) if outcome else Outcome.KNOWN
    return KnownLink(url, said, Reason(reason) if reason else None, *rest)


def _links(connection: Connection, statement: str, **parameters: object) -> list[ListedLink]:
    with cursor_of(connection) as cursor:
        cursor.execute(statement, parameters)
        return [
            ListedLink(url, Way(ways[0]) if ways else Way.SECTION_PAGE, article_id=article_id)
            for url, ways, article_id in cursor.fetchall()
        ]
