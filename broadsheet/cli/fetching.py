"""One page from the web for a person at a terminal: asked for once, politely, within limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError

from broadsheet import config
from broadsheet.article import Headers
from broadsheet.connecting import ask
from broadsheet.errors import ConfigError, PageRejected
from broadsheet.outcomes import Reason

_TIMEOUT_SECONDS = 20
_REFUSED = {401: Reason.BLOCKED, 403: Reason.BLOCKED, 429: Reason.BLOCKED, 404: Reason.GONE, 410: Reason.GONE}
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, the address that answered, and when."""

    url: str
    fetched_at: datetime
    headers: Headers
    body: bytes


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
    """A page by its address, or a saved one (.gz too) that came from `url`. ConfigError for neither."""
    if target.lower().startswith(("http://", "https://")):
        return fetch(target, may_be_private=may_be_private)
    path = Path(target)
    if not path.is_file():
        raise ConfigError(f"{target}: no such file, and no address that begins with http:// or https://")
    return _saved(path, url)


def _saved(path: Path, url: str | None) -> Fetched:
    body = path.read_bytes()
    if path.suffix == ".gz":
        import gzip  # noqa: PLC0415 - few saved pages are

        body = gzip.decompress(body)
    saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Fetched(url or path.resolve().as_uri(), saved_at, (), body)


def _user_agent() -> str:
    contact = config.crawler_contact()
    return f"Broadsheet/0.1 (+{contact})" if contact else "Broadsheet/0.1"
