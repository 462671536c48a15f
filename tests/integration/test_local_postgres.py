"""The embedded PostgreSQL: what it promises, and what it survives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg2
import pytest

from broadsheet.local import ROOT
from broadsheet.local.errors import LocalError
from broadsheet.local.ports import LOOPBACK, free_ports
from broadsheet.local.postgres import PostgresServer
from tests.waiting import wait_until

PASSWORD = "a password"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")


@pytest.fixture
def server(server_folder: Path, request) -> Iterator[PostgresServer]:
    """A server of this test alone, with a data folder of its own."""
    folder = server_folder / request.node.name
    server = PostgresServer(folder / "data", *free_ports(1), PASSWORD, server_folder / "own.log")
    yield server
    server.stop()


def again(server: PostgresServer) -> PostgresServer:
    """The same installation, as the next start sees it."""
    return PostgresServer(server.data, *free_ports(1), PASSWORD, server.log)


def listening(process: psutil.Process) -> set[tuple[str, int]]:
    connections = []
    for member in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # that of a connection just closed has ended
            connections += member.net_connections()
    return {tuple(each.laddr) for each in connections if each.status == psutil.CONN_LISTEN}


def test_it_is_durable_private_and_large_enough(server):
    """fsync is on, it listens on loopback alone, has no socket file, knows UTC, and takes 200 connections."""
    server.start()
    names = ["fsync", "full_page_writes", "synchronous_commit", "unix_socket_directories", "TimeZone"]
    names += ["max_connections", "listen_addresses", "password_encryption", "data_checksums"]
    shown = {name: server.psql(f"SHOW {name}") for name in names}
    assert shown == {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "unix_socket_directories": "",
        "TimeZone": "UTC",
        "max_connections": "200",
        "listen_addresses": LOOPBACK,
        "password_encryption": "scram-sha-256",
        "data_checksums": "on",
    }
    assert listening(psutil.Process(server.process.pid)) == {(LOOPBACK, server.port)}


def test_a_wrong_password_is_refused(server):
    """Being on this machine is not enough."""
    server.start()
    for address in (server.dsn("postgres", password="wrong"), server.dsn("postgres", user="nobody")):
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(address)


def test_no_password_stands_on_a_command_line_or_in_a_log(server):
    """Other users of the machine see command lines; logs get sent around."""
    server.start()
    server.psql("SELECT 1")
    with pytest.raises(LocalError):
        server.psql("SELECT nonsense")
    lines = " ".join(psutil.Process(server.process.pid).cmdline())
    assert PASSWORD not in lines + server.log.read_text()
    assert not list(server.data.parent.glob("*password*"))


def test_rows_outlive_a_restart_on_another_port(server):
    """Stopped in order and started elsewhere, the data is the same."""
    server.start()
    server.psql("CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    second = again(server)
    second.start()
    assert second.psql("SELECT number FROM kept") == "7"
    second.stop()


def test_rows_outlive_kill_9(server):
    """Committed rows are there after the server was killed, and it starts though its pid file remains."""
    server.start()
    server.psql("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    server.process.signal(signal.SIGKILL)
    assert server.process.wait(10)
    assert (server.data / "postmaster.pid").exists()
    second = again(server)
    second.start()
    assert second.psql("SELECT count(*) FROM kept") == "1000"
    second.stop()


def test_a_pid_file_with_a_strangers_number_is_stale(server):
    """The number in it may by now be any process, here this one: PostgreSQL alone would refuse to start."""
    server.start()
    server.stop()
    pid_file = server.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{server.data}\n0\n{server.port}\n\n{LOOPBACK}\n       0         0\n")
    server.start()
    assert server.psql("SELECT 1") == "1"


def test_a_server_left_by_a_dead_supervisor_is_replaced(server):
    """A PostgreSQL that still runs on our data is stopped in order, never run beside."""
    server.start()
    server.psql("CREATE TABLE kept AS SELECT 7 AS number")
    second = again(server)
    second.start()
    assert server.process.wait(10)
    assert second.psql("SELECT number FROM kept") == "7"
    second.stop()


CHILD = """
import sys, time
from pathlib import Path
from broadsheet.local.postgres import PostgresServer
from tests.waiting import wait_until
server = PostgresServer(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
server.start()
server.psql("CREATE TABLE kept AS SELECT 7 AS number")
print(server.process.pid, flush=True)
time.sleep(60)
"""


def test_it_ends_with_a_supervisor_that_is_killed(server):
    """kill -9 of the process that started it leaves no PostgreSQL behind, also where it is another user's."""
    command = [sys.executable, "-c", CHILD, str(server.data), str(server.port), PASSWORD, str(server.log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as supervisor:
        started = psutil.Process(int(supervisor.stdout.readline()))
        supervisor.kill()
    wait_until(
        lambda: not started.is_running() or started.status() == psutil.STATUS_ZOMBIE,
        "the server has ended",
    )
    server.start()
    assert server.psql("SELECT number FROM kept") == "7"


def test_an_interrupted_first_start_is_begun_anew(server):
    """What a killed initdb leaves is no database, and is not taken for one."""
    draft = server.data.with_name(f"{server.data.name}.new")
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")
    server.start()
    assert server.psql("SELECT 1") == "1"
    assert not draft.exists()


def test_a_start_that_fails_shows_the_log(server):
    """The reason PostgreSQL gave is in the sentence, not only in a file."""
    server.start()
    server.stop()
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(LocalError, match="no_such_setting"):
        server.start()


@as_root
def test_a_folder_nobody_may_enter_is_named_with_ways_out(tmp_path):
    """As root: the first closed folder on the way, and three things one can do, before anything is made."""
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    tmp_path.chmod(0o755)
    server = PostgresServer(closed / "var" / "data", 5433, PASSWORD, tmp_path / "log")
    with pytest.raises(LocalError) as caught:
        server.start()
    said = str(caught.value)
    first_closed = next(each for each in reversed(closed.parents) if not each.stat().st_mode & 1)
    assert f"may not enter {first_closed} " in said
    assert "ordinary user" in said
    assert "DATA_DIR=" in said
    assert f"chmod o+x {first_closed}" in said


@as_root
def test_as_root_it_runs_as_nobody(server):
    """PostgreSQL refuses root; its process and its data belong to a user who owns nothing else."""
    server.start()
    nobody = 65534
    assert psutil.Process(server.process.pid).uids().real == nobody
    assert server.data.stat().st_uid == nobody


@as_root
def test_a_user_without_a_name_is_told_so(tmp_path):
    """A bare user id, as container platforms give: its number and the line that names it; nothing is made."""
    os.seteuid(54_321)
    try:
        server = PostgresServer(tmp_path / "data", *free_ports(1), PASSWORD, tmp_path / "own.log")
        with pytest.raises(LocalError, match=r"54321 has none in /etc/passwd.*crawler:x:54321"):
            server.launch()
    finally:
        os.seteuid(0)
    assert list(tmp_path.iterdir()) == []
