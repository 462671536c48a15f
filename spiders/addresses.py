"""Only public addresses, unless the source says that it lives on a private network.

Names are checked when they are resolved, which is when a connection is made: a name that pointed elsewhere a
minute ago, or a redirect, is checked like the first request.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import CrawlerProcess
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

# Twisted turns every failed look-up into one and the same exception; what we refused is remembered here.
refused_names: set[str] = set()


class AddressRefused(DNSLookupError):
    """The name leads to a private, loopback, link-local or otherwise not public address."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; metadata services are link-local.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::1")]
    [True, False, False, False, False]
    """
    return ip_address(address).is_global


def is_literal(host: str) -> bool:
    """Whether a host is written as an address, which no resolver ever sees."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


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
        if is_public(address) or self._may_be_private():
            return address
        refused_names.add(name)
        raise AddressRefused(f"{name} leads to {address}")

    def _may_be_private(self) -> bool:
        crawlers = self._process.crawlers if self._process is not None else ()
        sources = [getattr(crawler.spider, "source", None) for crawler in crawlers]
        return any(source is not None and source.private_network for source in sources)
