"""What ops see of a run in Airflow's UI, through a browser: names, colours, verdicts, counts, refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psycopg2
import psycopg2.extras
import pytest
from playwright.sync_api import Page

from broadsheet.linked_text import with_links
from broadsheet.local.airflow import ADMIN
from tests.integration.airflow_runs import observe, switch_on
from tests.integration.browser import colour, find_chromium, open_page
from tests.integration.conftest import RunningAirflow
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import empty_listing, status
from tests.waiting import wait_until

SOURCE = "seen"
GREEN, RED = "harbour", "culture"  # the second one's listing has lost its stories
_LOG_LINE = re.compile(r"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] ([A-Z]+) - (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Seen:
    """A run that has ended, a browser that has logged in, and what the database knows of the run."""

    page: Page
    airflow: RunningAirflow
    run_id: str
    rows: dict[str, dict[str, Any]]
    elsewhere: list[str]

    def open(self, path: str) -> Page:
        """Go to a page of the UI."""
        self.page.goto(f"{self.airflow.server.settings.url}{path}")
        return self.page

    def open_run(self) -> Page:
        """Go to the page of the run."""
        return self.open(f"/dags/crawl_{SOURCE}/runs/{quote(self.run_id)}")

    def open_section(self, section: str) -> Page:
        """From the page of the run to the task that bears the section's name."""
        self.open_run().get_by_role("link", name=section, exact=True).click()
        self.page.get_by_role("heading", name=f"crawl [{section}]").wait_for()
        return self.page

    def said(self, section: str) -> str:
        """The section's verdict and sentence, from its row."""
        return f"{self.rows[section]['verdict']}: {self.rows[section]['verdict_reason']}"


@pytest.fixture(scope="module")
def chromium() -> str:
    """Where the browser is; asked before an Airflow is started for nothing."""
    return find_chromium()


@pytest.fixture(scope="module")
def seen(chromium: str, airflow: RunningAirflow) -> Iterator[Seen]:
    """One run with a green and a red section, looked at by someone who has just logged in."""
    run_id = _crawl(airflow)
    with open_page(chromium) as page:
        own, elsewhere = (airflow.server.settings.url, "blob:", "data:"), list[str]()
        page.on("request", lambda each: None if each.url.startswith(own) else elsewhere.append(each.url))
        _log_in(page, airflow)
        yield Seen(page, airflow, run_id, _rows(airflow.database), elsewhere)


def _crawl(airflow: RunningAirflow) -> str:
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        site.misbehave(empty_listing, f"/{RED}/*", kind="section")
        for kind in ("feed", "news_sitemap"):
            site.misbehave(status(404), kind=kind)
        source = site.source_yaml([GREEN, RED], name=SOURCE, schedule="0 0 1 1 *")
        (airflow.sources / f"{SOURCE}.yaml").write_text(source)
        airflow.look_again()
        run_id = switch_on(airflow, f"crawl_{SOURCE}")
        observe(airflow, f"crawl_{SOURCE}", run_id)
    return run_id


def _log_in(page: Page, airflow: RunningAirflow) -> None:
    page.goto(airflow.server.settings.url)
    page.get_by_label("Username").fill(ADMIN)
    page.get_by_label("Password").fill(airflow.server.settings.secrets.airflow_admin_password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Welcome").wait_for()


def _rows(database: str) -> dict[str, dict[str, Any]]:
    with closing(psycopg2.connect(database)) as connection:
        cursor = connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor)
        cursor.execute("SELECT * FROM news.crawl_runs WHERE source = %s", [SOURCE])
        return {row["section"]: dict(row) for row in cursor.fetchall()}


def test_the_dag_of_a_source_is_found_by_its_name(seen: Seen) -> None:
    """From the list of Dags to its own page, under the name that the docs give it."""
    page = seen.open("/dags")
    page.get_by_role("link", name=f"crawl_{SOURCE}", exact=True).click()
    page.get_by_role("heading", name=f"crawl_{SOURCE}").wait_for()
    page.get_by_text("crawl, en").wait_for()


def test_the_run_shows_every_section_by_name_in_its_colour(seen: Seen) -> None:
    """Green where there is data, red where there is none, and red for the whole run."""
    page = seen.open_run()
    rows = {
        name: page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
        for name in ("plan", GREEN, RED, "conclude")
    }
    expected = {"plan": "Success", GREEN: "Success", RED: "Failed", "conclude": "Failed"}
    for name, state in expected.items():
        badge = rows[name].get_by_text(state, exact=True)
        badge.wait_for()
        assert (name, colour(badge)) == (name, "green" if state == "Success" else "red")


@pytest.mark.parametrize("section", [GREEN, RED])
def test_a_task_says_its_verdict_in_its_note_and_in_the_last_line_of_its_log(
    seen: Seen, section: str
) -> None:
    """The sentence of the row, where people look first: above the log, and at its end."""
    said = seen.said(section)
    page = seen.open_section(section)
    page.get_by_role("paragraph").get_by_text(with_links(said), exact=True).wait_for()
    page.get_by_text(f" - {said}").wait_for()
    level, last = _LOG_LINE.findall(page.inner_text("body"))[-1]
    assert (level, last) == ("INFO" if section == GREEN else "ERROR", said)


def test_every_section_is_an_asset_with_the_counts_of_its_green_runs(seen: Seen) -> None:
    """Found by name; its event holds the figures of the row."""
    page = seen.open("/assets")
    page.get_by_role("link", name=f"news/{SOURCE}/{RED}").wait_for()
    page.get_by_role("link", name=f"news/{SOURCE}/{GREEN}").click()
    page.get_by_text("1 Asset Event").wait_for()
    page.get_by_text("{").click()  # what an event carries is shown folded
    page.keyboard.press("Control+Shift+BracketRight")
    page.get_by_text('"verdict": "ok"').wait_for()
    text = page.inner_text("body").replace("\xa0", " ")  # the viewer indents with no-break spaces
    shown = json.loads(re.findall(r"\{[^{}]*\}", text)[-1])
    row = seen.rows[GREEN]
    assert shown["listed_count"] > 0
    assert {name: row[name] for name in shown} == shown


def test_a_refused_file_is_shown_with_its_key_and_value(seen: Seen) -> None:
    """From the Dags page, in the words that the command line uses."""
    file = seen.airflow.sources / "illegible.yaml"
    good = (seen.airflow.sources / f"{SOURCE}.yaml").read_text()
    file.write_text(good.replace(f"name: {SOURCE}", "name: illegible").replace("0 0 1 1 *", "often"))
    seen.airflow.look_again()
    try:
        wait_until(seen.airflow.server.api.import_errors, "an import error is shown", every=0.2)
        page = seen.open("/")
        page.get_by_text("Dag Import Error").click()
        page.get_by_role("button").filter(has_text="source_files.py").click()
        page.get_by_text("illegible.yaml: schedule: got 'often'").wait_for()
    finally:
        file.unlink()


def test_looking_at_it_asks_nobody_else(seen: Seen) -> None:
    """Every page above came from this machine."""
    assert seen.elsewhere == []
