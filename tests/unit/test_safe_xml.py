"""XML made to hurt is refused with its reason before anything of it is believed."""

from __future__ import annotations

import gzip
import time

import pytest
from lxml import etree

from broadsheet.discovery import safe_xml
from broadsheet.discovery.safe_xml import MAX_TAGS, Document, parse_xml
from broadsheet.discovery.xml_elements import text_of
from broadsheet.errors import PageRejected

LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><urlset>&b;</urlset>'
ONE = b"<urlset><url><loc>http://www.example.org/a</loc></url></urlset>"


def root_of(body: bytes) -> etree._Element:
    """The root of what can be read."""
    document = parse_xml(body)
    assert document is not None
    return document.root


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (LAUGHS.encode(), "unsafe_xml"),
        (LAUGHS.encode("utf-16"), "unsafe_xml"),
        (LAUGHS.encode("utf-16-le"), "unsafe_xml"),
        (LAUGHS.encode("utf-16-be"), "unsafe_xml"),
        (LAUGHS.encode("utf-32"), "unsafe_xml"),
        (b"\xef\xbb\xbf \n" + LAUGHS.split("?>")[1].encode(), "unsafe_xml"),
        (b'<?xml version="1.0"?>' + b"<!-- - -->" * 2000 + b"<!DOCTYPE a []><urlset/>", "unsafe_xml"),
        (b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel/></rss>', "unsafe_xml"),
        (b'<!doctype rss [<!ENTITY x SYSTEM "http://127.0.0.1/">]><rss>&x;</rss>', "unsafe_xml"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a []><urlset/>', "unsafe_xml"),
        (b'<?xml version="1.0" encoding="cp037"?><urlset/>', "unsafe_xml"),
        (b"<urlset>" + b"<url>" * 100_000, "too_complex"),
        (b"<urlset>" + b"<a/>" * (MAX_TAGS + 1), "too_complex"),
        (b"<urlset " + b" ".join(b"a%d=''" % i for i in range(50_000)) + b"/>", "too_complex"),
        (b"<urlset><url><loc>" + b"x" * 11_000_000 + b"</loc></url></urlset>", "too_complex"),
        (gzip.compress(b"<urlset>" + b" " * 200_000_000), "bomb"),
        (gzip.compress(gzip.compress(ONE))[:40], "bad_response"),
    ],
    ids=["laughs", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "byte-order-mark", "late", "external",
         "entity-of-the-network", "utf-7", "ebcdic", "deep", "elements", "attributes", "text", "gzip-bomb",
         "gzip-cut"],
)  # fmt: skip
def test_hostile_xml_is_refused_quickly(body: bytes, reason: str) -> None:
    """Each with the reason that ops will read, within a second of computing."""
    begin = time.process_time()
    with pytest.raises(PageRejected) as caught:
        parse_xml(body)
    assert caught.value.reason == reason
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "body",
    [
        ONE,
        gzip.compress(ONE),
        ONE.decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + ONE,
        b"\xef\xbb\xbf<!-- made by hand -->" + ONE,
        ONE.replace(b"<url>", b"<!DOCTYPE late []><url>"),
    ],
    ids=["plain", "gzip", "utf-16", "declared", "commented", "declaration-inside"],
)
def test_the_same_sitemap_in_other_clothes_is_read(body: bytes) -> None:
    """Compression, wide encodings, marks and comments change nothing; a late DTD declares nothing."""
    root = root_of(body)
    assert [str(text) for text in root.xpath("//loc/text()")] == ["http://www.example.org/a"]


def test_a_page_inside_a_feed_may_have_a_doctype() -> None:
    """Feeds carry whole pages as character data; only what stands before the root declares a DTD."""
    root = root_of(b"<rss><channel><item><![CDATA[<!DOCTYPE html><p>a]]></item></channel></rss>")
    assert "<!DOCTYPE html>" in "".join(map(str, root.itertext()))


def test_files_of_this_machine_are_not_included() -> None:
    """XInclude is never resolved."""
    body = b'<urlset xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="/etc/passwd" parse="text"/>'
    root = root_of(body + b"</urlset>")
    assert "".join(map(str, root.itertext())) == ""


@pytest.mark.parametrize("reference", ["&#xd800;", "&#55296;", "&#x00DFFF", "&#57343"])
def test_half_a_character_is_a_replacement(reference: str) -> None:
    """libxml2 mends a reference to a surrogate into bytes that are no UTF-8; its neighbours stay."""
    root = root_of(f"<a><b>x{reference} y&#xd7ff;&#xe000;&#xd800a;&#553430;</b></a>".encode())
    assert text_of(root, "b") == "x\ufffd y\ud7ff\ue000\U000d800a\U000871d6"


def shown(body: bytes) -> tuple[list[str], Document | None]:
    """The texts of the root's children, as they are shown one by one."""
    texts: list[str] = []
    return texts, parse_xml(body, lambda child: texts.append("".join(map(str, child.itertext()))))


LISTED = b"<list>\n" + b"".join(b"<entry><name>No. %d &amp; more</name></entry>\n" % n for n in range(5000))


def test_a_large_document_is_read_child_by_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same children, but none of them is kept: a sitemap of fifty megabytes fits into memory."""
    whole, kept = shown(LISTED + b"</list>")
    monkeypatch.setattr(safe_xml, "MAX_PAGE", 1000)
    by_child, left = shown(LISTED + b"</list>")
    assert by_child == whole and len(whole) == 5000
    assert kept is not None and left is not None
    assert (len(kept.root), len(left.root), left.is_cut_off) == (5000, 1, False)


@pytest.mark.parametrize("rest", [b"", b"<entry><na", b"<entry>\x00</entry></list>", b"<!-- </list>"])
def test_a_large_document_that_is_broken_counts_as_cut_off(
    monkeypatch: pytest.MonkeyPatch, rest: bytes
) -> None:
    """What came before is shown, also the child that was open at the end."""
    monkeypatch.setattr(safe_xml, "MAX_PAGE", 1000)
    texts, document = shown(LISTED + rest)
    assert texts[:5000] == [f"No. {n} & more" for n in range(5000)]
    assert document is not None and document.is_cut_off
