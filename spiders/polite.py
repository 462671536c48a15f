"""The HTTP download handler behind the gate: whatever is sent, for whatever reason, has passed it.

This is the last place before the wire. Waiting here counts against no timeout, and the place at the host is
given back when the answer has arrived with its body, or failed.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict, deque
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from broadsheet.article import Failure
from broadsheet.articledb.budgets import Answer, Ending
from broadsheet.errors import ConfigError, StorageError
from broadsheet.gate import Gate
from broadsheet.hostqueue import LONGEST_WAIT, BackedOffError, NotWantedError, Slot
from broadsheet.hosts import budget_host
from broadsheet.outcomes import PageKind, Reason
from broadsheet.responses import seconds_to_come_back
from broadsheet.services import services_of
from spiders.failures import Refused
from spiders.transfer import BoundedHandler

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from broadsheet.tally import RunTally

log = logging.getLogger("broadsheet")

request_sent = object()  # Scrapy signal: a request has passed the gate
_LONGEST_WAIT_OF_A_RUN = 3 * LONGEST_WAIT  # seconds that one process waits for hosts that say "not now"
_REFUSALS = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_FIRST_SERVER_ERROR = 500


class PoliteHTTP(BoundedHandler):
    """HTTP and HTTPS, each request with leave of its host's budget."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._wire = _Wire(self._pool)
        self._waited, self._waits_until = 0.0, 0.0

    async def download_request(self, request: Request) -> Response:
        """The response. A host that names a short pause is asked again after it.

        Refused when the host wants to be left alone for long, or when the run ended meanwhile.
        """
        while True:
            slot = await self._enter(request)
            self._crawler.signals.send_catch_log(signal=request_sent, request=request)
            response = await self._send(slot, request)
            if not self._is_waited_out(response):
                return response

    async def _enter(self, request: Request) -> Slot:
        tally = self._tally(request)
        try:
            return await self._gate.enter(
                budget_host(request.url),
                # A crawl that is told to stop does not wait for its turn first.
                lambda: self._crawler.crawling and (tally is None or not tally.is_stopped),
            )
        except NotWantedError:
            raise Refused(None) from None
        except BackedOffError as error:
            raise self._backed_off(request, tally, error) from None
        except (ConfigError, StorageError) as error:
            if tally is not None:
                tally.add_outage(error)
            raise Refused(None) from error

    def _backed_off(self, request: Request, tally: RunTally | None, error: BackedOffError) -> Refused:
        """The run ends, with the time to come back; its articles stay pending."""
        if tally is not None:
            tally.retry_after_at = error.until
            tally.is_stopped = True
        is_article = request.meta.get("kind") is PageKind.ARTICLE
        return Refused(None if is_article else Failure(Reason.BLOCKED, str(error)))

    def _is_waited_out(self, response: Response) -> bool:
        """Whether the same request is sent again; the gate holds it back for as long as the host asked."""
        pause = _pause_of(response)
        if pause is None or pause > LONGEST_WAIT:
            return False
        now = time.monotonic()
        more = max(now + pause - max(now, self._waits_until), 0)  # answers of one moment share a pause
        if self._waited + more > _LONGEST_WAIT_OF_A_RUN:
            return False
        self._waited, self._waits_until = self._waited + more, max(self._waits_until, now + pause)
        log.info("%s: HTTP %d, waiting %.0f s as asked", budget_host(response.url), response.status, pause)
        return True

    async def _send(self, slot: Slot, request: Request) -> Response:
        began = time.monotonic()
        answer = Answer(Ending.FAILED)
        on_wire = self._wire.expect(request.url, lambda: self._gate.sent(slot))
        try:
            response = await super().download_request(request)
            answer = _answer_of(response, request.meta.get("download_latency", time.monotonic() - began))
            return response
        finally:
            if self._wire.forget(request.url, on_wire):
                on_wire()  # when it was sent is not known, but it was before now
            self._gate.leave(slot, answer)

    def _tally(self, request: Request) -> RunTally | None:
        return services_of(self._crawler).tallies.get(request.meta.get("run_id", ""))

    @property
    def _gate(self) -> Gate:
        return services_of(self._crawler).gate


class _Wire:
    """Knows when a request is written to its connection, which may first have to be made.

    Requests are told apart by their address. Twisted's own second try on a connection that broke is
    switched off: it would pass no gate. Scrapy tries again, and that does.
    """

    def __init__(self, pool: Any) -> None:
        self._expected: defaultdict[bytes, deque[Callable[[], None]]] = defaultdict(deque)
        pool.retryAutomatically = False
        pool._factory = self._noting(pool._factory)  # where Scrapy puts its own

    def expect(self, url: str, note: Callable[[], None]) -> Callable[[], None]:
        self._expected[_key(url)].append(note)
        return note

    def forget(self, url: str, note: Callable[[], None]) -> bool:
        """Whether it was still expected."""
        waiting = self._expected[_key(url)]
        is_expected = note in waiting
        if is_expected:
            waiting.remove(note)
        if not waiting:
            del self._expected[_key(url)]
        return is_expected

    def written(self, address: bytes) -> None:
        waiting = self._expected.get(address)
        if waiting:
            waiting.popleft()()

    def _noting(self, factory: Any) -> Any:
        wire = self

        class Noting(factory):  # type: ignore[misc]
            def buildProtocol(self, addr: Any) -> Any:  # noqa: N802
                protocol = super().buildProtocol(addr)
                request = protocol.request

                def noted(message: Any) -> Any:
                    wire.written(message.absoluteURI)
                    return request(message)

                protocol.request = noted
                return protocol

        return Noting


def _key(url: str) -> bytes:
    return url.partition("#")[0].encode("ascii")


def _answer_of(response: Response, latency: float) -> Answer:
    pause = seconds_to_come_back(response.status, _retry_after(response))
    if response.status in _REFUSALS:
        return Answer(
            Ending.REFUSED, latency=latency, back_off=pause, reason=_words(response) if pause else None
        )
    return Answer(
        Ending.FAILED if response.status >= _FIRST_SERVER_ERROR else Ending.ANSWERED, latency=latency
    )


def _pause_of(response: Response) -> float | None:
    """Seconds that a refusal asks to wait before the same request; None for any other answer."""
    return seconds_to_come_back(response.status, _retry_after(response))


def _retry_after(response: Response) -> str | None:
    value = response.headers.get("Retry-After")
    return value.decode("latin-1") if value else None


def _words(response: Response) -> str:
    return f"HTTP {response.status}, Retry-After: {_retry_after(response)}"[:300]
