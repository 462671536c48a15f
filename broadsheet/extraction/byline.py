"""Bylines: "By Ana Costa and Rui Alves in Lisbon, with agencies" as people, organisations, a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from broadsheet.article import Author, AuthorKind
from broadsheet.extraction.organisations import is_agency, is_organisation
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.personnames import is_clause, is_lone_word, is_name
from broadsheet.fingerprint import fold
from broadsheet.text import clean

# Words that announce an author. Those that mean other things, too, count with a colon only.
_LABEL = any_of(
    r"""
    (?:written|words|story|text|reporting|report|reported|posted|published|article|analysis)\s+by\b
    (?:opinion|comment|commentary|review|interview|essay)\s+by\b
    by\b  von\b  par\b  por\b  di\b  a cura di\b  door\b  av\b  af\b  przez\b  autore?s?\b
    (?:geschrieben|verfasst|veröffentlicht|rezension|kolumne|porträt|reportage|essay)\s+von\b
    (?:eine? )?(?:(?:gast|leit)?kommentar|(?:gast)?beitrag|artikel|bericht|interview|analyse)\s+von\b
    (?:rédigé|écrit|publié|article|texte|propos recueillis|analyse|chronique|entretien)\s+par\b
    (?:escrito|publicado|redactado|un artículo|artigo|reportagem)\s+por\b
    (?:scritto|pubblicato)\s+da\b  articolo\s+di\b  testo\s+di\b  (?:geschreven|gepubliceerd)\s+door\b
    autor(?:in|en|ka|zy|ři|i|ius|s)?\b  authors?\b  auteurs?\b  text\b  tekst\b  texte\b  texto\b  teksti:
    (?:na|za)psal(?:a|i|y)?\b  napísal(?:a|i)?\b  napisał(?:a|y)?\b  oprac(?:owanie|ował|owała)?\b[.:]?
    skrevet a[vf]\b  skriven av\b  skribent\b  kirjoittaja\b  toimittaja:  szerzők?\b  írta\b
    scris de\b  articol de\b  publicat de\b  redactor:  piše\b  napisa(?:o|la|li)\b  reporter:  journalist:
    yazar[ıi]?\b  yazan\b  muhabir\b  haber:  hazırlayan\b  penulis\b  oleh\b  wartawan\b  reporter\s*:
    tác giả\b  deur\b  shkruan\b  müəllif\b  imeandikwa na\b  kirjutas\b
    от\b  автор(?:ка|и|ы)?\b  аутор\b  текст\b  пише\b  пишува\b  написа(?:л|ла|в)\b
    κείμενο\b  γράφει(?:\s+[οη])?\b  γράφουν(?:\s+οι)?\b  συντάκτ(?:ης|ρια)\b  συγγραφέας\b
    מאת\b  כתב:  כתבה:  כותב:  כותבת:  بقلم\b  كتبت?\b  إعداد:  نویسنده\b  تحریر:  গবেষক:  লেখক\s*:
    लेखक\s*:  द्वारा\s*:  โดย\s*:?  เรื่อง\s*:  ავტორი\b  հեղինակ\b
    聞き手(?=[\s／/:：|｜・=＝])
    文(?=[\s／/:：|｜・=＝])・?  取材・文  執筆  撰文  作者  記者  记者  글(?=[\s/:：])  기자(?=\s*[/:：])
    zdroj\b  sources?:  quelle\b  fuente\b  fonte\b  źródło\b  kilde\b  källa\b  bron:  πηγή\s*:  источник\s*:
    джерело\s*:  kaynak\s*:  sumber\s*:  nguồn\s*:  المصدر\s*:  מקור\s*:  स्रोत\s*:  来源[:：]  出典[:：]
    출처[:：]
    (?:本报|本報|本网|特约)(?:记者|記者|通讯员|通訊員)  του\b  της\b  των\b  по материалам\b  за матеріалами\b
    """,
    before=r"^\W*",
    after=r"\s*[:：／/=＝・]?\s*",
)
# Single letters only in lower case: "John A Smith".
_CONJUNCTION = "(?:and|And|AND|und|UND|et|ET|y|e|og|och|en|i|a|и|oraz|ve|ja|és|και|و|اور|और|และ)"
_AND = re.compile(rf"\s*(?:[,;|/／｜•·、，]|\s[–—-]\s|&|\s{_CONJUNCTION}\s)\s*(?:{_CONJUNCTION}\s+)?")
_WITH = re.compile(r"(?:^|[\s,;(])(?:with|mit|avec|con|com|met|med|and|und|et|y|og|och)\s+", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|dla|voor)\s+.*$")
_PLACE = re.compile(
    r"^(?P<name>.+?)\s+(?:in|at|aus|à|en|em|desde|from|dans|da|w|i|v|в)\s+(?P<place>[^\W\d_][\w .'’-]{1,40})$"
)
_IN = re.compile(r"(?:in|for|at|on|em|en|dans|für)\s")  # "in News, Business": sections, not names
_REPORTER = re.compile(  # behind each of several names
    r"(?<=[가-힣]{2}) (?:선임|인턴)?(?:기자|특파원)(?=\s*(?:[,·]|$))"
)
_KOREAN = re.compile(  # "[서울] 김철수 기자": name, then "reporter"
    r"^(?:기자명\s*)?(?:[\[(【][^\])】]{1,30}[\])】]\s*)?(?P<name>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,4})\s?(?:선임)?(?:기자|특파원)(?=[\s=]|$)\s*=?"
)
_CHINESE = re.compile(  # 本报记者 汪志远 何晓蕾: two names; in Japan one has a space within
    r"^\W*(?:本报|本网|特约)?(?:记者|通讯员)[:： ]\s*"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[:： \u3000]+[\u4e00-\u9fff]{2,4})+)$"
)
_CHINESE_WRITERS = frozenset(("记者", "通讯员", "实习生", "实习记者", "特约记者", "本报记者"))  # before names
_CHINESE_OTHERS = frozenset(("摄影", "摄像", "制图", "编辑", "责编", "校对"))
# "Text: Ana Costa Photos: Rui Alves": the second label begins a part of its own. With a name on both sides
# the word for pictures is one without its colon, too.
_NEXT_LABEL = re.compile(
    r"(?<=\w)\s+(?=(?:text[eo]?|tekst|words|teksti|editor|redaktur|photo\w*|foto\w*|bild(?:er)?|images?|video|vidéo"
    r"|illustra\w+|gra(?:ph|f)i\w+|текст|фото\w*|видео)\s*[:：])",
    re.IGNORECASE,
)
_PICTURES_OF = re.compile(r"(?<=\w)\s+(?P<label>Photos?|Fotos?)\s+(?=[^\W\d_a-z])")
_EDITED = re.compile(r"(?<=\w)\s*[|,;]\s*(?:editor|redaktur|editing)\s*[:：][^|]*", re.IGNORECASE)
# Two words before it and one after: "and" begins a second name rather than being part of the first.
_ATTACHED_AND = re.compile(
    r"(?P<first>[^\s,،]+ [^\s,،]+) (?P<word>(?:و[\u0621-\u064a]|ו[\u05d0-\u05ea])\w{1,15}) (?=\w)"
)
_BEGINNING_SO = frozenset((  # first names
    "وليد", "وائل", "وفاء", "وسام", "وسيم", "وجدي", "وداد", "وحيد", "وديع", "وردة", "وهيب", "واصف", "وصال",
    "ורד", "ורדה", "ויקטור", "ויקי", "ויקטוריה", "ולדימיר", "ואדים", "וולף", "ונסה",
))  # fmt: skip
# Whom the story is for, and links to others of the same writer.
_BESIDE_NAMES = re.compile(
    r"(?:写真|撮影|イラスト|사진|摄影|攝影)\s?[/／:：=＝・]\s?\S+(?:\s(?:기자|記者))?|"
    r"有料(?:会員)?記事|(?:会員)?限定記事|会員限定|無料記事|유료기사|会员专享"
    r"|(?:다른\s?)?기사\s?(?:더\s?)?보기|記事一覧(?:へ)?|更多文章|查看更多"
)
_NO_NAMES = frozenset((  # buttons beside names
    "フォロー", "フォローする", "もっと見る", "팔로우", "구독", "关注", "關注", "订阅", "訂閱", "متابعة",
))  # fmt: skip
_TAIWANESE = re.compile(  # 海島日報 記者林芷妤／宜蘭即時報導: paper, reporters, place
    r"(?:^|\s)記者(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*)\s*[／/]"
    r"(?P<place>[\u4e00-\u9fff]{2,4}?)(?:即時|特稿|綜合)?(?:報導|報道|電)"
)
_OUTLET_AND_PLACE = re.compile(
    r"^(?P<people>[^—]+), [^,—]+ — (?P<place>[^\W\d_][^,—]{1,40})$"
)  # "Por A e B, G — C"
_REPORTED_FROM = re.compile(r"(?:報導|报道|報道|報導員|電|电)$")  # "台北報導": reported from Taipei
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")
_SHORT_FORM = re.compile(r"[^\W\d_A-Z]{2,4}\.?")  # under which an editor signs: "Ana Costa (aco)"
_WRITTEN_AND_SHOT = re.compile(  # by one person: "Text and photos: Ana Costa"
    r"^\W*(?:texte?|words|story|文|글)\s?(?:und|and|et|[&+/／・·,])\s?(?:photos?|pictures|fotos?|bilder|写真|사진)"
    r"\s?(?:by\b|von\b|par\b|[:：/／=＝])",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\s(?:[JS]r|[A-Z])$")  # a last word that is written with a full stop
_UNNAMED_AGENCIES = frozenset((
    "agencies", "agency", "wires", "wire services", "agenturen", "agences", "agencias", "agências", "agenzie",
    "agenturami", "byråer", "persbureaus", "news agencies", "agentury", "agentur",
))  # fmt: skip
_HANDLE = re.compile(r"(?:@\w+|[^\s@]++@[^\s@]+\.\w+|https?://\S+)")
_ROLE = any_of(
    """
    editor  reporter  correspondent  writer  columnist  producer  journalist  redakteur(?:in)?  reporterin
    chief  korrespondent(?:in)?  redactor(?:a)?  journaliste  redaktør  toimittaja  director  contributor
    critic  analyst  host  photographer  professor  associate  fellow  staff writer  corresponsal  periodista
    giornalista  dziennikarz
    """,
    before=r"\b",
    after=r"s?\b",
)
_LONGEST_NAME, _LONGEST_LABEL = 60, 80
_LONGEST_BYLINE = 1000  # characters; twenty names fit, and no pattern below takes long over so many
_DEGREES = frozenset(("MD", "PhD", "Ph.D", "MA", "MBA", "MSc", "BSc", "MPH", "RN", "JD", "Esq", "DDS", "LLM"))
_LONGEST_PART_LABEL = 25
_BESIDE_WRITING = re.compile(
    r"phot|foto|bild|image|imag[ei]n|video|vidéo|illustra|gra(?:ph|f)i|camera|kamera|translat|übersetz|traduc|tradu[cz]"
    r"|edit(?:ed|ing)|фото|перевод|φωτ|צילום|تصوير|撮影|写真|摄影",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    authors: tuple[Author, ...] = ()
    agencies: tuple[str, ...] = ()
    location: str | None = None


def has_label(text: str) -> bool:
    """Whether a line begins as bylines do.

    >>> has_label("By Ana Costa"), has_label("Bystanders were moved")
    (True, False)
    """
    return bool(_LABEL.match(text[:_LONGEST_LABEL]) or _KOREAN.match(text))


def parse_byline(text: str, own_names: Iterable[str] = ()) -> Byline:
    """The parts of a byline; `own_names` are the names of the site and its publisher.

    >>> parsed = parse_byline("By Ana Costa and Rui Alves in Lisbon, with agencies")
    >>> [author.name for author in parsed.authors], parsed.agencies, parsed.location
    (['Ana Costa', 'Rui Alves'], ('agencies',), 'Lisbon')
    """
    return _parsed(text[:_LONGEST_BYLINE], tuple(own_names))


@lru_cache(maxsize=256)  # a page names its author in many places
def _parsed(text: str, own_names: tuple[str, ...]) -> Byline:
    reported = _TAIWANESE.search(text)
    if reported is not None:
        people = tuple(Author(name, "person", raw_value=text) for name in reported["names"].split("、"))
        return Byline(people, (), reported["place"])
    named = _OUTLET_AND_PLACE.match(clean(text)) if has_label(text) else None
    if named is not None:
        return replace(_parsed(named["people"], own_names), location=named["place"])
    line = clean(_HANDLE.sub("", without_label(_KOREAN.sub(r"\g<name>, ", _free(text)))))
    line = _ATTACHED_AND.sub(_parted, _REPORTER.sub("", line))
    chinese = _CHINESE.match(clean(text))
    line, agencies = _split_agencies(", ".join(_chinese(chinese["names"])) if chinese else line)
    own = {fold(name) for name in own_names if name}
    authors = _with_places(list(_authors(_PARENTHESIS.sub(_parenthesis, line), text, own)))
    wired = (each.name for each in authors if is_agency(each.name))
    location = next((each.location for each in authors if each.location), None)
    return Byline(unique(authors), tuple(dict.fromkeys([*wired, *agencies])), location)


def author(name: str, own_names: Iterable[str] = (), kind: AuthorKind | None = None) -> Author | None:
    """One stated name as an author, typed by what the page says of it or by the name itself."""
    text = clean(without_label(name))
    if not text or len(text) > _LONGEST_NAME * 2 or "://" in text:
        return None
    own = {fold(each) for each in own_names if each}
    is_group = fold(text) in own or is_organisation(text)
    return Author(text, "organisation" if is_group or kind == "organisation" else "person", raw_value=name)


def _parenthesis(match: re.Match[str]) -> str:
    """What stands in parentheses is a part of its own; the short form of the name before it says nothing."""
    inner = match[1].strip()
    is_short_form = match.start() > 0 and bool(_SHORT_FORM.fullmatch(inner)) and not is_agency(inner)
    return ", " if is_short_form else f", {inner}, "


def _free(text: str) -> str:
    """Without what stands beside names and is none."""
    text = _WRITTEN_AND_SHOT.sub(": ", text)
    parted = _EDITED.sub("", _NEXT_LABEL.sub(" | ", _PICTURES_OF.sub(r" | \g<label>: ", text)))
    return clean(parted if parted.isascii() else _BESIDE_NAMES.sub(" ", parted))


def _chinese(words: str) -> Iterator[str]:
    """The names behind words for those who write; not those behind words for other work."""
    is_of_writing = True
    for word in re.split(r"[:：\s]+", words):
        if word in _CHINESE_WRITERS or word in _CHINESE_OTHERS:
            is_of_writing = word in _CHINESE_WRITERS
        elif is_of_writing:
            yield word


def _parted(match: re.Match[str]) -> str:
    """Where Arabic and Hebrew write "and" as a letter of the second first name."""
    word = match["word"]
    return match[0] if word in _BEGINNING_SO else f"{match['first']}, {word[1:]} "


def without_label(text: str) -> str:
    """A line without the words that announce an author.

    >>> without_label("By Ana Costa"), without_label("Ana Costa")
    ('Ana Costa', 'Ana Costa')
    """
    stripped = _LABEL.sub("", text, count=1)
    return _LABEL.sub("", stripped, count=1) if stripped != text else text


def is_role(text: str) -> bool:
    """Whether a few words say what somebody is at a paper.

    >>> is_role("Political editor"), is_role("Harbour Street")
    (True, False)
    """
    return _ROLE.search(text) is not None


def _split_agencies(line: str) -> tuple[str, list[str]]:
    """Agencies at the end of a line, named or not: ", with agencies", "mit dpa", "and Reuters"."""
    for match in _WITH.finditer(line):
        names = [part.strip(" .)") for part in _AND.split(line[match.end() :]) if part.strip(" .)")]
        if names and all(is_agency(name) or name.casefold() in _UNNAMED_AGENCIES for name in names):
            return line[: match.start()].strip(" ,;("), names
    return line, []


def _authors(line: str, raw: str, own: set[str]) -> Iterator[Author]:
    last: Author | None = None
    for part in map(_of_writing, _AND.split(line)):
        name, place = _split_place(_FOR.sub("", _bare(part)))
        if last is not None and _is_place_of(last, name):
            last = last if fold(name) in own else replace(last, location=last.location or name)
            continue
        kind = _kind(name, own)
        if last is not None and is_role(name) and not is_agency(name):
            last = replace(last, role=name)
            continue
        if kind is not None:
            if last is not None:
                yield last
            last = Author(name, kind, location=place, raw_value=raw)
    if last is not None:
        yield last


def _bare(part: str) -> str:
    """Without the signs around it; a full stop of the name's own stays.

    >>> _bare(" Ana Costa."), _bare("Rui Alves Jr.")
    ('Ana Costa', 'Rui Alves Jr.')
    """
    name = part.strip(" .:·*\"'【】［］〔〕")
    return f"{name}." if _SHORTENED.search(name) and f"{name}." in part else name


def _is_place_of(writer: Author, name: str) -> bool:
    """Whether a word beside a full name is where that person is: such scripts have no capitals to tell."""
    return writer.kind == "person" and " " in writer.name and is_lone_word(name) and not is_agency(name)


def _of_writing(part: str) -> str:
    """A part without the word before its colon; nothing where that is of pictures, translation or editing.

    >>> _of_writing("Interview: Ana Costa"), _of_writing("Photos: Rui Alves")
    ('Ana Costa', '')
    """
    label, colon, name = part.replace("：", ":").partition(":")
    if not colon or not name.strip() or len(label) > _LONGEST_PART_LABEL:
        return part
    return "" if _BESIDE_WRITING.search(label) else name.strip()


def _split_place(part: str) -> tuple[str, str | None]:
    match = _PLACE.match(part)
    if match is None or not match["place"][0].isupper() or not is_name(match["name"]):
        return part, None
    return match["name"], match["place"].strip(" .")


def _kind(name: str, own: set[str]) -> AuthorKind | None:
    if not name or name in _NO_NAMES or _IN.match(name) or _REPORTED_FROM.search(name):
        return None
    if is_clause(name) or name.strip(".") in _DEGREES:
        return None
    if fold(name) in own or is_organisation(name):
        return "organisation"
    return "person" if is_name(name) else None


def _with_places(authors: list[Author]) -> list[Author]:
    """ "A and B in Lisbon": the place of the last stands for those before it that have none."""
    place: str | None = None
    placed: list[Author] = []
    for each in reversed(authors):
        place = each.location or place
        placed.append(replace(each, location=place) if each.kind == "person" else each)
    return placed[::-1]


def unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    """Each once, by its name as `fold` compares it, and as it stood first."""
    first: dict[str, Author] = {}
    for each in authors:
        first.setdefault(fold(each.name), each)
    return tuple(first.values())
