"""Bytes into text, by evidence: what the bytes themselves allow outweighs what was declared of them.

Order: byte order mark; UTF-16 where every other byte is zero; UTF-8 when the bytes are valid UTF-8 (other
encodings hardly ever are); the HTTP header, then the page's own declaration, where they decode without an
error into letters that belong together (a header's Latin-1, which servers send unasked, comes after another
declaration); the usual legacy charset of the language; a statistical guess; windows-1252. What had to be
replaced is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

from broadsheet.fieldwords import Origin

_SAMPLE_PIECES, _SAMPLE_BYTES = 500, 20_000  # the guess is made on the first text that is not ASCII
_AT_HOME = 0.8  # share of foreign letters standing among their like; mistaken charsets fall below half
_CAPITALS, _SMALLS = re.compile("[\u0410-\u042f]"), re.compile("[\u0430-\u044f]")
_POLISH_A = b"\xb1"  # in nearly any Polish text, where ISO 8859-2 has it; a sign in windows-1250
_MOSTLY_UTF8 = 0.02  # damaged characters among those beyond ASCII, as in a page glued from two
_DECLARED_UTF8 = 0.25  # the same where the page or its server says UTF-8
_ESCAPE = b"\x1b"
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B][\x21-\x7e]{2,}+\x1b\([BJ]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_C1 = re.compile(rb"[\x80-\x9f]")
_TEXT = re.compile(rb"[^<>]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_STRANGE = re.compile(
    r"[\x80-\x9f\ufffd]"  # control characters, replacements
    r"|[\u00c0-\u024f]{4,}"  # accented letters in a row: Cyrillic or Greek read as Latin
    r"|(?<=[a-z])[\u0370-\u06ff]++|(?<![\u0370-\u06ff])[\u0370-\u06ff]++(?=[a-z])"  # the reverse
    r"|(?<=[a-z])[\u00a1-\u00bf]+(?=[a-z])"  # signs within a word: another Latin charset
    r"|[\uff61-\uff9f]{3,}"  # half-width Katakana: EUC read as Shift JIS
    r"|[\u0430-\u044f][\u0410-\u042f]+"  # capitals inside a word: KOI8 against windows-1251
    r"|[\ue000-\uf8ff]+"  # private use
)
# The fallback encodings by locale of the WHATWG's HTML standard.
_BY_LANGUAGE = {
    **dict.fromkeys(("ba", "be", "bg", "ky", "mk", "ru", "sah", "sr", "tg", "tt", "uk"), "cp1251"),
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("tr", "ku", "az"), "cp1254"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    **dict.fromkeys(("af", "ca", "da", "de", "es", "eu", "fi", "fo", "fr"), "cp1252"),
    **dict.fromkeys(("gl", "is", "it", "nb", "nl", "nn", "no", "pt", "sv"), "cp1252"),
    "el": "cp1253", "he": "cp1255", "ja": "cp932", "ko": "cp949", "th": "cp874", "vi": "cp1258",
    "zh": "gb18030",
}  # fmt: skip
# A page that begins as most do; the general search takes ten times as long.
_PLAINLY_UTF8 = re.compile(
    rb"\s*+(?:<!doctype[^<>]*+>\s*+)?<html[^<>]*+>\s*+<head[^<>]*+>\s*+<meta\s++charset=[\"']?utf-8[\"']?\s*+/?>",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(rb"<html\b[^<>]*?\slang=[\"']?([a-z]{2,3})\b", re.IGNORECASE)
_BEGINNING = 2000  # bytes in which a page names its language
_UTF8_SEQUENCE = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})(?![\x80-\xbf])"
)

# Of UTF-16 that has no byte order mark every other byte of markup is zero.
_WITHOUT_MARK = {
    "utf-16-le": re.compile(rb"(?:[\t\n\r -~]\x00){4}"),
    "utf-16-be": re.compile(rb"(?:\x00[\t\n\r -~]){4}"),
}

_Place = tuple[str, Origin, str]  # charset, where it was stated, by what


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the charset by which it was read, where that was stated, and how much was lost."""

    text: str
    charset: str
    origin: Origin
    locator: str
    replacement_count: int = 0
    utf8: bytes | None = None  # the page's own bytes, where they are that


def decode(data: bytes, content_type: str | None = None, language: str | None = None) -> Decoded:
    """Text from the bytes of a page; never fails. `language` is what the site is written in."""
    bom, mark = read_bom(data)
    if bom is not None and mark is not None:
        return _decoded(data[len(mark) :], bom, "inferred", "byte order mark")
    for charset, begin in _WITHOUT_MARK.items():
        if begin.match(data):
            return _decoded(data, charset, "inferred", "bytes")
    declared = list(_declared(data, content_type))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, declared, language)
    if _ESCAPE in data and _JAPANESE_ESCAPE.search(data):  # ASCII to anybody else
        stated = next((place for place in declared if place[0] == "iso2022_jp"), None)
        return _decoded(data, *(stated or ("iso2022_jp", "inferred", "bytes")))
    said = next((place for place in declared if place[0] == "utf-8"), ("utf-8", "inferred", "bytes"))
    return Decoded(text, *said, utf8=data)


def _declared(data: bytes, content_type: str | None) -> Iterator[_Place]:
    header = http_content_type_encoding(content_type)
    if header:
        yield header, "http", "Content-Type"
    meta = "utf-8" if _PLAINLY_UTF8.match(data) else html_body_declared_encoding(data)
    if meta:
        yield meta, "meta", "meta charset"


def _decode_legacy(data: bytes, declared: list[_Place], language: str | None) -> Decoded:
    is_declared = any(charset == "utf-8" for charset, _, _ in declared)
    if _is_damaged_utf8(data, _DECLARED_UTF8 if is_declared else _MOSTLY_UTF8):
        return _decoded(data, "utf-8", "inferred", "bytes")
    worst: list[Decoded] = []
    for place in _legacy_candidates(data, declared, language):
        reading = _decoded(data, *place)
        if not reading.replacement_count and _at_home(reading.text) >= _AT_HOME:
            return reading
        worst.append(reading)
    return max(worst, key=lambda reading: _at_home(reading.text))


def _legacy_candidates(data: bytes, declared: list[_Place], language: str | None) -> Iterator[_Place]:
    stated = [place for place in declared if place[0] != "utf-8"]
    yield from sorted(stated, key=lambda place: place[:2] == ("cp1252", "http"))
    named = _LANGUAGE.search(data, 0, _BEGINNING) if language is None else None
    spoken = named[1].decode("ascii") if named else language or ""
    spoken = spoken.split("-")[0].lower()
    usual = _BY_LANGUAGE.get(spoken)
    if usual == "cp1250" and not _C1.search(data) and (spoken != "pl" or _POLISH_A in data):
        yield (
            "iso8859_2",
            "inferred",
            "language",
        )  # its twin on the web; cp1250 puts letters where it has controls
    if usual:
        yield usual, "inferred", "language"
    guessed = _guess(data)
    if guessed:
        yield guessed, "inferred", "bytes"
    yield "cp1252", "inferred", "bytes"


def _is_damaged_utf8(data: bytes, most: float) -> bool:
    sequences = sum(map(len, _UTF8_SEQUENCE.findall(data)))
    others = len(_NON_ASCII.findall(data)) - sequences
    return others <= sequences * most


def _at_home(text: str) -> float:
    """Share of the characters beyond ASCII that do not look like a charset mistaken for another."""
    foreign = len(_FOREIGN.findall(text))
    if len(_CAPITALS.findall(text)) > len(_SMALLS.findall(text)):
        return 0  # KOI8 and windows-1251 have their small letters where the other has the capitals
    strange = sum(len(found) for found in _STRANGE.findall(text))
    return 1 - min(strange / foreign, 1) if foreign else 1.0


def _guess(data: bytes) -> str | None:
    # Imported when needed: few pages are neither UTF-8 nor rightly declared.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    foreign = (match[0] for match in _TEXT.finditer(data) if not match[0].isascii())
    sample = b" ".join(islice(foreign, _SAMPLE_PIECES))[:_SAMPLE_BYTES]
    best = from_bytes(sample).best()
    return best.encoding if best else None


def _decoded(data: bytes, charset: str, origin: Origin, locator: str) -> Decoded:
    text = to_unicode(data, charset)
    return Decoded(text, charset, origin, locator, text.count("\ufffd"))
