"""Retries and the time between them follow the verdict."""

import importlib
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement

RETRIES = 2
RETRIED = [verdict for verdict in Verdict if verdict.is_retried]
FINAL = [Verdict.CONSENT, Verdict.DRIFT, Verdict.CONFIG, Verdict.BUG]


@pytest.fixture
def base(airflow_home):
    """The module under test; it imports Airflow."""
    return importlib.import_module("dags.operators.base")


@pytest.fixture
def decide(base, monkeypatch):
    """The policy's decision on a verdict, as a task of ours would get it; a first delay of 60 seconds."""
    monkeypatch.setenv(f"AIRFLOW_VAR_{base.RETRY_DELAY.upper()}", "60")

    def decision(verdict, try_number=1, max_tries=RETRIES, retry_after_at=None):
        error = base.NotGreen(Judgement(verdict, "because", retry_after_at))
        context = {"task": SimpleNamespace(retries=RETRIES)}
        return base.VerdictRetryPolicy().evaluate(error, try_number, max_tries, context)

    return decision


@pytest.mark.parametrize("verdict", RETRIED)
def test_retried_verdicts_are_retried(decide, verdict):
    """What may pass by itself is tried again."""
    assert decide(verdict).action.value == "retry"


@pytest.mark.parametrize("verdict", FINAL)
def test_others_fail_at_once(decide, verdict):
    """Where someone must act, a second try would only cost the publisher."""
    assert decide(verdict).action.value == "fail"


def test_every_red_verdict_is_decided(decide):
    """None falls through to Airflow's own rules."""
    red = [verdict for verdict in Verdict if not verdict.is_green]
    assert {decide(verdict).action.value for verdict in red} == {"retry", "fail"}


def test_the_delay_grows_from_one_to_fifteen_minutes(decide):
    """The longer it lasts, the less often we ask."""
    delays = [
        decide(Verdict.UNREACHABLE, try_number=number, max_tries=RETRIES).retry_delay
        for number in range(1, 6)
    ]
    assert delays[0] == timedelta(minutes=1)
    assert delays == sorted(delays)
    assert delays[-1] == timedelta(minutes=15)


def test_a_cleared_task_starts_with_the_first_delay_again(decide):
    """Clearing raises max_tries: the fourth try is the first of three then."""
    assert decide(Verdict.STORAGE, try_number=4, max_tries=3 + RETRIES).retry_delay == timedelta(minutes=1)


def test_a_short_block_is_waited_for_and_never_undercut(decide):
    """Ten minutes: the retry comes then, not before."""
    until = datetime.now(UTC) + timedelta(minutes=10)
    decision = decide(Verdict.BLOCKED, retry_after_at=until)
    assert decision.action.value == "retry"
    assert datetime.now(UTC) + decision.retry_delay >= until - timedelta(seconds=1)


@pytest.mark.parametrize("until", [None, datetime(2999, 1, 1, tzinfo=UTC)])
def test_a_long_block_fails_now(decide, until):
    """The planner holds the section back until then; a task must not wait for hours or without an end."""
    assert decide(Verdict.BLOCKED, retry_after_at=until).action.value == "fail"


def test_airflows_own_failures_are_left_to_airflow(base):
    """Such as an API that is away when the task reports."""
    decision = base.VerdictRetryPolicy().evaluate(RuntimeError("API"), 1, RETRIES, None)
    assert decision.action.value == "default"


def test_the_policy_survives_serialisation(base):
    """Airflow keeps Dags as JSON."""
    kept = base.VerdictRetryPolicy().serialize()
    assert isinstance(base.VerdictRetryPolicy.deserialize(kept), base.VerdictRetryPolicy)
