"""A page asked for from a terminal: each address of a name is checked, and a checked one connected to."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from broadsheet.connecting import ask
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason
from tests.newsweb.server import DEAD_HOST, ipv6_loopback

HERE, ZERO, METADATA, MAPPED = "127.0.0.1", "0.0.0.0", "169.254.169.254", "::ffff:127.0.0.1"


class _Page(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(302 if self.path == "/first" else 200)
        self.send_header("Location", "/second")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"page")

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def asked() -> list[str]:
    return []


@contextmanager
def _served(server: HTTPServer) -> Iterator[int]:
    """Its port, while it serves."""
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()


@pytest.fixture
def port(asked: list[str]) -> Iterator[int]:
    """A server of this machine, on every one of its IPv4 addresses."""
    page = type("Page", (_Page,), {"asked": asked})
    with HTTPServer(("", 0), page) as server, _served(server) as port:
        yield port


class _Server6(HTTPServer):
    address_family = socket.AF_INET6


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Sequence[str]]]:
    """What `turns.test` leads to, one look-up after the other; the last answer stays."""
    answers: list[Sequence[str]] = []
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *rest: Any, **options: Any) -> Any:
        if host != "turns.test":
            return real(host, port, *rest, **options)
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [found for address in addresses for found in real(address, port, type=socket.SOCK_STREAM)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield answers


def test_a_good_name_is_asked(port: int, names: list[Sequence[str]], asked: list[str]) -> None:
    """And its redirect followed."""
    names.append([HERE])
    answer = ask(f"http://turns.test:{port}/first", "tests", seconds=60, may_be_private=True)
    assert (answer.body, asked) == (b"page", ["/first", "/second"])


@pytest.mark.parametrize(
    ("addresses", "may_be_private"),
    [
        ([HERE], False),
        ([MAPPED], False),
        ([HERE, METADATA], True),
        ([METADATA, HERE], True),
        (["93.184.216.34", HERE], False),
        ([ZERO], True),
        (["::"], True),
    ],
)
def test_one_bad_address_refuses_the_name(
    addresses: Sequence[str], may_be_private: bool, port: int, names: list[Sequence[str]], asked: list[str]
) -> None:
    """Whichever stands first: another moment, or another client, would take the other one."""
    names.append(addresses)
    with pytest.raises(PageRejected) as rejected:
        ask(f"http://turns.test:{port}/page", "tests", seconds=60, may_be_private=may_be_private)
    assert rejected.value.reason is Reason.ADDRESS_REFUSED
    assert "turns.test leads to" in rejected.value.detail
    assert asked == []


def test_a_host_of_ipv6_is_asked(names: list[Sequence[str]], asked: list[str]) -> None:
    """Also where its IPv4 address is dead; with a bad address among them nothing is asked."""
    address = ipv6_loopback()
    with _Server6((address, 0), type("Page", (_Page,), {"asked": asked})) as server, _served(server) as port:
        for answer in ([address], [address, DEAD_HOST]):
            names[:] = [answer]
            answered = ask(f"http://turns.test:{port}/page", "tests", seconds=60, may_be_private=True)
            assert answered.body == b"page"
        names[:] = [[address, "fe80::1"]]
        with pytest.raises(PageRejected) as rejected:
            ask(f"http://turns.test:{port}/page", "tests", seconds=60, may_be_private=True)
    assert "turns.test leads to fe80::1, which is link-local" in rejected.value.detail
    assert asked == ["/page", "/page"]


def test_a_name_that_leads_elsewhere_a_moment_later_is_refused(
    port: int, names: list[Sequence[str]], asked: list[str]
) -> None:
    """The redirect to the same name is another look-up, and checked as the first."""
    names += [[HERE], [ZERO]]
    with pytest.raises(PageRejected) as rejected:
        ask(f"http://turns.test:{port}/first", "tests", seconds=60, may_be_private=True)
    assert rejected.value.reason is Reason.ADDRESS_REFUSED
    assert asked == ["/first"]
