"""A publisher's files behind a server of their own on a loopback port."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from w3lib.url import safe_url_string

_BASE, _BASE_IN_JSON = b"{{BASE}}", b"{{BASE_JSON}}"
_ESCAPED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_TEXTS = ("text/", "application/json", "application/xml", "application/rss", "application/atom", "javascript")


@dataclass(frozen=True, slots=True)
class Answer:
    """One stored answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Pages:
    """What the server answers, by request target."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        routes = json.loads((folder / "routes.json").read_text(encoding="utf-8"))
        self._routes: Mapping[str, Any] = {_spelt(target): route for target, route in routes.items()}

    def answer(self, target: str, base: str) -> Answer:
        """The answer to a request target, with the server's own address in it."""
        route = self._routes.get(_spelt(target))
        if route is None:
            return Answer(404, (("Content-Type", "text/html"),), b"<title>Not found</title><p>Not found")
        headers = {"Content-Type": route.get("type", "text/html; charset=utf-8"), **route.get("headers", {})}
        body = (self._folder / route["file"]).read_bytes() if route.get("file") else b""
        if any(kind in headers["Content-Type"] for kind in _TEXTS):
            body = _placed(body, base)
        stated = tuple((name, value.replace("{{BASE}}", base)) for name, value in headers.items())
        return Answer(route.get("status", 200), stated, body)


def _spelt(target: str) -> str:
    """One spelling of an address, whichever characters are escaped and however their digits are written."""
    return _ESCAPED.sub(lambda found: found[0].upper(), safe_url_string(target))


def _placed(body: bytes, base: str) -> bytes:
    escaped = base.replace("/", "\\/").encode()
    return body.replace(_BASE_IN_JSON, escaped).replace(_BASE, base.encode())


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the publisher while the block runs; its base address."""
    pages = Pages(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = pages.answer(self.path, base)
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield base
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
