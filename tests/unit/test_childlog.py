"""A crawl's lines keep their level in the task's log."""

import logging

import pytest

from dags.operators.childlog import ChildLog
from spiders import settings


@pytest.fixture
def say(caplog):
    """Pass lines on; what arrived: level and message."""
    caplog.set_level(logging.DEBUG)
    child = ChildLog()

    def passed(*lines):
        caplog.clear()
        for line in lines:
            child(line)
        return [(record.levelname, record.getMessage()) for record in caplog.records]

    return passed


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
def test_level_and_message_are_the_crawls_own(say, level):
    """As the crawl's settings write them; the UI colours and filters by level."""
    record = logging.LogRecord("scrapy", logging.getLevelName(level), "", 0, "slow: 100% of it", None, None)
    line = logging.Formatter(settings.LOG_FORMAT, settings.LOG_DATEFORMAT).format(record)
    assert say(line) == [(level, "slow: 100% of it")]


def test_a_traceback_belongs_to_the_error_before_it(say):
    """Up to the next line with a level."""
    lines = say(
        "13:30:56 ERROR failed",
        "Traceback (most recent call last):",
        '  File "x.py", line 1',
        "KeyError: 'x'",
        "13:30:57 INFO progress",
    )
    assert [level for level, _ in lines] == ["ERROR"] * 4 + ["INFO"]


def test_a_bare_line_is_information(say):
    """Such as the verdict that the process says last."""
    assert say("verdict: ok: fine") == [("INFO", "verdict: ok: fine")]


def test_a_word_in_capitals_is_not_a_level(say):
    """Only the levels that logging knows."""
    assert say("13:30:56 SHOUTED hello") == [("INFO", "13:30:56 SHOUTED hello")]
