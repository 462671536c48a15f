"""What every task of ours does alike: a verdict decides its colour, retries, note and last log line."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from airflow.sdk import BaseOperator, RetryDecision, RetryPolicy, Variable

if TYPE_CHECKING:
    from airflow.sdk import Context

    from broadsheet.runs import Judgement
    from dags.operators.section_run import SectionRun

RETRY_DELAY = "crawl_retry_delay"  # the Airflow Variable: seconds before the first retry
DEFAULT_DELAY, DELAY_GROWTH, LONGEST_DELAY = 60.0, 4, 15  # seconds; times the one before; times the first
LONGEST_WAIT = timedelta(minutes=15)  # a block that ends sooner is waited for, a longer one is planned around
RETRIES = 2
SHORT_TASK = timedelta(minutes=5)  # planning and concluding take seconds; a database that hangs does not
VERDICT_XCOM, HELD_XCOM = "verdict", "held"  # what tasks leave for `conclude`
_JUDGEMENT = "judgement"  # where a task's context keeps it for the last line

log = logging.getLogger("airflow.task")


class NotGreen(Exception):
    """The task's verdict is red."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        super().__init__(f"{judgement.verdict}: {judgement.sentence}")


class VerdictRetryPolicy(RetryPolicy):
    """Whether and when to try again, by the verdict. Exceptions of Airflow's own are left to Airflow."""

    def evaluate(
        self, exception: BaseException, try_number: int, max_tries: int, context: Context | None = None
    ) -> RetryDecision:
        """Decide in the task's process, where the exception still is."""
        if not isinstance(exception, NotGreen):
            return RetryDecision.default()
        judgement = exception.judgement
        if judgement.verdict.is_retried:
            retries = (context["task"].retries if context else None) or max_tries
            # Clearing a task raises max_tries: the delays then start from the first again.
            return RetryDecision.retry(_delay(try_number - 1 - (max_tries - retries)), str(exception))
        wait = _wait_of(judgement)
        if wait is not None and wait <= LONGEST_WAIT:
            return RetryDecision.retry(max(wait, timedelta(0)), str(exception))
        return RetryDecision.fail(f"{judgement.verdict}: trying again soon would not help")

    def serialize(self) -> dict[str, Any]:
        """Nothing to keep: all there is to know is in the class."""
        return {}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> VerdictRetryPolicy:  # noqa: ARG003
        """The policy again."""
        return cls()


class VerdictOperator(BaseOperator):
    """Green only when its verdict is. A child class does the work and returns its verdict and its result."""

    def work(self, context: Context) -> tuple[Judgement, Any]:
        """Do it; errors of ours become verdicts."""
        raise NotImplementedError

    def execute(self, context: Context) -> Any:
        """Work, publish the verdict, and fail when it is red."""
        from dags.operators.reporting import judge, publish  # noqa: PLC0415 - parsing needs none of it

        judgement, result = judge(self.work, context)
        context[_JUDGEMENT] = judgement  # type: ignore[literal-required]
        publish(judgement, context)
        if not judgement.verdict.is_green:
            raise NotGreen(judgement) from None
        return result


class SectionOperator(VerdictOperator):
    """A task whose work is a child process, which ends with it."""

    _run: SectionRun | None = None

    def on_kill(self) -> None:
        """Airflow or someone in its UI ends the task."""
        if self._run is not None:
            self._run.stop("the task was ended from Airflow", soon=True)


def task_defaults() -> dict[str, Any]:
    """What a Dag of ours states for all of its tasks; those that crawl have a time limit of their own."""
    return {
        "retries": RETRIES,
        "retry_policy": VerdictRetryPolicy(),
        "retry_delay": timedelta(seconds=DEFAULT_DELAY),  # where the task failed before it had a verdict
        "execution_timeout": SHORT_TASK,
        "on_success_callback": say_verdict,
        "on_failure_callback": say_verdict,
        "on_retry_callback": say_verdict,
    }


def say_verdict(context: Context) -> None:
    """The task's last log line: a callback, because Airflow prints a traceback after `execute`."""
    judgement = cast("Judgement | None", context.get(_JUDGEMENT))
    if judgement is None:
        return  # the task ended before it had one; the exception above is all there is
    # The UI folds away what follows a task's end up to this mark.
    log.info("::endgroup::")
    level = logging.INFO if judgement.verdict.is_green else logging.ERROR
    log.log(level, "%s: %s", judgement.verdict, judgement.sentence)


def _delay(retry: int) -> timedelta:
    first = float(Variable.get(RETRY_DELAY, default=DEFAULT_DELAY))
    return timedelta(seconds=first * min(DELAY_GROWTH ** max(retry, 0), LONGEST_DELAY))


def _wait_of(judgement: Judgement) -> timedelta | None:
    if judgement.verdict != "blocked" or judgement.retry_after_at is None:
        return None
    return judgement.retry_after_at - datetime.now(UTC)
