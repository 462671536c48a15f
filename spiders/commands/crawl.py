"""`scrapy crawl` whose exit code is the verdict's: Scrapy's own ends with 0 whatever the data says."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as StockCommand
from scrapy.exceptions import UsageError

from broadsheet.errors import ConfigError
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement
from spiders import arguments

if TYPE_CHECKING:
    import argparse

EXIT_RED, EXIT_CONFIG = 1, 2


class Command(StockCommand):
    """Runs a spider; for one that has section runs, says every verdict and exits by them."""

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Run a spider; exits with 0 only if every section's verdict is green"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, then judge by the runs' verdicts."""
        if len(args) != 1:
            raise UsageError("one spider, such as: scrapy crawl news -a source=NAME")
        _keep_to_what_matters()
        process = self.crawler_process
        try:
            arguments.refuse_unknown_spider(args[0], process.spider_loader.list())  # type: ignore[union-attr]
        except ConfigError as error:
            self._explain(error)
            return
        crawler = process.create_crawler(args[0])  # type: ignore[union-attr]
        task: Any = process.crawl(crawler, **opts.spargs)  # type: ignore[union-attr]
        errors: list[BaseException] = []
        task.add_done_callback(lambda done: errors.extend(filter(None, [done.exception()])))
        process.start()  # type: ignore[union-attr]
        if errors:
            self._explain(errors[0])
        else:
            self._conclude(getattr(crawler.spider, "runs", None))

    def _explain(self, error: BaseException) -> None:
        """The crawl could not even begin: a wrong setting is a sentence, anything else our mistake."""
        if isinstance(error, ConfigError):
            _say("", Judgement(Verdict.CONFIG, str(error)))
            self.exitcode = EXIT_CONFIG
            return
        logging.getLogger("broadsheet").error("the crawl could not begin", exc_info=error)
        _say("", Judgement(Verdict.BUG, f"{type(error).__name__}: {error}"))
        self.exitcode = EXIT_RED

    def _conclude(self, runs: list[Any] | None) -> None:
        if runs is None:  # stopped before the spider was made, or a spider without section runs
            self.exitcode = EXIT_RED
            return
        for run in runs:
            judgement = run.judgement or Judgement(Verdict.INTERRUPTED, "not begun")
            _say(f"{run.start.source}/{run.section.name}: " if len(runs) > 1 else "", judgement)
            if not judgement.verdict.is_green:
                self.exitcode = max(self.exitcode, _exit_code(judgement.verdict))


def _keep_to_what_matters() -> None:
    """Whoever reads a task's log wants the crawl's numbers, not the list of Scrapy's parts."""
    for name in ("scrapy.middleware", "scrapy.addons", "scrapy.crawler", "scrapy.utils.log"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _exit_code(verdict: Verdict) -> int:
    return EXIT_CONFIG if verdict is Verdict.CONFIG else EXIT_RED


def _say(subject: str, judgement: Judgement) -> None:
    sys.stdout.write(f"{subject}verdict: {judgement.verdict}: {judgement.sentence}\n")
    sys.stdout.flush()
