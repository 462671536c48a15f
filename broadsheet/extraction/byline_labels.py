"""Words that announce an author at the beginning of a line, and the line without them."""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet.extraction.byline_scripts import KOREAN
from broadsheet.extraction.patterns import any_of

# Words that announce an author. Those that mean other things, too, count with a colon only.
_LABEL = any_of(
    r"""
    von unser(?:em|er|en) [^\W\d_]+  dal(?:la)? nostr[oa] (?:inviat[oa]|corrispondente)\b
    de notre (?:correspondant|envoyé|rédacteur|journaliste|reporter)\w*(?: (?:spécial|local)\w*)?
    de nuestr[oa] (?:corresponsal|enviad[oa]|redactora?)(?: especial)?
    d[oa] noss[oa] (?:correspondente|enviad[oa]|redatora?)(?: especial)?
    van onze (?:correspondent|verslaggever|verslaggeefster|redacteur|medewerker)
    (?:par|por|di|door|från|fra) (?:notre|nuestr[oa]|nostr[oa]|onze?|vår[ta]?|vores) [^\W\d_]+
    (?:(?:guest|op-?ed) )?(?:column|post|essay|editorial) by\b
    (?:written|words|story|text|reporting|report|reported|posted|published|submitted|article|analysis)\s+by\b
    (?:opinion|comment|commentary|review|interview|essay)\s+by\b
    by\b  von\b  par\b  por\b  di\b  a cura di\b  door\b  av\b  af\b  przez\b  autore?s?\b
    (?:geschrieben|verfasst|veröffentlicht|rezension|kolumne|porträt|reportage|essay)\s+von\b
    (?:eine? )?(?:(?:gast|leit)?kommentar|(?:gast)?beitrag|artikel|bericht|interview|analyse)\s+von\b
    (?:rédigé|écrit|publié|article|texte|propos recueillis|analyse|chronique|entretien)\s+par\b
    (?:escrito|publicado|redactado|un artículo|artigo|reportagem)\s+por\b
    (?:scritto|pubblicato)\s+da\b  articolo\s+di\b  testo\s+di\b  (?:geschreven|gepubliceerd)\s+door\b
    autor(?:in|en|ka|zy|ři|i|ius|s)?\b  authors?\b  auteurs?\b  text\b  tekst\b  texte\b  texto\b  teksti:
    (?:na|za)psal(?:a|i|y)?\b  napísal(?:a|i)?\b  napisał(?:a|y)?\b  oprac(?:owanie|ował|owała)?\b[.:]?
    berättat för\b  fortalt til\b  (?:as )?told to\b  aufgezeichnet von\b  protokolliert von\b
    skrevet a[vf]\b  skriven av\b  skribent\b  kirjoittaja\b  toimittaja:  szerzők?\b  írta\b
    scris de\b  articol de\b  publicat de\b  redactor:  piše\b  napisa(?:o|la|li)\b  reporter:  journalist:
    yazar[ıi]?\b  yazan\b  muhabir\b  haber:  hazırlayan\b  penulis\b  oleh\b  wartawan\b  reporter\s*:
    tác giả\b  deur\b  shkruan\b  müəllif\b  imeandikwa na\b  kirjutas\b
    от\b  автор(?:ка|и|ы)?\b  аутор\b  текст\b  пише\b  пишува\b  написа(?:л|ла|в)\b
    κείμενο\b  γράφει(?:\s+[οη])?\b  γράφουν(?:\s+οι)?\b  συντάκτ(?:ης|ρια)\b  συγγραφέας\b
    מאת\b  כתב:  כתבה:  כותב:  כותבת:  بقلم\b  كتبت?\b  إعداد:  نویسنده\b  تحریر:  গবেষক:  লেখক\s*:
    लेखक\s*:  द्वारा\s*:  โดย\s*:?  เรื่อง\s*:  ავტორი\b  հեղինակ\b
    聞き手(?=[\s／/:：|｜・=＝])
    文(?=[\s／/:：|｜・=＝])・?  取材・文  執筆  撰文  作者
    [記记]者(?!手[記记]|[觀观]察|[調调]查|直[擊击]|[会會说說从從在站]|[獲获]悉|了解)
    글(?=[\s/:：])  기자(?=\s*[/:：])
    zdroj\b  sources?:  quelle\b  fuente\b  fonte\b  źródło\b  kilde\b  källa\b  bron:  πηγή\s*:  источник\s*:
    джерело\s*:  kaynak\s*:  sumber\s*:  nguồn\s*:  المصدر\s*:  מקור\s*:  स्रोत\s*:  来源[:：]  出典[:：]
    출처[:：]  [\u4e00-\u9fff]{1,5}(?:社|报|報|网|網)(?:记者|記者)  (?:編集|論説|解説)委員(?=[・＝=:：／/\s])
    (?:本报|本報|本网|特约)(?:记者|記者|通讯员|通訊員)  του\b  της\b  των\b  по материалам\b  за матеріалами\b
    """,
    before=r"^\W*",
    after=r"\s*[:：／/=＝・՝]?\s*",
)
_PUBLISHED_BY = re.compile(
    r"(?P<desk>[^:,]{2,60})(?:,[^:,]{2,40})?\s(?:published|posted|written) by\s?:\s?(?P<names>.+)",
    re.IGNORECASE,
)
_DAYS = frozenset(("", "di", "do", "av"))  # of weeks and months, in languages other than that of "by"
_LONGEST_LABEL = 80  # characters


def has_label(text: str) -> bool:
    """Whether a line begins as bylines do.

    >>> has_label("By Ana Costa"), has_label("Bystanders were moved")
    (True, False)
    """
    return _begins(text[:_LONGEST_LABEL]) or (not text.isascii() and KOREAN.match(text) is not None)


def calls_author(term: str) -> bool:
    """Whether a term of a list of pairs calls what it is paired with the author.

    >>> calls_author("Written by"), calls_author("By"), calls_author("Di"), calls_author("Place")
    (True, True, False, False)
    """
    return term.casefold() not in _DAYS and has_label(f"{term}:")


@lru_cache(1024)  # many rules ask it of the same lines
def _begins(text: str) -> bool:
    return _LABEL.match(text) is not None


def without_label(text: str) -> str:
    """A line without the words that announce an author.

    >>> without_label("By Ana Costa"), without_label("Ana Costa")
    ('Ana Costa', 'Ana Costa')
    """
    stripped = _LABEL.sub("", text, count=1)
    return _LABEL.sub("", stripped, count=1) if stripped != text else text


def published_by(text: str) -> tuple[str, str]:
    """The first words of a line of a desk, its place and who published, and those names; else nothing.

    >>> published_by("News Desk, Agra Published by: Ana Costa"), published_by("Ana Costa")
    (('News Desk', 'Ana Costa'), ('', ''))
    """
    told = _PUBLISHED_BY.fullmatch(text)
    return (told["desk"], told["names"]) if told is not None else ("", "")
