"""Inside the plan task: the database is asked, the answer is put where the other tasks find it."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from broadsheet.articledb.connection import connect
from broadsheet.backfill.days import days_of
from broadsheet.config import database_url
from broadsheet.outcomes import Verdict
from broadsheet.planning import Plan, make_plan, why_held
from broadsheet.runs import Judgement
from broadsheet.sources import load_source, zone
from dags.operators.base import HELD_XCOM
from dags.operators.settings import task_environment

if TYPE_CHECKING:
    from airflow.sdk import Context


def plan(source: str, context: Context) -> tuple[Judgement, list[str]]:
    """The due sections; those held back go to an XCom of their own."""
    with closing(connect(database_url(task_environment()))) as connection:
        made = make_plan(connection, source)
    context["ti"].xcom_push(HELD_XCOM, _held(made))
    return Judgement(Verdict.OK, made.sentence), list(made.due)


def plan_backfill(context: Context) -> tuple[Judgement, list[str]]:
    """The sections that the run's parameters ask for. ConfigError for what does not fit together."""
    params = context["params"]
    source = load_source(params["source"])
    sections = [source.section(params["section"])] if params["section"] else list(source.sections)
    days = [
        days_of(params["since"], params["until"], zone(source, each), datetime.now(UTC)) for each in sections
    ]
    with closing(connect(database_url(task_environment()))) as connection:
        made = make_plan(connection, source.name)
    wanted = [section.name for section in sections]
    held = {section: why for section, why in _held(made).items() if section in wanted}
    context["ti"].xcom_push(HELD_XCOM, held)
    due = [name for name in wanted if name not in held]
    said = f"{source.name}, {days[0]}: {', '.join(due) or 'no section'}"
    said += "".join(f"; {section} is held back, {why}" for section, why in held.items())
    return Judgement(Verdict.OK, said), due


def _held(made: Plan) -> dict[str, str]:
    return {section: why_held(judgement) for section, judgement in made.held.items()}
