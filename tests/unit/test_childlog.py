"""A crawl's lines keep their level in the task's log."""

import logging

import pytest

from dags.operators.childlog import ChildLog


@pytest.fixture
def say(caplog):
    """Pass lines on; what arrived: logger, level, message."""
    caplog.set_level(logging.DEBUG)
    child = ChildLog()

    def passed(*lines):
        caplog.clear()
        for line in lines:
            child(line)
        return [(record.name, record.levelname, record.getMessage()) for record in caplog.records]

    return passed


def test_level_and_logger_are_the_lines_own(say):
    """So that the UI colours errors and can filter by level and source."""
    line = "2026-11-22 13:30:56 [scrapy.core.engine] WARNING: slow: 100% of it"
    assert say(line) == [("scrapy.core.engine", "WARNING", "slow: 100% of it")]


def test_a_traceback_belongs_to_the_error_before_it(say):
    """Up to the next line with a level."""
    lines = say(
        "2026-11-22 13:30:56 [scrapy.core.scraper] ERROR: failed",
        "Traceback (most recent call last):",
        '  File "x.py", line 1',
        "KeyError: 'x'",
        "2026-11-22 13:30:57 [broadsheet] INFO: progress",
    )
    assert [level for _, level, _ in lines] == ["ERROR"] * 4 + ["INFO"]


def test_a_bare_line_is_information(say):
    """Such as the verdict that the process says last."""
    assert say("verdict: ok: fine") == [("airflow.task", "INFO", "verdict: ok: fine")]


def test_a_word_in_capitals_is_not_a_level(say):
    """Only the levels that logging knows."""
    line = "2026-11-22 13:30:56 [x] SHOUTED: hello"
    assert say(line) == [("airflow.task", "INFO", line)]
