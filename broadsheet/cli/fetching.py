"""One page from the web for a person at a terminal: asked for once, politely, within limits."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from broadsheet import config
from broadsheet.article import Headers
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason

_TIMEOUT_SECONDS = 20
_MOST_BYTES = 20_000_000  # a news page has 0.3 million; nothing readable has more
_REFUSED = {401: Reason.BLOCKED, 403: Reason.BLOCKED, 429: Reason.BLOCKED, 404: Reason.GONE, 410: Reason.GONE}
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, the address that answered, and when."""

    url: str
    fetched_at: datetime
    headers: Headers
    body: bytes


def fetch(url: str) -> Fetched:
    """The page at an http(s) address. PageRejected with the reason when there is none."""
    request = Request(url, headers={"User-Agent": _user_agent(), "Accept-Encoding": "gzip"})  # noqa: S310 - the caller checks the scheme
    try:
        with urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310 - redirects lead to http(s) only
            response = cast(HTTPResponse, answer)
            body = response.read(_MOST_BYTES + 1)
            headers = tuple(response.getheaders())
            return Fetched(response.url, datetime.now(UTC), headers, _decoded(body, response))
    except HTTPError as error:
        fallback = Reason.SERVER_ERROR if error.code >= _SERVER_ERROR else Reason.HTTP_ERROR
        raise PageRejected(_REFUSED.get(error.code, fallback), f"{url} answered {error.code}") from error
    except TimeoutError as error:
        raise PageRejected(
            Reason.TIMEOUT, f"{url} did not answer within {_TIMEOUT_SECONDS} seconds"
        ) from error
    except URLError as error:
        raise PageRejected(Reason.CONNECTION, f"{url}: {error.reason}") from error
    except (HTTPException, OSError, ValueError) as error:
        raise PageRejected(Reason.BAD_RESPONSE, f"{url}: {error}") from error


def _user_agent() -> str:
    contact = config.crawler_contact()
    return f"Broadsheet/0.1 (+{contact})" if contact else "Broadsheet/0.1"


def _decoded(body: bytes, response: HTTPResponse) -> bytes:
    if response.getheader("Content-Encoding", "").lower() in ("gzip", "x-gzip"):
        body = _unzipped(body)
    if len(body) > _MOST_BYTES:
        raise PageRejected(Reason.TOO_LARGE, f"{response.url}: more than {_MOST_BYTES} bytes")
    return body


def _unzipped(body: bytes) -> bytes:
    """At most one byte more than the limit, however far it would unfold."""
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, _MOST_BYTES + 1)
    except zlib.error as error:
        raise gzip.BadGzipFile(str(error)) from error
