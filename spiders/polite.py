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
from broadsheet.hostqueue import LONGEST_WAIT, BackedOffError, NotWantedError
from broadsheet.hosts import budget_host
from broadsheet.outcomes import PageKind, Reason
from broadsheet.places import Slot
from broadsheet.responses import seconds_to_come_back
from broadsheet.services import services_of
from spiders.failures import Refused
from spiders.spending import SPENT, take_again
from spiders.transfer import BoundedHandler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from broadsheet.tally import RunTally

log = logging.getLogger("broadsheet")

request_sent = object()  # Scrapy signal: a request has passed the gate
_MOST_WAITS = 5  # of one request, that its host puts off again and again while it answers others
_LONGEST_WAIT_OF_A_RUN = 3 * LONGEST_WAIT  # seconds that one process waits for hosts that say "not now"
_REFUSALS = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_FIRST_SERVER_ERROR = 500


class PoliteHTTP(BoundedHandler):
    """HTTP and HTTPS, each request with leave of its host's budget."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._wire = _Wire(self._pool)
        self._unstated_pauses = tuple(map(float, crawler.settings.getlist("BROADSHEET_UNSTATED_PAUSES")))
        self._waited, self._waits_until = 0.0, 0.0
        self._answered: dict[str, float] = {}  # hosts, with the moment of the last answer that was no refusal

    async def download_request(self, request: Request) -> Response:
        """The response. A host that names a short pause, or none, is asked again after it.

        Refused when the host wants to be left alone for long, when it puts off this one request for ever, or
        when the run ended meanwhile.
        """
        unstated, began, tries = iter(self._unstated_pauses), time.monotonic(), 0
        while True:
            slot = await self._enter(request)
            self._crawler.signals.send_catch_log(signal=request_sent, request=request)
            response, pause = await self._send(slot, request, unstated)
            tries += 1
            if pause is None:
                self._answered[budget_host(request.url)] = time.monotonic()
                return response
            if tries > _MOST_WAITS and self._answered.get(budget_host(request.url), 0) > began:
                raise Refused(Failure(Reason.BLOCKED, f"put off {tries} times: {_words(response)}"))
            if not self._is_waited_out(response, pause):
                return response
            if not take_again(self._crawler, request):
                raise Refused(SPENT)

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

    def _is_waited_out(self, response: Response, pause: float) -> bool:
        """Whether the same request is sent again; the gate holds it back for as long as the host asked."""
        if not self._may_wait(pause):
            return False
        self._waited += self._more(pause)
        self._waits_until = max(self._waits_until, time.monotonic() + pause)
        log.info("%s: %s, asked again in %.0f s", budget_host(response.url), _words(response), pause)
        return True

    def _may_wait(self, pause: float) -> bool:
        return pause <= LONGEST_WAIT and self._waited + self._more(pause) <= _LONGEST_WAIT_OF_A_RUN

    def _more(self, pause: float) -> float:
        """Seconds that the pause adds to those waited for: answers of one moment share it."""
        now = time.monotonic()
        return max(now + pause - max(now, self._waits_until), 0)

    async def _send(
        self, slot: Slot, request: Request, unstated: Iterator[float]
    ) -> tuple[Response, float | None]:
        """The response, and the seconds that it asks to wait before the same request is sent again."""
        began = time.monotonic()
        answer = Answer(Ending.FAILED)
        on_wire = self._wire.expect(request.url, lambda: self._gate.sent(slot))
        try:
            response = await super().download_request(request)
            pause = self._pause_of(response, unstated)
            latency = request.meta.get("download_latency", time.monotonic() - began)
            answer = _answer_of(response, latency, pause)
            return response, pause
        finally:
            if self._wire.forget(request.url, on_wire):
                on_wire()  # when it was sent is not known, but it was before now
            self._gate.leave(slot, answer)

    def _pause_of(self, response: Response, unstated: Iterator[float]) -> float | None:
        """As stated; where a refusal states none, the next of ours as long as there is one."""
        if response.status not in _REFUSALS:
            return None
        asked = response.status, _header(response, "Retry-After"), _header(response, "Date")
        pause = seconds_to_come_back(*asked, unstated=next(unstated, None))
        return pause if pause is None or self._may_wait(pause) else seconds_to_come_back(*asked)

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


def _answer_of(response: Response, latency: float, pause: float | None) -> Answer:
    if response.status in _REFUSALS:
        return Answer(
            Ending.REFUSED, latency=latency, back_off=pause, reason=_words(response) if pause else None
        )
    return Answer(
        Ending.FAILED if response.status >= _FIRST_SERVER_ERROR else Ending.ANSWERED, latency=latency
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _words(response: Response) -> str:
    retry_after = _header(response, "Retry-After")
    stated = f"Retry-After: {retry_after}" if retry_after else "which states no time"
    return f"HTTP {response.status}, {stated}"[:300]
