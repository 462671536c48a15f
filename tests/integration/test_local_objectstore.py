"""The embedded S3 server: what is stored stays, and nothing leaves this machine."""

from __future__ import annotations

import os
import signal
import stat
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from broadsheet.errors import ConfigError
from broadsheet.local import objectstore_sockets
from broadsheet.local.errors import LocalError
from broadsheet.local.objectstore import Keys, ObjectStore
from broadsheet.local.ports import LOOPBACK
from broadsheet.rawstore import RawStore
from tests.conftest import object_store_ports

KEYS = (
    Keys("writer", "writer", "secret-of-writer"),
    Keys("reader", "reader", "secret-of-reader", is_read_only=True),
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ObjectStore]:
    """A server of this test alone."""
    server = ObjectStore(tmp_path / "s3", object_store_ports(), KEYS, tmp_path / "s3.log")
    server.start()
    yield server
    server.stop()


def connections(server: ObjectStore):
    return psutil.Process(server.process.pid).net_connections()


def test_it_listens_on_its_own_ports_on_loopback_only(server):
    """Every open port is one that was asked for, and none is reachable from outside."""
    listening = {tuple(each.laddr) for each in connections(server) if each.status == psutil.CONN_LISTEN}
    assert listening <= {(LOOPBACK, port) for port in server.ports.all()}
    assert (LOOPBACK, server.ports.s3) in listening


def test_it_speaks_to_nobody_outside(server):
    """No connection leaves this machine: telemetry, which is on by default, is off."""
    assert "-master.telemetry=false" in psutil.Process(server.process.pid).cmdline()
    assert {each.raddr.ip for each in connections(server) if each.raddr} <= {LOOPBACK}


def test_nobody_gets_in_without_keys(server):
    """A plain request for the bucket list or an object is refused."""
    assert httpx.get(server.endpoint_url).status_code == 403
    assert httpx.put(f"{server.endpoint_url}/readiness/x", content=b"x").status_code == 403


def test_its_secrets_are_the_owners_alone(server):
    """The file with the keys is of mode 0600, and no key stands on the command line."""
    assert stat.S_IMODE((server.data / "identities.json").stat().st_mode) == 0o600
    assert "secret-of" not in " ".join(psutil.Process(server.process.pid).cmdline())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_objects_outlive_it(server, number):
    """What was put is there after a restart, even when it was killed right after the last put."""
    store = RawStore(server.settings("raw-html"))
    store.create_bucket()
    pages = [os.urandom(20_000) for _ in range(20)]
    stored = [store.put(page, "text/html") for page in pages]
    server.process.signal(number)
    assert server.process.wait(20)
    store.close()
    second = ObjectStore(server.data, object_store_ports(), KEYS, server.log)
    second.start()
    reader = RawStore(second.settings("raw-html", KEYS[1]))
    assert [reader.get(raw.key) for raw in stored] == pages
    reader.close()
    second.stop()


def test_it_leaves_nothing_in_a_shared_folder(server):
    """After the stop no socket of its ports lies under /tmp, where it would be in another user's way."""
    server.stop()
    left = Path("/tmp").glob("seaweedfs-*.sock")
    assert not [each for each in left if any(f"-{port}." in each.name for port in server.ports.all())]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can leave a socket of another user")
def test_another_users_leftover_is_named_with_a_way_out(tmp_path):
    """An ordinary user whose ports' socket belongs to somebody else hears whose it is and what to type."""
    ports = object_store_ports()
    leftover = Path(f"/tmp/seaweedfs-filer-grpc-{ports.filer_grpc}.sock")
    leftover.touch()
    try:
        os.seteuid(33)
        with pytest.raises(LocalError, match=rf"{leftover}.*root.*S3_PORT="):
            objectstore_sockets.require_usable(ports)
    finally:
        os.seteuid(0)
        leftover.unlink()


def test_changed_keys_hold_from_the_next_start(server):
    """Keys that are no longer configured are refused."""
    server.stop()
    fresh = Keys("writer", "writer", uuid.uuid4().hex)
    second = ObjectStore(server.data, server.ports, (fresh,), server.log)
    second.start()
    store = RawStore(second.settings("raw-html", KEYS[0]))
    with pytest.raises(ConfigError):
        store.check()
    store.close()
    second.stop()
