"""Who made a picture, told apart from what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.extraction.organisations import is_agency
from broadsheet.extraction.patterns import Stems, caseless
from broadsheet.extraction.sentences import ENDS

# "Photo", and what else stands before the name of who took it.
_WORDS = """
    photo photos photograph photography photographie foto fotos fotografie fotografía fotografia fotoğraf bild
    bilder image picture imagen immagine imagem illustration grafik снимка фото φωτογραφία φωτό zdjęcie kuva
    kép ছবি صورة الصورة تصوير عدسة צילום תמונה फोटो फ़ोटो तस्वीर ảnh gambar 写真 撮影 사진 图 图片 摄影
    圖 圖片 攝影 ภาพ ภาพถ่าย عکس படம் புகைப்படம் ფოტო լուսանկար լուսանկարը
"""
# And where a word is cut short, by a full stop.
_SHORT = "fot phot φωτ obr"
_CREDIT = re.compile(
    r"(?:^|[\s(\[（—–|｜/／▲-]|(?<=[。！？」]))(?:"
    r"(?:(?:photo|image|picture|foto|bild|illustration|file photo)\s*)?"
    r"(?:credit|courtesy|source|quelle|crédit|crédito|kredit)s?(?:\s(?:photos?|images?|fotos?|immagin[ei]|imagem))?\s*[:：]"
    r"|사진\s?제공\s*[:：=＝]?"
    rf"|(?:{'|'.join(_WORDS.split())})\s*(?:by\b|von\b|[:：/／=＝])"
    rf"|(?:{'|'.join(_SHORT.split())})\.\s*[:：]?"
    r"|[©ⓒ]|\(c\)\s)\s*(?P<credit>[^()\[\]（）]{2,120}?)[\s.)\]）]*$",
    re.IGNORECASE,
)
# No credit is without one of these and a word; looking for them first saves the pattern on nearly every line.
_MARKS = Stems(("제공", "／", ":", "：", "©", "ⓒ", "/", "=", "＝", "(c)", "by", "von", "ot.", "ωτ.", "br."))
_SAID = f"{_WORDS} {_SHORT} credit crédit kredit courtesy source quelle © ⓒ (c)".casefold().split()
_STEMS = Stems(each for each in _SAID if not any(other in each for other in _SAID if other != each))
# 沈雨桐摄, （小出達也撮影）: the name before the word, at the very end.
_TAKEN = "影摄攝"
_TAKEN_BY = re.compile(
    r"[\s\u3000(（、，,。＝=](?P<credit>(?:[\u4e00-\u9fff]{0,6}(?:记者|記者|通讯员)\s*)?"
    r"[^\s()（）、，,。＝=\d]{2,12})\s?(?:撮影|摄影|摄|攝)[)）]?\s*$"
)
_BY_REPORTER = re.compile(r"[/／]\s*(?P<credit>[가-힣]{2,4}\s?(?:인턴|선임|사진|객원)?\s?기자)\s*$")
# "(AP Photo/Luc Moreau)", "(foto Ansa)": in brackets an agency beside a name, or a name behind the word.
_BRACKETED = re.compile(r"[(\[（【](?P<credit>[^()\[\]（）【】]{2,80})[)\]）】][\s.]*$")
_IN_BRACKETS = re.compile(
    rf"[(\[（](?i:{'|'.join((*_WORDS.split(), 'fot', 'ph'))})\.?\s+"
    r"(?P<credit>[^\W\d_a-z][^()\[\]（）]{1,60})[)\]）][\s.]*$"
)
_OF_AGENCY = re.compile(r"\s(?:photos?|images|pictures|file)$", re.IGNORECASE)
_PARTING, _CLOSED = " |｜/／–—-([（【▲=:：", ")）]】"
_OPENED, _BEHIND_BRACKETS = "[（【", (*_CLOSED, ".")
_LONGEST_CREDIT = 80  # characters
# "LUC MOREAU /", and "... at dawn. Luc Moreau /": the name before the agency's.
_CAPITALS = r"(?<!\S)(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+\s+){1,2}[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+\s*$"
_BEHIND_SENTENCE = rf"(?<=[{ENDS}”»\"])(?:\s+[^\W\d_][\w.’'-]+){{2,3}}\s*$"
_NAME_BEFORE = re.compile(f"{_CAPITALS}|{_BEHIND_SENTENCE}")
_SHORT_LINE = 300  # characters; longer ones are not kept in mind
_NAMING = ("by", "von")  # before a name, and before much else
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption and the credit it held, apart."""

    text: str | None
    credit: str | None


def split_credit(text: str) -> Caption:
    """Caption and credit of one line.

    >>> split_credit("The pier at dawn. Credit: Ana Costa/Harbour Office.")
    Caption(text='The pier at dawn.', credit='Ana Costa/Harbour Office')
    """
    return _split_once(text) if len(text) <= _SHORT_LINE else _split(text)


def credit_of(text: str) -> str | None:
    """The credit alone: of all the lines that are asked for one hardly any has it."""
    match = _found(text)
    return None if match is None else match["credit"].strip(" .") or None


def _split(text: str) -> Caption:
    match = _found(text)
    if match is None:
        return Caption(text.strip(" ▲") or None, None)
    begin = match.start() + (match[0][:1] in ENDS)
    return Caption(text[:begin].strip(" |/–—-([（▲=") or None, match["credit"].strip(" .") or None)


def _found(text: str) -> re.Match[str] | None:
    match = _CREDIT.search(text) if _may_name(text) else None
    if text.endswith(_BEHIND_BRACKETS) and ("(" in text or any(sign in text for sign in _OPENED)):
        match = _bracketed(text, match) or match
    if match is None and not text.isascii():
        match = _by_last_word(text)
    return None if match is None or _is_told(match) else match


def _bracketed(text: str, match: re.Match[str] | None) -> re.Match[str] | None:
    """What the brackets at the end hold, where it is a credit as a whole."""
    found = _BRACKETED.search(text) if match is not None else None
    if found is not None and match is not None and found.start() < match.start() and names_agency(found[1]):
        return found
    return _IN_BRACKETS.search(text)


def _by_last_word(text: str) -> re.Match[str] | None:
    found = _TAKEN_BY.search(text) if any(mark in text for mark in _TAKEN) else None
    return found or (_BY_REPORTER.search(text) if "기자" in text else None)


def _may_name(text: str) -> bool:
    folded = caseless(text)
    return _MARKS.are_in(folded) and _STEMS.are_in(folded)


def split_caption(text: str) -> Caption:
    """The same of a caption, where an agency's name at its end is a credit, too.

    >>> split_caption("The pier at dawn (AP)")
    Caption(text='The pier at dawn', credit='AP')
    """
    parts = split_credit(text)
    begin = _agency(text) if parts.credit is None else None
    if begin is None:
        return parts
    return Caption(text[:begin].strip(_PARTING) or None, text[begin:].strip(_PARTING + _CLOSED) or None)


def names_agency(text: str) -> bool:
    """Whether one of the names that a stroke parts is an agency's: "Ana Costa / AP"."""
    return len(text) <= _LONGEST_CREDIT and any(
        is_agency(each.strip()) or is_agency(_OF_AGENCY.sub("", each.strip()))
        for each in re.split(r"[/／|｜,،]", text)
    )


def _agency(text: str) -> int | None:
    """Where a credit at the end begins that names an agency, with the name in capitals before it."""
    line = text.rstrip(" .")
    if line.endswith(tuple(_CLOSED)):
        begin = max(map(line.rfind, "(（[【"))
        return begin if begin >= 0 and names_agency(line[begin + 1 : -1]) else None
    begin = max(*map(line.rfind, "/|｜／:：—–"), line.rfind(" -") + 1)
    if begin <= 0 or not is_agency(line[begin + 1 :].strip()):
        return None
    name = _NAME_BEFORE.search(line, 0, begin) if line[begin] in "/／" else None
    return name.start() if name else begin


def _is_told(match: re.Match[str]) -> bool:
    """Whether "image by" goes on as a sentence does: "the image by night shows more"."""
    mark = match[0][: match.start("credit") - match.start()].rstrip().casefold()
    return mark.endswith(_NAMING) and " " in match["credit"] and match["credit"][0].islower()


_split_once = lru_cache(maxsize=512)(_split)  # a line is asked about for images and for the text


def is_imprint(credit: str) -> bool:
    """Whether what stands for a credit is the copyright of a whole site, which names a year.

    >>> is_imprint("1998-2024 The Courier. All rights reserved"), is_imprint("Ana Costa")
    (True, False)
    """
    return _YEAR.search(credit) is not None
