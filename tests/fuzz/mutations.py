"""Hostile bytes made of good ones: cut, spliced, repeated, flipped, nested, said in other encodings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

MOST = 1_000_000  # bytes of one input
_TOKENS: tuple[bytes, ...] = (
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml", b"<!DOCTYPE html>",
    b"<script>", b"</script>", b"<div>", b"</div>", b"<p>", b"<a href=", b"<h1>", b"<table>", b"<svg>",
    b"<template>", b"<time datetime=", b"<base href=", b'"', b"'", b"&", b"&#0;", b"&#xd800;", b"&amp;",
    b"&#", b"%", b"%00", b"%ff", b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b\x08",
    b"\x80", b"\xc3\x28", b"\xed\xa0\x80", b"\xf0\x9f\x91\xa9", b"\xe2\x80\xae", b"\xcc\x81", b"\xc2\xa0",
    b"\r\n", b"\t", b"{", b"}", b"[", b"]", b"\\", b"\\u0000", b"\\ud800", b",", b":", b"null", b"1e999",
    b"NaN", b"-", b"0", b"9999999999999999999", b"2026-13-45T99:99:99Z", b"31 February 0000", b"0001-01-01",
    b"9999-12-31T23:59:59+14:00", b"today", b"By ", b" and ", b"http://[", b"//", b"@", b":99999",
    b"javascript:", b"data:", b"\\\\", b"../", b"?", b"#", b";", b"=", b"xn--", b"\xe2\x80\xa8",
    b"User-agent: *", b"Disallow: /", b"Crawl-delay: 1e9", b"Sitemap: ", b"*", b"$", b"<urlset>", b"<loc>",
    b"<item>", b"<link>",
)  # fmt: skip
_DAY = re.compile(rb"\d{4}-\d\d-\d\d|\d\d (?:Jan|Oct|Nov|Dec) \d{4}")
_EDGES = (
    (b"0001-01-01", b"01 Jan 0001"),
    (b"0100-01-01", b"01 Jan 0100"),
    (b"9999-12-31", b"31 Dec 9999"),
    (b"2099-01-01", b"01 Jan 2099"),
)
# What may make a search for tags take one for less than it is: before, within and behind it.
_HIDING = (
    b"",
    b'<!-- <a x=" -->',
    b"<!-- <a x=' -->",
    b'<script> a<b =" </script>',
    b"<textarea><a x='</textarea>",
    b'<![CDATA[<a x="]]>',
    b"<!--",
)
_JUNK = (b"", b'"', b"'", b'="', b"='", b'x"', b'x=="', b"x= '", b'/="', b'="a"="', b"<a x='", b'\v"', b"`")
_SEPARATORS = (
    b" ",
    b"/",
    b"\t",
    b"\f",
    b"\n",
    b'="" ',
    b'=">" ',
    b"='<b>' ",
    b'=""',
    b" \x00",
    b"=a ",
    b' " ',
)
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "shift_jis",
    "koi8-r",
    "cp1252",
    "iso2022_jp",
)

Mutation = Callable[[bytearray, Random, Sequence[bytes]], None]


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """One input: a seed after a few changes."""
    data = bytearray(random.choice(seeds))
    for _ in range(random.randint(0, 8)):
        random.choice(_MUTATIONS)(data, random, seeds)
        del data[MOST:]
    return bytes(data)


def _place(data: bytearray, random: Random) -> int:
    return random.randrange(len(data) + 1)


def _flip(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    for _round in range(min(len(data), random.choice((1, 4, 64)))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _cut(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    begin = _place(data, random)
    del data[begin : begin + random.choice((1, 16, 1000, MOST))]


def _insert(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    place = _place(data, random)
    data[place:place] = random.choice(_TOKENS) * random.choice((1, 1, 2, 50, 3000))


def _splice(data: bytearray, random: Random, seeds: Sequence[bytes]) -> None:
    other = random.choice(seeds)
    begin = random.randrange(len(other) + 1)
    place = _place(data, random)
    data[place:place] = other[begin : begin + random.choice((20, 2000, MOST))]


def _repeat(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    begin = _place(data, random)
    piece = data[begin : begin + random.choice((1, 3, 12, 60, 400, 5000))]
    data[begin:begin] = piece * random.choice((2, 20, 500, MOST // max(len(piece), 1) // 8))


def _nest(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    opening, closing = random.choice(
        (
            (b"<div>", b"</div>"),
            (b"<b>", b"</b>"),
            (b"<ul><li>", b""),
            (b"[", b"]"),
            (b'{"a":', b"}"),
            (b"(", b")"),
        )
    )
    depth, place = random.choice((3, 300, 20_000)), _place(data, random)
    data[place:place] = opening * depth + closing * random.choice((0, depth))


def _crowd(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    """A tag of very many attributes, behind what may hide it."""
    count, separator = random.choice((1000, 2100, 80_000)), random.choice(_SEPARATORS)
    attributes = separator.join(b"a%d" % number for number in range(count))
    hiding, junk, end = (
        random.choice(_HIDING),
        random.choice(_JUNK),
        random.choice((b">", b'">', b"'>x", b"")),
    )
    place = _place(data, random)
    data[place:place] = b"%b<p %b %b%b" % (hiding, junk, attributes, end)


def _replace(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    old, new = random.choice(_TOKENS), random.choice(_TOKENS)
    data[:] = data[:MOST].replace(old, new, random.choice((1, 10, 10_000)))


def _redate(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    """Half of the dates at the edges of the calendar, spelled as they were."""

    def moved(found: re.Match[bytes]) -> bytes:
        iso, words = random.choice(_EDGES)
        return found[0] if random.random() < 0.5 else iso if b"-" in found[0] else words

    data[:] = _DAY.sub(moved, data)


def _noise(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    place = _place(data, random)
    data[place:place] = random.randbytes(random.choice((1, 30, 5000)))


def _encode(data: bytearray, random: Random, _: Sequence[bytes]) -> None:
    data[:] = data.decode("utf-8", "replace").encode(random.choice(_ENCODINGS), "replace")


_MUTATIONS: tuple[Mutation, ...] = (
    _flip, _cut, _insert, _insert, _splice, _repeat, _nest, _replace, _crowd, _redate, _noise, _encode,
)  # fmt: skip
