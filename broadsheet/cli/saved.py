"""A page that somebody saved, or pipes in: read no further than a crawl would take of an answer."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from broadsheet.cli.fetched import Fetched
from broadsheet.errors import ConfigError, PageRejected
from broadsheet.outcomes import Reason
from broadsheet.unfolding import MAX_PAGE, MAX_SITEMAP, unfold

STDIN = "-"
_GZIP = b"\x1f\x8b"
_SITEMAPS = (b"<urlset", b"<sitemapindex")
_BEGIN = 2000  # bytes in which a sitemap says what it is


def saved_page(target: str, url: str | None) -> Fetched:
    """A file (.gz too), or what comes by standard input or a pipe, as the page of `url`.

    ConfigError for what cannot be opened, or has no address of its own where none is given; PageRejected for
    bytes that a crawl would not take.
    """
    path = Path(target)
    try:
        with _opened(path) as file:
            state = os.fstat(file.fileno())
            is_file = stat.S_ISREG(state.st_mode)
            if not is_file and url is None:
                raise ConfigError(f"{target}: a page that is piped in has no address; give --url")
            body = _read(file, path)
    except OSError as error:
        raise ConfigError(f"{target}: {_why(error)}") from error
    saved_at = datetime.fromtimestamp(state.st_mtime, UTC) if is_file else datetime.now(UTC)
    return Fetched(url or path.resolve().as_uri(), saved_at, (), body)


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if str(path) == STDIN else path.open("rb")


def _why(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "it is a directory; expected an http(s) address or the path of a saved page"
    if isinstance(error, FileNotFoundError):
        return "no such file, and no address that begins with http:// or https://"
    return f"cannot be read ({error.strerror})"


def _read(file: BinaryIO, path: Path) -> bytes:
    body = file.read(MAX_SITEMAP + 1)
    if path.suffix == ".gz":
        body = _unfolded(body, path)
    limit = MAX_SITEMAP if any(name in body[:_BEGIN] for name in _SITEMAPS) else MAX_PAGE
    if len(body) > limit:
        raise PageRejected(Reason.TOO_LARGE, f"{path}: more than {limit} bytes, the most that a crawl takes")
    return body


def _unfolded(body: bytes, path: Path) -> bytes:
    if not body.startswith(_GZIP):
        raise PageRejected(Reason.BAD_RESPONSE, f"{path}: named .gz, and not compressed by gzip")
    try:
        return unfold(body, ["gzip"], MAX_SITEMAP)
    except PageRejected as rejection:
        raise PageRejected(rejection.reason, f"{path}: {rejection.detail}") from rejection
