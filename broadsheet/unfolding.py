"""Undoes content codings within bounds: nothing is unfolded further than what is allowed."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import brotli
from backports import zstd

from broadsheet.errors import PageRejected
from broadsheet.outcomes import Reason

# Bytes of a page or feed; the largest real pages have some five million. Reading takes twenty times as much.
MAX_PAGE = 11 * 512 * 1024
MAX_SITEMAP = 50 * 1024 * 1024  # the sitemap protocol's own limit for one file, unfolded
# Markup shrinks to a tenth, a page of repetitions to a fiftieth. What unfolds to more is made to hurt.
MAX_RATIO = 100
_HARMLESS = MAX_PAGE  # bytes; below, no ratio hurts
_STEEP = 50  # times what was sent; what is too large at this ratio was made for it
MAX_CODINGS = 2  # one is usual, two happen by mistake, more are bombs
_PIECE = 64 * 1024
_PLAIN_STARTS = frozenset({b"<", b"{", b"["})  # of markup and JSON, which no coding leaves as they are
_ZSTD_FRAME = b"\x28\xb5\x2f\xfd"
_ZSTD_OPTIONS = {
    int(zstd.DecompressionParameter.window_log_max): 23
}  # RFC 9659: 8 MB, the most a client must hold

Step = Callable[[bytes, int], bytes]


def unfold(body: bytes, codings: Iterable[str], limit: int = MAX_PAGE) -> bytes:
    """The bytes after undoing the codings of a Content-Encoding header, given in its order.

    PageRejected: BOMB beyond the ratio or the number of codings, TOO_LARGE beyond the limit, BAD_RESPONSE
    for bytes that are not what is said of them, or break off. What is plainly under no coding, whatever
    unknown one is said, stays as it is.
    """
    names = [name for name in (each.strip().lower() for each in codings) if name not in {"", "identity"}]
    if len(names) > MAX_CODINGS:
        raise PageRejected(Reason.BOMB, f"{len(names)} content codings, one over the other")
    received = len(body)
    for name in reversed(names):
        body = _undone(body, name, limit, received) if body else body
    return body


def _undone(body: bytes, name: str, limit: int, received: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in _unfolded(body, name):
            size += len(piece)
            _refuse_excess(size, limit, received)
            pieces.append(piece)
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
        raise PageRejected(Reason.BAD_RESPONSE, f"the content coding {name} is broken: {error}") from error
    return b"".join(pieces)


def _refuse_excess(size: int, limit: int, received: int) -> None:
    if size > _HARMLESS and size > received * MAX_RATIO:
        raise PageRejected(Reason.BOMB, f"{received} bytes unfold to more than {MAX_RATIO} times as many")
    if size > limit:
        reason = Reason.BOMB if size > received * _STEEP else Reason.TOO_LARGE
        raise PageRejected(reason, f"{received} bytes unfold to more than {limit}")


def _unfolded(body: bytes, name: str) -> Iterator[bytes]:
    if name in {"gzip", "x-gzip"}:
        return _zlib(body, zlib.MAX_WBITS | 16)
    if name == "deflate":
        # RFC 9110, 8.4.1.2: zlib's format; some servers send the bare stream, whose first byte tells.
        is_zlib = body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2]) % 31 == 0
        return _zlib(body, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
    if name == "br":
        return _brotli(body)
    if name == "zstd":
        return _zstd(body)
    if body.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in _PLAIN_STARTS:
        return iter((body,))  # of servers that name a charset there, or "none"; browsers read it, too
    raise PageRejected(Reason.BAD_RESPONSE, f"unknown content coding {name[:40]!r}")


def _zlib(body: bytes, wbits: int) -> Iterator[bytes]:
    """Every member; what follows the last one is padding and ignored, as gzip(1) does."""
    decoder = zlib.decompressobj(wbits)
    position = 0
    while True:
        feed = decoder.unconsumed_tail
        if not feed:
            feed = body[position : position + _PIECE]
            position += len(feed)
        piece = decoder.decompress(feed, _PIECE)
        if not (feed or piece or decoder.eof):
            raise EOFError("it breaks off")
        yield piece
        if decoder.eof:
            position -= len(decoder.unused_data)
            if body[position : position + 2] != b"\x1f\x8b" or not wbits & 16:
                return
            decoder = zlib.decompressobj(wbits)


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    piece = decoder.process(body, output_buffer_limit=_PIECE)
    while not decoder.is_finished():
        if not piece:
            raise EOFError("it breaks off")
        yield piece
        piece = decoder.process(b"", output_buffer_limit=_PIECE)
    yield piece


def _zstd(body: bytes) -> Iterator[bytes]:
    """Every frame, one after the other."""
    rest = body
    while rest.startswith(_ZSTD_FRAME) or rest is body:
        decoder: Any = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)
        yield decoder.decompress(rest, _PIECE)
        while not decoder.eof:
            if decoder.needs_input:
                raise EOFError("it breaks off")
            yield decoder.decompress(b"", _PIECE)
        rest = decoder.unused_data
