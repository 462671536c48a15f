"""The Unix sockets of the S3 server's inner parts: under /tmp, named by port; no flag moves or ends them."""

from __future__ import annotations

import os
from pathlib import Path

from broadsheet.local.errors import LocalError
from broadsheet.local.objectstore_ports import ObjectStorePorts

_FOLDER = Path("/tmp")  # noqa: S108 - the server's choice, not ours


def remove(ports: ObjectStorePorts) -> None:
    """Take away what a server on these ports left; it has to be stopped."""
    for each in _sockets(ports):
        each.unlink(missing_ok=True)


def require_usable(ports: ObjectStorePorts) -> None:
    """LocalError when another user's server left one: ours could not use it, and its parts would not meet."""
    for each in _sockets(ports):
        if _is_in_the_way(each):
            raise LocalError(
                f"another user's S3 server left {each} behind, which ours needs for port {ports.s3}. Have "
                f"its owner ({each.owner()}) remove it, or use other ports: make run S3_PORT={ports.s3 + 100}"
            )


def _is_in_the_way(socket: Path) -> bool:
    return os.geteuid() != 0 and socket.exists() and socket.stat().st_uid != os.geteuid()


def _sockets(ports: ObjectStorePorts) -> list[Path]:
    parts = {
        "s3": ports.s3_grpc,
        "filer": ports.filer_grpc,
        "master": ports.master_grpc,
        "volume": ports.volume_grpc,
        "admin": ports.admin_grpc,
    }
    return [_FOLDER / f"seaweedfs-{part}-grpc-{port}.sock" for part, port in parts.items()]
