"""A server that costs next to nothing: every answer is bytes made beforehand, written in one call.

`python -m tests.benchmarks.server FOLDER` serves a folder as HTML on a free loopback port, prints the
port, and ends with its standard input.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

_HEAD = "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\r\n"
_MISSING = _HEAD.format(status="404 Not Found", length=0).encode()


class Canned(asyncio.Protocol):
    """One connection; requests are pipelined one after the other, as Scrapy sends them."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers, self._buffer = answers, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            target = head.split(b" ", 2)[1]
            self._transport.write(self._answers.get(target, _MISSING))  # type: ignore[attr-defined]


def answers(folder: Path) -> dict[bytes, bytes]:
    """Every file of the folder as a complete response; `index.html` is its folder."""
    made = {}
    for path in filter(Path.is_file, folder.rglob("*")):
        body = path.read_bytes()
        target = "/" + str(path.relative_to(folder)).removesuffix("index.html")
        made[target.encode()] = _HEAD.format(status="200 OK", length=len(body)).encode() + body
    return made


async def serve(folder: Path) -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    canned = answers(folder)
    server = await loop.create_server(lambda: Canned(canned), "127.0.0.1", 0, backlog=128)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
