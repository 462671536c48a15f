"""The ports of the S3 server: the one that clients use, and those of its inner parts."""

from __future__ import annotations

from dataclasses import dataclass, fields


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
    def count(cls) -> int:
        """How many there are."""
        return len(fields(cls))

    def all(self) -> list[int]:
        """The numbers alone."""
        return [getattr(self, each.name) for each in fields(self)]

    def flags(self) -> list[str]:
        """The server's command line for them."""
        return [f"-{_flag(each.name)}={getattr(self, each.name)}" for each in fields(self)]


def _flag(name: str) -> str:
    part, _, protocol = name.partition("_")
    return f"{part}.port.{protocol}" if protocol else f"{part}.port"
