"""Content codings are undone within bounds, whoever made the bytes."""

from __future__ import annotations

import codecs
import gzip
import random
import zlib
from collections.abc import Callable
from functools import partial

import brotli
import pytest
from backports import zstd

from broadsheet.errors import PageRejected
from broadsheet.unfolding import MAX_PAGE, unfold

PAGE = b"".join(b"<p>%d bridges were shut.</p>\n" % number for number in range(9000))
Fold = Callable[[bytes], bytes]


def bare_deflate(data: bytes) -> bytes:
    coder = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return coder.compress(data) + coder.flush()


FOLDS: dict[str, tuple[str, Fold]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare-deflate": ("deflate", bare_deflate),
    "br": ("br", partial(brotli.compress, quality=5)),
    "zstd": ("zstd", zstd.compress),
}
each_coding = pytest.mark.parametrize(("name", "fold"), FOLDS.values(), ids=FOLDS.keys())


@each_coding
def test_what_was_folded_is_unfolded(name: str, fold: Fold) -> None:
    assert unfold(fold(PAGE), [name]) == PAGE


@each_coding
def test_a_bomb_is_not_unfolded(name: str, fold: Fold) -> None:
    """Beyond 100 times its size a body is cut off, not buffered and judged."""
    with pytest.raises(PageRejected) as caught:
        unfold(fold(bytes(64 * 1024 * 1024)), [name])
    assert caught.value.reason == "bomb"


@each_coding
def test_more_than_a_page_may_have_is_too_large(name: str, fold: Fold) -> None:
    """Without any trick: a page of twenty million bytes."""
    noise = random.Random(1).randbytes(200_000)
    with pytest.raises(PageRejected) as caught:
        unfold(fold(noise * 100), [name], limit=MAX_PAGE)
    assert caught.value.reason in {"too_large", "bomb"}


@each_coding
@pytest.mark.parametrize("harm", ["cut", "garbage"])
def test_broken_codings_are_no_page(name: str, fold: Fold, harm: str) -> None:
    """Half a story must not pass for a whole one."""
    data = fold(PAGE)
    with pytest.raises(PageRejected) as caught:
        unfold(data[: len(data) // 2] if harm == "cut" else b"\x1f\x8b\x08\x00no gzip at all", [name])
    assert caught.value.reason == "bad_response"


def test_codings_on_top_of_each_other() -> None:
    """Two are undone in their order, three are a bomb, and what is not coded stays as it is."""
    twice = brotli.compress(gzip.compress(PAGE))
    assert unfold(twice, ["gzip", " BR "]) == PAGE
    assert unfold(PAGE, ["identity", ""]) == PAGE
    assert unfold(b"", ["gzip"]) == b""
    with pytest.raises(PageRejected) as caught:
        unfold(gzip.compress(twice), ["gzip", "br", "gzip"])
    assert caught.value.reason == "bomb"


def test_a_bomb_inside_a_small_body_counts_from_what_was_sent() -> None:
    """gzip of gzip shrinks a thousand times a thousand times; the ratio is that of the whole."""
    small = gzip.compress(gzip.compress(bytes(1 << 28)))
    assert len(small) < 2000
    with pytest.raises(PageRejected) as caught:
        unfold(small, ["gzip", "gzip"])
    assert caught.value.reason == "bomb"


def test_several_members_are_one_body() -> None:
    """gzip members and zstd frames may follow each other; padding behind them is ignored."""
    assert unfold(gzip.compress(PAGE) + gzip.compress(PAGE) + bytes(8), ["gzip"]) == PAGE * 2
    assert unfold(zstd.compress(PAGE) + zstd.compress(PAGE), ["zstd"]) == PAGE * 2


def test_an_unknown_coding_is_named() -> None:
    with pytest.raises(PageRejected, match="unknown content coding 'rot13'"):
        unfold(codecs.encode(PAGE.decode(), "rot13").encode()[1:], ["rot13"])


@pytest.mark.parametrize("said", ["UTF-8", "none", "8bit"])
def test_what_is_no_coding_changes_nothing(said: str) -> None:
    """Servers name the charset there; the page is plain, and read by every browser."""
    assert unfold(PAGE, [said]) == PAGE
    assert unfold(gzip.compress(PAGE), [said, "gzip"]) == PAGE
