"""The addresses that a name leads to, of IPv4 and of IPv6, and the order in which they are tried."""

from __future__ import annotations

import socket
from collections.abc import Iterable

from broadsheet.addresses import why_refused

_ANY_PORT = 9  # of a datagram that is never sent


def addresses_of(host: str) -> list[str]:
    """Every address of a name, or the one that a literal writes; an OSError when there is none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def refusal_of(host: str, addresses: Iterable[str], *, may_be_private: bool) -> str | None:
    """Why a name must not be connected to: one bad address refuses it; None when it may be.

    Whichever of them stands first, another moment or another client would take the other one.
    """
    for address in addresses:
        if refused := why_refused(address, may_be_private=may_be_private):
            return f"{host} leads to {address}, which is {refused}"
    return None


def in_order(addresses: Iterable[str]) -> list[str]:
    """Those that this machine has a way to, IPv4 first; all of them where it has a way to none.

    So a failure to connect is one of the site, not that of a machine without IPv6.
    """
    ordered = sorted(addresses, key=_is_ipv6)
    return [address for address in ordered if _has_route(address)] or ordered


def _is_ipv6(address: str) -> bool:
    return ":" in address


def _has_route(address: str) -> bool:
    """Asked of the machine alone: to connect a datagram socket sends nothing."""
    family = socket.AF_INET6 if _is_ipv6(address) else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, _ANY_PORT))
    except OSError:
        return False
    return True
