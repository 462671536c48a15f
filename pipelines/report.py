"""Report: count every page once, by outcome and reason. It does not judge the run."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from broadsheet.article import Item
from broadsheet.services import Services, services_of
from broadsheet.tally import OF_DROP, RunTally
from broadsheet.telling import rule_in_words
from broadsheet.text import cut_off

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_LONGEST = 80  # characters of what a rule found and could not read
log = logging.getLogger("broadsheet")


class Report:
    """The last stage: what arrives here is stored."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Report:
        """Scrapy's way of making a stage."""
        return cls(services_of(crawler))

    def process_item(self, item: Item) -> Item:
        """Add the item to the tally of its section run."""
        tally = self._services.tallies[item.page.run_id]
        told = set(tally.rules_missed)
        tally.add_item(item)
        for name in sorted(tally.rules_missed.keys() - told):
            if not name.startswith(OF_DROP):  # which not all pages have; the run's sentence tells of all
                _warn_of_rule(tally, name, item.page.url)
        return item


def _warn_of_rule(tally: RunTally, name: str, url: str) -> None:
    raw = tally.rules_told[name].raw_value
    log.warning(
        "the source file's rule for %s found %s on %s: what is found without it stands; of"
        " further such pages the run's sentence tells if it finds nothing on any",
        rule_in_words(tally, name),
        "nothing" if raw is None else f"no such value in '{cut_off(raw, _LONGEST)}'",
        url,
    )
