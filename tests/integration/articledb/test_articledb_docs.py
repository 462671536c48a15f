"""The dictionary says what is there; the queries of the pages for analysts and for ops run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from broadsheet.article import ArticleLink, FieldValue, Image, LiveEntry
from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.dictionary import read_relations, render
from broadsheet.articledb.meanings import OUTCOMES, REASONS, VERDICTS
from broadsheet.articledb.roles import ANALYST
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.store import store_items
from broadsheet.local.postgres import PostgresServer
from broadsheet.outcomes import Outcome, Reason, RunKind, Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.conftest import fresh_database
from tests.integration.analyst_queries import PAGE, queries
from tests.integration.articledb.items import HOUR, failed, item, link, listing, text

LONG_AGO = date(2024, 5, 1)
DOCS = Path(__file__).parents[3] / "docs"
QUERIES = queries()
OPS_QUERIES = re.findall(r"^```sql\n(.*?)^```", (DOCS / "ops.md").read_text(), re.DOTALL | re.MULTILINE)


def test_the_dictionary_is_that_of_the_live_schema(news: Connection) -> None:
    """docs/data-dictionary.md is what the comments of a migrated database say."""
    told = render(read_relations(news))
    assert (DOCS / "data-dictionary.md").read_text() == told, (
        "run: python -m broadsheet.articledb.dictionary > docs/data-dictionary.md"
    )


def test_every_word_is_explained() -> None:
    """Each verdict, outcome and reason has its sentence."""
    assert (set(VERDICTS), set(OUTCOMES), set(REASONS)) == (set(Verdict), set(Outcome), set(Reason))


@pytest.fixture(scope="module")
def analyst(postgres_server: PostgresServer, migrated_template: str) -> Iterator[Connection]:
    """A connection as the analyst to a database with something in it."""
    with (
        fresh_database(postgres_server, migrated_template) as database,
        closing(connect(database)) as connection,
    ):
        fill(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {ANALYST}; SET search_path = news")
        yield connection


def fill(news: Connection) -> None:
    """A little of everything an analyst may ask for, an hour ago."""
    at = datetime.now(UTC) - 3 * HOUR
    for number, verdict in enumerate((Verdict.OK, Verdict.UNREACHABLE, Verdict.OK)):
        run_id = f"run-{number}"
        start_run(news, RunStart(run_id, "example", "politics", at + number * HOUR / 2))
        finish_run(news, run_id, Judgement(verdict, "As the test says."), RunCounts())
    dates = [
        FieldValue("published_at", str(at), "then", "meta", "date", True, "minute"),
        FieldValue("published_at", str(at + HOUR), "later", "markup", "time", False, "minute"),
        FieldValue("page_count", None, "https://news.example/2", "markup", "page 2 is missing: gone", False),
    ]
    dates += [
        FieldValue("headline", said, said, "meta", said, said == "The harbour")
        for said in ("The harbour", "Harbour")
    ]
    harbour = {"headline": "The harbour", "published_at": at, "fields": tuple(dates)}
    store_items(news, [item("harbour", at, **harbour), item("lost", at)])
    store_items(news, [item("harbour", at + HOUR, **{**harbour, "correction_text": "It was the port."})])
    store_items(
        news,
        [
            item("copied", at + HOUR, body_text=text("harbour"), fields=tuple(dates)),
            failed("refused", Reason.NO_TEXT),
        ],
    )
    undated = {"headline": "The harbour", "correction_text": "It was the quay."}
    store_items(news, [item("harbour", at + 2 * HOUR, **undated)])
    for number, headline in enumerate(("The crane", "A crane for the port", "The crane")):
        store_items(news, [item("crane", at + number * HOUR / 2, headline=headline)])
    days = {"since_on": LONG_AGO, "until_on": LONG_AGO}
    past = RunStart("past", "example", "politics", at, kind=RunKind.BACKFILL, **days)
    start_run(news, past)
    start_run(news, RunStart("sample", "sample", "politics", at))
    of_sample = {"source": "sample", "run_id": "sample"}
    ruled = (FieldValue("kicker", "Harbour", "Harbour", "source_rule", ".topic", is_chosen=True),)
    store_items(
        news, [item("harbour/quay", at, page_fields=of_sample, headline="At the harbour", fields=ruled)]
    )
    store_rich(news, at)
    lost = [link("harbour/lost", Outcome.REJECTED, reason=Reason.NO_TEXT), link("harbour/quay")]
    store_items(news, [listing(*lost, at=at, **of_sample), failed("harbour/lost", Reason.NO_TEXT)])
    store_items(news, [item("old", at, page_fields={"run_id": "past"})])
    for number in (1, 2):
        store_items(news, [failed("lost", Reason.GONE, at + number * HOUR, run_id=f"run-{number}")])


def store_rich(news: Connection, at: datetime) -> None:
    """A live blog with pictures and links, whose site then says that it was published later."""
    told = {
        "headline": "The storm",
        "content_type": "live_blog",
        "images": (Image("https://news.example/storm.jpg", "The storm", "Ana Costa"),),
        "links": (ArticleLink(item("harbour", at).page.url, "the harbour", "inline"),),
        "live_entries": (LiveEntry("It is over.", published_at=at), LiveEntry("It begins.")),
    }
    for delay in (0 * HOUR, HOUR):
        store_items(news, [item("storm", at + delay, **told, published_at=at + delay / 2)])


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_the_queries_of_the_page_answer(analyst: Connection, query: str) -> None:
    """Each query runs as the analyst and finds something in a database where there is something to find."""
    with analyst.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall()


def test_the_queries_for_ops_run(analyst: Connection) -> None:
    """Whoever may read may ask them."""
    assert OPS_QUERIES
    with analyst.cursor() as cursor:
        for query in OPS_QUERIES:
            cursor.execute(query)
            assert cursor.description


def test_the_page_has_queries() -> None:
    """The tests have all of them to run, and some find something at once."""
    assert len(QUERIES) == PAGE.read_text().count("```sql") > 10
    assert set() < set(queries(with_later=False)) < set(QUERIES)
