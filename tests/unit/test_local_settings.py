"""What can be chosen about make run, and what is said about a choice that cannot be."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator

import pytest

from broadsheet.local import ROOT
from broadsheet.local.errors import LocalError
from broadsheet.local.ports import LOOPBACK, are_free, free_ports, taken
from broadsheet.local.settings import from_environment


def test_everything_has_a_default():
    """Without any variable the data lies in var/ and the sources are those of this folder."""
    settings = from_environment({})
    assert settings.data == ROOT / "var"
    assert settings.sources == ROOT / "sources"


def test_no_port_is_given_out_twice():
    """UI, database and all parts of the S3 server have ports of their own."""
    settings = from_environment({})
    assert len(settings.ports()) == 2 + len(settings.s3_ports.all())


def test_a_variable_moves_its_port():
    """What the help says can be moved is moved; the S3 server's inner ports follow its first."""
    settings = from_environment({"UI_PORT": "9001", "DATABASE_PORT": "9002", "S3_PORT": "9100"})
    assert (settings.ui_port, settings.database_port) == (9001, 9002)
    assert set(settings.s3_ports.all()) == {*range(9100, 9105), *range(19100, 19105)}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "make run"),
        ({"DATA_DIR": str(ROOT / "var"), "UI_PORT": "8080"}, "make run"),
        ({"DATA_DIR": "/srv/my data"}, "make run DATA_DIR='/srv/my data'"),
        (
            {"DATA_DIR": "/srv/x", "SOURCES_DIR": "/srv/s", "UI_PORT": "9001", "S3_PORT": "9100"},
            "make run DATA_DIR=/srv/x SOURCES_DIR=/srv/s UI_PORT=9001 S3_PORT=9100",
        ),
    ],
)
def test_the_same_installation_is_started_again_by_what_was_chosen(environment, expected):
    """What is as by default is not named; a path with a space can be pasted."""
    assert from_environment(environment).command() == expected


def test_on_another_port_the_installation_is_the_same():
    """Who is told to move a port is not led to other data."""
    settings = from_environment({"DATA_DIR": "/srv/x", "UI_PORT": "9001"})
    assert settings.command(UI_PORT=9002) == "make run DATA_DIR=/srv/x UI_PORT=9002"


@pytest.mark.parametrize("value", ["0", "65536", "http", "-1", "80.5"])
@pytest.mark.parametrize("name", ["UI_PORT", "DATABASE_PORT", "S3_PORT"])
def test_an_impossible_port_is_refused_by_name_and_value(name, value):
    """The sentence names the variable, the value and what was expected."""
    with pytest.raises(LocalError, match=f"{name}: got '{value}', expected a port from 1 to"):
        from_environment({name: value})


def test_the_s3_server_needs_room_for_its_inner_ports():
    """A first port so high that the last would not exist is refused."""
    with pytest.raises(LocalError, match="S3_PORT"):
        from_environment({"S3_PORT": "55532"})


def test_a_relative_data_folder_is_where_one_stands(tmp_path, monkeypatch):
    """DATA_DIR=data means a folder of the current one, whatever our processes use as theirs."""
    monkeypatch.chdir(tmp_path)
    assert from_environment({"DATA_DIR": "data"}).data == tmp_path / "data"


def test_a_new_data_folder_can_be_passed_by_others(tmp_path):
    """With the strictest umask PostgreSQL, which may run as another user, still reaches its own folder."""
    settings = from_environment({"DATA_DIR": str(tmp_path / "new" / "var")})
    before = os.umask(0o077)
    try:
        settings.make_folder()
    finally:
        os.umask(before)
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o711


def test_the_mode_of_a_folder_that_was_there_is_left(tmp_path):
    """Who made it closed is told, not overruled."""
    tmp_path.chmod(0o700)
    from_environment({"DATA_DIR": str(tmp_path)}).make_folder()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


@pytest.fixture
def held() -> Iterator[int]:
    """A port of loopback that a program, this one, listens on."""
    with socket.socket() as holder:
        holder.bind((LOOPBACK, 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_named_with_its_holder_and_a_way_out(held):
    """Who holds it is found out, so that people need not."""
    said = taken(held, "Airflow's UI", "Take another.")
    assert f"port {held}, which Airflow's UI needs, is taken by " in said
    assert f"(process {os.getpid()})" in said
    assert said.endswith("Take another.")


def test_a_port_that_every_address_shares_is_taken():
    """A program that listens on all interfaces is in the way on loopback too."""
    with socket.socket() as holder:
        holder.bind(("", 0))
        holder.listen()
        assert not are_free([holder.getsockname()[1]])


def test_one_taken_port_of_several_is_enough(held):
    """Ports are free together or not at all."""
    free = free_ports(1)
    assert are_free(free)
    assert not are_free([*free, held])


@pytest.mark.parametrize("variable", ["UI_PORT", "DATABASE_PORT", "S3_PORT"])
def test_what_is_proposed_would_do(variable):
    """The port named in the way out is free, and so are those that come with it."""
    settings = from_environment({variable: "10500"})
    proposed = settings.proposal(variable)
    assert proposed > 10500
    better = from_environment({variable: str(proposed)})
    mine = [port for port, (_, name) in better.ports().items() if name == variable]
    assert proposed in mine
    assert are_free(mine)
