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

if TYPE_CHECKING:
    import argparse

    from scrapy.crawler import Crawler

EXIT_GREEN, EXIT_RED, EXIT_CONFIG = 0, 1, 2


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
        crawler = self.crawler_process.create_crawler(args[0])  # type: ignore[union-attr]
        errors: list[BaseException] = []
        self._start(crawler, opts.spargs, errors)
        if crawler.spider is None:
            self._explain(errors)
        else:
            self._conclude(getattr(crawler.spider, "runs", None))

    def _start(self, crawler: Crawler, arguments: dict[str, Any], errors: list[BaseException]) -> None:
        logging.getLogger("scrapy.crawler").addFilter(_keep_quiet_about(errors))
        try:
            crawl = self.crawler_process.crawl(crawler, **arguments)  # type: ignore[union-attr]
        except Exception as error:  # told below, as a sentence
            errors.append(error)
            return
        if hasattr(crawl, "addErrback"):
            crawl.addErrback(lambda failure: errors.append(failure.value))
        self.crawler_process.start()  # type: ignore[union-attr]
        if self.crawler_process.bootstrap_failed:  # type: ignore[union-attr]
            self.exitcode = EXIT_RED

    def _explain(self, errors: list[BaseException]) -> None:
        error = errors[0] if errors else RuntimeError("the crawl did not start")
        is_config = isinstance(error, ConfigError)
        verdict = Verdict.CONFIG if is_config else Verdict.BUG
        _say("", Judgement(verdict, str(error)))
        self.exitcode = EXIT_CONFIG if is_config else EXIT_RED

    def _conclude(self, runs: list[Any] | None) -> None:
        if runs is None:
            return  # a spider without section runs ends as Scrapy ends it
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


def _keep_quiet_about(errors: list[BaseException]) -> Any:
    def keep(record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, ConfigError) and error in errors)

    return keep
