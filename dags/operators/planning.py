"""Inside the plan task: the database is asked, the answer is put where the other tasks find it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from broadsheet.articledb.connection import connect
from broadsheet.config import database_url
from broadsheet.outcomes import Verdict
from broadsheet.planning import make_plan, why_held
from broadsheet.runs import Judgement
from dags.operators.base import HELD_XCOM
from dags.operators.settings import task_environment

if TYPE_CHECKING:
    from airflow.sdk import Context


def plan(source: str, context: Context) -> tuple[Judgement, list[str]]:
    """The due sections; those held back go to an XCom of their own."""
    with closing(connect(database_url(task_environment()))) as connection:
        made = make_plan(connection, source)
    held = {section: why_held(judgement) for section, judgement in made.held.items()}
    context["ti"].xcom_push(HELD_XCOM, held)
    return Judgement(Verdict.OK, made.sentence), list(made.due)
