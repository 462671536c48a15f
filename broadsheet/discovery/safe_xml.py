"""XML from strangers: no entities, no DTDs, no network, no endless trees; gzip undone within bounds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from lxml import etree

from broadsheet.discovery.xml_elements import local_name
from broadsheet.errors import PageRejected
from broadsheet.extraction.limits import refuse_hostile_markup
from broadsheet.outcomes import Reason
from broadsheet.unfolding import MAX_PAGE, MAX_SITEMAP, unfold

MAX_BYTES = MAX_SITEMAP
MAX_TAGS = 1_000_000  # a sitemap of the most addresses that the protocol allows, 50,000, has half as many
Entry = TypeVar("Entry")
_GZIP = b"\x1f\x8b"
_WIDE = (  # the longer marks first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)
_DECLARATION = re.compile(
    rb"<\?xml[^>]{0,300}?encoding\s*=\s*[\"']([^\"'>]{1,40})[\"'][^>]{0,100}\?>", re.IGNORECASE
)
# In these a byte below 128 is the ASCII character: what we look for is what the parser sees.
_PLAIN_CODEC = re.compile(
    rb"utf-?8|(?:us-)?ascii|iso-?8859-?\d+|latin-?\d+|(?:windows|cp)-?(?:125\d|866|874|932|936|949|950|31j)|koi8-?[ru]|macintosh|tis-620"
    rb"|gbk|gb2312|gb18030|big5(?:-hkscs)?|euc-?(?:jp|kr|tw)|shift[_-]?jis|sjis|ks_c_5601-1987",
    re.IGNORECASE,
)
# A reference to U+D800 to U+DFFF, halves of characters: 55296 to 57343.
_HALF = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}(?![0-9a-fA-F])"
    rb"|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3])(?!\d));?"
)
_BEFORE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_HTML = re.compile(rb"<!doctype\s+html[\s>]", re.IGNORECASE)
# What has no end swallows all that follows, the closing tag of the root too.
_TO_THE_END = frozenset({etree.ErrorTypes.ERR_CDATA_NOT_FINISHED, etree.ErrorTypes.ERR_COMMENT_NOT_FINISHED})
_LIMITS = ("Excessive depth", "huge", "too long", "Resource limit", "exceeded", "Maximum")
_PIECE = 64 * 1024
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "recover": True,
    "remove_comments": True,
    "remove_pis": True,
}
Take = Callable[[etree._Element], None]


@dataclass(frozen=True, slots=True)
class Document:
    """The root element, mended where it can be; `is_cut_off`: the bytes end before it does."""

    root: etree._Element
    is_cut_off: bool = False


def parse_xml(body: bytes, take: Take | None = None) -> Document | None:
    """What can be read of the bytes; None when there is no element.

    With `take` each child of the root is shown to it once it is whole. A large document is read child by
    child, and none is kept in its tree: fifty megabytes would take five times as much. What is broken in it
    is mended less well then, so such a one counts as cut off.

    PageRejected for a DTD, entities or an encoding that could hide them (UNSAFE_XML), for more than a parser
    should take (TOO_LARGE, TOO_COMPLEX), and for gzip made to hurt (BOMB). The body may be gzip itself, as
    `sitemap.xml.gz` is.
    """
    body = opened(body)
    if len(body) > MAX_BYTES:
        raise PageRejected(Reason.TOO_LARGE, f"{len(body)} bytes of XML, more than {MAX_BYTES}")
    data = _as_plain_bytes(body.lstrip())
    if _declares_dtd(data):
        if _HTML.match(data):
            return None  # a page where a feed was: of another kind, but not hostile
        raise PageRejected(Reason.UNSAFE_XML, "the document declares a DTD")
    refuse_hostile_markup(data, max_tags=MAX_TAGS)
    # libxml2 turns references to half a character into bytes that lxml cannot decode.
    data = _HALF.sub(b"&#xFFFD;", data)
    if take is not None and len(data) > MAX_PAGE:
        root, errors = _child_by_child(data, take)
        return _checked(root, errors, data, is_any_break_an_end=True)
    root, errors = _whole(data)
    if take is not None and root is not None:
        for child in root:
            take(child)
    return _checked(root, errors, data)


def opened(body: bytes) -> bytes:
    """What is in a gzip file, as `sitemap.xml.gz` is; any other as it is. PageRejected as by `unfold`."""
    return unfold(body, ("gzip",), MAX_BYTES) if body.startswith(_GZIP) else body


def _as_plain_bytes(body: bytes) -> bytes:
    """The document in an encoding in which markup is ASCII; wide ones become UTF-8."""
    for start, codec in _WIDE:
        if body.startswith(start):
            text = body.decode(codec, "replace").removeprefix("\ufeff")
            return _DECLARATION.sub(b"", text.encode("utf-8", "replace"), count=1).lstrip()
    body = body.removeprefix(codecs.BOM_UTF8)
    declared = _DECLARATION.match(body)
    if declared is None or declared[1].strip().lower() in {b"utf-8", b"utf8"}:
        return _valid_utf8(body)
    if not _PLAIN_CODEC.fullmatch(declared[1].strip()):
        raise PageRejected(Reason.UNSAFE_XML, f"the encoding {declared[1].decode('latin-1')} is not read")
    return body


def _valid_utf8(body: bytes) -> bytes:
    """Without bytes that libxml2 mends in its own way and lxml then cannot decode."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return body.decode("utf-8", "replace").encode()
    return body


def _declares_dtd(data: bytes) -> bool:
    """A DTD stands before the root element, and entities are declared in a DTD only."""
    position = 0
    while found := _BEFORE_ROOT.match(data, position):
        position = found.end()
    return data.startswith(b"<!", position) and not data.startswith(b"<!--", position)


def _whole(data: bytes) -> tuple[etree._Element | None, list[etree._LogEntry]]:
    parser = etree.XMLParser(**_SAFE)
    try:
        return etree.fromstring(data, parser), [*parser.error_log]
    except (etree.XMLSyntaxError, ValueError):
        return None, [*parser.error_log]


def _child_by_child(data: bytes, take: Take) -> tuple[etree._Element | None, list[etree._LogEntry]]:
    # An event for each element would cost more than all else; the root's alone is asked for.
    parser = etree.XMLPullParser(("start",), tag=_root_tag(data), **_SAFE)
    root = None
    with suppress(etree.XMLSyntaxError, ValueError):
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
            root = _first(parser, root)
            _show(root, take, is_ended=False)
        parser.close()  # ends what is open
        root = _first(parser, root)
    _show(root, take, is_ended=True)
    return root, [*parser.feed_error_log]


def _root_tag(data: bytes) -> str | None:
    parser = etree.XMLPullParser(("start",), **_SAFE)
    with suppress(etree.XMLSyntaxError, ValueError):
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
            if (root := _first(parser, None)) is not None:
                return str(root.tag)
    return None


def _first(parser: etree.XMLPullParser, root: etree._Element | None) -> etree._Element | None:
    """The root, which is the first to begin; all events are drawn, or they would be kept."""
    for _, element in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()):
        root = element if root is None else root
    return root


def _show(root: etree._Element | None, take: Take, *, is_ended: bool) -> None:
    """Show the children that are whole and drop them; of a document that goes on the last one may not be."""
    if root is None:
        return
    whole = list(root) if is_ended else list(root)[:-1]
    for child in whole:
        take(child)
    root[:-1] = []


def _checked(
    root: etree._Element | None,
    errors: list[etree._LogEntry],
    data: bytes,
    *,
    is_any_break_an_end: bool = False,
) -> Document | None:
    fatal = [error for error in errors if error.level == etree.ErrorLevels.FATAL]
    # Beyond a limit the parser drops the rest; half a list must not pass for a whole one.
    for error in fatal:
        if any(sign in error.message for sign in _LIMITS):
            raise PageRejected(Reason.TOO_COMPLEX, " ".join(error.message.split())[:200])
    if root is None:
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        raise PageRejected(Reason.UNSAFE_XML, "the document declares a DTD")
    is_open = is_any_break_an_end or any(error.type in _TO_THE_END for error in fatal)
    return Document(root, bool(fatal) and (is_open or _end_of(root) not in data))


def _end_of(root: etree._Element) -> bytes:
    """The closing tag as it is written, but for its last character, which space may stand before."""
    prefix = f"{root.prefix}:" if root.prefix else ""
    return f"</{prefix}{local_name(root)}".encode()


def without_half(entries: list[Entry], *, is_cut_off: bool) -> list[Entry]:
    """The entries but for the last one of a list that broke off: half an address leads elsewhere."""
    return entries[:-1] if is_cut_off else entries
