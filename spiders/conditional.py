"""Asks for what is stored already only if it has changed since (RFC 9110, 13).

A listing that has not changed is answered from the store, so that all that follows is as if it had come; so
is an article on several pages, since another of them may have changed. Any other article that has not is a
sighting. What the bucket has lost is asked for whole.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapy.http import Response

from broadsheet.article import RawObject
from broadsheet.articledb.captures import HeldVersion, versions_held
from broadsheet.batching import Batcher
from broadsheet.errors import ConfigError, StorageError
from broadsheet.outcomes import PageKind
from broadsheet.services import services_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

log = logging.getLogger("broadsheet")

_OLDEST = timedelta(days=62)  # as far back as the store compares listings
_MAX_AGE = 0.02  # seconds that a look-up waits for others
_NAMES = ("If-None-Match", "If-Modified-Since")
_CODED = frozenset(
    {"content-encoding", "content-length", "transfer-encoding"}
)  # of the transfer, not the page


class Conditional:
    """Names the version held to the server, and takes "not modified" for an answer only then."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._held: Batcher[tuple[str, bool], HeldVersion | None] = Batcher(self._look_up, max_age=_MAX_AGE)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Conditional:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Add the names of the version held, if it came from this very address."""
        version = await self._version(request)
        for name in _NAMES:  # a redirect takes over those of the address before
            request.headers.pop(name, None)
        request.meta.pop("version", None)
        if version is None or version.final_url != request.url:
            return
        request.meta["version"] = version
        for name, value in zip(_NAMES, (version.etag, version.last_modified), strict=True):
            if value:
                request.headers[name] = value

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """What the store is to answer for comes from there; what is not there is asked for anew."""
        version = request.meta.get("version")
        if response.status != HTTPStatus.NOT_MODIFIED or version is None:
            return response
        is_part = version.is_in_parts or request.meta.get("is_part")
        if request.meta.get("kind") is PageKind.ARTICLE and not is_part:
            return _anew(request, version) if await self._is_lost(version) else response
        body = await self._stored(version)
        if body is None:
            return _anew(request, version)
        request.meta["raw"] = RawObject(version.sha256, version.key)
        headers = [(name, value) for name, value in version.headers if name.lower() not in _CODED]
        return Response(request.url, HTTPStatus.OK, _grouped(headers), body, request=request)

    async def _version(self, request: Request) -> HeldVersion | None:
        kind = request.meta.get("kind")
        if kind is None or request.meta.get("is_unconditional"):
            return None
        is_article = kind is PageKind.ARTICLE
        if is_article and not request.meta.get("is_held"):
            return None  # a new address: most are, and a look-up each would be in vain
        return await self._held.put((request.meta["listed_url"], is_article))

    async def _look_up(self, asked: Sequence[tuple[str, bool]]) -> Sequence[HeldVersion | None]:
        since = datetime.now(UTC) - _OLDEST
        try:
            found = await services_of(self._crawler).database.run(lambda c: versions_held(c, asked, since))
        except (
            ConfigError,
            StorageError,
        ):  # the run ends for it elsewhere; without a version nothing is wrong
            return [None] * len(asked)
        return [found.get(url) for url, _ in asked]

    async def _is_lost(self, version: HeldVersion) -> bool:
        """Whether the bytes are certainly not there; with the store away nobody knows."""
        try:
            return not await services_of(self._crawler).raw.run(lambda store: store.exists(version.key))
        except (ConfigError, StorageError):
            return False

    async def _stored(self, version: HeldVersion) -> bytes | None:
        try:
            return await services_of(self._crawler).raw.run(
                lambda store: store.get(version.key) if store.exists(version.key) else None
            )
        except (ConfigError, StorageError):
            return None


def _anew(request: Request, version: HeldVersion) -> Request:
    log.warning("%s: %s is not in the bucket; asking for the whole page", request.url, version.key)
    return request.replace(meta={**request.meta, "is_unconditional": True}, dont_filter=True)


def _grouped(headers: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in headers:
        grouped.setdefault(name, []).append(value)
    return grouped
