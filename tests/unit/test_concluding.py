"""A run is red if any of its sections is, and says which and why."""

import importlib

import pytest

from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement

OK = Judgement(Verdict.OK, "two new")
QUIET = Judgement(Verdict.QUIET, "nothing published")
DRIFT = Judgement(Verdict.DRIFT, "no articles listed")


@pytest.fixture
def concluding(airflow_home):
    """The module under test; it imports Airflow."""
    return importlib.import_module("dags.operators.concluding")


def test_all_green_is_green(concluding):
    """Quiet is as green as ok; every section is named."""
    judgement = concluding.summarise({"politics": OK, "culture": QUIET})
    assert judgement.verdict.is_green
    assert "politics ok" in judgement.sentence and "culture quiet" in judgement.sentence


def test_one_red_section_makes_the_run_red_and_is_quoted(concluding):
    """With its verdict and its sentence."""
    judgement = concluding.summarise({"politics": OK, "culture": DRIFT})
    assert judgement.verdict is Verdict.DRIFT
    assert "culture drift: no articles listed" in judgement.sentence


def test_a_section_that_was_planned_and_said_nothing_is_interrupted(concluding):
    """A task that was killed outright leaves no word."""
    judged = concluding.judge_sections(["politics", "culture"], ["politics", "culture"], {}, {"politics": OK})
    assert judged["culture"].verdict is Verdict.INTERRUPTED
    assert not concluding.summarise(judged).verdict.is_green


def test_a_section_that_is_held_back_makes_the_run_red(concluding):
    """Ops must not read a green run as: everything was crawled."""
    judged = concluding.judge_sections(
        ["politics", "culture"], ["politics"], {"culture": "until noon"}, {"politics": OK}
    )
    assert judged["culture"].verdict is Verdict.BLOCKED
    assert "until noon" in judged["culture"].sentence
    assert concluding.summarise(judged).verdict is Verdict.BLOCKED


def test_nothing_at_all_is_not_green(concluding):
    """A run without a section has shown nothing."""
    assert not concluding.summarise({}).verdict.is_green


def test_a_plan_that_failed_gives_its_verdict_to_the_run(concluding):
    """With the plan's own reason."""
    judgement = concluding.judge_unplanned(Judgement(Verdict.STORAGE, "the database is away"))
    assert judgement.verdict is Verdict.STORAGE
    assert "the database is away" in judgement.sentence


def test_a_section_whose_file_changed_meanwhile_is_still_judged(concluding):
    """It was planned under its old name: it counts."""
    judged = concluding.judge_sections(["politics"], ["politics", "old"], {}, {"politics": OK, "old": DRIFT})
    assert set(judged) == {"politics", "old"}
