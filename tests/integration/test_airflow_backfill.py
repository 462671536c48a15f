"""Triggering `backfill` in a real Airflow: green with the articles of those days, or red with a sentence."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import psycopg2
import pytest

from broadsheet.urls import canonicalise
from tests.integration.airflow_runs import Observed, observe
from tests.integration.conftest import RunningAirflow
from tests.newsweb import NewsWeb
from tests.newsweb.archives import days_between, keep_sitemaps, truth_of
from tests.waiting import wait_until

DAY = date(2026, 9, 3)


@pytest.fixture(scope="module")
def web():
    with NewsWeb(["courier"]) as running:
        yield running


@pytest.fixture(scope="module")
def runs(airflow: RunningAirflow, web: NewsWeb) -> dict[str, Observed]:
    """One run that is as it should be, one with days in the wrong order."""
    site = web.publisher("courier")
    keep_sitemaps(site, days_between(date(2026, 9, 1), date(2026, 9, 5)))
    (airflow.sources / "past.yaml").write_text(
        site.source_yaml(["harbour", "culture"], name="past", paused=True)
    )
    airflow.look_again()
    api = airflow.server.api
    _wait_for_form(airflow, "past")
    asked = {
        "fine": {"source": "past", "since": str(DAY), "until": str(DAY)},
        "reversed": {"source": "past", "since": "2026-09-03", "until": "2026-09-02", "section": "harbour"},
    }
    started = {name: api.trigger("backfill", conf) for name, conf in asked.items()}
    return {name: observe(airflow, "backfill", run_id) for name, run_id in started.items()}


def _wait_for_form(airflow: RunningAirflow, source: str) -> None:
    """A new source is offered once Airflow has read the Dag's file again, as its own Dag is shown then."""
    api = airflow.server.api
    api.wait_for_dag("backfill")

    def is_offered() -> bool:
        return source in str(api.call("GET", "/dags/backfill/details")["params"]["source"])

    wait_until(is_offered, f"the form offers {source}", every=0.5)


def test_every_section_is_a_task_with_its_verdict(runs: dict[str, Observed]) -> None:
    """Mapped, under its own name, with the verdict as note and last line."""
    run = runs["fine"]
    assert run.state == "success", run.tasks
    for section in ("harbour", "culture"):
        assert run.tasks[section].note.startswith("ok: 2026-09-03 to 2026-09-03: ")
        assert run.tasks[section].last_line == run.tasks[section].note
    assert run.tasks["conclude"].note == "ok: 2 of 2 sections are green: harbour ok; culture ok"


def test_the_articles_of_that_day_are_there(
    airflow: RunningAirflow, web: NewsWeb, runs: dict[str, Observed]
) -> None:
    """Those of both sections, in runs that say that they are backfills of this Airflow run."""
    with closing(psycopg2.connect(airflow.database)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT url FROM news.articles WHERE source = 'past'")
        found = {url for (url,) in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT kind, dag_id, since_on FROM news.crawl_runs WHERE source = 'past'")
        kinds = cursor.fetchall()
    site = web.publisher("courier")
    truth = [page for section in ("harbour", "culture") for page in truth_of(site, section, [DAY])]
    assert found == {canonicalise(page.url) for page in truth}
    assert kinds == [("backfill", "backfill", DAY)]


def test_days_in_the_wrong_order_are_red_at_once(runs: dict[str, Observed]) -> None:
    """With the sentence that the command line says, and no second try."""
    run = runs["reversed"]
    assert run.state == "failed"
    assert run.tasks["plan"].note == (
        "config: --until 2026-09-02 is before --since 2026-09-03; give the earlier day as --since"
    )
    assert run.tasks["plan"].tries == 1
    assert "nothing could be planned" in run.tasks["conclude"].note
