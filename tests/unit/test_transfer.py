"""What a server may send in the head of an answer."""

from __future__ import annotations

from typing import Any

from twisted.internet.testing import StringTransport
from twisted.web._newclient import Request
from twisted.web.http_headers import Headers

from spiders.transfer import _BoundedFactory


def test_a_header_line_whose_name_is_none_is_passed_over() -> None:
    """As browsers do; the answer is not lost for it."""
    factory: Any = _BoundedFactory(lambda _: None, {})  # type: ignore[no-untyped-call]
    protocol: Any = factory.buildProtocol(None)
    protocol.makeConnection(StringTransport())
    answers: list[Any] = []
    asked = Request(b"GET", b"/", Headers({b"host": [b"news.example"]}), None)  # type: ignore[no-untyped-call]
    protocol.request(asked).addBoth(answers.append)
    protocol.dataReceived(b"HTTP/1.1 200 OK\r\nBad Header Name: x\r\nETag: a\r\nContent-Length: 0\r\n\r\n")
    (answer,) = answers
    assert [name.lower() for name, _ in answer.headers.getAllRawHeaders()] == [b"etag"]
