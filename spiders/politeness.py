"""How a source's own keys become Scrapy settings: how much may wait, the name we give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet import config
from broadsheet.sources import Source
from spiders.robots import CRAWLER_NAME

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

VERSION = "0.1"


def apply_politeness(settings: BaseSettings, source: Source) -> None:
    """Set how many requests are open at once, and our name.

    ConfigError for a public site without CRAWLER_CONTACT, and for what else is not set.
    """
    environment = settings["BROADSHEET_ENVIRONMENT"]
    contact = config.crawler_contact(environment)
    is_unnamed = contact is None and not source.private_network
    config.check_services(environment, *([_no_contact(source)] if is_unnamed else []))
    # As many again wait at the gate, so that a place which gets free is taken at once.
    concurrent = max(settings.getint("CONCURRENT_REQUESTS"), 2 * source.concurrency)
    name = f"{CRAWLER_NAME}/{VERSION}"
    values = {
        "CONCURRENT_REQUESTS": concurrent,
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrent,
        "USER_AGENT": f"{name} (+{contact})" if contact else name,
        "DOWNLOAD_VERIFY_CERTIFICATES": not source.private_network,
    }
    for name, value in values.items():
        settings.set(name, value, priority="spider")


def _no_contact(source: Source) -> str:
    return (
        f"CRAWLER_CONTACT is not set: {source.base_url} is a public site, and its publisher must be able to "
        "write to whoever crawls it (a mail address or a web page)"
    )
