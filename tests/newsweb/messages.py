"""Requests and responses of the local news web, and what every well-behaved answer has: ETag, 304, gzip."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

_CACHED_BODIES = 4096  # pages of one crawl; coding them anew each time would make the server the bottleneck
_GZIP_LEVEL = 6  # what web servers use
_SMALLEST_GZIPPED = 256
_WITHOUT_BODY = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))


Send = Callable[[bytes], Awaitable[None]]
Delivery = Callable[[Send, bytes, bytes], Awaitable[bool]]  # (send, head, body) -> may the connection live on


async def whole(send: Send, head: bytes, body: bytes) -> bool:
    """Deliver as promised."""
    await send(head + body)
    return True


@dataclass(frozen=True, slots=True)
class Response:
    """An answer before transfer: `body` is decoded, `kind` says what was asked for.

    With `last_modified` it names its version by an ETag and by that date, unless one is switched off.
    """

    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    kind: str = "page"
    last_modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    delivery: Delivery = whole
    is_tagged: bool = True
    is_dated: bool = True

    def with_header(self, name: str, value: str) -> Response:
        """The same answer with one more header."""
        return replace(self, headers=(*self.headers, (name, value)))

    def of_kind(self, kind: str) -> Response:
        """The same answer, said to be of that kind."""
        return replace(self, kind=kind)

    def has_header(self, name: str) -> bool:
        """Whether that header was set by hand."""
        return any(key.lower() == name.lower() for key, _ in self.headers)


def finish(request: Request, response: Response, now: datetime) -> tuple[Response, bytes]:
    """The answer ready for the wire and its head: conditional, coded, with its length stated."""
    response = _conditional(request, response)
    response = _coded(request, response)
    lines = [f"HTTP/1.1 {response.status} {_phrase(response.status)}"]
    lines += [f"{name}: {value}" for name, value in _headers(response, now)]
    return response, ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _conditional(request: Request, response: Response) -> Response:
    if response.status != HTTPStatus.OK or response.last_modified is None:
        return response
    etag = entity_tag(response.body) if response.is_tagged else None
    is_known = _is_known(request, etag, response.last_modified if response.is_dated else None)
    tagged = response.with_header("ETag", etag) if etag and not response.has_header("etag") else response
    return replace(tagged, status=HTTPStatus.NOT_MODIFIED, body=b"") if is_known else tagged


def _is_known(request: Request, etag: str | None, last_modified: datetime | None) -> bool:
    if etag and (asked := request.headers.get("if-none-match")) is not None:
        return etag in asked or asked.strip() == "*"
    since = request.headers.get("if-modified-since")
    if last_modified is None or since is None:
        return False
    try:
        return parsedate_to_datetime(since) >= last_modified.replace(microsecond=0)
    except (ValueError, TypeError):  # not a date; a naive one cannot be compared
        return False


def _coded(request: Request, response: Response) -> Response:
    wanted = "gzip" in request.headers.get("accept-encoding", "")
    if not wanted or len(response.body) < _SMALLEST_GZIPPED or response.has_header("content-encoding"):
        return response
    return replace(response, body=_gzipped(response.body)).with_header("Content-Encoding", "gzip")


def _headers(response: Response, now: datetime) -> list[tuple[str, str]]:
    headers = [("Date", http_date(now)), ("Server", "newsweb")]
    if response.status not in _WITHOUT_BODY:
        headers.append(("Content-Type", response.content_type))
    if not (response.has_header("content-length") or response.has_header("transfer-encoding")):
        headers.append(("Content-Length", str(len(response.body))))
    if response.last_modified is not None and response.is_dated:
        headers += [("Last-Modified", http_date(response.last_modified)), ("Vary", "Accept-Encoding")]
    return [*headers, *response.headers]


def http_date(instant: datetime) -> str:
    """An instant as HTTP writes it."""
    return format_datetime(instant.astimezone(UTC), usegmt=True)


@lru_cache(_CACHED_BODIES)
def entity_tag(body: bytes) -> str:
    """A strong validator: other bytes, other tag."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


@lru_cache(_CACHED_BODIES)
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, _GZIP_LEVEL, mtime=0)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unassigned"
