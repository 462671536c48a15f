"""Labels that tell of which kind a story is: opinion, sponsored, a press release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of, phrases
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold

_NEXT = 2  # lines between a label and the headline that it is of
_BESIDE = frozenset((Zone.NAVIGATION, Zone.ASIDE, Zone.FIGURE, Zone.HIDDEN))
_BUTTONS = phrases("comment  comments  letters  kommentare  commenti  debatt  column  columns")  # or headings
_OPINION = any_of(
    """
    opinions?  op-?ed  comment(?:ary|isfree)?  columns?  columnists?  editorials?  kommentare?  meinung
    kolumne  leitartikel  opinión  opiniões  opinião  tribunes?  chroniques?  commenti  opinioni  letters?
    názory?  komentáře?  opinie  мнени[ея]  görüş  viewpoint  perspectives?  point of view  editoriale?
    l[’']editoriale  columna  felietony?  ledare  debatt  leder  kronikk?  lederen  pääkirjoitus  mielipide
    vélemény  köşe yazıları  yazarlar  opini  tajuk  погляди?  думки  колонк[аи]  коментар  απόψεις
    γνώμ(?:η|ες)  άποψη  آراء  رأي  דעות  דעה  नजरिया  विचार  संपादकीय  社説(?:・論説)?  論説  コラム
    オピニオン  評論  评论  觀點  社论  社論  时评  칼럼  데스크 칼럼  사설  오피니언  ý kiến  quan điểm
    """,
    before="^",
    after="$",
)
_SPONSORED = any_of(
    """
    sponsored(?: content| post)?  paid (?:content|post|partner(?:ship)?)  advertorial  anzeige
    brand ?(?:ed)? content  partner content  promoted(?: content)?  publireportage  publirreportaje
    contenu sponsorisé  advertisement feature  in partnership with .{1,40}  presented by .{1,40}
    werbung  reklama  annonse  publicidad  contenuto sponsorizzato  sponsorizzato  contenido patrocinado
    conteúdo patrocinado  patrocinado  publicidade  sponsorisé  gesponsert  gesponsord  sponsrat
    sponset innhold  (?:artykuł|materiał) sponsorowany  materiał partnera  на правах рекламы
    партнерский материал  реклама  komerční sdělení  komerčná správa  reklam  スポンサー(?:記事)?  광고
    إعلان  مادة إعلانية  תוכן ממומן  प्रायोजित
    """,
    before="^",
    after="$",
)
# Those of them that no space for advertisements bears.
_PAID = any_of(
    """
    sponsored (?:content|post|article|feature)  paid (?:content|post|partner(?:ship)?)  advertorial
    brand(?:ed)? content  partner content  promoted content  advertisement feature  publireportage
    publirreportaje  contenu sponsorisé  contenuto sponsorizzato  contenido patrocinado
    conteúdo patrocinado  sponset innhold  (?:artykuł|materiał) sponsorowany  партнерский материал
    на правах рекламы  komerční sdělení  komerčná správa  スポンサー記事  תוכן ממומן  مادة إعلانية
    """,
    before=r"^\W*",
    after=r"\W*$",
)
_PRESS_RELEASE = any_of(
    """
    press ?releases?  pressemitteilung(?:en)?  communiqués? de presse  comunicados?(?: de prensa)?
    pr newswire  business wire  tiskov[áé] zpráv[ay]
    """,
    before="^",
    after="$",
)


def by_label(labels: Iterable[str | None]) -> list[Candidate]:
    """What the labels of a page call it."""
    found: list[Candidate] = []
    for label in labels:
        for value, pattern in (
            ("sponsored", _SPONSORED),
            ("press_release", _PRESS_RELEASE),
            ("opinion", _OPINION),
        ):
            if label and pattern.match(label.strip()):
                found.append(Candidate(value, "markup", "label", label))
    return found


def by_badge(page: Page) -> list[Candidate]:
    """A line next to the headline that is nothing but a label of what is paid for, whatever it stands in."""
    headline = page.headline_block
    if headline is None:
        return []
    near = page.blocks[max(0, headline.index - _NEXT) : headline.index + _NEXT + 1]
    return [
        replace(shown(each.text, each.element), value="sponsored") for each in near if _PAID.match(each.text)
    ]


def by_line_above(page: Page) -> list[Candidate]:
    """A line right above the headline that is nothing but the name of a kind, whatever it stands in."""
    headline = page.headline_block
    line = page.blocks[headline.index - 1] if headline is not None and headline.index else None
    if line is None or not _BESIDE.isdisjoint(line.zone_kinds):
        return []
    if fold(line.text) in _BUTTONS:
        return []
    named = (each for each in by_label([line.text]) if each.value != "sponsored")  # as spaces for ads are
    return [replace(each, locator=locate(line.element)) for each in named]
