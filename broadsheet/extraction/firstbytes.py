"""What bytes plainly are that are no page, by how they begin: pictures, films, documents, archives, feeds.

Servers send such files without a type, or as HTML; text of no language begins so.
"""

from __future__ import annotations

import re

_BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x1f\x8b\x08", "compressed by gzip"),
    (b"PK\x03\x04", "a ZIP archive, or a document that is one"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"BZh91AY&SY", "compressed by bzip2"),
    (b"\xfd7zXZ\x00", "compressed by xz"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an office program"),
    (b"{\\rtf1", "an RTF document"),
    (b"%!PS-Adobe-", "a PostScript document"),
    (b"ID3\x03", "a sound recording"),
    (b"ID3\x04", "a sound recording"),
    (b"OggS\x00", "a sound recording or film"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x7fELF", "a program"),
)
# Files of which a length stands first, or between two names.
_FILM_AT, _FILM = 4, b"ftyp"
_RIFF, _RIFF_AT = b"RIFF", 8
_OF_RIFF = {b"WEBP": "a WebP picture", b"WAVE": "a sound recording", b"AVI ": "a film"}
# The first element of a document, behind a declaration, style sheets and remarks.
_HEAD = 2000
_FIRST_ELEMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<(?:\?[^>]*+|!--.*?--|!DOCTYPE\b[^>]*+)>\s*+)*+<([A-Za-z:]+)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
# Those that mark lines, pages, escapes and wide letters are not among them.
_CONTROLS = re.compile(rb"[\x01-\x08\x10-\x1a\x1c-\x1f\x7f]")
_KINDS, _NOISE = 6, 0.04  # of 24; their share: a tenth of bytes by chance
_XML = {
    b"rss": "a feed",
    b"feed": "a feed",
    b"rdf:rdf": "a feed",
    b"urlset": "a sitemap",
    b"sitemapindex": "a sitemap",
    b"opml": "a list of feeds",
}


def other_than_page(data: bytes) -> str | None:
    """What the bytes are, in words; None for what may be a page.

    >>> other_than_page(b"%PDF-1.7"), other_than_page(b"<p>%PDF-1.7")
    ('a PDF', None)
    >>> other_than_page(b'<?xml version="1.0"?> <rss version="2.0">')
    'a feed'
    """
    first = _FIRST_ELEMENT.match(data[:_HEAD])
    if first:
        return _XML.get(first[1].lower())
    return _other_than_text(data) or ("bytes that are no text" if _is_noise(data[:_HEAD]) else None)


def _is_noise(begin: bytes) -> bool:
    """Whether control characters that no text has are many, and of many kinds."""
    controls = _CONTROLS.findall(begin)
    return len(set(controls)) >= _KINDS and len(controls) >= _NOISE * len(begin)


def _other_than_text(data: bytes) -> str | None:
    known = next((words for begin, words in _BEGINNINGS if data.startswith(begin)), None)
    if known is not None:
        return known
    if data[_FILM_AT : _FILM_AT + len(_FILM)] == _FILM and data[:2] == b"\x00\x00":
        return "a film, or a picture made as one"
    if data.startswith(_RIFF):
        return _OF_RIFF.get(data[_RIFF_AT : _RIFF_AT + len(_RIFF)])
    return None
