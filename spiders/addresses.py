"""Only addresses that the source may be at, checked when a name is resolved: when a connection is made.

A name that pointed elsewhere a minute ago, or a redirect, is checked like the first request; what was
remembered is checked again. What was checked is what is connected to: there is no second look-up.
Twisted tries one address after the other, 0.3 s apart, until one answers (RFC 8305), IPv4 first.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.resolver import HostResolution
from scrapy.utils.datatypes import LocalCache
from twisted.internet._idna import _idnaBytes  # what Twisted itself takes a name apart with
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IHostnameResolver
from twisted.internet.threads import deferToThreadPool
from zope.interface import implementer

from broadsheet.resolving import addresses_of, in_order, refusal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import CrawlerProcess

log = logging.getLogger("broadsheet")

# Twisted turns every failed look-up into one and the same exception; what we refused is remembered here.
refused_names: set[str] = set()


@implementer(IHostnameResolver)
class PublicResolver:
    """Resolves names to IPv4 and IPv6 in a thread of the reactor's, with every answer checked."""

    def __init__(self, reactor: Any, cache_size: int, process: CrawlerProcess | None = None) -> None:
        self._reactor, self._process = reactor, process
        self._is_caching = cache_size > 0  # to LocalCache, 0 is without limit
        self._known: LocalCache[str, list[str]] = LocalCache(cache_size)

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:
        """Scrapy hands over the process, whose crawlers say which networks they may enter."""
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), crawler)

    def install_on_reactor(self) -> None:
        """Have every connection of the reactor ask here."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's, down to the names
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: N803
        transportSemantics: Any = "TCP",  # noqa: N803
    ) -> HostResolution:
        """Tell the receiver the addresses that may be connected to, in the order to try them."""
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        wanted = tuple(addressTypes or (IPv4Address, IPv6Address))

        async def resolve() -> None:
            for host in await self._allowed(_in_ascii(hostName)):
                kind = IPv6Address if ":" in host else IPv4Address
                if kind in wanted:
                    resolutionReceiver.addressResolved(kind(transportSemantics, host, portNumber))

        done: Deferred[Any] = Deferred.fromCoroutine(resolve())
        done.addErrback(lambda failure: log.error("looking up %s failed: %s", hostName, failure.value))
        done.addCallback(lambda _: resolutionReceiver.resolutionComplete())
        return resolution

    def look_up(self, name: str) -> list[str]:
        """The addresses of a name, asked of the system in a thread; an OSError when it has none."""
        return addresses_of(name)

    async def _allowed(self, name: str) -> list[str]:
        """Empty for a name that leads nowhere, or to an address that must not be connected to."""
        addresses = self._known.get(name) or await self._found(name)
        refusal = refusal_of(name, addresses, may_be_private=self._may_be_private())
        if refusal is None:
            refused_names.discard(name)
            return in_order(addresses)
        refused_names.add(name)
        return []

    async def _found(self, name: str) -> list[str]:
        try:
            pool = self._reactor.getThreadPool()
            addresses = await deferToThreadPool(self._reactor, pool, self.look_up, name)
        except (OSError, UnicodeError):  # UnicodeError: a label that is too long
            return []
        if self._is_caching:
            self._known[name] = addresses
        return addresses

    def _may_be_private(self) -> bool:
        crawlers = self._process.crawlers if self._process is not None else ()
        sources = [getattr(crawler.spider, "source", None) for crawler in crawlers]
        return any(source is not None and source.private_network for source in sources)


def _in_ascii(name: str) -> str:
    """As addresses write it; Python's own codec knows an older IDNA, in which some names are others."""
    return name.lower() if name.isascii() else str(_idnaBytes(name), "ascii")
