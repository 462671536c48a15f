"""The task that crawls one section, as a child process that Airflow can stop at any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from airflow.sdk import Asset, AssetAlias

from dags.operators.base import SectionOperator

if TYPE_CHECKING:
    from airflow.sdk import Context

    from broadsheet.runs import Judgement


class CrawlSection(SectionOperator):
    """Crawls one section of a source and takes its verdict from the row of the run it started."""

    def __init__(self, *, source: str, section: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source, self.section = source, section

    def work(self, context: Context) -> tuple[Judgement, Any]:
        """Crawl; a green run leaves an event with its counts on the section's Asset."""
        from dags.operators.section_run import SectionRun  # noqa: PLC0415 - parsing needs none of it

        self._run = SectionRun(self.source, self.section, context["ti"])
        judgement, counts = self._run.crawl()
        if judgement.verdict.is_green:
            event = context["outlet_events"][section_alias(self.source)]
            event.add(
                section_asset(self.source, self.section), extra={"verdict": judgement.verdict.value, **counts}
            )
        return judgement, None


def section_asset(source: str, section: str) -> Asset:
    """The Asset that stands for what is stored of a section."""
    return Asset(f"news/{source}/{section}")


def section_alias(source: str) -> AssetAlias:
    """The name under which the mapped task may report on any of a source's Assets."""
    return AssetAlias(f"news/{source}")
