"""The server of the local news web speaks HTTP as good servers do, and tells what it saw."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from tests.newsweb import NewsWeb, behaviours
from tests.newsweb.requestlog import Entry, RequestLog


@pytest.fixture
def web():
    with NewsWeb() as web:
        yield web


@pytest.fixture
def client(web):
    connection = http.client.HTTPConnection(urlsplit(web.publisher("courier").base_url).netloc, timeout=10)
    yield connection
    connection.close()


def ask(client, target: str, method: str = "GET", **headers: str):
    client.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = client.getresponse()
    return response, response.read()


@pytest.mark.parametrize("target", ["/harbour/", "/rss.xml", "/news-sitemap.xml", "/robots.txt"])
def test_unchanged_pages_answer_304(client, target):
    """With the ETag or the date of the last answer nothing is sent again."""
    response, _ = ask(client, target)
    for condition in (
        {"if_none_match": response.getheader("ETag")},
        {"if_modified_since": response.getheader("Last-Modified")},
    ):
        again, body = ask(client, target, **condition)
        assert (again.status, body) == (304, b"")
        assert again.getheader("ETag") == response.getheader("ETag")


def test_a_section_page_changes_its_etag_with_a_new_article(web, client):
    """After a publication the old validators no longer hold."""
    response, _ = ask(client, "/harbour/")
    web.clock.advance(hours=2)
    again, _ = ask(
        client,
        "/harbour/",
        if_none_match=response.getheader("ETag"),
        if_modified_since=response.getheader("Last-Modified"),
    )
    assert again.status == 200


def test_furniture_changes_without_the_article(web, client):
    """An hour later the page of an article that was not edited has other bytes and the same truth."""
    publisher = web.publisher("courier")
    before = {truth.url: (truth, publisher.page_bytes(truth.url)) for truth in publisher.truth()}
    web.clock.advance(hours=1)
    after = {truth.url: truth for truth in publisher.truth()}
    untouched = [url for url in before if after[url] == before[url][0]]
    assert len(untouched) > 10
    assert all(publisher.page_bytes(url) != before[url][1] for url in untouched)


def test_gzip_when_accepted(client):
    """Coded pages unpack to the plain ones; one connection serves both."""
    plain, body = ask(client, "/harbour/")
    coded, packed = ask(client, "/harbour/", accept_encoding="gzip, deflate")
    assert plain.getheader("Content-Encoding") is None
    assert coded.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(packed) == body


def test_head_has_the_headers_and_no_body(client):
    """HEAD states the length of what GET would send."""
    response, body = ask(client, "/harbour/", "HEAD")
    _, page = ask(client, "/harbour/")
    assert body == b""
    assert int(response.getheader("Content-Length")) == len(page)


def test_what_is_not_there_is_404(web, client):
    """Unknown paths, pages past the last, ids of no story and of stories to come."""
    web.clock.advance(hours=3)
    future = web.publisher("courier").truth()[0].url
    with NewsWeb() as earlier:
        other = http.client.HTTPConnection(urlsplit(earlier.publisher("courier").base_url).netloc, timeout=10)
        assert ask(other, urlsplit(future).path)[0].status == 404
        other.close()
    for target in (
        "/nowhere",
        "/harbour/page/99/",
        "/sports/",
        "/harbour/made-up-1",
        "/harbour/x-99999999999",
    ):
        assert ask(client, target)[0].status == 404


def test_the_log_counts_concurrency(web):
    """Requests that overlap are seen as such, with what they said of themselves."""
    publisher = web.publisher("courier")
    publisher.misbehave(behaviours.late(1))

    def fetch() -> None:
        connection = http.client.HTTPConnection(urlsplit(publisher.base_url).netloc, timeout=20)
        ask(connection, "/robots.txt", user_agent="tester")
        connection.close()

    threads = [threading.Thread(target=fetch) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert web.log.max_concurrency() == 3
    noted = web.log.of("courier", kind="robots", path="/robots.txt")
    assert [entry.headers["user-agent"] for entry in noted] == ["tester"] * 3


def arrivals(*starts):
    return RequestLog(
        Entry("courier", "GET", "/", {}, start, datetime.now(UTC), concurrency=1) for start in starts
    )


def test_the_log_tells_how_early_a_request_came():
    """Who keeps the delay is never early, however late; lateness counts once, haste adds up."""
    assert arrivals().earliest(1) == 0
    assert arrivals(5, 6, 7.5, 9).earliest(1) == 0
    assert arrivals(5, 6.75, 7, 8).earliest(1) == 0.75
    assert arrivals(5, 5.5, 6, 6.5, 7).earliest(1) == 2
    assert arrivals(1, 1, 5, 6).earliest(1, since=5) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.newsweb", "serve", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_line_serves_until_told_to_stop(number):
    """It says what it serves, serves it, and exits with 0 on SIGTERM and SIGINT."""
    port = free_port()
    with serve(f"courier={port}") as process:
        line = process.stdout.readline()
        assert f"The Harbour Courier at http://127.0.0.1:{port}" in line
        connection = http.client.HTTPConnection(f"127.0.0.1:{port}", timeout=10)
        assert ask(connection, "/harbour/")[0].status == 200
        os.kill(process.pid, number)
        _, errors = process.communicate(timeout=20)
        connection.close()
    assert (process.returncode, errors) == (0, "")


def test_command_line_names_a_taken_port():
    """Another program on the port: one sentence that names it, exit code not 0."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with serve(f"courier={port}") as process:
            _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert len(errors.splitlines()) == 1
    assert f"port {port}" in errors
    assert "taken" in errors


@pytest.mark.parametrize("word", ["nobody=8000", "courier", "courier=0", "courier=99999"])
def test_command_line_refuses_what_it_cannot_serve(word):
    """An unknown publisher or an impossible port is named, with what was expected."""
    with serve(word) as process:
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert word in errors or word.split("=")[0] in errors
