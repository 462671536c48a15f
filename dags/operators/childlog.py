"""A crawl's log lines as lines of the task's log: each at its own level, without a second time stamp."""

from __future__ import annotations

import logging
import re

# Scrapy's own format: date, time, [logger] LEVEL: message
_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[(?P<logger>[^]]+)\] (?P<level>[A-Z]+): (?P<message>.*)")
_LEVELS = logging.getLevelNamesMapping()


class ChildLog:
    """Passes lines on; what has no level of its own, such as a traceback, belongs to the line before."""

    def __init__(self, name: str = "airflow.task") -> None:
        self._logger = name
        self._level = logging.INFO

    def __call__(self, line: str) -> None:
        """Pass one line on."""
        found = _LINE.fullmatch(line)
        if found and found["level"] in _LEVELS:
            self._logger, self._level = found["logger"], _LEVELS[found["level"]]
            line = found["message"]
        logging.getLogger(self._logger).log(self._level, "%s", line)
