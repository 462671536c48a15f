"""Report: count every page once, by outcome and reason. It does not judge the run."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from broadsheet.article import Item
from broadsheet.rulecounts import OF_DROP, RuleCounts
from broadsheet.services import Services, services_of
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
        told = set(tally.rules.missed)
        tally.add_item(item)
        for name in sorted(tally.rules.missed.keys() - told):
            if not name.startswith(OF_DROP):  # which not all pages have; the run's sentence tells of all
                _warn_of_rule(tally.rules, name, item.page.url)
        return item


def _warn_of_rule(rules: RuleCounts, name: str, url: str) -> None:
    raw = rules.told[name].raw_value
    log.warning(
        "the source file's rule for %s found %s on %s: what is found without it stands; of"
        " further such pages the run's sentence tells if it finds nothing on any",
        rules.in_words(name),
        "nothing" if raw is None else f"no such value in '{cut_off(raw, _LONGEST)}'",
        url,
    )
