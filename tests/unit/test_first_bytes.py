"""Files that are no page, by how they begin, whatever a server says of them or keeps to itself."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime

import pytest

from broadsheet.errors import PageRejected
from broadsheet.extraction import PageContext, read
from broadsheet.outcomes import PageKind, Reason
from broadsheet.replaying import Remedy, prospect, remedy_of

STORY = b"<title>Quay</title><h1>The quay is rebuilt</h1><p>" + b"Boats return before the season begins. " * 9


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<</Type/Catalog>>" + STORY,
        b"\xff\xd8\xff\xe0\x00\x10JFIF<x:xmpmeta>" + STORY,
        b"\x89PNG\r\n\x1a\n<a>" + STORY,
        gzip.compress(STORY, mtime=0),
        b"PK\x03\x04<a>" + STORY,
        b"\x00\x00\x00\x20ftypisom<a>" + STORY,
        b"RIFF\x24\x00\x00\x00WEBPVP8 <a>" + STORY,
        b'<?xml version="1.0"?>\n<!-- of today -->\n<rss version="2.0"><channel>' + STORY,
        b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom">' + STORY,
        random.Random(4).randbytes(9_000),
        random.Random(5).randbytes(200) + b"<h1>",
        b"<urlset><url><loc>https://coast.example/quay</loc></url></urlset>" + STORY,
    ],
    ids=lambda data: data[:6].hex(),
)
@pytest.mark.parametrize("headers", [(), (("Content-Type", "text/html"),)], ids=["untyped", "as HTML"])
def test_a_file_that_is_no_page_is_not_html(data: bytes, headers: tuple[tuple[str, str], ...]) -> None:
    context = PageContext("https://coast.example/quay", datetime(2026, 11, 23, tzinfo=UTC), headers)
    with pytest.raises(PageRejected) as rejection:
        read(data, context)
    assert rejection.value.reason is Reason.NOT_HTML
    assert rejection.value.detail


@pytest.mark.parametrize(
    "begin",
    [
        b"",
        b"RIFF in the harbour ",
        b"PK ",
        b"GIF of the day: ",
        b"ID3 ",
        b"BM ",
        b"<!-- <rss> -->",
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
        b"<feeds>",
        b"\x00\x01\x02\x1a\x1f\x0c",
    ],
)
def test_a_text_that_begins_like_one_is_a_page(begin: bytes) -> None:
    context = PageContext("https://coast.example/quay", datetime(2026, 11, 23, tzinfo=UTC))
    assert read(begin + STORY, context).headline == "The quay is rebuilt"


def test_to_read_its_bytes_again_is_no_remedy() -> None:
    assert remedy_of(Reason.NOT_HTML, PageKind.ARTICLE, is_kept=True) is Remedy.FETCH
    assert prospect(Reason.NOT_HTML, 1, 0, 1) == "only if the site has changed: the next run asks it again"
