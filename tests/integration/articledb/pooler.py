"""A pooler in front of a database: speaks PostgreSQL's protocol, and answers from sessions it shares out.

Enough of the protocol for a client of simple queries: https://www.postgresql.org/docs/current/protocol.html.
"""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import make_dsn, parse_dsn

_WANTS_ENCRYPTION = (80877103, 80877104)
_IDLE = b"I"
_TEXT = 25  # the type of every column


def _message(kind: bytes, body: bytes = b"") -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


def _words(*texts: str) -> bytes:
    return b"".join(text.encode() + b"\0" for text in texts)


def _row(values: tuple[Any, ...]) -> bytes:
    written = [str(value).encode() for value in values]
    return struct.pack("!h", len(values)) + b"".join(struct.pack("!i", len(each)) + each for each in written)


class _Client(socketserver.StreamRequestHandler):
    """One client; in session mode it has a session to the end, else the pooler's only one."""

    server: _Pooler

    def handle(self) -> None:
        with suppress(ConnectionError, struct.error):
            if self._greets():
                with self.server.session() as session:
                    while self._answers(session):
                        pass

    def _greets(self) -> bool:
        while True:
            size, code = struct.unpack("!ii", self.rfile.read(8))
            asked = self.rfile.read(size - 8)
            if code not in _WANTS_ENCRYPTION:
                break
            self.wfile.write(b"N")
        if b"\0options\0" in asked and not self.server.ignores_options:
            told = _words("SFATAL", "C08P01", "Munsupported startup parameter: options")
            self.wfile.write(_message(b"E", told + b"\0"))
            return False
        stated = {"client_encoding": "UTF8", "server_version": "17.0", "standard_conforming_strings": "on"}
        self.wfile.write(_message(b"R", struct.pack("!i", 0)))
        for name, value in stated.items():
            self.wfile.write(_message(b"S", _words(name, value)))
        self.wfile.write(_message(b"K", struct.pack("!ii", 1, 1)) + _message(b"Z", _IDLE))
        return True

    def _answers(self, session: Connection) -> bool:
        kind = self.rfile.read(1)
        if kind in {b"", b"X"}:
            return False
        (size,) = struct.unpack("!i", self.rfile.read(4))
        query = self.rfile.read(size - 4).rstrip(b"\0").decode()
        with self.server.turn, session.cursor() as cursor:
            cursor.execute(query)
            if cursor.description:
                names = [_words(column.name) for column in cursor.description]
                about = [each + struct.pack("!ihihih", 0, 0, _TEXT, -1, -1, 0) for each in names]
                self.wfile.write(_message(b"T", struct.pack("!h", len(about)) + b"".join(about)))
                for row in cursor.fetchall():
                    self.wfile.write(_message(b"D", _row(row)))
            self.wfile.write(_message(b"C", _words(cursor.statusmessage)) + _message(b"Z", _IDLE))
        return True


class _Pooler(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, dsn: str, *, is_by_session: bool, ignores_options: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Client)
        self.ignores_options, self._dsn = ignores_options, dsn
        self._only = None if is_by_session else self._connect()
        self.turn = threading.Lock()

    def _connect(self) -> Connection:
        connection = psycopg2.connect(self._dsn)
        connection.autocommit = True
        return connection

    @contextmanager
    def session(self) -> Iterator[Connection]:
        if self._only is not None:
            yield self._only
        else:
            with closing(self._connect()) as session:
                yield session

    def server_close(self) -> None:
        super().server_close()
        if self._only is not None:
            self._only.close()


@contextmanager
def pooler(dsn: str, *, is_by_session: bool, ignores_options: bool = True) -> Iterator[str]:
    """The address of a pooler in front of that database."""
    with _Pooler(dsn, is_by_session=is_by_session, ignores_options=ignores_options) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            host, port = server.server_address[:2]
            yield make_dsn(**(parse_dsn(dsn) | {"host": host, "port": port, "sslmode": "disable"}))
        finally:
            server.shutdown()
            thread.join()
