"""The task that gives a run its colour: red when any section is, or when nothing could be crawled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dags.operators.base import VerdictOperator

if TYPE_CHECKING:
    from airflow.sdk import Context

    from broadsheet.runs import Judgement


class ConcludeSource(VerdictOperator):
    """Lists every section with its verdict."""

    def __init__(self, *, sections: list[str], crawl_task: str = "crawl", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sections, self.crawl_task = sections, crawl_task

    def work(self, context: Context) -> tuple[Judgement, Any]:
        """Read what `plan` and the sections' tasks left, and judge the whole."""
        from dags.operators.concluding import conclude  # noqa: PLC0415 - parsing needs none of it

        return conclude(self.sections, context, self.crawl_task)
