"""`make run` as people see it: one command in a fresh folder, and what is left however it ends."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import socket
import stat
from collections.abc import Iterator
from contextlib import closing, suppress

import psutil
import psycopg2
import pytest

from broadsheet.config import RawStoreSettings
from broadsheet.errors import ConfigError
from broadsheet.local import ROOT
from broadsheet.local.airflow_api import AirflowApi
from broadsheet.local.ports import LOOPBACK, free_ports
from broadsheet.rawstore import RawStore
from broadsheet.sources import load_source
from tests.conftest import object_store_ports
from tests.integration.analyst_queries import queries
from tests.integration.local_runs import PATIENCE, Installation, Run

pytestmark = [pytest.mark.xdist_group("make run"), pytest.mark.timeout(900)]

AT_ONCE = queries(with_later=False)
SECTIONS = {section.name for section in load_source("sample", ROOT / "sources").sections}


@pytest.fixture(scope="module")
def running(installation: Installation, once: Run) -> Iterator[Run]:
    """`make run` with the data of the first."""
    run = installation.start()
    run.wait_for("Ctrl-C stops everything")
    yield run
    if run.process.poll() is None:
        run.end(signal.SIGTERM)


def test_once_is_green_and_leaves_nothing_running(installation, once):
    """From an empty folder to a green run of every section: exit code 0, and every process is gone."""
    assert once.process.returncode == 0, once.said
    assert installation.processes() == []
    for section in SECTIONS:
        assert re.search(rf"{section} is done: ok: ", once.said), once.said


def test_once_tells_how_much_memory_it_took(once):
    """Everything together stays below two gigabytes while a crawl runs."""
    (used,) = once.find(r"Memory +([\d,]+) MB at most")
    assert 500 < int(used.replace(",", "")) < 2000


def test_the_second_start_has_the_data_of_the_first(running, once):
    """It crawls nothing by itself before it is up, and tells the articles that the first run stored."""
    assert "is being crawled" not in running.said
    (counts,) = running.find(r"articles so far: (.+)")
    stored = dict(part.split(" ") for part in counts.split(", "))
    assert set(stored) == SECTIONS
    assert all(int(number) > 0 for number in stored.values())


def test_the_analysts_line_reads_the_articles_and_changes_nothing(running):
    """The address that is printed opens the news database, for reading only."""
    (address,) = running.find(r"(postgresql://analyst:\S+)")
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.articles")
        assert cursor.fetchone() > (0,)
        with pytest.raises(psycopg2.Error):
            cursor.execute("DELETE FROM news.articles")


@pytest.mark.parametrize("query", AT_ONCE, ids=range(len(AT_ONCE)))
def test_the_analysts_queries_find_something_at_once(running, query):
    """Typed as they stand on their page, after one crawl of the sample newspaper; the others are marked."""
    (address,) = running.find(r"(postgresql://analyst:\S+)")
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall()


def test_the_printed_keys_read_every_raw_page_and_write_none(running):
    """Each article's raw page is in the bucket under its key, byte for byte what was hashed at the fetch."""
    (address,) = running.find(r"(postgresql://analyst:\S+)")
    bucket, endpoint, key, secret = running.find(r"bucket (\S+) at (\S+), to read: key (\S+), secret (\S+)")
    store = RawStore(RawStoreSettings(bucket, endpoint, key, secret, "us-east-1"))
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT raw_html_key, sha256 FROM news.captures WHERE kind = 'article'")
        captures = cursor.fetchall()
    assert captures
    for raw_html_key, sha256 in captures:
        assert hashlib.sha256(store.get(raw_html_key)).digest() == bytes(sha256)
    with pytest.raises(ConfigError):
        store.put(b"x", "text/html")
    store.close()


def test_the_printed_login_opens_airflow(running):
    """The first run can be seen there, green."""
    url, user, password = running.find(r"UI +(\S+) +log in as (\S+) with password (\S+)")
    api = AirflowApi(url, user, password)
    first = api.dag_runs("crawl_sample")[-1]
    assert first["state"] == "success"
    assert api.import_errors() == {}
    api.close()


def test_nothing_listens_beyond_loopback(installation, running):
    """Every open port of every process, down to the last child, is on 127.0.0.1."""
    family = psutil.Process(running.process.pid).children(recursive=True)
    listening = []
    for process in family:
        with suppress(psutil.NoSuchProcess):
            opened = process.net_connections("inet")
            listening += [each.laddr for each in opened if each.status == psutil.CONN_LISTEN]
    assert {each.ip for each in listening} == {LOOPBACK}
    wanted = {int(installation.environment[name]) for name in ("UI_PORT", "DATABASE_PORT", "S3_PORT")}
    assert wanted <= {each.port for each in listening}


def test_what_holds_secrets_is_private(installation, running):
    """No file with a password can be read by other users of the machine."""
    known = (installation.data / "secrets.json").read_text()
    secrets = [word for word in re.findall(r'"([^"]{20,})"', known) if "password" not in word]
    assert secrets
    for file in installation.data.rglob("*"):
        if file.is_file() and not stat.S_IMODE(file.stat().st_mode) & 0o077:
            continue
        if file.is_file() and file.suffix != ".dat":
            text = file.read_text(errors="replace")
            assert not [secret for secret in secrets if secret in text], file


def test_a_second_one_on_the_same_data_is_told_of_the_first(installation, running):
    """It names the process to stop, and touches nothing."""
    second = installation.start()
    assert second.process.wait(PATIENCE) == 1
    assert (
        f"make run is already running on {installation.data} (process {running.process.pid})" in second.said
    )
    assert running.process.poll() is None


@pytest.mark.parametrize("variable", ["UI_PORT", "DATABASE_PORT", "S3_PORT"])
def test_a_taken_port_is_said_before_anything_is_started(installation, running, variable):
    """The sentence names the port, who has it, and what starts the same on a port that is free."""
    free = dict(zip(["UI_PORT", "DATABASE_PORT"], map(str, free_ports(2)), strict=True))
    chosen = {**free, "S3_PORT": str(object_store_ports().s3), variable: installation.environment[variable]}
    second = installation.start(DATA_DIR=str(installation.data.with_name("var2")), **chosen)
    assert second.process.wait(PATIENCE) == 1
    taken, proposed = second.find(
        r"port (\d+), which .+ needs, is taken by .+ \(process \d+\)\. "
        rf"Choose another: make run DATA_DIR=\S+ .*{variable}=(\d+)"
    )
    assert taken == installation.environment[variable]
    assert proposed != taken
    assert "starting" not in second.said


def test_a_taken_port_of_the_newspaper_is_said_with_the_file_to_change(installation, running, tmp_path):
    """Another program has it. Its port stands in the source file, so that is what the sentence names."""
    chosen = {"DATA_DIR": str(tmp_path / "var"), "S3_PORT": str(object_store_ports().s3)}
    chosen |= dict(zip(["UI_PORT", "DATABASE_PORT"], map(str, free_ports(2)), strict=True))
    with socket.create_server((LOOPBACK, 0)) as other:
        own, taken = load_source("sample", ROOT / "sources").base_url, other.getsockname()[1]
        text = (ROOT / "sources" / "sample.yaml").read_text()
        (tmp_path / "sample.yaml").write_text(text.replace(own, f"http://{LOOPBACK}:{taken}"))
        second = installation.start(SOURCES_DIR=str(tmp_path), **chosen)
        assert second.process.wait(PATIENCE) == 1
    (told,) = second.find(rf"port {taken}, which the sample newspaper needs, is taken by (.+)")
    assert f"(process {os.getpid()})" in told
    assert told.endswith(f"wherever this one stands in {tmp_path / 'sample.yaml'}")


def test_a_second_one_beside_the_first_serves_the_newspaper_with_it(installation, running):
    """With the ports that the first one's sentence proposes, and the same source file."""
    chosen = {"DATA_DIR": str(installation.data.with_name("var3")), "S3_PORT": str(object_store_ports().s3)}
    chosen |= dict(zip(["UI_PORT", "DATABASE_PORT"], map(str, free_ports(2)), strict=True))
    second = installation.start(**chosen)
    second.wait_for("bringing the news database to this version")
    assert second.end(signal.SIGTERM) == 0, second.said
    assert running.process.poll() is None


def stored(address: str) -> list[tuple[object, ...]]:
    """Every article and version, as an analyst sees them."""
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT article_id, url, headline, version_count FROM news.articles ORDER BY 1")
        return cursor.fetchall()


def test_kill_9_leaves_no_process_and_no_damage(installation, running):
    """Nothing outlives a killed supervisor, and the next start has the rows; a dead part ends the whole."""
    (address,) = running.find(r"(postgresql://analyst:\S+)")
    before = stored(address)
    family = psutil.Process(running.process.pid).children(recursive=True)
    assert len(family) > 15  # Airflow's workers and PostgreSQL's own processes among them
    running.process.kill()
    running.process.wait()
    third = installation.start()  # at once: it waits for what the killed one left to end
    third.wait_for("starting PostgreSQL")
    assert not [each for each in family if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
    third.wait_for("starting Airflow")
    assert stored(address) == before
    for each in psutil.Process(third.process.pid).children():
        if each.name() == "weed":
            each.kill()
    assert third.process.wait(PATIENCE) == 1
    assert re.search(r"broadsheet: the S3 server ended \(exit code -9\); .*s3.log ends with:", third.said)
    assert installation.processes() == []


def test_ctrl_c_at_any_time_stops_everything(installation, once):
    """Interrupted while it starts, it stops what it has started, and that is no failure."""
    run = installation.start()
    run.wait_for("starting Airflow")
    assert run.end(signal.SIGINT) == 0, run.said
    assert installation.processes() == []
    assert "the data is kept" in run.said
