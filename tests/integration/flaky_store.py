"""A way to the object store that can be told to answer with errors instead, late, or not at all."""

from __future__ import annotations

import socket
import threading
from typing import Self
from urllib.parse import urlsplit

_CHUNK = 65536
_ERROR = "<Error><Code>{code}</Code><Message>as the test says</Message></Error>"


class FlakyStore:
    """Passes connections on to the store; while `fails_with` is set ("503 SlowDown"), answers so.

    While `flows` is cleared requests wait; the next `stall_count` get no answer, ever.
    """

    def __init__(self, endpoint: str) -> None:
        parts = urlsplit(endpoint)
        self._store = (parts.hostname or "", parts.port or 80)
        self.fails_with: str | None = None
        self.refused_count = 0
        self.stall_count = 0
        self.put_count = 0  # those passed on
        self.flows = threading.Event()
        self.flows.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.flows.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """Request by request, so that a connection kept open meets the error too."""
        with client, socket.create_connection(self._store) as store:
            threading.Thread(target=_pass_on, args=(store, client), daemon=True).start()
            while data := _received(client):
                if self.fails_with is not None:
                    self._refuse(client)
                    return
                if self.stall_count:
                    self.stall_count -= 1
                    _until_hung_up(client)
                    return
                self.flows.wait()
                is_put = data.startswith(b"PUT ")
                self.put_count += is_put  # no call in between: threads count at the same time
                store.sendall(data)

    def _refuse(self, client: socket.socket) -> None:
        self.refused_count += 1
        status, _, code = (self.fails_with or "").partition(" ")
        body = _ERROR.format(code=code)
        head = f"HTTP/1.1 {status} {code}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        client.sendall((head + body).encode())


def _until_hung_up(client: socket.socket) -> None:
    while _received(client):
        continue


def _pass_on(store: socket.socket, client: socket.socket) -> None:
    try:
        while data := _received(store):
            client.sendall(data)
    except OSError:
        return


def _received(end: socket.socket) -> bytes:
    try:
        return end.recv(_CHUNK)
    except OSError:
        return b""
