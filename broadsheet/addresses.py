"""Which network addresses may be connected to: checked on the very address a connection goes to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

# Where clouds tell a machine its secrets. They stay shut on a private network too; most are link-local, which
# is refused as a whole, the others are those of Amazon (IPv6), Alibaba, Oracle and Azure.
_METADATA = frozenset(
    map(ip_address, ("fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"))
)
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
# RFC 8215: a network's own, whose translator may read the address at any of five places.
_LOCAL_NAT64 = ip_network("64:ff9b:1::/48")
_COMPATIBLE = ip_network("::/96")  # RFC 4291, 2.5.5.1, deprecated
_SHARED = ip_network("100.64.0.0/10")  # RFC 6598, behind a carrier's translator
_THIS_NETWORK = ip_network("0.0.0.0/8")  # RFC 791; on many systems 0.0.0.0 is the machine itself


def why_refused(address: str, *, may_be_private: bool = False) -> str | None:
    """What an IP address is that it must not be connected to; None when it may be.

    Addresses that carry another one (IPv4-mapped, 6to4, Teredo, NAT64) are judged by that one as well.

    >>> why_refused("93.184.216.34"), why_refused("10.0.0.1"), why_refused("::ffff:127.0.0.1")
    (None, 'private', 'private')
    >>> why_refused("10.0.0.1", may_be_private=True), why_refused("169.254.169.254", may_be_private=True)
    (None, 'link-local')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "no IP address"
    kinds = [kind for kind in map(_kind, (found, *_carried(found))) if kind is not None]
    refused = [kind for kind in kinds if not (may_be_private and kind == "private")]
    return refused[0] if refused else None


def is_literal(host: str) -> bool:
    """Whether a host is written as an address, which no resolver ever sees."""
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


def _kind(address: Address) -> str | None:
    is_local = address in _LOCAL_NAT64 or getattr(address, "is_site_local", False)
    kinds = (
        ("a metadata service", address in _METADATA),
        ("link-local", address.is_link_local),
        ("multicast", address.is_multicast),
        ("unspecified", address.is_unspecified or address in _THIS_NETWORK),
        ("private", address.is_loopback or address in _SHARED or is_local),
        ("reserved", address.is_reserved and not _carried(address)),
        ("private", address.is_private),
    )
    return next((kind for kind, is_so in kinds if is_so), None)


def _carried(address: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if isinstance(address, IPv4Address):
        return []
    found: list[Address] = [each for each in (address.ipv4_mapped, address.sixtofour) if each is not None]
    found += list(address.teredo or ())
    if address in _NAT64 or address in _LOCAL_NAT64 or (address in _COMPATIBLE and int(address) > 1):
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found
