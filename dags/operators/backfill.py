"""The tasks that fetch what was published in the past; what they do is what a crawl's tasks do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dags.operators.base import SectionOperator, VerdictOperator

if TYPE_CHECKING:
    from airflow.sdk import Context

    from broadsheet.runs import Judgement


class PlanBackfill(VerdictOperator):
    """Checks the parameters of the run and returns the names of its sections."""

    def work(self, context: Context) -> tuple[Judgement, Any]:
        """Plan, and leave for `conclude` which sections are held back."""
        from dags.operators.planning import plan_backfill  # noqa: PLC0415 - parsing needs none of it

        return plan_backfill(context)


class BackfillSection(SectionOperator):
    """Fetches the past of one section and takes its verdict from the row of the run it started."""

    def __init__(self, *, section: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.section = section

    def work(self, context: Context) -> tuple[Judgement, Any]:
        """Walk the archive; no Asset hears of it, because nothing was published."""
        from dags.operators.section_run import backfill_run  # noqa: PLC0415 - parsing needs none of it

        self._run = backfill_run(context["params"], self.section, context["ti"])
        judgement, _ = self._run.crawl()
        return judgement, None
