"""Lines that lead on to other stories: "Read also: ...", and the titles over lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.zonenames import Zone

# What newsrooms write before such a link, in their languages.
_SAYING = r"""
    (?:please )?read (?:also|more|next)  also read  see also  watch also
    more on th(?:is|e) (?:story|topic|subject)
    related (?:stories|story|articles?|news|coverage|reading|content|posts?)  you (?:may|might) also like
    (?:à )?lire (?:aussi|également|encore)  (?:à )?voir (?:aussi|également)  sur le même (?:sujet|thème)
    mehr (?:zum thema|dazu)  lesen sie (?:auch|dazu|mehr)  siehe auch  auch interessant
    das könnte sie auch interessieren  weitere artikel
    (?:lea|lee|leer|leé|mira|mirá|vea|ver) (?:también|además|más)  (?:te|le|os) puede interesar
    (?:noticias?|notas?|artículos?) relacionad[ao]s?
    (?:leia|veja|confira|ouça) (?:também|mais|ainda)  saiba mais  (?:notícias|matérias) relacionadas
    (?:leggi|vedi|guarda) anche  articoli correlati  lees (?:ook|meer|verder)  bekijk ook  zie ook
    (?:läs|se) (?:också|även|mer)  læs (?:også|mere)  les (?:også|mer)  lue (?:myös|lisää)  loe (?:ka|veel)
    читайте (?:также|ещ[её]|по теме)  читать также  смотрите также  (?:материалы )?по теме  ещ[её] по теме
    (?:читайте|читати|дивіться) (?:також|ще)  (?:матеріали )?за темою  прочетете (?:още|и)  вижте (?:още|и)
    (?:czytaj|zobacz|przeczytaj|sprawdź) (?:też|także|również|więcej)  (?:pre)?čítajte (?:si )?aj
    (?:pře)?čtěte (?:si )?(?:také|též|i|více)  mohlo by vás zajímat  související články
    olvas(?:sa|d) el (?:ezt )?is  kapcsolódó (?:cikk(?:ek|ünk)?|anyagok)  (?:citește|citiți|vezi|vedeți) și
    pročitajte (?:i|još)  прочитајте (?:и|још)  preberite (?:tudi|še)  skaitykite (?:taip pat|daugiau)
    lasi arī
    (?:διαβάστε|δείτε) (?:επίσης|ακόμη|ακόμα|και)  σχετικά άρθρα  ilgili haber(?:ler)?
    (?:bunu da|ayrıca) okuyun
    [اإأ]قر(?:أ|ا|ئي|أوا|ؤوا) (?:أيض(?:اً|ًا|ا)|المزيد)  شاهد أيض(?:اً|ًا|ا)
    (?:موضوعات|مواضيع|أخبار) (?:ذات صلة|متعلقة)
    بیشتر بخوانید  (?:קראו|קרא|ראו) (?:גם|עוד)  עוד בנושא  (?:यह|ये|इसे) भी (?:पढ़ें|पढ़ें|देखें)  संबंधित खबरें
    (?:baca|simak|lihat|tonton) juga  berita terkait  (?:đọc|xem) thêm  tin liên quan
    相[關关](?:新[聞闻]|[報报][導导道]|[閱阅][讀读])  延伸[閱阅][讀读]  推[薦荐][閱阅][讀读]
    関連(?:記事|ニュース)
    [あ合]わせて読みたい  관련 ?기사  함께 (?:보기|읽기)
"""
# Words that say as much only before a sign that parts them from the link, or alone.
_WORDS = "related  recommended  verwandt  zum thema  relacionad[oa]s?  lire  (?:à )?voir  más información"
_SIGN = r"\s*[:：|｜»>›▶►•–—-]"
_LINE = any_of(_SAYING, before=r"^\W*", after=rf"(?!\w)(?:{_SIGN})?")
_WORD = any_of(_WORDS, before=r"^\W*", after=_SIGN)
_TITLE = any_of(f"{_SAYING}  {_WORDS}", before=r"^\W*", after=r"\W*$")
_LONGEST_SAYING = 45  # characters, with the sign behind it
_LINKED = 0.8  # share of what follows that leads elsewhere
_LONGEST_LABEL = 30  # characters before a colon, in whatever language
_ELSEWHERE = frozenset((Zone.NAVIGATION, Zone.BYLINE, Zone.HIDDEN, Zone.PAYWALL))


def _is_read_also(block: Block) -> bool:
    """Whether a line is a link to another story, behind words that say so or a short label with a colon."""
    said = _LINE.match(block.text) or _WORD.match(block.text)
    rest = block.text[said.end() :] if said else block.text.partition(":")[2]
    is_short = said is not None or len(block.text) - len(rest) <= _LONGEST_LABEL + 1
    return is_short and block.link_length >= _LINKED * len(rest.strip()) > 0


def is_read_also_title(block: Block) -> bool:
    """Whether a line is nothing but such words, over the links they speak of."""
    return len(block.text) <= _LONGEST_SAYING and _is_title(block.text)


@lru_cache(4096)  # asked for the text and for the links, and labels repeat on a site's pages
def _is_title(text: str) -> bool:
    return _TITLE.match(text) is not None


def lines_leading_on(blocks: Iterable[Block]) -> Iterator[Block]:
    """The lines that are such links, and those below such a title until a text or another title."""
    is_below = False
    for block in blocks:
        if not _ELSEWHERE.isdisjoint(block.zone_kinds):
            continue
        if is_read_also_title(block):
            is_below = True
        elif block.link_length and (
            _is_read_also(block) or (is_below and block.link_length * 2 > len(block.text))
        ):
            yield block
        elif is_below and (is_prose(block) or block.tag in HEADINGS):
            is_below = False
