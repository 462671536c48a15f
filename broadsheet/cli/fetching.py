"""One page from the web for a person at a terminal: asked for once, politely, within limits."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPException, InvalidURL
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from broadsheet import config
from broadsheet.cli.fetched import Fetched
from broadsheet.cli.saved import saved_page
from broadsheet.connecting import ask
from broadsheet.errors import ConfigError, PageRejected
from broadsheet.outcomes import Reason
from broadsheet.resolving import addresses_of, refusal_of
from broadsheet.responses import failure_of_status
from broadsheet.urls import hostport_of

_TIMEOUT_SECONDS = 20
# What urllib wraps, by what a crawl calls it; anything else is a connection that failed.
_BY_CAUSE: tuple[tuple[type[BaseException], Reason], ...] = (
    (socket.gaierror, Reason.DNS),
    (TimeoutError, Reason.TIMEOUT),
    (ssl.SSLError, Reason.TLS),
)


def fetch(url: str, *, may_be_private: bool = False) -> Fetched:
    """The page at an http(s) address. PageRejected with the reason when there is none.

    ConfigError for one of a public site where nobody is named to whom its publisher may write.
    """
    if hostport_of(url) is None:
        raise PageRejected(Reason.BAD_URL, f"{url}: no address of http or https")
    if not may_be_private:
        _require_contact(url)
    try:
        answer = ask(url, _user_agent(), seconds=_TIMEOUT_SECONDS, may_be_private=may_be_private)
        return Fetched(answer.url, datetime.now(UTC), answer.headers, answer.body)
    except HTTPError as error:
        failure = failure_of_status(error.code, error.headers.get("Retry-After"))
        reason = failure.reason if failure is not None else Reason.HTTP_ERROR
        raise PageRejected(reason, f"{url} answered {error.code}") from error
    except TimeoutError as error:
        raise PageRejected(
            Reason.TIMEOUT, f"{url} did not answer within {_TIMEOUT_SECONDS} seconds"
        ) from error
    except URLError as error:
        cause = error.reason
        found = (reason for kind, reason in _BY_CAUSE if isinstance(cause, kind))
        words = cause.strerror if isinstance(cause, socket.gaierror) else cause
        raise PageRejected(next(found, Reason.CONNECTION), f"{url}: {words}") from error
    except (InvalidURL, UnicodeError) as error:
        raise PageRejected(Reason.BAD_URL, f"{url}: {error}") from error
    except (HTTPException, OSError, ValueError) as error:
        raise PageRejected(Reason.BAD_RESPONSE, f"{url}: {error}") from error


def page_at(target: str, url: str | None, *, may_be_private: bool) -> Fetched:
    """A page by its address, or a saved one that came from `url`. ConfigError for neither."""
    if url is not None and (hostport_of(url) is None or any(map(str.isspace, url))):
        raise ConfigError(f"--url {url}: expected an http or https address, without white space")
    if target.lower().startswith(("http://", "https://")):
        return fetch(target, may_be_private=may_be_private)
    return saved_page(target, url)


def _require_contact(url: str) -> None:
    """What leads to no public address is refused where it is asked; what leads nowhere, too."""
    if config.crawler_contact() is not None:
        return
    host = urlsplit(url).hostname or ""
    with suppress(OSError, UnicodeError):
        if refusal_of(host, addresses_of(host), may_be_private=False) is None:
            raise ConfigError(
                f"CRAWLER_CONTACT is not set: {host} is a public site, and its publisher must be able to "
                "write to whoever asks for its pages (a mail address or a web page)"
            )


def _user_agent() -> str:
    contact = config.crawler_contact()
    return f"Broadsheet/0.1 (+{contact})" if contact else "Broadsheet/0.1"
