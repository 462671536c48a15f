"""The ports of the S3 server: the one that clients use, and those of its inner parts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

from broadsheet.local.ports import HIGHEST_PORT, are_free

_GRPC_OFFSET, _PARTS = 10_000, 5
HIGHEST_FIRST = HIGHEST_PORT - _GRPC_OFFSET - _PARTS + 1


@dataclass(frozen=True, slots=True)
class ObjectStorePorts:
    """Every port the server opens; all of them on loopback. Named as the server's own flags."""

    s3: int
    s3_grpc: int
    filer: int
    filer_grpc: int
    master: int
    master_grpc: int
    volume: int
    volume_grpc: int
    admin: int
    admin_grpc: int

    @classmethod
    def beginning_at(cls, first: int) -> Self:
        """The usual layout: five ports in a row, and the same five plus ten thousand for gRPC.

        One inner part looks for another at that distance, whatever it is told.
        """
        pairs = ((port, port + _GRPC_OFFSET) for port in range(first, first + _PARTS))
        return cls(*(port for pair in pairs for port in pair))

    @classmethod
    def free_above(cls, port: int) -> Self:
        """The next ones that nobody uses."""
        wanted = (cls.beginning_at(first) for first in range(port + 1, HIGHEST_FIRST))
        return next(ports for ports in wanted if are_free(ports.all()))

    def all(self) -> list[int]:
        """The numbers alone."""
        return [getattr(self, each.name) for each in fields(self)]

    def flags(self) -> list[str]:
        """The server's command line for them."""
        return [f"-{_flag(each.name)}={getattr(self, each.name)}" for each in fields(self)]


def _flag(name: str) -> str:
    part, _, protocol = name.partition("_")
    return f"{part}.port.{protocol}" if protocol else f"{part}.port"
