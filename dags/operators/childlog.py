"""A crawl's log lines as lines of the task's log: each at its own level, without a second time stamp."""

from __future__ import annotations

import logging
import re

_LINE = re.compile(r"\d\d:\d\d:\d\d (?P<level>[A-Z]+) (?P<message>.*)")  # LOG_FORMAT of spiders/settings.py
_LEVELS = logging.getLevelNamesMapping()

log = logging.getLogger("airflow.task")


class ChildLog:
    """Passes lines on; what has no level of its own, such as a traceback, belongs to the line before."""

    def __init__(self) -> None:
        self._level = logging.INFO

    def __call__(self, line: str) -> None:
        """Pass one line on."""
        found = _LINE.fullmatch(line)
        if found and found["level"] in _LEVELS:
            self._level, line = _LEVELS[found["level"]], found["message"]
        log.log(self._level, "%s", line)
