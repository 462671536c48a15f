"""Which host's budget a request belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.sources import Source, hostport

_USUAL_PORTS = {"80", "443"}  # http and https of one name are one server


def budget_host(url: str) -> str:
    """The key of the host's budget: lower case, with its port unless that is 80 or 443.

    >>> budget_host("https://WWW.example.com/news"), budget_host("http://localhost:8080/")
    ('www.example.com', 'localhost:8080')
    """
    return _of_pair(hostport(url))


def budget_hosts(source: Source) -> frozenset[str]:
    """Every host that a source may be fetched from."""
    return frozenset(map(_of_pair, source.hosts))


def neighbours(source: Source, others: Iterable[Source]) -> Iterator[Source]:
    """The other sources that name a host of this one, and share its budget."""
    hosts = budget_hosts(source)
    return (other for other in others if other.name != source.name and hosts & budget_hosts(other))


def _of_pair(pair: str) -> str:
    host, _, port = pair.rpartition(":")
    host = host.rstrip(".")  # the same name, fully qualified
    return host if port in _USUAL_PORTS else f"{host}:{port}"
