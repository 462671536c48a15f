"""One address asked for from a terminal: checked where it connects, within bounds of time and size.

The rules are those of a crawl: http and https alone, no private address unless allowed, no proxy (behind
one nobody can check addresses), redirects under the same rules, and an end after a total time.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, cast

from broadsheet.article import Headers
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason
from broadsheet.resolving import addresses_of, in_order, refusal_of
from broadsheet.unfolding import MAX_PAGE, unfold

_PIECE = 64 * 1024
PRIVATE_HINT = "for an intranet site add --private-network"
_MOST_REDIRECTS = 8  # as a crawl follows


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address that answered, its headers, the decoded body."""

    url: str
    headers: Headers
    body: bytes


def ask(url: str, user_agent: str, *, seconds: float, may_be_private: bool = False) -> Answer:
    """The answer of an http(s) address after redirects.

    HTTPError for an error status, PageRejected for an address that must not be asked, redirects without an
    end or an answer that is too large, TimeoutError beyond `seconds` in total, other OSErrors and
    HTTPException as the network fails.
    """
    deadline = time.monotonic() + seconds
    headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the opener knows http and https only
    with _explained(), _opener(deadline, may_be_private).open(request, timeout=seconds) as answer:
        response = cast(http.client.HTTPResponse, answer)
        received = _received(response, deadline)
        codings = (response.getheader("Content-Encoding") or "").split(",")
        return Answer(response.url, tuple(response.getheaders()), unfold(received, codings))


@contextmanager
def _explained() -> Iterator[None]:
    """urllib wraps what a connection raises; ours are wanted as they are."""
    try:
        yield
    except urllib.error.HTTPError as error:
        if not str(error.msg).startswith(_WebRedirects.inf_msg):
            raise
        told = f"{error.url} and on: more than {_MOST_REDIRECTS} redirects, or in a circle"
        raise PageRejected(Reason.TOO_MANY_REDIRECTS, told) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, _Refused):
            raise PageRejected(Reason.ADDRESS_REFUSED, str(error.reason)) from error
        raise


def _received(response: http.client.HTTPResponse, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        pieces.append(piece)
        if size > MAX_PAGE:
            raise PageRejected(Reason.TOO_LARGE, f"{response.url}: more than {MAX_PAGE} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError("the answer did not end in time")
    if response.length:  # what read1 does not raise for
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(pieces)


class _Refused(OSError):
    """The host's address must not be connected to."""


class _Connections:
    """Makes connections to checked addresses only: those that were checked are those connected to."""

    def __init__(self, deadline: float, *, may_be_private: bool) -> None:
        self._deadline, self._may_be_private = deadline, may_be_private

    def connect(self, target: tuple[str, int], timeout: Any, source: Any) -> socket.socket:
        """As `socket.create_connection`, which it stands in for."""
        host, port = target
        addresses = addresses_of(host)
        if refusal := refusal_of(host, addresses, may_be_private=self._may_be_private):
            is_way_out = refusal_of(host, addresses, may_be_private=True) is None
            raise _Refused(f"{refusal}; {PRIVATE_HINT}" if is_way_out else refusal)
        *others, last = in_order(addresses)
        for count, address in enumerate(others):
            with suppress(OSError):
                return self._connect((address, port), timeout, source, shared_by=len(others) - count + 1)
        return self._connect((last, port), timeout, source, shared_by=1)

    def _connect(self, target: tuple[str, int], timeout: Any, source: Any, shared_by: int) -> socket.socket:
        left = (self._deadline - time.monotonic()) / shared_by
        if left <= 0:
            raise TimeoutError("no time is left for another request")
        return socket.create_connection(target, min(left, timeout or left), source)


def _opener(deadline: float, may_be_private: bool) -> urllib.request.OpenerDirector:
    """urllib's own would read files, ask FTP servers and use the shell's proxy."""
    connections = _Connections(deadline, may_be_private=may_be_private)

    def plain(host: str, **options: Any) -> http.client.HTTPConnection:
        return _checked(http.client.HTTPConnection(host, **options), connections)

    def encrypted(host: str, **options: Any) -> http.client.HTTPConnection:
        context = ssl.create_default_context()
        return _checked(http.client.HTTPSConnection(host, context=context, **options), connections)

    class Plain(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(cast(Any, plain), req)

    class Encrypted(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(cast(Any, encrypted), req)

    opener = urllib.request.OpenerDirector()
    for handler in (
        Plain(),
        Encrypted(),
        _WebRedirects(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _checked(connection: http.client.HTTPConnection, connections: _Connections) -> http.client.HTTPConnection:
    cast(Any, connection)._create_connection = connections.connect
    return connection


class _WebRedirects(urllib.request.HTTPRedirectHandler):
    """Follows to http and https alone; urllib's own goes to FTP as well."""

    max_redirections = _MOST_REDIRECTS

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:  # noqa: PLR0917 - urllib's own
        """PageRejected for any other scheme."""
        if not newurl.lower().startswith(("http://", "https://")):
            raise PageRejected(Reason.REDIRECTED, f"{req.full_url} leads to {newurl[:200]}, which is no page")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
