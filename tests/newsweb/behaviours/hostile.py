"""Answers made to hurt: whatever bytes, endless heads, drops that keep a connection alive, bombs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from tests.newsweb.behaviours.exchange import Behaviour, Exchange
from tests.newsweb.messages import Response, Send


def verbatim(data: bytes) -> Behaviour:
    """Exactly these bytes, head included, then hang up."""

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        await send(data)
        return False

    return lambda exchange: replace(exchange.response, delivery=deliver)


def endless_head(exchange: Exchange) -> Response:
    """A status line and headers for ever."""

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        await send(b"HTTP/1.1 200 OK\r\n")
        number = 0
        while True:
            number += 1
            await send(b"X-Filler-%d: %s\r\n" % (number, b"x" * 8000))

    return replace(exchange.response, delivery=deliver)


def dripping(start: bytes) -> Behaviour:
    """These bytes, then another drop every now and then, for ever: no silence that anybody could notice."""

    async def deliver(send: Send, head: bytes, body: bytes) -> bool:
        await send(start)
        while True:
            await asyncio.sleep(0.2)
            await send(b"x")

    return lambda exchange: replace(exchange.response, delivery=deliver)


def coded(data: bytes, coding: str, content_type: str = "text/html; charset=utf-8") -> Behaviour:
    """These bytes, said to be a page under that content coding."""

    def answer(exchange: Exchange) -> Response:
        response = Response(HTTPStatus.OK, data, content_type, kind=exchange.response.kind)
        return response.with_header("Content-Encoding", coding)

    return answer


def altered(change: Callable[[str], str]) -> Behaviour:
    """The right page with its markup changed."""

    def answer(exchange: Exchange) -> Response:
        page = exchange.response.body.decode()
        return replace(exchange.response, body=change(page).encode("utf-8", "surrogatepass"))

    return answer


def with_headers(*headers: tuple[str, str]) -> Behaviour:
    """The right page with these headers as well."""

    def answer(exchange: Exchange) -> Response:
        return replace(exchange.response, headers=(*exchange.response.headers, *headers))

    return answer
