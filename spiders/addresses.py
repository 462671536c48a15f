"""Only addresses that the source may be at, checked when a name is resolved: when a connection is made.

A name that pointed elsewhere a minute ago, or a redirect, is checked like the first request; what was
remembered is checked again. The address that was checked is the one connected to: there is no second look-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from broadsheet.addresses import why_refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import CrawlerProcess
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

# Twisted turns every failed look-up into one and the same exception; what we refused is remembered here.
refused_names: set[str] = set()


class AddressRefused(DNSLookupError):
    """The name leads to an address that must not be connected to."""


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, with every answer checked."""

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, process: CrawlerProcess | None = None
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._process = process

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> PublicResolver:
        """Scrapy hands over the process, whose crawlers say which networks they may enter."""
        settings = crawler.settings
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), crawler)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Resolve and check."""
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        refused = why_refused(address, may_be_private=self._may_be_private())
        if refused is None:
            refused_names.discard(name)
            return address
        refused_names.add(name)
        raise AddressRefused(f"{name} leads to {address}, which is {refused}")

    def _may_be_private(self) -> bool:
        crawlers = self._process.crawlers if self._process is not None else ()
        sources = [getattr(crawler.spider, "source", None) for crawler in crawlers]
        return any(source is not None and source.private_network for source in sources)
