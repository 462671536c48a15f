"""The embedded S3 server: SeaweedFS from its wheel, one process, loopback only, no telemetry.

Keys protect the S3 port. Its other ports (filer, volume, master) answer without a key, on loopback.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.config import RawStoreSettings
from broadsheet.errors import BroadsheetError
from broadsheet.local import objectstore_sockets
from broadsheet.local.objectstore_ports import ObjectStorePorts
from broadsheet.local.ports import LOOPBACK
from broadsheet.local.process import Child
from broadsheet.rawstore import RawStore

REGION = "us-east-1"  # SeaweedFS knows no regions; boto3 wants a name to sign with
_PROBE_BUCKET = "readiness"
_START_SECONDS = 60.0
# It takes one second, or ten and more when its parts wait for each other; killed it loses nothing.
_STOP_SECONDS = 5.0
_READ_WRITE, _READ_ONLY = ["Admin", "Read", "Write", "List", "Tagging"], ["Read", "List"]


@dataclass(frozen=True, slots=True)
class Keys:
    """One identity of the server."""

    name: str
    access_key_id: str
    secret_access_key: str = field(repr=False)
    is_read_only: bool = False


class ObjectStore:
    """One S3 server; the first of `keys` may write.

    `max_volumes`: its data files, of which each bucket has several to itself; 0 for as many as the disk's
    free space has room for when they are full.
    """

    def __init__(
        self, data: Path, ports: ObjectStorePorts, keys: tuple[Keys, ...], log: Path, *, max_volumes: int = 0
    ) -> None:
        self.data, self.ports, self.keys, self.log = data, ports, keys, log
        self._max_volumes = max_volumes
        self.endpoint_url = f"http://{LOOPBACK}:{ports.s3}"
        self.process = Child("the S3 server", self._command(), log)

    def launch(self) -> None:
        """Start it; it does not answer yet when this returns."""
        objectstore_sockets.require_usable(self.ports)
        (self.data / "files").mkdir(parents=True, exist_ok=True)
        self._write_identities()
        self.process.start(_environment(), cwd=self.data)

    def wait_until_ready(self) -> None:
        """Return once an object can be stored and read back.

        An open port is not enough: right after a restart the first reads can still fail.
        """
        # Closed, because the server waits for open connections when it stops.
        with closing(RawStore(self.settings(_PROBE_BUCKET), connections=1)) as probe:
            self.process.wait_until(lambda: _keeps_an_object(probe), _START_SECONDS)

    def start(self) -> None:
        """Both."""
        self.launch()
        self.wait_until_ready()

    def stop(self) -> None:
        """Ask it to stop; what was stored is on disk."""
        self.process.stop(_STOP_SECONDS)
        if self.process.was_started:
            objectstore_sockets.remove(self.ports)

    def settings(self, bucket: str, keys: Keys | None = None) -> RawStoreSettings:
        """What a client needs to use a bucket, as the identity that may write unless told otherwise."""
        used = keys or self.keys[0]
        return RawStoreSettings(bucket, self.endpoint_url, used.access_key_id, used.secret_access_key, REGION)

    def _command(self) -> list[str]:
        return [
            str(Path(sys.executable).parent / "weed"),
            "-logtostderr",
            "mini",
            f"-dir={self.data / 'files'}",
            f"-ip={LOOPBACK}",
            f"-ip.bind={LOOPBACK}",
            *self.ports.flags(),
            # Beside the data, where it runs; under /tmp one of another user in the way ends the server.
            "-s3.localSocket=s3.sock",
            "-filer.localSocket=filer.sock",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            f"-s3.config={self._identities}",
            "-s3.autoCreateBucket=false",  # a missing bucket is a mistake to be told of
            "-webdav=false",
            "-admin.ui=false",
            "-master.telemetry=false",
            f"-volume.max={self._max_volumes}",
            "-volume.preStopSeconds=0",  # it has no peers that would have to hear of its end first
        ]

    @property
    def _identities(self) -> Path:
        return self.data / "identities.json"

    def _write_identities(self) -> None:
        identities = [
            {
                "name": each.name,
                "credentials": [{"accessKey": each.access_key_id, "secretKey": each.secret_access_key}],
                "actions": _READ_ONLY if each.is_read_only else _READ_WRITE,
            }
            for each in self.keys
        ]
        self._identities.touch(mode=0o600)
        self._identities.write_text(json.dumps({"identities": identities}))


def _keeps_an_object(store: RawStore) -> bool:
    try:
        store.create_bucket()
        return store.get(store.put(b"ready", "text/plain").key) == b"ready"
    except BroadsheetError:
        return False


def _environment() -> dict[str, str]:
    # Not the user's AWS_* and S3_* variables: the server would take identities and buckets from them.
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": os.environ.get("HOME", "/")}
