"""How a source's own keys become Scrapy settings: delay, concurrency, the name we give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet import config
from broadsheet.errors import ConfigError
from broadsheet.sources import Source
from spiders.robots import CRAWLER_NAME

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

VERSION = "0.1"


def apply_politeness(settings: BaseSettings, source: Source) -> None:
    """Set delay, concurrency and user agent. ConfigError for a public site without CRAWLER_CONTACT."""
    contact = config.crawler_contact(settings["BROADSHEET_ENVIRONMENT"])
    if contact is None and not source.private_network:
        raise ConfigError(
            f"CRAWLER_CONTACT is not set: {source.base_url} is a public site, and its publisher must be "
            "able to write to whoever crawls it (a mail address or a web page)"
        )
    name = f"{CRAWLER_NAME}/{VERSION}"
    values = {
        "DOWNLOAD_DELAY": source.request_delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": source.concurrency,
        "USER_AGENT": f"{name} (+{contact})" if contact else name,
        "DOWNLOAD_VERIFY_CERTIFICATES": not source.private_network,
    }
    for name, value in values.items():
        settings.set(name, value, priority="spider")
