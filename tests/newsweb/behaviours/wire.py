"""A broken transfer: answers that come late, slowly, in part, for ever or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from tests.newsweb.behaviours.exchange import Behaviour, Exchange
from tests.newsweb.messages import Delivery, Response, Send

_TICK_SECONDS = 0.05  # how often a silent answer looks whether the client is still there
_CHUNK = b"4000\r\n" + b"<p>more</p> ".ljust(0x4000) + b"\r\n"


def hang(exchange: Exchange) -> Response:
    """Take the request and never answer."""

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            await send(b"")

    return replace(exchange.response, delivery=deliver)


def no_answer(exchange: Exchange) -> Response:
    """Take the request and hang up."""

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        return False

    return replace(exchange.response, delivery=deliver)


def not_http(exchange: Exchange) -> Response:
    """Answer in another protocol."""

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        await send(b"220 mail.example ESMTP\r\n\x00\x01\x02")
        return False

    return replace(exchange.response, delivery=deliver)


def late(seconds: float) -> Behaviour:
    """The right answer after some time; a wait put on top of another delivery adds to it."""

    def answer(exchange: Exchange) -> Response:
        proper = exchange.response.delivery

        async def deliver(send: Send, head: bytes, body: bytes) -> bool:
            await asyncio.sleep(seconds)
            return await proper(send, head, body)

        return replace(exchange.response, delivery=deliver)

    return answer


def slow(bytes_a_second: int) -> Behaviour:
    """The right answer, drop by drop."""
    drop = max(1, int(bytes_a_second * _TICK_SECONDS))

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        await send(head)
        for begin in range(0, len(body), drop):
            await asyncio.sleep(_TICK_SECONDS)
            await send(body[begin : begin + drop])
        return True

    return _delivered_by(deliver)


def truncated(share: float = 0.5) -> Behaviour:
    """Promise the whole length, send that share of it and hang up."""

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        await send(head + body[: int(len(body) * share)])
        return False

    return _delivered_by(deliver)


def endless(exchange: Exchange) -> Response:
    """The right page as the beginning of one that never ends."""
    return _chunked(exchange, _endlessly)


def broken_chunks(exchange: Exchange) -> Response:
    """A chunked answer whose second length is no number."""
    return _chunked(exchange, _brokenly)


def broken_gzip(exchange: Exchange) -> Response:
    """A body said to be gzip that begins like it and is not."""
    response = replace(exchange.response, body=b"\x1f\x8b\x08\x00" + exchange.response.body[:4096])
    return response.with_header("Content-Encoding", "gzip")


def _delivered_by(delivery: Delivery) -> Behaviour:
    return lambda exchange: replace(exchange.response, delivery=delivery)


def _chunked(exchange: Exchange, delivery: Delivery) -> Response:
    response = exchange.response.with_header("Transfer-Encoding", "chunked")
    # Sent as it is: the pieces are made by hand and must not be coded a second time.
    return replace(response.with_header("Content-Encoding", "identity"), delivery=delivery)


async def _endlessly(send: Send, head: bytes, body: bytes) -> bool:
    await send(head + _as_chunk(body))
    while True:
        await send(_CHUNK)


async def _brokenly(send: Send, head: bytes, body: bytes) -> bool:
    await send(head + _as_chunk(body[: len(body) // 2]) + b"zz\r\n" + body[len(body) // 2 :])
    return False


def _as_chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"
