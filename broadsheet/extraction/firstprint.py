"""Lines that tell when and where a story first appeared: "This story was originally published May 3, 2024".

Of a printed issue, too: "Page A3 of the print edition of May 3, 2024".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import Stated, month_first, placed, stated_at, words_of
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.values import shown

_DIGIT = re.compile(r"\d")
_LONGEST = 160  # characters; a longer line tells more than that
_LAST = 4  # blocks of the story, or below it, among which such a line stands
_STORY = r"(?:article|story|piece|post|report|column|essay|interview)"
_PRINTED = (
    r"(?:published|appeared|printed|from|page|p|erschienen|aus|seite|publiée?|parue?|publicad[oa]|página"
    r"|pubblicat[oa]|gepubliceerd|verschenen|uit|opublikowan\w+|z|ze|vyšlo|publicerad|ur|publisert|fra|bragt|julkaistu"
    r"|опубликован\w*|из|опубліковано|з|δημοσιεύ\w+)"
)
_PAPER = (
    r"\b(?:print (?:edition|issue|version)|(?:print|druck)ausgabe|in (?:heft|ausgabe|nr)\b|le numéro"
    r"|l[’']édition|edición impresa|edição impressa|edizione cartacea|(?:papieren|gedrukte) (?:krant|editie)"
    r"|wydani\w+ (?:papierow|drukowan)|tištěn\w+ vydání|papperstidning|papirutgave|painet\w+ leh"
    r"|печатн\w+ (?:верси|номер|выпуск)|друкован\w+ (?:верс|номер|випуск)|έντυπη έκδοση)"
)
_TOLD = any_of(
    rf"""
    ^\W*(?:this|the) {_STORY}\b.{{0,20}}\b(?:originally|first|initially) (?:published|appeared|ran|posted)\b
    ^\W*(?:this|the) {_STORY} was published\b  ^\W*(?:originally|first) (?:published|posted)\b
    ^\W*(?:dieser|der) (?:artikel|text|beitrag)\b.{{0,30}}\b(?:zuerst|erstmals|ursprünglich)\b
    ^\W*(?:erstmals|zuerst|ursprünglich) (?:erschienen|veröffentlicht|publiziert)\b  ^\W*erstveröffentlich
    ^\W*(?:cet article|ce texte)\b.{{0,30}}\b(?:initialement|originellement|d[’']abord)\b
    ^\W*(?:publiée?|parue?) (?:initialement|pour la première fois)\b  ^\W*première publication\b
    ^\W*(?:este|esta) \w+\b.{{0,30}}\bpublicad[oa] (?:originalmente|inicialmente|por primera|pela primeira)\b
    ^\W*publicad[oa] (?:originalmente|inicialmente|por primera vez|pela primeira vez)\b
    ^\W*quest[oa] \w+\b.{{0,30}}\bpubblicat[oa] (?:originariamente|inizialmente|in origine|per la prima)\b
    ^\W*dit \w+\b.{{0,30}}\b(?:oorspronkelijk|voor het eerst|eerder)\b
    ^\W*(?:oorspronkelijk|voor het eerst) gepubliceerd\b
    ^\W*(?:artikeln|texten)\b.{{0,30}}\b(?:först|ursprungligen)\b
    ^\W*(?:artiklen|artikkelen|saken|teksten)\b.{{0,30}}\b(?:først|oprindeligt|opprinnelig)\b
    ^\W*(?:först|ursprungligen|først|oprindeligt|opprinnelig) publi
    ^\W*(?:juttu|artikkeli|teksti)\b.{{0,30}}\b(?:alun perin|ensimmäisen kerran)\b
    ^\W*(?:artykuł|tekst)\b.{{0,30}}\b(?:pierwotnie|po raz pierwszy)\b
    ^\W*(?:článek|text|článok)\b.{{0,30}}\b(?:původně|poprvé|pôvodne|prvýkrát)\b
    ^\W*(?:a|az) (?:cikk|írás)\b.{{0,30}}\b(?:eredetileg|először)\b
    ^\W*(?:acest )?articol\w*\b.{{0,30}}\bpublicat (?:inițial|prima dată|pentru prima)\b
    ^\W*(?:статья|материал|текст)\b.{{0,30}}\b(?:впервые|первоначально)\b  ^\W*впервые опубликован
    ^\W*(?:стаття|матеріал|текст)\b.{{0,30}}\bвперше\b  ^\W*вперше опублікован
    ^\W*(?:το άρθρο|δημοσιεύ\w+)\b.{{0,30}}\b(?:αρχικά|πρώτη φορά)\b
    ^\W*bu (?:haber|yazı|makale)\b.{{0,30}}\bilk (?:kez|olarak|defa)\b
    ^\W*(?:artikel|berita|tulisan) ini\b.{{0,30}}\bpertama kali\b  ^\W*pertama kali (?:terbit|tayang)\b
    ^\W*bài (?:viết|báo)\b.{{0,30}}\blần đầu\b
    ^\W*初出  ^.{{0,12}}最初に(?:公開|掲載)  ^.{{0,8}}(?:首发|首發|首次发布|最初发表|原载|原載)于?
    ^.{{0,12}}처음 (?:게재|보도|게시|발행)  ^\W*نُ?شر\w* .{{0,30}}(?:لأول مرة|في الأصل)
    \ba version of this {_STORY} (?:appears|appeared|was printed)\b
    ^\W*{_PRINTED}\b.{{0,40}}{_PAPER}  \baus .{{2,40}}\b\d{{1,2}}/20\d\d$
    [》」』】][（(\s]{{0,2}}\d{{4}}年\d+月\d+日.{{0,3}}第?.{{0,4}}版  \d日付?(?:朝刊|夕刊)  \d면[)\]]?$
    ^.{{0,12}}פורסמ?ה? (?:לראשונה|במקור)  ^.{{0,20}}(?:पहली बार|मूल रूप से) .{{0,20}}प्रकाशित
    """
)


def is_first_print(page: Page, block: Block) -> bool:
    """Whether a short line tells when the story first appeared."""
    return next(_dates(page, block), None) is not None


def first_printed(page: Page) -> Iterator[Stated]:
    """When it did, by the lines at the story's end and right below it."""
    if page.story.blocks:
        last = page.story.blocks[-1].index
        for block in page.blocks[max(0, last + 1 - _LAST) : last + 1 + _LAST]:
            yield from _dates(page, block)


def _dates(page: Page, block: Block) -> Iterator[Stated]:
    if len(block.text) > _LONGEST or block.tag in HEADINGS:
        return
    times = list(islice(block.element.iter("time"), 1))
    if not (times or _DIGIT.search(block.text)) or not _TOLD.search(block.text):
        return
    for each in times:
        if raw := each.get("datetime"):
            yield stated_at(page, shown(raw, each, "[datetime]"))
            return
    for found in find_dates(block.text, words_of(page), month_first(page))[:1]:
        raw = block.text[found.start : found.end]
        yield placed(page, shown(raw, block.element), raw, found.local, found.other)
