"""The task that asks which sections of a source are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dags.operators.base import VerdictOperator

if TYPE_CHECKING:
    from airflow.sdk import Context

    from broadsheet.runs import Judgement


class PlanSections(VerdictOperator):
    """Returns the names of the sections to crawl now."""

    def __init__(self, *, source: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source

    def work(self, context: Context) -> tuple[Judgement, Any]:
        """Plan, and leave for `conclude` which sections are held back."""
        from dags.operators.planning import plan  # noqa: PLC0415 - parsing needs none of it

        return plan(self.source, context)
