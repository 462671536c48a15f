"""One page from the web for a person at a terminal: asked for once, politely, within limits."""

from __future__ import annotations

from datetime import UTC, datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError

from broadsheet import config
from broadsheet.cli.fetched import Fetched
from broadsheet.cli.saved import saved_page
from broadsheet.connecting import ask
from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason

_TIMEOUT_SECONDS = 20
_REFUSED = {401: Reason.BLOCKED, 403: Reason.BLOCKED, 429: Reason.BLOCKED, 404: Reason.GONE, 410: Reason.GONE}
_SERVER_ERROR = 500


def fetch(url: str, *, may_be_private: bool = False) -> Fetched:
    """The page at an http(s) address. PageRejected with the reason when there is none."""
    try:
        answer = ask(url, _user_agent(), seconds=_TIMEOUT_SECONDS, may_be_private=may_be_private)
        return Fetched(answer.url, datetime.now(UTC), answer.headers, answer.body)
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


def page_at(target: str, url: str | None, *, may_be_private: bool) -> Fetched:
    """A page by its address, or a saved one that came from `url`. ConfigError for neither."""
    if target.lower().startswith(("http://", "https://")):
        return fetch(target, may_be_private=may_be_private)
    return saved_page(target, url)


def _user_agent() -> str:
    contact = config.crawler_contact()
    return f"Broadsheet/0.1 (+{contact})" if contact else "Broadsheet/0.1"
